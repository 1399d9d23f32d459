"""The agency's supplementary budget: its board has decided, the city has yet to approve it."""

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_budget.version_row import RevenueRow, VersionRow

from ..city.calendar import workday
from ..city.register import find, register
from ..city.timeline import at
from .budget import GRANT, KEPT, REVENUES, find_revenue

# What is bought with last year's surplus (자본적지출), and its object.
ASSET = "405-12"


def build(env, year, _plan):
    """Draft it, hand it to the board and record its vote; the approval is awaited."""
    original = find(env, "agency_version")
    if find(env, "agency_supplement") or not original:
        return
    officer = env(user=find(env, "budget").id)
    day = today(env)
    with at(env, workday(day, 12)):
        version = officer["gotgan.budget.version"]._make(
            year, "supplementary", *_make_rows(env, year, original), round=1,
            date_effective=day,
        )
        register(version, "agency_supplement")
        version.action_draft_provisions()
        version.action_submit()
    with at(env, workday(day, 6)):
        version.decision_number = f"제{year.year - 2008}차 임시이사회 의결 제1호 안건"
        version.action_vote()


def _make_rows(env, year, original):
    """Return (expenditure rows, revenue rows): the largest project grows, an asset is bought."""
    whole = original._read_whole()
    asker = find(env, "staff").sudo().employee_id.department_id
    sources = env["gotgan.funding.source"]
    mine = [
        place for place in whole
        if place[1] == asker.id and sources.browse(place[-1]).name == GRANT
    ]
    place = max(mine, key=whole.get)
    more = max(whole[place] // 20, 10_000_000) // 1_000_000 * 1_000_000
    asset = env["gotgan.expenditure.object"]._get_by_code(
        year, [ASSET], subject_set="affiliated_agency",
    )[ASSET]
    bought = (*place[:3], asset.id, place[-1])
    rows = [
        VersionRow(*place, whole[place] + more, "하반기 프로그램 확대(출연금 추가 교부)"),
        VersionRow(*bought, whole.get(bought, 0) + more // 2, "노후 업무용 차량과 장비 교체"),
    ]
    revenue = original._read_whole_revenue()
    changes = ((*REVENUES[GRANT], more), (*KEPT, more // 2))
    home = next(iter(revenue))[2]
    return rows, [
        RevenueRow(*key, revenue.get(key, 0) + won)
        for code, name, won in changes
        for key in [(place[0], find_revenue(env, year, code).id, home, name)]
    ]
