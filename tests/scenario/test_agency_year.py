"""한빛도시공사's year: its board, its city, its money, and what goes over into 2027.

The steps stand on each other: a broken one names itself and ends the story. Each is done by the
person whose work it is, on the day it is done; nobody is an administrator.
"""

import pytest

from odoo.fields import Command

from .agency import HOME, RUNNING, SITES, SPORTS, Agency, earned, spent
from .facts import assert_one_truth, explain_every_figure
from .papers import assert_shows, figure, issue, read_numbers, read_pdf
from .people import day

MILLION = 1_000_000
REVENUE = earned(HOME, "600", "610", "대행사업수익", 1_000 * MILLION)
KEPT = earned(HOME, "100", "180", "181", 200 * MILLION, "181-01", "자본적")
EXPENDITURE = (
    spent(HOME, "101-01", 600 * MILLION, RUNNING, "50,000,000원*12월"),
    spent(HOME, "201-01", 60 * MILLION, RUNNING, "5,000,000원*12월"),
    spent(HOME, "202-01", 10 * MILLION, RUNNING),
    spent(HOME, "801", 10 * MILLION, RUNNING),
    spent(SPORTS, "201-02", 240 * MILLION, SITES, "20,000,000원*12월"),
    spent(SPORTS, "206-01", 80 * MILLION, SITES),
    spent(SPORTS, "405-12", 200 * MILLION, SITES, "수영장 여과기", section="자본적"),
)


def the_budget_is_put_before_the_board(hall):
    hall.travel(day(11, 10, 2025))
    with hall.refused():
        hall.table([REVENUE, KEPT, *EXPENDITURE], person="desk")
    uneven = hall.table([REVENUE, *EXPENDITURE], date_voted=day(11, 10, 2025))
    assert uneven.problem_ids.filtered(lambda one: one.severity == "error").mapped("code") == [
        "refused",
    ]
    assert "200,000,000" in uneven.problem_ids[0].message
    hall.version = hall.enter([REVENUE, KEPT, *EXPENDITURE])
    assert (hall.version.state, hall.version.amount, hall.version.revenue_amount) == (
        "draft", 1_200 * MILLION, 1_200 * MILLION,
    )
    hall.version.action_submit()


def the_board_cuts_and_decides_and_the_city_approves(hall):
    version = hall.version
    hall.travel(day(12, 5, 2025))
    parts = {part.subitem_id.code: part for part in version.line_ids}
    hall.model("gotgan.budget.version.adjust", "budget").create({
        "version_id": version.id, "kind": "adjust", "reason": "이사회 조정",
        "row_ids": [
            Command.create({"line_id": parts[code].id, "amount": won, "reason": why})
            for code, won, why in (
                ("201-01", 55 * MILLION, "경상비 절감"), ("206-01", 85 * MILLION, "약품비 현실화"),
            )
        ],
    }).action_confirm()
    version.write({"decision_number": "제12차 제2호"})
    version.action_vote()
    with hall.refused("지방공기업법 제65조"):
        version.action_take_effect()
    hall.travel(day(12, 19, 2025))
    version.write({"approval_number": "예산과-1234"})
    version.action_approve()
    assert (version.state, hall.total("voted")) == ("approved", 0)


def it_takes_effect_on_its_day(hall):
    hall.travel(day(1, 1))
    hall.root["gotgan.budget.version"]._cron_take_effect()
    assert (hall.version.state, hall.total("voted")) == ("in_force", 1_200 * MILLION)
    assert_one_truth(hall, hall.version)
    files = issue(hall, hall.version, "overview", "nature", "organization", "statement")
    assert "50,000,000원*12월" in read_pdf(files["statement", "pdf"])
    assert {1_200 * MILLION, 1_000 * MILLION, 200 * MILLION} <= read_numbers(
        files["overview", "xlsx"],
    )
    overview = read_pdf(files["overview", "pdf"])
    assert "700사업비용" in overview and "분야·부문" not in overview, "an agency has no functions"
    assert figure(55 * MILLION) in read_pdf(files["nature", "pdf"])
    assert {675 * MILLION, 525 * MILLION} <= read_numbers(files["organization", "xlsx"])


