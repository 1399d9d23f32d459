"""Stage 4: what a year asks of a budget: 전용, 변경사용, 이용, 이체, 예비비, 재배정.

Each document is written by the department that needs it and goes as far as the table says.
"""

from odoo.fields import Command

from odoo.addons.gotgan_base.clock import today

from . import tables
from .register import find, register
from .subjects import OWN, Subjects
from .timeline import at, day_of

# What is spent before the month of spending is there: done with the budget of the year.
EARLY = "flood"


def build(env, year):
    """Make every change of the table once."""
    if find(env, "change_system") or not find(env, "version_original"):
        return
    subjects = Subjects(env, year)
    told = {key: one for key, one in tables.read_json("changes").items() if key != EARLY}
    for key in sorted(told, key=lambda key: told[key]["day"]):
        make_change(env, subjects, key)
    with at(env, day_of(year.year, "10-20", today(env))):
        _suballot(env, subjects)


def make_change(env, subjects, key):
    """Write one change as its department, and let the budget office answer."""
    told, latest = tables.read_json("changes")[key], today(env)
    if told.get("program"):
        open_project(env, subjects.year, *told["program"])
    with at(env, day_of(subjects.year.year, told["day"], latest)):
        change = _write(env, subjects, told)
        register(change, f"change_{key}")
        if told.get("override"):
            change.with_user(find(env, "planning_head"))._override_findings(told["override"])
        if told["end_step"] != "draft":
            change.action_submit()
    answer = change.with_user(find(env, "budget"))
    with at(env, day_of(subjects.year.year, told["end"], latest)):
        if told["end_step"] == "send_back":
            answer._do_transition("send_back", told["answer"])
        elif told["end_step"] == "execute":
            answer.action_execute()
    return change


def _write(env, subjects, told):
    author = env(user=find(env, told["author"]).id)
    names = ("fund_id", "department_id", "project_id", "subitem_id", "funding_source_id")
    return author["gotgan.budget.change"].create({
        "name": told["name"], "fiscal_year_id": subjects.year.id, "reason": told["reason"],
        "is_disaster": told.get("disaster", False), "line_ids": [
            Command.create({
                "direction": direction, "amount": won,
                **dict(zip(names, subjects.place(*place, OWN), strict=True)),
            })
            for direction, *place, won in told["lines"]
        ],
    })


def open_project(env, year, section, policy, unit, project):
    """Masters are kept by the system here, as the import keeps them."""
    programs = env["gotgan.program"]
    known = [("fiscal_year_id", "=", year.id), ("function_id.name", "=", section)]
    top = programs.search([*known, ("level", "=", "policy"), ("name", "=", policy)])
    top.ensure_one()
    above = programs.search([*known, ("name", "=", unit), ("parent_id", "=", top.id)])
    for level, name in (("unit", unit), ("project", project)):
        if level == "project" or not above:
            above = programs.create({
                "fiscal_year_id": year.id, "level": level, "name": name,
                "parent_id": (above or top).id,
            })
    return above


def _suballot(env, subjects):
    """재배정 of server upkeep to the department that runs the servers of local tax."""
    cell = subjects.cell("정보통신과", "행정정보시스템 운영", "201-02")
    document = env(user=find(env, "budget").id)["gotgan.suballotment"].create({
        "fiscal_year_id": subjects.year.id, "department_id": cell.department_id.id,
        "to_department_id": subjects.department("세정과").id,
        "reason": "지방세 업무용 서버 유지관리(세정과 직접 집행)",
        "line_ids": [Command.create({"cell_id": cell.id, "amount": 6_000_000})],
    })
    register(document, "suballotment_tax")
    document.action_issue()
