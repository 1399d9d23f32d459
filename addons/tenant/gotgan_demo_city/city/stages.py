"""The stages of the demo city in their order; each is one transaction."""

from odoo.exceptions import UserError

from odoo.addons.gotgan_base.clock import today

from . import (
    budget,
    closing,
    contracts,
    deciding,
    doors,
    guarded,
    living,
    masters,
    money,
    preparing,
    spending,
)
from .register import find

STAGES = (
    masters.build, budget.build, spending.build, living.build, preparing.build,
    closing.build, deciding.build, contracts.build, money.build,
    guarded.build, doors.build,
)


def run_stage(env, stage):
    """Do one stage, in Korean and in the days of Seoul."""
    korean = env(context={**env.context, "lang": "ko_KR", "tz": "Asia/Seoul"})
    stage(korean, find_year(korean))


def find_year(env):
    """Return the fiscal year the demo city lives in: that of its budget file, else this year.

    :raises UserError: there is no fiscal year for today
    """
    document = find(env, "budget_file")
    if document:
        return document.fiscal_year_id
    year = env["gotgan.fiscal.year"]._get_current()
    if not year:
        raise UserError(env._(
            "There is no fiscal year %(year)s, so the demo city has no day to live in. A manager "
            "adds it under Masters, Fiscal Years, with its classification.",
            year=today(env).year,
        ))
    if year.state == "preparing":
        manager = find(env, "manager")
        if manager:
            year.with_user(manager).action_open()
    return year
