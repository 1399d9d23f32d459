"""The end of 2026: what is open is carried into 2027, paid there, and the year is closed."""

from .facts import assert_one_truth, assert_papers_say_so, explain_every_figure
from .papers import figure, read_hwpx, read_numbers, read_pdf
from .people import day

MILLION = 1_000_000
WORKS = {"01": 520 * MILLION, "06": 150 * MILLION, "09": 380 * MILLION}


def the_works_are_bound_and_half_paid(city):
    spending, living = city.spending, city.living
    city.travel(day(10, 5))
    living.issue_planned(city.plan, 12)
    bypass = city.cell("도로과", "우회도로 개설", "401-01")
    living.allot_as_asked("roads", {bypass: 60 * MILLION}, "우회도로 1공구 계약")
    city.bypass = spending.bind("roads", bypass.line_id, 2_100 * MILLION, "우회도로 1공구 공사")
    assert {
        one.cell_id.funding_source_id.code: one.amount for one in city.bypass.line_ids
    } == {code: 2 * won for code, won in WORKS.items()}
    bridge = city.cell("도로과", "교량 보강", "401-01")
    city.bridge = spending.bind("roads", bridge.line_id, 500 * MILLION, "교량 보강 공사")
    city.travel(day(11, 5))
    spending.settle("roads", city.bypass, 1_050 * MILLION)
    spending.settle("roads", city.bridge, 200 * MILLION)
    assert (city.bypass.unpaid, city.bridge.unpaid) == (1_050 * MILLION, 300 * MILLION)


def a_shortfall_is_cut_where_nothing_is_bound(city):
    """추경 도우미: what keeps commitments and matching ratios becomes the draft."""
    city.travel(day(12, 7))
    find, officer = city.find, "budget"
    whatif = city.model("gotgan.budget.whatif", officer).create({
        "name": "재산세 결손", "fiscal_year_id": city.year(2026).id,
        "protected_item_ids": [(6, 0, find("gotgan.expenditure.object", 2026, "401").ids)],
        "shock_ids": [(0, 0, {
            "fund_id": find("gotgan.fund", 2026, "100").id, "amount": -MILLION,
            "funding_source_id": find("gotgan.funding.source", 2026, "09").id,
            "revenue_source_id": find("gotgan.revenue.source", 2026, "111-04").id,
        })],
    })
    whatif.action_compare()
    sound = whatif.option_ids.filtered("is_sound")
    assert sound and all(sum(one.line_ids.mapped("difference")) == -MILLION for one in sound)
    bound = (city.bypass | city.bridge).line_ids.cell_id
    assert not sound.line_ids.cell_id & bound
    option = sound.filtered(lambda one: one.strategy == "fewest") or sound[:1]
    option.action_accept()
    city.last, city.cuts = whatif.version_id, option.line_ids


def the_last_supplementary_budget_lets_money_go_over(city):
    version, hall = city.last, city.cell("시민소통과", "시민청 조성", "401-01")
    city.model("gotgan.authorized.carryover", "budget").create({
        "version_id": version.id, "amount": 280 * MILLION, "reason": "설계 공모 지연",
        **{name: hall[name].id for name in (
            "fund_id", "department_id", "project_id", "subitem_id",
        )},
    })
    city.living.recall({
        one.cell_id: one.allotment_back for one in city.cuts if one.allotment_back
    }, "추경 삭감분")
    city.living.enact(version)
    assert (version.round, version.amount) == (2, 3_295_200_000)
    assert_one_truth(city, version)
    assert_papers_say_so(city, version)


def an_open_request_keeps_the_year_from_closing(city):
    city.travel(day(12, 14))
    press = city.cell("시민소통과", "시정 홍보", "201-01")
    city.open_request = city.spending.ask("civic", press.line_id, 500_000, "연말 홍보물")
    assert city.closing.check("requests_open") == ("failed", 500_000)
    with city.refused("500,000", "지방회계법 제7조"):
        city.closing.board.action_start()


def the_assistant_derives_what_may_go_over(city):
    city.travel(day(12, 21))
    with city.refused("회계연도"):
        city.by("budget", city.year(2027)).action_open()
    city.by("closer", city.year(2027)).action_open()
    plan = city.closing.look()
    assert (plan.continuing, plan.authorized, plan.unavoidable, plan.undecided) == (
        400 * MILLION, 280 * MILLION, 1_050 * MILLION, 500_000,
    )
    asked = plan.candidate_ids.filtered(lambda one: one.outcome == "undecided")
    assert asked.clause == "tender", "an open request goes over only if its tender was announced"
    left = city.total("appropriated") - city.total("paid")
    assert plan.unused == left - 1_730_500_000
    plan.action_draft()
    found = city.closing.drafts()
    assert {kind: one.amount for kind, one in found.items()} == {
        "continuing": 400 * MILLION, "authorized": 280 * MILLION, "unavoidable": 1_050 * MILLION,
    }


def the_register_needs_its_cause(city):
    found = city.closing.drafts()
    unavoidable = found["unavoidable"]
    with city.refused("지방재정법 제50조제2항"):
        city.by("roads", unavoidable).action_submit()
    with city.refused("정소통", "권한"):
        city.by("civic", unavoidable).action_submit()
    city.by("roads", unavoidable).line_ids.write({"cause": "암반 출현으로 공기 연장"})
    for one, person in ((unavoidable, "roads"), (found["continuing"], "roads"),
                        (found["authorized"], "civic")):
        city.by(person, one).action_submit()
        one.action_confirm()
        text = read_pdf(one._get_register()[1])
        assert figure(one.amount) in text and "2026" in text
        assert one.amount in read_numbers(one._get_register("xlsx")[1])
        assert figure(one.amount) in read_hwpx(one._get_register("hwpx")[1])
    assert "암반출현으로공기연장" in read_pdf(unavoidable._get_register()[1])
    assert "제50조제2항" in read_pdf(unavoidable._get_register()[1])


