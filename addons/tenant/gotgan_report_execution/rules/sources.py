"""What the search looks through. No database, no Odoo."""

from typing import NamedTuple


class Source(NamedTuple):
    """One kind of thing that is found.

    :param model: where its records are; skipped where its addon is not installed
    :param fields: the texts that are searched, columns of its table
    :param title: path of what a result is called
    :param shown: paths of what is shown beside it
    :param amount: the field whose won is shown, if any
    :param opens: path to the record that is opened; empty: the result itself
    :param domain: what of it is looked through
    """

    model: str
    fields: tuple
    title: str = "display_name"
    shown: tuple = ()
    amount: str = ""
    opens: str = ""
    domain: tuple = ()


# In the order the results are shown.
SOURCES = {
    "project": Source(
        "gotgan.program", ("name",), "name", ("fiscal_year_id", "policy_id", "unit_id"),
        domain=(("level", "=", "project"),),
    ),
    "estimate": Source(
        "gotgan.cost.estimate", ("name", "formula"), "name",
        ("fiscal_year_id", "department_id", "project_id", "subitem_id", "formula"), "amount",
        domain=(("active", "=", True),),
    ),
    "subject": Source(
        "gotgan.budget.subject.estimate", ("name", "formula"), "name",
        ("version_id", "department_id", "project_id", "subitem_id", "formula"), "amount",
        opens="version_id",
    ),
    "request": Source(
        "gotgan.budget.request.estimate", ("name", "formula"), "name", ("line_id", "formula"),
        "amount",
    ),
    "settled": Source(
        "gotgan.budget.settled.estimate", ("name", "formula"), "name", ("line_id", "formula"),
        "amount", opens="line_id",
    ),
    "revenue": Source(
        "gotgan.budget.version.revenue", ("name", "formula", "reason"), "name",
        ("version_id", "department_id", "revenue_source_id", "formula", "reason"), "amount",
        opens="version_id",
    ),
    "request_reason": Source(
        "gotgan.budget.request.line", ("reason",), "reason", ("request_id", "display_name"),
    ),
    "review": Source("gotgan.budget.review", ("reason",), "reason", ("line_id",), opens="line_id"),
    "version": Source(
        "gotgan.budget.version.line", ("reason",), "reason",
        ("version_id", "department_id", "project_id"), "difference", opens="version_id",
    ),
    "change": Source("gotgan.budget.change", ("name", "reason"), shown=("name", "reason")),
    "allotment": Source("gotgan.allotment", ("reason",), shown=("reason",)),
    "allotment_request": Source(
        "gotgan.allotment.request", ("reason",), "reason", ("number", "department_id"),
    ),
    "withholding": Source(
        "gotgan.allotment.withholding", ("reason",), "reason", ("number",),
    ),
    "suballotment": Source("gotgan.suballotment", ("reason",), shown=("reason",)),
    "authorized": Source(
        "gotgan.authorized.carryover", ("reason",), "reason", ("display_name", "version_id"),
        opens="version_id",
    ),
    "carryover": Source(
        "gotgan.carryover.line", ("reason", "cause", "adjustment"), "cell_id",
        ("carryover_id", "reason", "cause", "adjustment"), "amount", opens="carryover_id",
    ),
    "whatif": Source(
        "gotgan.budget.whatif", ("name", "note"), "name", ("fiscal_year_id", "note"),
    ),
    "whatif_cause": Source(
        "gotgan.budget.whatif.shock", ("reason",), "reason", ("whatif_id",), opens="whatif_id",
    ),
}
# Budget lines are found by the names of what they consist of: {field: its text column}.
LINE_PARTS = {"project_id": "name", "subitem_id": "name"}
