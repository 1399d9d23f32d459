"""A copy is a new beginning, or it is refused in words.

An *outcome* is ``(model, result, detail)``: ``copied`` (detail: what is wrong with the copy, or
empty), ``refused`` (the words), ``failed`` (the exception), ``unsampled`` (why there is no record).
"""

from .violation import Violation


def judge_copies(outcomes, excused=()):
    return [
        Violation("copy", model, fault)
        for model, result, detail in outcomes
        if model not in excused and (fault := _fault(result, detail))
    ]


def _fault(result, detail):
    if result == "copied":
        return detail and f"the copy {detail}"
    if result == "refused":
        return "" if len(detail) > 10 else "is refused without a word"
    return f"cannot be copied: {detail}" if result == "failed" else f"has no sample: {detail}"


def judge_copied_document(first_state, state, number):
    """Return what is wrong with the copy of a document, or an empty string."""
    if state != first_state:
        return f"begins in {state!r}, not in {first_state!r}"
    return f"carries the number {number!r} of its original" if number else ""
