"""What the command line refuses, and in which words.

An error names what happened, why, and what to do next; a traceback is kept
for mistakes of the program itself.
"""

import errno


class Refusal(Exception):
    """A refusal a person can act on.

    :param what: one sentence, what cannot be done.
    :param why: optional details (the words of the tool that failed).
    :param do: optional, the next step.
    """

    def __init__(self, what, why="", do="", code=1):
        super().__init__(what)
        self.what, self.why, self.do, self.code = what, why, do, code

    def __str__(self):
        lines = [self.what]
        if self.why:
            lines += ["  " + line for line in self.why.strip().splitlines()]
        if self.do:
            lines += ["  What to do: " + self.do]
        return "\n".join(lines)


DISK_FULL = (
    "No space left on device",
    "Disk quota exceeded",
    "could not extend file",
    "You don't have enough free space",
)
NO_NETWORK = (
    "Temporary failure in name resolution",
    "Temporary failure resolving",
    "Could not resolve",
    "Name or service not known",
    "Network is unreachable",
    "No route to host",
    "Failed to establish a new connection",
    "Cannot connect to proxy",
    "Unable to connect",
    "Could not connect",
    "Connection refused",
    "Connection timed out",
    "Read timed out",
    "Connection failed",
)
NOT_IN_REGISTRY = (
    "No matching distribution found",
    "Unable to locate package",
    "has no installation candidate",
)
BAD_HASH = ("THESE PACKAGES DO NOT MATCH THE HASHES", "Hash Sum mismatch", "Hashes are required")


def disk_full(why=""):
    return Refusal(
        "The disk is full.",
        why,
        "free about 3 GB (or point GOTGAN_HOME to a larger disk) and run the same command again; "
        "it goes on where it stopped.",
    )


def no_network(why=""):
    return Refusal(
        "No network: a package registry could not be reached.",
        why,
        "check the connection and the proxy (http_proxy, https_proxy), then run it again. "
        "The network is needed the first time only.",
    )


def _quote(output, needles):
    """The lines of a tool's output that say what went wrong, at most four.

    >>> _quote("a\\nERROR: No space left on device\\nb", DISK_FULL)
    'ERROR: No space left on device'
    """
    lines = [line.strip() for line in output.splitlines() if any(n in line for n in needles)]
    return "\n".join(line[:300] for line in list(dict.fromkeys(lines))[-4:])


def explain(doing, output, see=None):
    """Turn the output of a failed tool into a refusal.

    Order matters: pip answers "No matching distribution" also when it could
    not reach the registry at all, so the network is asked about first.
    """
    if why := _quote(output, DISK_FULL):
        return disk_full(why)
    if why := _quote(output, BAD_HASH):
        return Refusal(
            f"{doing}: a downloaded file is not the pinned one.",
            why,
            "do not use it. Compare with config/pins.ini; if the registry was changed on purpose, "
            "run 'scripts/gotgan pins update' and review the difference.",
        )
    if why := _quote(output, NO_NETWORK):
        return no_network(why)
    if why := _quote(output, NOT_IN_REGISTRY):
        return Refusal(
            f"{doing}: the registry does not have a package at the pinned version.",
            why,
            "check that your registry (pip's index-url) mirrors everything; "
            "otherwise change the version in config/pins.ini and run 'scripts/gotgan pins update'.",
        )
    tail = "\n".join(line[:500] for line in output.strip().splitlines()[-12:])
    return Refusal(f"{doing} failed.", tail, do=f"the whole output is in {see}" if see else "")


def from_os_error(error):
    """The refusal for an OSError that reached the top, or None."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return disk_full(str(error))
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return Refusal(
            f"May not write {error.filename or 'a file'}.",
            str(error),
            "run as the user who owns this folder, or set GOTGAN_HOME to a folder you may write.",
        )
    return None
