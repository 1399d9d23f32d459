"""The checks of the year end, in the order in which an office works them off."""

from typing import NamedTuple


class Check(NamedTuple):
    """One question about the year.

    :param stage: ``start`` (before closing starts), ``close`` (before the books close) or ``after``
    :param blocks: whether the books cannot close while it is red; else it is only said
    :param article: the basis; empty where only the rule says it: who has no such rule is not asked
    :param rule: the rule whose edition of that year says the basis, where there is one
    """

    code: str
    stage: str
    blocks: bool
    article: str
    rule: str = ""


class Result(NamedTuple):
    """The answer: what is to be mended, in which records.

    :param domain: of ``model``: the records to mend; ``None`` where there is nothing to open
    """

    passed: bool
    detail: str
    count: int = 0
    amount: int = 0
    model: str = ""
    domain: list | None = None


CHECKS = (
    Check("requests_open", "start", True, "지방회계법 제7조, 제29조"),
    Check("commitments_draft", "start", True, "지방회계법 제7조, 제29조"),
    Check("allotments_draft", "start", True, "지방회계법 제29조"),
    Check("versions_open", "start", True, "지방재정법 제45조"),
    Check("versions_draft", "start", True, "지방재정법 제45조"),
    Check("changes_open", "start", True, "지방재정법 제47조의2"),
    Check("allotments_asked", "start", True, "지방회계법 제29조"),
    Check("suballotments_draft", "start", True, "지방회계법 제29조"),
    Check("withholdings_open", "start", True, "지방회계법 제29조"),
    Check("suballotments_rest", "start", False, "지방회계법 제29조"),
    Check(
        "advances_absorbed", "start", True, "지방재정법 제45조",
        "authorization.advance_next_supplementary",
    ),
    Check("next_year_ready", "close", True, "지방재정법 제41조"),
    Check("inspections_open", "close", True, "지방계약법 시행령 제64조"),
    Check("vouchers_open", "close", True, "지방회계법 제7조"),
    Check("orders_open", "close", True, "지방회계법 제7조"),
    Check("carryover_looked", "close", True, "지방재정법 제50조"),
    Check("carryover_eligible", "close", False, "지방재정법 제50조"),
    Check("carryovers_open", "close", True, "지방재정법 제50조"),
    Check("commitments_open", "close", True, "지방재정법 제50조"),
    Check("lapsing", "close", False, "지방재정법 제7조"),
    Check("ledger_verified", "close", True, "지방회계법 제7조"),
    Check("ledger_sealed", "close", True, "지방회계법 제7조"),
    Check("late_cash", "close", False, "지방회계법 제7조", "year_end.late_cash"),
    Check("books_close", "close", True, "지방회계법 제7조", "year_end.books_close"),
    Check("cash_work_done", "close", False, "지방회계법 제7조", "year_end.cash_work_done"),
    Check("settlement_report", "after", False, "", "year_end.settlement_report"),
    Check("settlement_to_council", "after", False, "", "year_end.settlement_to_council"),
    Check("settlement_announced", "after", False, "", "year_end.announce_days"),
    Check("surplus_use", "after", False, "", "year_end.surplus_use"),
)
