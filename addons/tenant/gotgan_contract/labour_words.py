"""What people read about a fault in a list of workers: what is wrong, and what to do about it."""

from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)

SHOWN = 20
TEXTS = {
    "empty_file": _lt("the file is empty. Choose the list of the contractor."),
    "old_excel": _lt("it is an old Excel file (.xls). Save it as .xlsx or .csv."),
    "broken_excel": _lt("the Excel file is damaged. Save it again as .xlsx or .csv."),
    "too_large": _lt("the Excel file is too large. Save it as .csv."),
    "no_header": _lt("no heading with %(columns)s in the first 20 rows. Add these columns."),
    "no_rows": _lt("there are no workers below the heading. Add them."),
    "too_many_rows": _lt("the list has more than %(limit)s workers. Split the claim."),
    "missing_value": _lt("this cell must not be empty."),
    "bad_birth": _lt("“%(value)s” begins no day of birth. Enter it as six digits."),
    "bad_amount": _lt("“%(value)s” is not an amount of whole won above zero."),
    "bad_days": _lt("“%(value)s” is not a number of days."),
    "bad_day": _lt("“%(value)s” is not a day. Enter it as 2026-11-05."),
    "twin_row": _lt("%(name)s stands in row %(other)s already. Put both in one row."),
    "unknown": _lt("%(name)s is not among the workers of this claim. Correct the name or the day "
                   "of birth."),
}


def say(env, faults):
    """Return the faults as lines that begin with row and column, in the language of ``env``."""
    lang = env.lang or "en_US"
    lines = []
    for fault in faults[:SHOWN]:
        place = env._("Row %(row)s", row=fault.row) if fault.row else env._("File")
        text = TEXTS[fault.code]._translate(lang)
        column = f" ({fault.column})" if fault.column else ""
        lines.append(f"{place}{column}: {text % fault.params if fault.params else text}")
    if len(faults) > SHOWN:
        lines.append(env._("… and %(count)s more", count=len(faults) - SHOWN))
    return "\n".join(lines)
