"""The hierarchies a budget can be looked at by. No database, no Odoo."""

from typing import NamedTuple


class Level(NamedTuple):
    """One level of a hierarchy.

    :param model: the model its rows are of
    :param path: how a budget cell leads there
    """

    model: str
    path: str


PROGRAM, OBJECT, FUNCTION = "gotgan.program", "gotgan.expenditure.object", "gotgan.function"

LEVELS = {
    "field": Level(FUNCTION, "project_id.function_id.parent_id"),
    "section": Level(FUNCTION, "project_id.function_id"),
    "policy": Level(PROGRAM, "project_id.policy_id"),
    "unit": Level(PROGRAM, "project_id.unit_id"),
    "project": Level(PROGRAM, "project_id"),
    "item": Level(OBJECT, "subitem_id.parent_id"),
    "subitem": Level(OBJECT, "subitem_id"),
    "department": Level("hr.department", "department_id"),
    "fund": Level("gotgan.fund", "fund_id"),
    "source": Level("gotgan.funding.source", "funding_source_id"),
}

AXES = {
    "program": ("policy", "unit", "project", "item", "subitem"),
    "department": ("department", "project", "subitem"),
    "functional": ("field", "section", "policy", "unit", "project", "subitem"),
    "fund": ("fund", "policy", "unit", "project", "subitem"),
    "object": ("item", "subitem", "department", "project"),
    "source": ("source", "department", "project", "subitem"),
}

# What the report can be narrowed to: filter → level.
FILTERS = {
    "department_ids": "department",
    "fund_ids": "fund",
    "item_ids": "item",
    "source_ids": "source",
}

# Whose names a search looks through.
SEARCHED = ("policy", "unit", "project", "subitem")
