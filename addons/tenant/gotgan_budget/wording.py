"""What people read about a problem: what is wrong, and what to do about it, in their language."""

from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)

FIX_FILE = _lt("Correct the cell in the source system or in the file, and load the file again.")
EXPORT_AGAIN = _lt("Export the file again from e-Hojo and load it unchanged.")
FIX_FORMULA = _lt("Write numbers, units, + - * / % and brackets only, and load the file again.")

# code: (what is wrong, what to do)
TEXTS = {
    "empty_file": (_lt("The file is empty."), EXPORT_AGAIN),
    "old_excel": (
        _lt("The file is an old Excel file (.xls)."),
        _lt("Open it and save it as .xlsx or .csv, then load that."),
    ),
    "broken_excel": (_lt("The Excel file is damaged and cannot be opened."), EXPORT_AGAIN),
    "too_large": (
        _lt("The Excel file unpacks to more than %(limit)s MB."),
        _lt("Save it as .csv, or split it by department."),
    ),
    "no_header": (
        _lt("The two heading rows of the budget export (회계연도 … 산출근거명 … 예산액) "
            "were not found."),
        EXPORT_AGAIN,
    ),
    "missing_columns": (
        _lt("Columns are missing: %(columns)s."),
        _lt("Export the file again with all columns; their order does not matter."),
    ),
    "unknown_source": (
        _lt("The funding source %(value)s is not one of the eleven."),
        _lt("Rename the heading to the funding source it belongs to."),
    ),
    "unreadable_row": (_lt("The file cannot be read from here on (%(fault)s)."), EXPORT_AGAIN),
    "no_rows": (_lt("There are no budget rows below the headings."), EXPORT_AGAIN),
    "broken_bytes": (
        _lt("Some characters are damaged: %(value)s."),
        _lt("Save the file again as UTF-8 or Excel from the original, and load that."),
    ),
    "missing_value": (_lt("This cell must not be empty."), FIX_FILE),
    "bad_amount": (
        _lt("“%(value)s” is not an amount in whole won, up to 10^15 won."), FIX_FILE,
    ),
    "total_row": (_lt("This is a row of totals; it was left out."), _lt("Nothing is to be done.")),
    "other_year": (
        _lt("The row is of fiscal year %(value)s, but the import is for %(year)s."),
        _lt("Load one file per fiscal year, or choose the other year."),
    ),
    "unknown_kind": (
        _lt("“%(value)s” is neither the original budget nor a supplementary one."),
        _lt("Write 본예산, or 추경 with its number, such as 추경1회."),
    ),
    "amended_bill": (
        _lt("“%(value)s” is the bill as it was amended before the vote, not the budget that was "
            "decided (Local Autonomy Act, Article 142(4))."),
        _lt("Export the budget that was decided: 본예산, or 추경 with its number."),
    ),
    "last_without_number": (
        _lt("“%(value)s” is a supplementary budget, and the file does not say which one."),
        _lt("Write its number, such as 정리추경3회."),
    ),
    "no_original": (
        _lt("The year has no original budget yet, so there is nothing that supplementary budget "
            "%(number)s could change (Local Autonomy Act, Article 145)."),
        _lt("Import the original budget first, or a file that has both."),
    ),
    "bad_day": (
        _lt("“%(value)s” is not a day."),
        _lt("Write it as 2026-05-01, or leave the column 예산확정일자 out and enter the day here."),
    ),
    "several_days": (
        _lt("This row says %(value)s, the rows above %(first)s; the later day counts."), FIX_FILE,
    ),
    "day_outside": (
        _lt("Supplementary budget %(number)s (0: the original) is dated %(value)s: later than "
            "today, or after the fiscal year."),
        _lt("A budget is brought in once it is decided. Correct the day, or leave its rows out "
            "until then."),
    ),
    "days_cross": (
        _lt("Supplementary budget %(number)s is dated %(value)s, before the budget it changes "
            "(%(first)s)."),
        _lt("Correct the days under By Budget, or in the column 예산확정일자."),
    ),
    "day_unknown": (
        _lt("The file does not say when supplementary budget %(number)s was decided; it is dated "
            "%(value)s."),
        _lt("Enter the day under By Budget before you confirm."),
    ),
    "change_mismatch": (
        _lt("%(new)s − %(base)s is %(expected)s, but the file says %(change)s won."), FIX_FILE,
    ),
    "sources_mismatch": (
        _lt("The funding sources add up to %(total)s won, but this says %(amount)s won."), FIX_FILE,
    ),
    "formula_mismatch": (
        _lt("%(formula)s gives %(computed)s won (rounded up to 천원), but the amount is "
            "%(amount)s won."),
        FIX_FILE,
    ),
    "formula_too_long": (_lt("The formula is longer than 500 characters."), FIX_FORMULA),
    "formula_too_deep": (_lt("%(formula)s has too many brackets inside each other."), FIX_FORMULA),
    "formula_too_large": (
        _lt("%(formula)s: the number at place %(position)s is too large."), FIX_FORMULA,
    ),
    "formula_unreadable": (
        _lt("%(formula)s: the sign at place %(position)s cannot be read."), FIX_FORMULA,
    ),
    "formula_unexpected": (
        _lt("%(formula)s: what stands at place %(position)s does not belong there."), FIX_FORMULA,
    ),
    "formula_incomplete": (_lt("%(formula)s: something is missing at the end."), FIX_FORMULA),
    "formula_unclosed": (_lt("%(formula)s: a bracket is not closed."), FIX_FORMULA),
    "formula_division_by_zero": (
        _lt("%(formula)s divides by zero at place %(position)s."), FIX_FORMULA,
    ),
    "unknown_field": (
        _lt("%(year)s has no field (분야) called “%(value)s”."),
        _lt("Correct the name, or have a manager add it under Masters, Functions."),
    ),
    "unknown_section": (
        _lt("The field %(field)s of %(year)s has no section (부문) called “%(value)s”."),
        _lt("Correct the name, or have a manager add it under Masters, Functions."),
    ),
    "unknown_subitem": (
        _lt("%(year)s has no object subitem (통계목) %(value)s %(name)s."),
        _lt("Correct the code, or have a manager import the edition of that year under Masters."),
    ),
    "subitem_name": (
        _lt("The file calls %(code)s “%(value)s”, the classification “%(known)s”."),
        _lt("The code decides. Check that the right year's classification is loaded."),
    ),
    "subitem_outside_item": (
        _lt("The subitem %(value)s does not belong to the item (편성목) %(item)s."), FIX_FILE,
    ),
    "ambiguous_department": (
        _lt("Several departments are called “%(value)s”."),
        _lt("Export the file with the department code (부서코드), or rename one of them."),
    ),
    "fund_two_names": (
        _lt("The fund code %(code)s is called “%(value)s” here and “%(known)s” above."), FIX_FILE,
    ),
    "fund_name": (
        _lt("The file calls the fund %(code)s “%(value)s”, the masters “%(known)s”."),
        _lt("The code decides. Check that the code is right."),
    ),
    "orphan_breakdown": (
        _lt("“%(name)s” breaks down a cost estimate (Ο) that does not stand above it."),
        _lt("Put it below its estimate of the same project and object, and load the file again."),
    ),
    "duplicate_name": (
        _lt("“%(name)s” stands in this budget line more than once; all of them count."),
        _lt("Check that the row was not exported twice."),
    ),
    "base_mismatch": (
        _lt("“%(name)s” changes %(base)s won, but the rows before it amount to %(found)s won."),
        FIX_FILE,
    ),
    "base_source_mismatch": (
        _lt("“%(name)s” changes %(base)s won of this funding source, but the rows before it have "
            "%(found)s won of it. What the row says after the change counts."),
        _lt("Check the funding sources of the 기정액."),
    ),
    "base_presumed": (
        _lt("“%(name)s” changes %(base)s won, but the row it changes is not in the file. Its "
            "기정액 is taken as what stood in the budget before."),
        _lt("Nothing is to be done where the source exports changed rows only once; else export "
            "the file with all of its rows."),
    ),
    "base_row_missing": (
        _lt("“%(name)s” changes %(base)s won, but no cost estimate of that name stands in this "
            "budget line before it."),
        _lt("Correct the name or the budget line. If the original budget or an earlier "
            "supplementary one is still missing, import that first."),
    ),
    "counts_in_full": (
        _lt("“%(name)s” changes %(base)s won, but the row it changes is neither in the file nor "
            "imported. Its new amount counts in full."),
        _lt("Import the original budget first, then load this file again."),
    ),
    "later_round": (
        _lt("Supplementary budget %(number)s of %(department)s, %(fund)s is in already, and "
            "this file does not have it: importing the file would undo it."),
        _lt("Load a file that has supplementary budget %(number)s too, or the whole budget "
            "with 본예산 and every 추경."),
    ),
    "round_taken_back": (
        _lt("Supplementary budget %(number)s of %(department)s, %(fund)s is in already, and "
            "this file does not have it: importing the file takes it back."),
        _lt("If that is not meant, load a file that has it too, with 본예산 and every 추경."),
    ),
    "round_made_here": (
        _lt("Supplementary budget %(number)s of %(department)s, %(fund)s was decided here: "
            "importing it would count it twice."),
        _lt("Nothing is to be imported, or load the whole budget with 본예산 and every 추경."),
    ),
    "negative_line": (
        _lt("%(source)s of %(project)s, %(code)s comes to %(amount)s won, below zero."), FIX_FILE,
    ),
    "breakdown_mismatch": (
        _lt("The breakdown of “%(name)s” adds up to %(total)s won, not %(amount)s won. "
            "The estimate itself counts."),
        _lt("Check the rows below it."),
    ),
    "below_allotted": (
        _lt("The appropriation of %(cell)s cannot be lowered to %(amount)s won: %(allotted)s won "
            "of it are allotted (지방회계법 29②)."),
        _lt("Take the allotment back first, or keep the amount."),
    ),
}