def the_year_goes_into_closing(city):
    city.travel(day(12, 29))
    city.by("civic", city.open_request)._do_transition("cancel", "내년 예산으로 집행")
    report = city.closing.rehearse()
    steps = {one.step: one.result for one in report.line_ids if one.step != "close"}
    assert set(steps.values()) == {"passed"}, report.line_ids.mapped("detail")
    assert (report.continuing, report.authorized, report.unavoidable) == (
        400 * MILLION, 280 * MILLION, 1_050 * MILLION,
    )
    with city.refused("권한"):
        city.by("budget", city.closing.board).action_start()
    city.closing.board.action_start()
    assert city.year(2026).state == "closing"
    press = city.cell("시민소통과", "시정 홍보", "201-01")
    with city.refused("2026"):
        city.spending.ask("civic", press.line_id, 100_000, "연말 지출")
    with city.refused("지방재정법 제50조"):
        city.closing.drafts()["authorized"].action_carry()


def what_goes_over_is_born_in_the_new_year(city):
    city.travel(day(1, 6, 2027))
    with city.refused("이월", "지방재정법 제50조"):
        city.closing.board.action_close()
    city.model("gotgan.carryover", "budget").search([
        ("fiscal_year_id", "=", city.year(2026).id),
    ]).action_carry()
    assert (city.total("carried_over"), city.total("carried_in", 2027)) == (
        1_730 * MILLION, 1_730 * MILLION,
    )
    assert city.total("committed") == city.total("paid") == 1_307 * MILLION
    successor = city.bypass.successor_ids
    assert {
        one.cell_id.funding_source_id.code: one.amount for one in successor.line_ids
    } == WORKS
    assert set(successor.line_ids.cell_id.subitem_id.mapped("code")) == {"401-02"}
    origins = successor.line_ids.cell_id.origin_cell_ids
    assert origins == city.bypass.line_ids.cell_id
    assert successor.request_id._get_first() == city.bypass.request_id
    hall = origins.search([
        ("fiscal_year_id.year", "=", 2027), ("project_id.name", "=", "시민청 조성"),
    ])
    assert city.figures(hall, "carried_in", "available", "voted") == (
        280 * MILLION, 280 * MILLION, 0,
    )


def it_is_paid_in_the_new_year(city):
    city.travel(day(1, 20, 2027))
    city.spending.settle("roads", city.bypass.successor_ids)
    hall = city.root["gotgan.budget.cell"].search([
        ("fiscal_year_id.year", "=", 2027), ("project_id.name", "=", "시민청 조성"),
    ])
    city.spending.spend("civic", hall.line_id, 30 * MILLION, "시민청 설계 공모")
    with city.refused("250,000,000"):
        city.spending.ask("civic", hall.line_id, 251 * MILLION, "시민청 공사")
    assert city.total("paid", 2027) == 1_080 * MILLION
    assert city.total("paid") == 1_307 * MILLION


def the_year_is_closed_for_good(city):
    board = city.closing.board
    city.travel(day(2, 5, 2027))
    with city.refused("봉인"):
        board.action_close()
    board.action_seal()
    board.action_close()
    assert city.year(2026).state == "closed"
    assert board.lapsing == city.total("appropriated") - city.total("paid") - 1_730 * MILLION
    running = city.cell("도로과", "도로 유지관리", "201-02")
    travel = city.cell("도로과", "도로 유지관리", "202-01")
    with city.refused("2026회계연도", "지방회계법 제7조"):
        city.living.change("roads", {running: 1}, {travel: 1}, "마감 뒤 전용")
    with city.refused("2026회계연도 종료일"):
        city.living.allot({running: 1})
    with city.refused("2026회계연도", "2027회계연도"):
        city.spending.ask("roads", running.line_id, 1, "마감 뒤 지출")


def both_years_are_what_their_moves_say(city):
    city.verify()
    old = explain_every_figure(city, day(2, 5, 2027))
    new = explain_every_figure(city, day(2, 5, 2027), 2027)
    assert (old["voted"], old["paid"], old["carried_over"]) == (
        3_295_200_000, 1_307 * MILLION, 1_730 * MILLION,
    )
    assert [new[name] for name in ("voted", "carried_in", "paid", "committed")] == [
        642_590_000, 1_730 * MILLION, 1_080 * MILLION, 1_380 * MILLION,
    ]
    assert_one_truth(city, city.next.version, 2027)


WORKS_BOUND = (the_works_are_bound_and_half_paid,)
YEAR_ENDS = (
    a_shortfall_is_cut_where_nothing_is_bound,
    the_last_supplementary_budget_lets_money_go_over,
    an_open_request_keeps_the_year_from_closing,
    the_assistant_derives_what_may_go_over,
    the_register_needs_its_cause,
    the_year_goes_into_closing,
)
CARRIED = (
    what_goes_over_is_born_in_the_new_year,
    it_is_paid_in_the_new_year,
    the_year_is_closed_for_good,
    both_years_are_what_their_moves_say,
)
