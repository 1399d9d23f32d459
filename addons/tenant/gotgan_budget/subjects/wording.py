"""What people read about a table of a budget by subjects: what is wrong, and what to do."""

from odoo.tools.translate import LazyTranslate

from ..wording import TEXTS as SHARED

_lt = LazyTranslate(__name__)

FIX = _lt("Correct the cell and load the file again.")
NOTHING = _lt("Nothing is to be done if that is meant.")
WITHOUT_DATES = _lt(
    "Correct the file; or leave the day of the board empty, make a draft, and go on there.",
)

TEXTS = {
    **{code: (SHARED[code][0], FIX) for code in (
        "missing_value", "bad_amount", "broken_bytes", "missing_columns",
    )},
    "total_row": SHARED["total_row"],
    "unreadable": (
        _lt("The file cannot be read as CSV or XLSX."),
        _lt("Save it as .xlsx or .csv and load that."),
    ),
    "no_header": (
        _lt("The row of headings (구분, 관, 항, 목, 예산액 …) was not found in the first 30 rows."),
        _lt("Start from the empty form, which has all headings."),
    ),
    "too_many_rows": (
        _lt("The file has more than %(limit)s rows."), _lt("Split it, or sum up by 목."),
    ),
    "no_rows": (_lt("There are no rows below the headings."), FIX),
    "negative_amount": (_lt("%(amount)s won is below zero."), FIX),
    "unknown_side": (_lt("“%(value)s” is neither 수입 nor 지출."), FIX),
    "unknown_section_side": (_lt("“%(value)s” is neither 수익적 nor 자본적."), FIX),
    "other_section": (
        _lt("%(subject)s is %(known)s by its 관, but the file says “%(value)s”."), FIX,
    ),
    "unknown_fund": (
        _lt("FY%(year)s has no fund called “%(value)s”. It has: %(known)s."),
        _lt("Correct the name, or have a manager add the fund under Masters, Funds."),
    ),
    "ambiguous_department": (
        _lt("Several departments are called “%(value)s”."),
        _lt("Add a column 부서코드 with the department's code, or rename one of them."),
    ),
    "unknown_subject": (
        _lt("FY%(year)s has no subject called “%(value)s” at this level."),
        _lt("Correct the name or code, or have a manager load the agency's subjects under "
            "Masters."),
    ),
    "subject_elsewhere": (
        _lt("“%(value)s” does not stand under “%(above)s” but at %(place)s."), FIX,
    ),
    "several_subjects": (
        _lt("Several subjects are called “%(value)s”: %(codes)s."),
        _lt("Write the code before the name, or fill in 관 and 항."),
    ),
    "too_high": (
        _lt("“%(value)s” is divided further: money stands at its 목."),
        _lt("Fill in the column 목."),
    ),
    "unknown_own_source": (
        _lt("The funding source “%(value)s” is not known."),
        _lt("Correct the name, or have a manager add it under Masters, Funding Sources."),
    ),
    "half_path": (
        _lt("“%(value)s” does not say which project is meant."),
        _lt("Fill in 정책사업, 단위사업 and 세부사업, or none of them."),
    ),
    "unknown_function": (
        _lt("FY%(year)s has no field and section “%(value)s”."),
        _lt("Correct 분야 and 부문, or leave both empty."),
    ),
    "row_twice": (
        _lt("This row is the same as row %(first)s; both count."),
        _lt("Check that it was not entered twice."),
    ),
    "new_department": (
        _lt("There is no department “%(value)s” yet: it will be opened."), NOTHING,
    ),
    "new_project": (_lt("There is no project “%(value)s” yet: it will be opened."), NOTHING),
    "not_an_agency": (
        _lt("This is a local government: its budget has 편성목 and 통계목, not 관·항·목."),
        _lt("Use Budget Imports with the export of e-Hojo."),
    ),
    "no_function": (
        _lt("FY%(year)s has no functional sections (부문) to put projects under."),
        _lt("Have a manager load the classification of the year under Masters."),
    ),
    "has_budget": (
        _lt("FY%(year)s has a budget in force already: %(name)s."),
        _lt("Choose a supplementary budget: the file then has the lines it changes, as they are "
            "after the change."),
    ),
    "no_budget": (
        _lt("FY%(year)s has no budget in force that a supplementary one could change."),
        _lt("Enter the original budget first."),
    ),
    "later_day": (
        _lt("%(day)s has not come yet, so nothing can have been decided then."), FIX,
    ),
    "days_out_of_order": (
        _lt("The day of the approval is before the day of the board, or the board has none."),
        _lt("Enter the day the board decided, and then the day the city approved."),
    ),
    "nothing_new": (
        _lt("The budget in force already says what this file says."), NOTHING,
    ),
    "refused": (_lt("This cannot be entered: %(message)s"), WITHOUT_DATES),
}