def money_is_allotted_by_quarters(hall):
    hall.travel(day(1, 2))
    hall.plan = hall.living.plan_allotment((25, 25, 25, 25))
    first = hall.living.issue_planned(hall.plan, 3)
    assert first.state == "issued"
    assert hall.figures(hall.cell("201-02"), "appropriated", "allotted") == (
        240 * MILLION, 60 * MILLION,
    )


def overspending_is_refused(hall):
    energy = hall.cell("201-02")
    hall.travel(day(2, 10))
    hall.spending.spend("asker", energy.line_id, 41 * MILLION, "1월 전기요금")
    assert hall.figures(energy, "committed", "paid", "available") == (
        41 * MILLION, 41 * MILLION, 19 * MILLION,
    )
    with hall.refused("19,000,000", "20,000,000"):
        hall.spending.ask("asker", energy.line_id, 20 * MILLION, "2월 전기요금")
    with hall.refused():
        hall.spending.ask("desk", energy.line_id, MILLION, "남의 팀 예산")


def a_supplementary_budget_comes_as_a_table(hall):
    hall.travel(day(5, 20))
    rows = [
        earned(HOME, "600", "610", "대행사업수익", 1_060 * MILLION),
        spent(SPORTS, "201-02", 300 * MILLION, SITES, "전기요금 인상"),
    ]
    low = hall.table([rows[0], spent(SPORTS, "201-02", 30 * MILLION, SITES),
                      spent(HOME, "101-01", 870 * MILLION, RUNNING)],
                     date_voted=day(5, 12), date_approved=day(5, 19), date_effective=day(5, 20))
    assert "180,000,000" in low.problem_ids[0].message, "what is allotted cannot be cut"
    version = hall.enter(rows, date_voted=day(5, 12), date_approved=day(5, 19),
                         date_effective=day(5, 20), decision_number="제5차 제1호")
    assert (version.state, version.round, version.difference, version.amount) == (
        "in_force", 1, 60 * MILLION, 1_260 * MILLION,
    )
    assert_one_truth(hall, version)
    hall.version = version
    files = issue(hall, version, "changes")
    assert {300 * MILLION, 240 * MILLION, 60 * MILLION} <= read_numbers(files["changes", "xlsx"])
    hall.living.allot({hall.cell("201-02"): 60 * MILLION})


def money_moves_within_the_team(hall):
    hall.travel(day(6, 8))
    desk, travel = hall.cell("201-01"), hall.cell("202-01")
    change = hall.living.change("desk", {desk: 3 * MILLION}, {travel: 3 * MILLION}, "출장 증가")
    assert (change.kind, change.state) == ("virement", "executed")
    assert hall.figures(travel, "voted", "appropriated", "transferred") == (
        10 * MILLION, 13 * MILLION, 3 * MILLION,
    )
    assert_shows(change, "전용조서", change.number, amounts=(3 * MILLION, 13 * MILLION))


def money_moves_to_another_policy_only_by_the_board(hall):
    hall.travel(day(7, 6))
    change = hall.living.ask(
        "desk", {hall.cell("201-01"): 2 * MILLION}, {hall.cell("206-01"): 2 * MILLION},
        "약품비 부족",
    )
    change.action_submit()
    assert change.kind == "program_transfer"
    with hall.refused("이사회"):
        hall.living.execute(change)
    hall.living.vote(change, "제7차 제1호")
    hall.living.execute(change)
    assert hall.figures(hall.cell("206-01"), "appropriated") == (87 * MILLION,)
    assert hall.total("appropriated") == 1_260 * MILLION


