"""What no file of the project says: where it was built, and what was left for later."""

import re

from .violation import Violation

# Joined here so that this file does not name them itself.
HOSTS = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"), ("pythonhosted", "org"), ("registry", "npmjs", "org"), ("npmjs", "com"),
        ("deb", "debian", "org"), ("proxy", "golang", "org"), ("crates", "io"), ("ghcr", "io"),
        ("docker", "io"), ("archive", "ubuntu", "com"),
    )
)  # fmt: skip
PATHS = tuple("/" + name + "/" for name in ("work", "opt/gg", "home/[a-z]+", "root"))
MACHINE = re.compile(
    "|".join([*map(re.escape, HOSTS), *(rf"(?<![\w.~/-]){path}" for path in PATHS)])
)
LATER = re.compile(r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK")) + r")\b")
BINARY = {
    ".png",
    ".jpg",
    ".ico",
    ".woff",
    ".woff2",
    ".ttf",
    ".xlsx",
    ".gz",
    ".zip",
    ".whl",
    ".pdf",
    ".mo",
}


def check_text(where, text):
    """Judge the lines of one text file."""
    return [
        Violation(rule, f"{where}:{number}", f"{match[0]!r}")
        for number, line in enumerate(text.splitlines(), 1)
        for rule, pattern in (("machine-name", MACHINE), ("left-for-later", LATER))
        if (match := pattern.search(line))
    ]
