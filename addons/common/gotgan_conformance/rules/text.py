"""What no file of the project says: where it was built, and what was left for later."""

import re

from .violation import Violation

# A host that serves packages, whoever's: a project takes them by name, from where its machine does.
SERVERS = "pypi|pythonhosted|npm|debian|ubuntu|golang|crates|docker|ghcr"
HOST = rf"\b[\w.-]*(?:{SERVERS})\w*\.(?:org|com|io)\b"
PATHS = tuple("/" + name + "/" for name in ("work", "opt/[a-z]+", "home/[a-z]+", "root"))
MACHINE = re.compile("|".join([HOST, *(rf"(?<![\w.~/-]){path}" for path in PATHS)]))
WORDS = "|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"))
# Alone in quotes it is a value, such as the code of no currency, and no remark.
LATER = re.compile(rf'(?<!")\b({WORDS})\b(?!")')
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