def the_reserve_is_drawn(hall):
    hall.travel(day(8, 10))
    reserve, energy = hall.cell("801"), hall.cell("201-02")
    drawn = hall.living.change(
        "asker", {reserve: 4 * MILLION}, {energy: 4 * MILLION}, "집중호우 복구",
    )
    assert drawn.kind == "reserve"
    assert hall.figures(energy, "reserve_used", "appropriated") == (4 * MILLION, 304 * MILLION)


def the_filter_is_ordered_and_does_not_come(hall):
    hall.travel(day(10, 12))
    hall.living.issue_planned(hall.plan, 12)
    filters = hall.cell("405-12")
    hall.filters = hall.spending.bind("asker", filters.line_id, 180 * MILLION, "수영장 여과기")
    hall.travel(day(12, 1))
    hall.spending.settle("asker", hall.filters, 80 * MILLION)
    assert hall.figures(filters, "committed", "paid") == (180 * MILLION, 80 * MILLION)


def the_assistant_says_what_may_go_over(hall):
    hall.travel(day(12, 14))
    hall.closing.open()
    hall.closing.map_subjects()
    hall.closing.mapping.action_apply()
    hall.by("closer", hall.year(2027)).action_open()
    plan = hall.closing.look()
    assert plan.unavoidable == 100 * MILLION
    plan.action_draft()
    carried = hall.closing.drafts()["unavoidable"]
    with hall.refused("지방재정법 제50조제2항"):
        hall.by("asker", carried).action_submit()
    hall.by("asker", carried).line_ids.write({"cause": "제조사 납품 지연"})
    hall.by("asker", carried).action_submit()
    carried.action_confirm()
    text = read_pdf(carried._get_register()[1])
    assert figure(100 * MILLION) in text and "제조사납품지연" in text


def the_year_goes_into_closing_and_the_rest_goes_over(hall):
    hall.travel(day(12, 29))
    hall.closing.board.action_start()
    with hall.refused("2026"):
        hall.spending.ask("asker", hall.cell("206-01").line_id, MILLION, "연말 지출")
    hall.travel(day(1, 6, 2027))
    hall.closing.drafts()["unavoidable"].action_carry()
    assert (hall.total("carried_over"), hall.total("carried_in", 2027)) == (
        100 * MILLION, 100 * MILLION,
    )
    successor = hall.filters.successor_ids
    assert successor.line_ids.cell_id.subitem_id.code == "405-12"
    hall.travel(day(1, 20, 2027))
    hall.spending.settle("asker", successor)
    assert (hall.total("paid", 2027), hall.total("paid")) == (100 * MILLION, 121 * MILLION)


def the_year_is_closed_for_good(hall):
    board = hall.closing.board
    hall.travel(day(2, 5, 2027))
    board.action_seal()
    board.action_close()
    assert hall.year(2026).state == "closed"
    assert board.lapsing == 1_260 * MILLION - 121 * MILLION - 100 * MILLION
    hall.verify()
    old = explain_every_figure(hall, day(2, 5, 2027))
    assert (old["voted"], old["paid"], old["carried_over"]) == (
        1_260 * MILLION, 121 * MILLION, 100 * MILLION,
    )
    assert explain_every_figure(hall, day(2, 5, 2027), 2027)["paid"] == 100 * MILLION


STORY = (
    the_budget_is_put_before_the_board,
    the_board_cuts_and_decides_and_the_city_approves,
    it_takes_effect_on_its_day,
    money_is_allotted_by_quarters,
    overspending_is_refused,
    a_supplementary_budget_comes_as_a_table,
    money_moves_within_the_team,
    money_moves_to_another_policy_only_by_the_board,
    the_reserve_is_drawn,
    the_filter_is_ordered_and_does_not_come,
    the_assistant_says_what_may_go_over,
    the_year_goes_into_closing_and_the_rest_goes_over,
    the_year_is_closed_for_good,
)


@pytest.fixture(scope="module")
def hall(tenant_module):
    hall = Agency(tenant_module)
    yield hall
    hall.close()


@pytest.mark.parametrize("step", STORY, ids=[step.__name__ for step in STORY])
def test_agency_year(hall, step):
    step(hall)
