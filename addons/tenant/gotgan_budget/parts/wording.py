"""What people read about a table: what is wrong, and what to do about it."""

from odoo.tools.translate import LazyTranslate

from ..wording import TEXTS as SHARED

_lt = LazyTranslate(__name__)

FIX = _lt("Correct the cell and load the file again.")
NAME_OR_CODE = _lt(
    "Correct it, or write the code. It comes with the expenditure, or a manager adds it.",
)

TEXTS = {
    **{code: (SHARED[code][0], FIX) for code in (
        "missing_value", "bad_amount", "broken_bytes", "missing_columns", "change_mismatch",
    )},
    "total_row": SHARED["total_row"],
    "unreadable": (
        _lt("The file cannot be read as CSV or XLSX."),
        _lt("Save it as .xlsx or .csv and load that."),
    ),
    "no_header": (
        _lt("The row of headings was not found in the first 30 rows."),
        _lt("Start from the empty form of this kind of table, which has all headings."),
    ),
    "too_many_rows": (_lt("The file has more than %(limit)s rows."), _lt("Split it by fund.")),
    "no_rows": (_lt("There are no rows below the headings."), FIX),
    "negative_amount": (_lt("%(amount)s won is below zero."), FIX),
    "not_above_zero": (_lt("%(amount)s won is not above zero."), FIX),
    "twice": (
        _lt("The same stands in row %(first)s."),
        _lt("Put them into one row, or name them apart."),
    ),
    "unknown_fund": (_lt("FY%(year)s has no fund “%(value)s”."), NAME_OR_CODE),
    "other_fund": (
        _lt("FY%(year)s has several funds called “%(value)s”."), _lt("Write the 회계코드."),
    ),
    "unknown_department": (_lt("There is no department “%(value)s”."), NAME_OR_CODE),
    "ambiguous_department": (
        _lt("Several departments are called “%(value)s”."), _lt("Write the 부서코드."),
    ),
    "unknown_project": (_lt("FY%(year)s has no project “%(value)s”."), NAME_OR_CODE),
    "ambiguous_project": (
        _lt("FY%(year)s has several projects called “%(value)s”."), _lt("Write the 세부사업코드."),
    ),
    "unknown_subitem": (
        _lt("FY%(year)s has no object subitem (통계목) “%(value)s”."),
        _lt("Correct the code, or leave it empty: all objects of the project."),
    ),
    "unknown_policy": (
        _lt("FY%(year)s has no policy programme “%(value)s”."),
        _lt("Correct it, or leave it empty: any policy programme of the fund."),
    ),
    "ambiguous_policy": (
        _lt("FY%(year)s has several policy programmes called “%(value)s”."),
        _lt("Write the code of the programme."),
    ),
    "unknown_item": (
        _lt("FY%(year)s has no object item “%(value)s”."),
        _lt("Correct it, or leave it empty: any object."),
    ),
    "ambiguous_item": (
        _lt("FY%(year)s has several object items called “%(value)s”."),
        _lt("Write the code of the object."),
    ),
    "unknown_funding": (
        _lt("There is no funding source “%(value)s”."),
        _lt("Correct the name, or leave it empty: all funding sources."),
    ),
    "unknown_revenue": (
        _lt("FY%(year)s has no subject of revenue “%(value)s”."),
        _lt("Correct it, or have a manager import the edition of that year under Masters."),
    ),
    "ambiguous_revenue": (
        _lt("FY%(year)s has several subjects of revenue called “%(value)s”."),
        _lt("Write the 목코드, or 장, 관 and 항 beside it."),
    ),
    "other_base": (
        _lt("The file says %(base)s won stand before, but the budget it changes has %(found)s."),
        _lt("Correct the 기정액, or bring in the revenue of the earlier budget first."),
    ),
    "formula_differs": (
        _lt("%(formula)s gives %(computed)s won, but the amount is %(amount)s won. The amount "
            "counts."),
        _lt("Check it."),
    ),
    "parts_differ": (
        _lt("The yearly parts come to %(parts)s won, the total to %(total)s (Local Finance Act, "
            "Article 42)."),
        _lt("Enter parts that add up to the total, one column for each year, such as 2026년."),
    ),
    "bad_year": (_lt("“%(value)s” is not a year."), _lt("Write it as 2026.")),
    "paid_earlier": (
        _lt("A debt of %(year)s is paid by the budget of a later year, not of %(value)s (Local "
            "Finance Act, Article 44)."), FIX,
    ),
    # of the budget the table is for
    "not_open": (
        _lt("%(name)s is put before the deciding body: its parts are changed there."),
        _lt("Withdraw the bill, or record the change of the vote on its page."),
    ),
    "decided_here": (
        _lt("%(name)s was decided here and has %(count)s of these already; what was decided "
            "stays."),
        _lt("Put what changes into a supplementary budget."),
    ),
    "transfer_used": (
        _lt("Money was moved already by what %(name)s lets be transferred."),
        _lt("Put what else is voted into a supplementary budget."),
    ),
    "later_has": (
        _lt("%(later)s stands on %(name)s and has revenue already: what it changes would no "
            "longer be true."),
        _lt("Bring the revenue of the budgets in in their order."),
    ),
    "refused": (_lt("%(message)s"), FIX),
}
