"""What people read about a fault of a statement: what is wrong, and what to do about it."""

from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)

LOOK = _lt("Compare the row with the receipt; it was taken as shown.")
FIX = _lt("Correct the row in the file and load it again.")

# code: (what is wrong, what to do)
TEXTS = {
    "empty_file": (_lt("The file is empty."), _lt("Choose the statement again.")),
    "broken_file": (
        _lt("The file cannot be read."), _lt("Save it as .csv (UTF-8) or .xlsx and load that."),
    ),
    "no_header": (
        _lt("No heading with day, merchant and amount was found in the first 20 rows."),
        _lt("Add the heading 사용일시, 사용장소, 사용금액 and load the file again."),
    ),
    "bad_time": (_lt("“%(value)s” is not a day or time."), FIX),
    "bad_amount": (_lt("“%(value)s” is not an amount in whole won."), FIX),
    "other_date_form": (
        _lt("“%(value)s” is written in another form than the other days; it was read as a day."),
        LOOK,
    ),
    "no_hour": (
        _lt("A use of a card on %(value)s says no hour: nights cannot be told from days."), LOOK,
    ),
    "no_merchant": (_lt("The row names no place."), LOOK),
    "unknown_method": (_lt("“%(value)s” is no known way to pay; it counts as card."), LOOK),
    "shifted_cell": (
        _lt("The place has run over into the cells beside it; it was read as “%(value)s”."), LOOK,
    ),
    "out_of_order": (
        _lt("Number %(value)s follows number %(last)s: rows are missing or out of order."), LOOK,
    ),
    "twin_row": (_lt("The same use stands in row %(other)s already."), FIX),
    "taken_before": (
        _lt("The same use stands in the statement %(document)s already."),
        _lt("Leave the row out: it would be paid twice."),
    ),
}
