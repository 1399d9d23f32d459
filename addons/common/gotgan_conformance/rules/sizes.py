"""Small things stay readable: lengths of functions and files."""

import ast
from statistics import median

from .syntax import functions
from .violation import Violation

FUNCTION_LIMIT = 60
FUNCTION_USUAL = 40
FUNCTION_MEDIAN = 8
FILE_LIMITS = {".py": 400, ".js": 400, ".scss": 400, ".css": 400, ".sh": 400, "": 400, ".xml": 200}


def function_length(function):
    """Return the lines of a function without its decorators and docstring.

    The docstring is left out so that the law never argues against explaining.
    """
    length = function.end_lineno - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function, clean=False) is not None and len(function.body) > 1:
        length -= first.end_lineno - first.lineno + 1
    return length


def check_function_lengths(source):
    return [
        Violation(
            "function-length",
            source.at(function),
            f"{function.name} has {function_length(function)} lines, at most {FUNCTION_LIMIT}",
        )
        for function in functions(source.tree)
        if function_length(function) > FUNCTION_LIMIT
    ]


def check_function_distribution(sources):
    """Judge all functions together: the median, and the share that stays usual."""
    lengths = sorted(function_length(item) for source in sources for item in functions(source.tree))
    if not lengths:
        return []
    middle, usual = median(lengths), lengths[max(0, -(-len(lengths) * 95 // 100) - 1)]
    found = []
    if middle > FUNCTION_MEDIAN:
        what = f"the median function has {middle} lines, at most {FUNCTION_MEDIAN}"
        found.append(Violation("function-median", "all", what))
    if usual > FUNCTION_USUAL:
        what = f"95 % of functions have up to {usual} lines, at most {FUNCTION_USUAL}"
        found.append(Violation("function-share", "all", what))
    return found


def check_file_length(where, suffix, text):
    """Judge a text file by its kind; data (CSV, PO) and prose have no limit."""
    limit = FILE_LIMITS.get(suffix)
    lines = text.count("\n") + (not text.endswith("\n") and text != "")
    if limit is None or lines <= limit:
        return []
    return [Violation("file-length", where, f"{lines} lines, at most {limit}")]
