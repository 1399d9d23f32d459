"""The budget of 2027, prepared while 2026 is lived: its subjects, last year's figures, its vote."""

from datetime import date

from .facts import assert_one_truth, assert_papers_say_so
from .papers import issue, read_numbers
from .people import day
from .preparing import Preparing

MILLION = 1_000_000


def a_rehearsal_in_summer_says_what_is_not_decided(city):
    city.travel(day(9, 8))
    city.closing.open()
    report = city.closing.rehearse()
    failed = report.line_ids.filtered(lambda one: one.result == "failed")
    assert "401-01" in " ".join(failed.mapped("detail"))
    assert (city.year(2026).state, city.year(2027).state) == ("open", "preparing")


def the_subjects_of_the_next_year_are_decided(city):
    mapping = city.closing.map_subjects()
    rows = {row.from_code: row for row in mapping.object_ids}
    assert (rows["401-01"].status, rows["201-01"].status) == ("open", "same")
    with city.refused("401-01", "아무것도 바뀌지 않았습니다"):
        mapping.action_apply()
    city.closing.decide("401-01", "401-02")
    assert rows["401-01"].user_id == city.people["budget"]
    mapping.action_apply()
    assert mapping.state == "applied"


def departments_take_last_year_over(city):
    prep = city.next = Preparing(city, 2027)
    prep.projects = {
        name: one._get_by_code(city.year(2027), [one.code], level="project")[one.code]
        for name, one in city.projects.items()
    }
    city.travel(day(9, 9))
    prep.call({"도로과": 700 * MILLION, "시민소통과": 100 * MILLION, "기획예산과": 10 * MILLION})
    roads, civic = prep.request_of("도로과"), prep.request_of("시민소통과")
    done = (("우회도로 개설", "401-01"), ("도로 유지관리", "401-01"), ("시민청 조성", "401-01"))
    with city.refused("교량 보강", "401-01"):
        prep.take_over("roads", roads, leave=done)
    prep.take_over("roads", roads, {"401-01": "401-02"}, leave=done)
    prep.take_over("civic", civic, rate=105, leave=done)
    prep.write_line("planner", "기획예산과", "예비비 운용", "801-01", "6,000,000원")
    prep.expect("planner", "기획예산과", "111-04", "재산세", "642,590,000원")
    found = {
        (one.project_id.name, one.subitem_id.code): one for one in (roads | civic).line_ids
    }
    bridge, desk, travel = (found[key] for key in (
        ("교량 보강", "401-02"), ("도로 유지관리", "201-01"), ("시정 홍보", "202-01"),
    ))
    bridge.estimate_ids.formula = "400,000,000원*1식"
    assert (bridge.last_amount, bridge.difference) == (600 * MILLION, -200 * MILLION)
    assert (desk.last_amount, desk.requested) == (12_600_000, 12_600_000)
    assert desk.estimate_ids.formula == "(1,200,000원+300,000원)*12월*70%"
    assert travel.estimate_ids.formula == "400,000원*12월*105%"
    assert (travel.last_amount, travel.requested, travel.difference) == (
        4_800_000, 5_040_000, 240_000,
    )


def the_next_budget_is_settled(city):
    prep, rounds = city.next, (("office_review", "budget"), ("settle", "head"))
    city.travel(day(9, 28))
    for name, person, bureau in (
        ("도로과", "roads", "roads_bureau"), ("시민소통과", "civic", "civic_bureau"),
        ("기획예산과", "planner", "civic_bureau"),
    ):
        request = prep.request_of(name)
        state = prep.go(request, ("submit", person), ("bureau_review", bureau), *rounds)
        assert state == "settled"
    assert (prep.cycle.settled, prep.cycle.revenue) == (642_590_000, 642_590_000)


def the_next_budget_is_voted(city):
    city.travel(day(11, 9))
    city.next.cycle.action_make_version()
    version = city.next.version = city.next.cycle.version_id
    version.action_draft_provisions()
    version.action_submit()
    city.travel(day(12, 4))
    version.action_vote()
    assert (version.state, version.date_voted) == ("voted", date(2026, 12, 4))
    assert version._find_findings("vote") == []


def the_next_budget_takes_effect(city):
    version = city.next.version
    city.travel(day(1, 1, 2027))
    city.root["gotgan.budget.version"]._cron_take_effect()
    city.root.invalidate_all()
    assert (version.state, version.fault) == ("in_force", False)
    assert_one_truth(city, version, 2027)
    assert_papers_say_so(city, version, 2027)
    statement = issue(city, version, "statement")["statement", "xlsx"]
    assert {5_040_000, 4_800_000, 240_000} <= read_numbers(statement), "beside last year's"


PREPARED = (
    a_rehearsal_in_summer_says_what_is_not_decided,
    the_subjects_of_the_next_year_are_decided,
    departments_take_last_year_over,
    the_next_budget_is_settled,
)
