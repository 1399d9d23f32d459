"""The one check of a file that comes in."""

from .active import check_active, check_twofold
from .archives import PROGRAMS, check_archive
from .malware import scan
from .problem import Limits, Problem
from .types import ALLOWED, TYPES, ZIPPED, detect, get_ending

DEFAULT = Limits()


def check_file(name, data, limits=DEFAULT):
    """Return ``(type, problems)`` of a file; the first problem is what a person is told.

    A name without an ending is taken as it is: pictures of persons have none.

    >>> check_file("견적서.pdf", b"%PDF-1.7")
    ('pdf', [])
    >>> check_file("견적서.pdf", b"MZ")[1][0].code, check_file("a.png", b"%PDF-1.7")[1][0].code
    ('program', 'disagrees')
    """
    if len(data) > limits.size:
        return "unknown", [Problem("too_large", {"limit": limits.size // 2**20})]
    kind, ending = detect(data), get_ending(name)
    problems = scan(data) or check_type(kind, ending)
    if problems:
        return kind, problems
    problems = check_twofold(data, kind, kind in ZIPPED) or check_active(data, kind, limits)
    if not problems and kind in ZIPPED:
        problems = check_archive(data, kind, limits)
    return kind, problems


def check_type(kind, ending):
    """Judge type and name together: both allowed, and agreeing."""
    if kind == "program" or ending in PROGRAMS:
        return [Problem("program")]
    if kind == "html" or ending in {"html", "htm", "xhtml", "mht", "mhtml"}:
        return [Problem("active")]
    if ending and ending not in ALLOWED:
        return [Problem("ending", {"ending": ending})]
    if kind not in TYPES:
        return [Problem("unknown")]
    if ending and kind not in ALLOWED[ending]:
        return [Problem("disagrees", {"ending": ending, "kind": kind})]
    return []
