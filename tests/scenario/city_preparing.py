"""편성: the preparation of 2026, in 2025, from the call for requests to New Year's Day."""

from datetime import date

from .facts import assert_one_truth, assert_papers_say_so
from .people import day

MILLION = 1_000_000


def the_call_goes_out_with_calendar_and_ceilings(city):
    city.travel(day(8, 4, 2025))
    cycle = city.preparing.call(
        {"도로과": 2_000 * MILLION, "시민소통과": 320 * MILLION, "기획예산과": 100 * MILLION},
        date_due=day(9, 5, 2025), date_bureau=day(9, 19, 2025), date_office=day(10, 17, 2025),
    )
    assert (cycle.submission_date, cycle.vote_date) == (date(2025, 11, 22), date(2025, 12, 22))
    called = set(cycle.request_ids.department_id.mapped("name"))
    assert called == {"도로과", "시민소통과", "기획예산과"}


def departments_write_what_they_need(city):
    prep = city.preparing
    city.travel(day(8, 25, 2025))
    bypass = prep.write_line("roads", "도로과", "우회도로 개설", "401-01", "2,000,000,000원*1식")
    prep.fund_by(bypass, {"01": 50, "06": 15, "09": 35})
    assert {one.funding_source_id.code: one.amount for one in bypass.funding_ids} == {
        "01": 1_000 * MILLION, "06": 300 * MILLION, "09": 700 * MILLION,
    }
    prep.write_line("roads", "도로과", "교량 보강", "401-01", "600,000,000원*1식")
    desk = prep.write_line(
        "roads", "도로과", "도로 유지관리", "201-01", "(1,200,000원+300,000원)*12월*70%",
    )
    assert desk.requested == 12_600_000
    prep.write_line("roads", "도로과", "도로 유지관리", "201-02", "15,000,000원*12월")
    prep.write_line("roads", "도로과", "도로 유지관리", "202-01", "20,000원*5명*60일")
    press = prep.write_line(
        "civic", "시민소통과", "시정 홍보", "201-01", "5,000원*300부*2회", "1,500,000원*12월",
    )
    assert (press.requested, press.estimate_ids.mapped("amount")) == (
        21_000_000, [3_000_000, 18_000_000],
    )
    prep.write_line("civic", "시민소통과", "시정 홍보", "202-01", "400,000원*12월")
    prep.write_line("civic", "시민소통과", "시정 홍보", "203-03", "250,000원*12월")
    prep.write_line("civic", "시민소통과", "시민청 조성", "401-01", "300,000,000원*1식")
    prep.write_line("planner", "기획예산과", "예비비 운용", "801-01", "31,000,000원")
    prep.expect("roads", "도로과", "511-01", "우회도로 국고보조", "1,000,000,000원")
    prep.expect("planner", "기획예산과", "111-04", "재산세", "27,170원*67,000건")
    assert [prep.request_of(name).requested for name in ("도로과", "시민소통과", "기획예산과")] == [
        2_798_600_000, 328_800_000, 31_000_000,
    ]


def who_asks_beyond_the_ceiling_is_refused(city):
    request = city.preparing.request_of("시민소통과")
    city.travel(day(9, 4, 2025))
    assert request.due_text == "D-1"
    with city.refused("8,800,000", "예산편성 운영기준"):
        city.by("civic", request).action_submit()
    with city.refused("권한"):
        city.by("budget", request)._override_findings("우선 접수")
    city.by("vice", request)._override_findings("시민청 조성은 시장 공약사업")
    [override] = city.model("gotgan.rule.override", "auditor").search([
        ("res_model", "=", request._name), ("res_id", "=", request.id),
    ])
    assert (override.reason, override.user_id.name) == ("시민청 조성은 시장 공약사업", "강부시")
    for name, person in (("시민소통과", "civic"), ("도로과", "roads"), ("기획예산과", "planner")):
        city.preparing.go(city.preparing.request_of(name), ("submit", person))
    with city.refused("제출", "수정할 수 없습니다"):
        city.by("roads", city.preparing.request_of("도로과").line_ids[0]).reason = "더 필요함"


def each_round_cuts_with_its_reason(city):
    prep = city.preparing
    roads, civic = prep.request_of("도로과"), prep.request_of("시민소통과")
    running = roads.line_ids.filtered(lambda one: one.subitem_id.code == "201-02")
    travel = roads.line_ids.filtered(lambda one: one.subitem_id.code == "202-01")
    press = civic.line_ids.filtered(lambda one: one.subitem_id.code == "201-01")
    city.travel(day(9, 15, 2025))
    with city.refused("이행정", "권한"):
        prep.cut("civic_bureau", running, 1, "남의 국")
    prep.cut("roads_bureau", running, 168 * MILLION, "경상경비 동결")
    prep.go(roads, ("bureau_review", "roads_bureau"))
    prep.go(civic, ("bureau_review", "civic_bureau"))
    prep.go(prep.request_of("기획예산과"), ("bureau_review", "civic_bureau"))
    city.travel(day(10, 13, 2025))
    prep.cut("budget", press, 20 * MILLION, "홍보물 단가 조정")
    for name in ("도로과", "시민소통과", "기획예산과"):
        prep.go(prep.request_of(name), ("office_review", "budget"))
    city.travel(day(10, 27, 2025))
    with city.refused("예산부서 조정", "조정할 수 없습니다"):
        prep.cut("budget", travel, 1, "끝난 심사")
    prep.cut("head", travel, 4_800_000, "출장 축소")
    for name in ("도로과", "시민소통과", "기획예산과"):
        assert prep.go(prep.request_of(name), ("settle", "head")) == "settled"
    columns = ("requested", "first", "second", "settled")
    assert [city.figures(one, *columns) for one in (running, travel)] == [
        (180_000_000, 168_000_000, 168_000_000, 168_000_000),
        (6_000_000, 6_000_000, 6_000_000, 4_800_000),
    ]
    reviews = (roads.review_ids | civic.review_ids).sorted("id")
    assert [(one.user_id.name, one.difference, one.reason) for one in reviews] == [
        ("김건설", -12_000_000, "경상경비 동결"), ("오예산", -1_000_000, "홍보물 단가 조정"),
        ("시장", -1_200_000, "출장 축소"),
    ]
    assert prep.cycle.settled == 3_144_200_000


