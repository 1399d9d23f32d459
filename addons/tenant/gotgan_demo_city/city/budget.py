"""Stage 2: the year's budget comes in as a file, is voted, changed and allotted by quarter."""

import base64
from datetime import date

from odoo.fields import Command

from odoo.addons.gotgan_base.clock import today

from .book import read_budget
from .calendar import quarters
from .living import EARLY, make_change
from .masters import CITY
from .register import find, register
from .subjects import SPECIAL, Subjects
from .timeline import at
from .versions import Versions

# What is allotted in all when each quarter has begun, in percent of the appropriation.
PERCENT = {1: 30, 2: 60, 3: 85, 4: 95}
# 내부유보금: kept, and never allotted.
KEPT_BACK = "801-03"
SHARES = {"percent_1": 30, "percent_2": 30, "percent_3": 25, "percent_4": 15}
MONTHS = [f"month_{number:02d}" for number in range(1, 13)]
# (MM-DD, what is done); what lies ahead of today is left out.
EVENTS = (
    ("01-01", "plan"), ("04-06", "advance"), ("04-07", "urgent"), ("05-29", "first"),
    ("06-02", "lift"), ("06-30", "replan"), ("07-23", "flood"), ("09-21", "withhold"),
)


def build(env, year):
    """Bring the budget in once; each quarter that has begun is allotted on its first day."""
    subjects = Subjects(env, year)
    if not find(env, "budget_file"):
        first = year.date_from
        with at(env, first):
            _import(env(user=find(env, "budget").id), subjects)
            Versions(subjects).decide_original()
    if not find(env, "version_original"):
        return
    for day, _place, step, *more in sorted(_get_events(env, year)):
        name = "_".join(map(str, ("budget", step, *more)))
        if not find(env, name):
            with at(env, day):
                register(STEPS[step](env, subjects, *more), name)


def _get_events(env, year):
    """Return (day, place within the day, step, …) of what has happened by today."""
    day = today(env)
    done = [
        (date(year.year, *map(int, text.split("-"))), 0, step) for text, step in EVENTS
    ]
    for number, start in quarters(day):
        months = range(10, day.month + 1) if number == 4 else [3 * number]
        done += [
            (max(start, date(year.year, month, 1)) if number == 4 else start, 1, "issue", month)
            for month in months
        ]
    return [one for one in done if one[0] <= day]


def _import(env, subjects):
    year = subjects.year
    document = env["gotgan.budget.import"].create({
        "fiscal_year_id": year.id, "date": year.date_from,
        "file": base64.b64encode(read_budget(subjects)),
        "file_name": f"{CITY}_{year.year}_세출예산.csv",
    })
    register(document, "budget_file")
    document.action_preview()
    document.action_confirm()


# ---- the steps of the year; each returns the document it made --------------


def _plan(env, subjects):
    """예산배정계획 of the whole year, confirmed before the first quarter."""
    officer = env(user=find(env, "budget").id)
    plan = officer["gotgan.allotment.plan"].create({
        "name": f"{subjects.year.year}년도 예산배정계획", "fiscal_year_id": subjects.year.id,
    })
    officer["gotgan.allotment.plan.fill"].create({"plan_id": plan.id, **SHARES}).action_fill()
    plan.action_confirm()
    return plan


def _issue(env, _subjects, month):
    """Carry the plan out until a month."""
    plan = find(env, "budget_plan").with_user(find(env, "budget"))
    return plan._issue(month)


def _advance(_env, subjects):
    return Versions(subjects).open_advance()


def _urgent(env, subjects):
    """수시배정 of what came for a purpose and was not planned."""
    cell = subjects.cell("도로과", "어린이보호구역 안전시설 정비", "401-01", SPECIAL)
    return _allot_now(env, cell, "성립 전 예산(특별교부세) 수시배정")


def _lift(env, subjects):
    """수시배정 of a contract that is signed as a whole."""
    cell = subjects.cell("회계과", "청사 유지관리", "401-01")
    return _allot_now(env, cell, "본관 승강기 교체공사 일괄 계약을 위한 수시배정")


def _allot_now(env, cell, reason):
    """Allot what a cell has left, as its department asked."""
    allotment = env(user=find(env, "budget").id)["gotgan.allotment"].create({
        "fiscal_year_id": cell.fiscal_year_id.id, "quarter": "0", "reason": reason,
        "line_ids": [Command.create({
            "cell_id": cell.id, "amount": cell.appropriated - cell.allotted,
        })],
    })
    allotment.action_issue()
    return allotment


def _first(_env, subjects):
    return Versions(subjects).decide_first()


def _replan(env, subjects):
    """The supplementary budget changed what there is to allot: the months to come follow."""
    officer = env(user=find(env, "budget").id)
    plan = find(env, "budget_plan").with_user(officer.user)
    plan._do_transition("reopen", "제1회 추가경정예산에 따른 하반기 배정계획 변경")
    officer["gotgan.allotment.plan.fill"].create({
        "plan_id": plan.id, "percent_1": 0, "percent_2": 0, "percent_3": 70, "percent_4": 30,
    }).action_fill()
    plan.line_ids.filtered(
        lambda line: line.subitem_id.code == KEPT_BACK or (line.room <= 0 and not line.issued)
    ).unlink()
    for line in plan.line_ids.filtered("unplanned"):
        _follow(line, line.unplanned)
    plan.action_confirm()
    return plan.event_ids[:1]


def _follow(line, won):
    """Add what is new to September, take what is gone from the last months."""
    for name in ["month_09"] if won > 0 else reversed(MONTHS[6:]):
        part = won if won > 0 else max(won, -line[name])
        if part:
            line[name] += part
        won -= part


def _flood(env, subjects):
    """예비비 for the damage of a flood; its own days are in the table."""
    return make_change(env, subjects, EARLY)


def _withhold(env, subjects):
    """배정유보 of equipment that has no room to stand in yet."""
    cell = subjects.cell("아동보육과", "다함께돌봄센터 설치", "405-01")
    document = env(user=find(env, "budget").id)["gotgan.allotment.withholding"].create({
        "fiscal_year_id": subjects.year.id,
        "reason": "다함께돌봄센터 3호점 준공 일정이 정해질 때까지 기자재 구입비 배정 유보",
        "line_ids": [Command.create({
            "cell_id": cell.id, "amount": cell.appropriated - cell.allotted,
        })],
    })
    document.action_withhold()
    return document


STEPS = {
    "plan": _plan, "issue": _issue, "advance": _advance, "urgent": _urgent, "first": _first,
    "lift": _lift, "replan": _replan, "flood": _flood,
    "withhold": _withhold,
}
