"""Stage 2: the year's budget comes in as a file, and is allotted by quarter."""

import base64
from datetime import date

from odoo.addons.gotgan_base.clock import today

from . import tables
from .calendar import quarters
from .masters import CITY
from .register import find, register

# What is allotted in all when each quarter has begun, in percent of the appropriation.
PERCENT = {1: 30, 2: 60, 3: 85, 4: 95}


def build(env, year):
    """Import the budget file and allot it, as the budget officer does."""
    officer = env(user=find(env, "budget").id)
    if not find(env, "budget_file"):
        _import(officer, year)
    begun = quarters(today(env))
    for quarter, start in begun:
        _allot(officer, year, f"allotment_{quarter}", str(quarter), start, PERCENT[quarter])
    if len(begun) < len(PERCENT):
        _allot(officer, year, "allotment_rest", "0", today(env), PERCENT[4])


def _import(env, year):
    document = env["gotgan.budget.import"].create({
        "fiscal_year_id": year.id, "date": date(year.year, 1, 1),
        "file": base64.b64encode(tables.read_budget(year.year)),
        "file_name": f"{CITY}_{year.year}_세출예산.csv",
    })
    register(document, "budget_file")
    document.action_preview()
    document.action_confirm()


def _allot(env, year, name, quarter, day, percent):
    if find(env, name):
        return
    allotment = env["gotgan.allotment"].create({
        "fiscal_year_id": year.id, "quarter": quarter, "date": day,
    })
    register(allotment, name)
    env["gotgan.allotment.fill"].create(
        {"allotment_id": allotment.id, "percent": percent},
    ).action_fill()
    allotment.action_issue()
