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
    "request": Source(
        "gotgan.budget.request.estimate", ("name", "formula"), "name", ("line_id", "formula"),
        "amount",
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
}
# Budget lines are found by the names of what they consist of: {field: its text column}.
LINE_PARTS = {"project_id": "name", "subitem_id": "name"}