def no_version_while_the_money_of_the_province_is_missing(city):
    prep, request = city.preparing, city.preparing.request_of("기획예산과")
    city.travel(day(11, 3, 2025))
    with city.refused("300,000,000", "지방재정법 제34조"):
        prep.cycle.action_make_version()
    city.by("budget", request)._do_transition("return", "도비보조금 세입 누락")
    prep.expect("planner", "기획예산과", "521-01", "우회도로 도비보조", "300,000,000원")
    prep.go(
        request, ("submit", "planner"), ("bureau_review", "civic_bureau"),
        ("office_review", "budget"), ("settle", "head"),
    )
    prep.cycle.action_make_version()
    city.version = prep.cycle.version_id
    assert (city.version.amount, city.version.revenue_amount) == (3_144_200_000, 3_120_390_000)


def an_unbalanced_bill_is_refused(city):
    version, prep = city.version, city.preparing
    bridge = prep.part_of(version, "교량 보강", "401-01")
    continuing = city.model("gotgan.continuing.appropriation", "budget").create({
        "version_id": version.id, "reason": "2개년 공사", "total_amount": 1_100 * MILLION,
        **{name: bridge[name].id for name in (
            "fund_id", "department_id", "project_id", "subitem_id",
        )},
        "part_ids": [
            (0, 0, {"year": 2026, "amount": 600 * MILLION}),
            (0, 0, {"year": 2027, "amount": 400 * MILLION}),
        ],
    })
    city.travel(day(11, 20, 2025))
    with city.refused(
        "3,120,390,000", "지방재정법 제34조", "지방재정법 제40조", "지방재정법 제42조",
    ):
        version.action_submit()
    assert version.state == "draft"
    continuing.total_amount = 1_000 * MILLION
    tax = version.revenue_ids.filtered(lambda one: one.name == "재산세")
    tax.amount += 23_810_000
    version.action_draft_provisions()
    version.write({"plan_last_year": 2030, "residents_opinion": "주민참여예산위원회-31"})
    with city.refused("권한이 없습니다", "예산담당"):
        city.by("head", version).action_submit()
    version.action_submit()
    assert (version.state, version.date_submitted) == ("submitted", date(2025, 11, 20))


def the_bill_is_amended_and_adjusted_on_its_way(city):
    version, prep = city.version, city.preparing
    city.travel(day(11, 28, 2025))
    subsidy = version.revenue_ids.filtered(lambda one: one.name == "우회도로 국고보조")
    bypass = prep.part_of(version, "우회도로 개설", "401-01", "01")
    prep.change_bill(
        version, "amend", "국비 확정내시", [(bypass, 1_040 * MILLION, "확정내시")],
        [(subsidy, 1_040 * MILLION, "확정내시")],
    )
    hall = prep.part_of(version, "시민청 조성", "401-01")
    running = prep.part_of(version, "도로 유지관리", "201-02")
    city.travel(day(12, 15, 2025))
    prep.change_bill(version, "adjust", "예산결산특별위원회 계수조정", [
        (hall, 280 * MILLION, "사업비 과다"), (running, 188 * MILLION, "도로 파손 민원"),
    ])
    assert [
        (one.submitted_amount, one.bill_amount, one.amount, one.adjusted)
        for one in (bypass, hall)
    ] == [
        (1_000 * MILLION, 1_040 * MILLION, 1_040 * MILLION, 0),
        (300 * MILLION, 300 * MILLION, 280 * MILLION, -20 * MILLION),
    ]
    with city.refused("20,000,000", "지방자치법 제142조제3항"):
        version.action_vote()
    version.write({"consent_number": "기획예산과-1217", "decision_number": "제301회 제12호"})
    city.travel(day(12, 18, 2025))
    version.action_vote()
    assert (version.state, version.amount, version.revenue_amount) == (
        "voted", 3_184_200_000, 3_184_200_000,
    )


def it_takes_effect_on_new_years_day(city):
    for today, voted in ((day(12, 31, 2025), 0), (day(1, 1), 3_184_200_000)):
        city.travel(today)
        city.root["gotgan.budget.version"]._cron_take_effect()
        assert city.total("voted") == voted
    city.root.invalidate_all()
    assert (city.version.state, city.version.fault) == ("in_force", False)
    assert_one_truth(city, city.version)
    assert_papers_say_so(city, city.version)


STORY = (
    the_call_goes_out_with_calendar_and_ceilings,
    departments_write_what_they_need,
    who_asks_beyond_the_ceiling_is_refused,
    each_round_cuts_with_its_reason,
    no_version_while_the_money_of_the_province_is_missing,
    an_unbalanced_bill_is_refused,
    the_bill_is_amended_and_adjusted_on_its_way,
    it_takes_effect_on_new_years_day,
)
