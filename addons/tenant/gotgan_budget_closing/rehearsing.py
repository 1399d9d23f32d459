"""The year end as it would be if it were done now: everything in a savepoint, then taken back.

The date is the first day on which carrying over is possible, today or the first day of the next
year, and both years stand as they must by then. What refuses is a step of the report, and the rest
goes on. It is played with all rights: what is asked is whether the year could end, whoever asks.
"""

from typing import NamedTuple

from odoo.exceptions import UserError

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import won_text

from .kinds import KINDS
from .succession import continue_documents

LIVE = ("draft", "submitted", "confirmed")


class Step(NamedTuple):
    """One step: its kind, how it would end, what it is about and what would happen."""

    step: str
    result: str
    name: str
    detail: str = ""
    amount: int = 0


class Report(NamedTuple):
    """All steps, and the won that would go over by kind or lapse."""

    steps: list
    totals: dict


def rehearse(closing):
    """Return the :class:`Report` of the year end of ``closing``; nothing of it remains."""
    closing_sudo, env = closing.sudo(), closing.env
    env.flush_all()
    savepoint = env.cr.savepoint()
    try:
        report = _play(closing_sudo)
    finally:
        savepoint.close(rollback=True)
        env.invalidate_all(flush=False)
    return report


def _play(closing):
    env, year = closing.env, closing.fiscal_year_id
    following = year._get_next()
    if not following:
        missing = env._("There is no fiscal year after it. A manager adds it under Masters.")
        return Report([Step("subjects", "failed", year.display_name, missing)], {})
    steps = [_try(env, "subjects", year.display_name, lambda: _apply_subjects(year, following))]
    year._write_locked({"state": "closing"})
    following._write_locked({"state": "open"})
    steps += _draft(closing)
    carryovers = env["gotgan.carryover"].search([
        ("fiscal_year_id", "=", year.id), ("state", "in", LIVE),
    ])
    day = max(today(env), following.date_from)
    for one in carryovers:
        steps.append(_find_open_points(one))
        steps.append(_try(
            env, "carry", one.display_name, lambda one=one: _carry(one, day), one.amount,
        ))
    env["gotgan.carryover.plan"]._follow(year)
    steps += _examine(env, year)
    return Report(steps, _get_totals(env, year))


def _try(env, step, name, effect, amount=0):
    """Do ``effect`` in a savepoint of its own; what refuses it becomes a failed step."""
    try:
        with env.cr.savepoint():
            detail = effect()
            env.flush_all()
    except UserError as refusal:
        return Step(step, "failed", name, str(refusal), amount)
    return Step(step, "passed", name, detail, amount)


def _apply_subjects(year, following):
    mapping = year.env["gotgan.year.mapping"]
    found = mapping.search([
        ("from_year_id", "=", year.id), ("to_year_id", "=", following.id),
    ], limit=1) or mapping.create({"from_year_id": year.id})
    projects, others = found.project_count, found.other_count
    found._on_apply()
    found._write_locked({"state": "applied"})
    return year.env._(
        "%(projects)s projects and %(others)s funds, sources and functions would be copied.",
        projects=projects, others=others,
    )


def _draft(closing):
    """Look, and draft what is eligible and in no carry-over yet."""
    env, year = closing.env, closing.fiscal_year_id
    plans = env["gotgan.carryover.plan"]
    plan = plans.search([("fiscal_year_id", "=", year.id)], limit=1) or plans.create(
        {"fiscal_year_id": year.id},
    )
    plan._look()
    fresh = plan.candidate_ids.filtered(
        lambda one: one.outcome in dict(KINDS) and not one.is_drafted
    )
    if not fresh:
        return []
    won = sum(fresh.mapped("amount"))
    plan._draft(fresh)
    return [Step("draft", "notice", plan.display_name, env._(
        "%(won)s won are eligible and in no carry-over yet; the assistant would draft them.",
        won=won_text(won),
    ), won)]


def _find_open_points(carryover):
    """Return what the law would still ask of a carry-over, as a step."""
    env = carryover.env
    found = [one for one in carryover._find_findings("carry") if one.stops]
    if not found:
        return Step("check", "passed", carryover.display_name, env._("Nothing stands against it."))
    text = "\n".join(f"• {one.message} ({one.article}) {one.fix}" for one in found)
    return Step("check", "failed", carryover.display_name, text, carryover.amount)


def _carry(carryover, day):
    env = carryover.env
    carryover._carry_over(day)
    carryover._write_locked({"state": "carried"})
    continue_documents(carryover)
    return env._(
        "%(won)s won would go over in %(count)s lines, with %(documents)s open commitments.",
        won=won_text(carryover.amount), count=carryover.line_count,
        documents=len(carryover.line_ids.commitment_id),
    )


def _examine(env, year):
    checks = env["gotgan.year.closing.check"]._fields["code"]._description_selection(env)
    labels = dict(checks)
    steps = []
    for check, result in env["gotgan.year.examiner"]._examine(year):
        if check.code == "ledger_sealed":
            continue  # what is rehearsed is not sealed
        bad = "failed" if check.blocks else "notice"
        steps.append(Step(
            "close", "passed" if result.passed else bad, labels[check.code], result.detail,
            result.amount,
        ))
    return steps


def _get_totals(env, year):
    rows = env["gotgan.carryover"]._read_group(
        [("fiscal_year_id", "=", year.id), ("state", "=", "carried")], ["kind"], ["amount:sum"],
    )
    totals = dict.fromkeys(dict(KINDS), 0) | dict(rows)
    result = env["gotgan.year.examiner"]._examine_lapsing(year)
    return {**totals, "unused": result.amount}
