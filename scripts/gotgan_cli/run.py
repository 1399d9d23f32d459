"""Run a tool, keep what it said, and explain its failure."""

import os
import subprocess

from .errors import explain


def run(doing, command, *, log=None, env=None, cwd=None, check=True, stdin=None, **kwargs):
    """Run ``command`` to its end and return its output (stdout and stderr together).

    :param doing: what a person would call it; begins the error.
    :param log: a file that gets the whole output.
    :param env: variables added to the environment.
    :raises Refusal: when it fails and ``check`` is set.
    """
    done = subprocess.run(
        [str(part) for part in command],
        env={**os.environ, **(env or {})},
        cwd=cwd,
        input=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
        **kwargs,
    )
    if log:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a") as out:
            out.write(f"$ {' '.join(map(str, command))}\n{done.stdout}\n")
    if check and done.returncode:
        raise explain(doing, done.stdout)
    return done.stdout
