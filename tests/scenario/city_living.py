"""2026: allotment, spending, a supplementary budget, and every way of changing what was voted."""

from .facts import assert_one_truth, assert_papers_say_so, explain_every_figure, explain_one_figure
from .papers import assert_shows, figure, issue, read_numbers, read_pdf
from .people import day

MILLION = 1_000_000


def money_is_allotted_by_plan_and_withheld_where_it_is_not_there(city):
    living = city.living
    city.travel(day(1, 2))
    province = city.cell("도로과", "우회도로 개설", "401-01", "06")
    city.withheld = living.withhold(province, 300 * MILLION, "도비보조금 교부 전")
    city.plan = living.plan_allotment((25, 25, 25, 25))
    assert city.plan.amount == 3_153_200_000
    first = living.issue_planned(city.plan, 3)
    assert (first.state, first.amount) == ("issued", 713_300_000)
    assert_shows(first, "예산배정통지서", first.number, amounts=(636_350_000, 76_950_000))
    city.first_notice, city.first_notice_text = first, read_pdf(first._get_file("pdf")[1])
    with city.refused("300,000,000"):
        living.allot({province: MILLION})
    press = city.cell("시민소통과", "시정 홍보", "201-01")
    assert city.figures(press, "appropriated", "allotted") == (20 * MILLION, 5 * MILLION)
    with city.refused("예산담당"):
        city.by("civic", first).copy().action_issue()


def overspending_is_refused(city):
    press = city.cell("시민소통과", "시정 홍보", "201-01")
    city.travel(day(2, 10))
    city.spending.spend("civic", press.line_id, 3 * MILLION, "시정 소식지 인쇄")
    assert city.figures(press, "committed", "paid", "available") == (
        3 * MILLION, 3 * MILLION, 2 * MILLION,
    )
    with city.refused("2,000,000", "2,500,000"):
        city.spending.ask("civic", press.line_id, 2_500_000, "홍보물 추가 제작")
    with city.refused("시민소통과", "도로과"):
        city.spending.ask("roads", press.line_id, 100_000, "남의 과 예산")


def another_department_spends_what_is_suballotted(city):
    living, running = city.living, city.cell("도로과", "도로 유지관리", "201-02")
    city.travel(day(3, 16))
    with city.refused("47,000,000"):
        living.suballot(running, 48 * MILLION, "도로관리사업소", "도로 보수 현장 집행")
    given = living.suballot(running, 5 * MILLION, "도로관리사업소", "도로 보수 현장 집행")
    assert_shows(given, "예산재배정통지서", "도로관리사업소", amounts=(5 * MILLION,))
    there = given.line_ids.to_cell_id
    city.spending.spend("works", there.line_id, 4 * MILLION, "포트홀 긴급 보수")
    living.take_back(given, "집행 잔액")
    assert city.figures(there, "appropriated", "allotted", "paid", "voted") == (
        4 * MILLION, 4 * MILLION, 4 * MILLION, 0,
    )
    assert city.figures(running, "appropriated", "allotted", "transferred") == (
        184 * MILLION, 43 * MILLION, -4 * MILLION,
    )


def money_for_a_purpose_is_spent_before_the_supplementary_budget(city):
    living, place = city.living, city.key("도로과", "도로 유지관리", "401-01", "04")
    city.travel(day(4, 10))
    advance = living.draft(
        "advance", {place: 50 * MILLION}, [("기획예산과", "311-02", "특별교부세", 50 * MILLION)],
    )
    with city.refused("예산"):
        advance.action_authorize()
    other = city.by("vice", advance)
    with city.refused("지방재정법 제45조 단서"):
        other.action_authorize()
    advance.line_ids.write({"ground": "transfer", "received_amount": 40 * MILLION})
    with city.refused("40,000,000", "50,000,000", "지방재정법 제45조 단서"):
        other.action_authorize()
    advance.line_ids.received_amount = 50 * MILLION
    other.action_authorize()
    assert_one_truth(city, advance)
    paved = city.cell("도로과", "도로 유지관리", "401-01", "04")
    with city.refused("50,000,000", "51,000,000"):
        living.allot_as_asked("roads", {paved: 51 * MILLION}, "통학로 포장")
    asked = living.allot_as_asked("roads", {paved: 50 * MILLION}, "통학로 포장")
    assert (asked.state, asked.allotment_id.quarter) == ("allotted", "0")
    city.spending.spend("roads", paved.line_id, 50 * MILLION, "통학로 포장")
    assert city.figures(paved, "voted", "paid") == (50 * MILLION, 50 * MILLION)
    city.advance = advance


def what_is_released_is_allotted_by_the_plan(city):
    city.travel(day(5, 4))
    province = city.cell("도로과", "우회도로 개설", "401-01", "06")
    city.withheld._do_transition("release", "도비보조금 교부")
    second = city.living.issue_planned(city.plan, 6)
    assert second.amount == 713_300_000 + 150 * MILLION
    assert city.figures(province, "allotted", "withheld") == (150 * MILLION, 0)


def the_supplementary_budget_absorbs_it(city):
    living = city.living
    city.travel(day(6, 15))
    press = city.key("시민소통과", "시정 홍보", "201-01")
    with city.refused("9,000,000"):
        living.enact(living.draft(
            "supplementary", {press: MILLION},
            [("기획예산과", "111-04", "재산세", 1_825_200_000)],
        ))
    version = living.draft("supplementary", {
        city.key("도로과", "우회도로 개설", "401-01"): 760 * MILLION,
        city.key("도로과", "도로 유지관리", "202-01"): 6_800_000,
    }, [("기획예산과", "111-04", "재산세", 1_906_200_000)])
    absorbed = version.line_ids.filtered(lambda one: one.subitem_id.code == "401-01"
                                         and one.funding_source_id.code == "04")
    assert (absorbed.difference, absorbed.reason) == (0, city.advance.name)
    living.enact(version)
    assert (version.round, version.amount, version.revenue_amount) == (
        1, 3_296_200_000, 3_296_200_000,
    )
    assert city.advance.absorbed_by_id == version
    assert_one_truth(city, version)
    assert_papers_say_so(city, version)
    files = issue(city, version, "changes")
    amounts = (760 * MILLION, 700 * MILLION, 60 * MILLION, 6_800_000, 2 * MILLION)
    assert set(amounts) <= read_numbers(files["changes", "xlsx"])
    assert all(figure(won) in read_pdf(files["changes", "pdf"]) for won in amounts)


def money_goes_to_another_policy_only_by_the_council(city):
    living = city.living
    press, desk = (
        city.cell(*where) for where in (
            ("시민소통과", "시정 홍보", "201-01"), ("도로과", "도로 유지관리", "201-01"),
        )
    )
    city.travel(day(7, 6))
    change = living.ask("civic", {press: 2 * MILLION}, {desk: 2 * MILLION}, "도로 안내물 제작")
    change.action_submit()
    assert change.kind == "program_transfer"
    with city.refused("지방재정법 제47조의2"):
        living.execute(change)
    living.vote(change, "제305회 제3호")
    living.execute(change)
    assert_shows(change, "이용조서", "제305회 제3호", amounts=(20 * MILLION, 18 * MILLION))
    assert city.figures(press, "appropriated", "transferred") == (18 * MILLION, -2 * MILLION)
    assert city.figures(desk, "appropriated", "transferred") == (14_600_000, 2 * MILLION)


def virement_and_its_limit(city):
    living = city.living
    running, travel = (
        city.cell("도로과", "도로 유지관리", code) for code in ("201-02", "202-01")
    )
    press, promotion = (
        city.cell("시민소통과", "시정 홍보", code) for code in ("201-01", "203-03")
    )
    city.travel(day(7, 13))
    with city.refused("203-03", "예산편성 운영기준"):
        living.change("civic", {press: MILLION}, {promotion: MILLION}, "간담회 증가")
    change = living.change("roads", {running: 3 * MILLION}, {travel: 3 * MILLION}, "현장 출장 증가")
    assert (change.kind, change.state) == ("virement", "executed")
    assert city.figures(travel, "voted", "appropriated") == (6_800_000, 9_800_000)
    assert_shows(
        change, "전용조서", change.number, amounts=(184 * MILLION, 181 * MILLION, 9_800_000),
    )


def reallocation_and_its_limit(city):
    living = city.living
    desk, running, travel = (
        city.cell("도로과", "도로 유지관리", code) for code in ("201-01", "201-02", "202-01")
    )
    city.travel(day(7, 20))
    with city.refused("예산편성 운영기준"):
        living.change(
            "roads", {running: MILLION}, {travel: MILLION}, "출장 증가", kind="reallocation",
        )
    change = living.change("roads", {desk: MILLION}, {running: MILLION}, "공공요금 부족")
    assert change.kind == "reallocation"
    assert_shows(change, "변경사용조서", amounts=(14_600_000, 13_600_000, 182 * MILLION))
    assert city.figures(running, "appropriated") == (182 * MILLION,)


def a_reorganisation_takes_the_money_along(city):
    living, travel = city.living, city.cell("시민소통과", "시정 홍보", "202-01")
    there = city.key("기획예산과", "시정 홍보", "202-01")
    city.travel(day(8, 3))
    with city.refused("지방재정법 제49조"):
        living.change("civic", {travel: 1_200_000}, {there: 1_200_000}, "조직 개편",
                      kind="virement")
    with city.refused("지방재정법 제47조의2"):
        living.change("civic", {travel: 1_200_000}, {there: 1_200_000}, "조직 개편")
    change = living.change(
        "civic", {travel: 1_200_000}, {there: 1_200_000}, "조직 개편",
        ordinance_name="용인시 행정기구 설치 조례", ordinance_date=day(8, 1),
        attachment_ids=[(0, 0, {"name": "조례.txt", "raw": "제1조(목적)".encode()})],
    )
    assert change.kind == "reorganization_transfer"
    assert city.cell("기획예산과", "시정 홍보", "202-01").appropriated == 1_200_000


def the_reserve_is_drawn_and_its_rest_comes_back(city):
    living, reserve = city.living, city.cell("기획예산과", "예비비 운용", "801-01")
    running = city.cell("도로과", "도로 유지관리", "201-02")
    hall = city.cell("시민소통과", "시민청 조성", "401-01")
    city.travel(day(9, 7))
    with city.refused("20,000,000", "지방재정법 제43조제3항"):
        living.change("civic", {reserve: MILLION}, {hall: MILLION}, "사업비 부족")
    drawn = living.change("roads", {reserve: 10 * MILLION}, {running: 10 * MILLION}, "태풍 복구")
    assert city.figures(running, "reserve_used", "appropriated") == (10 * MILLION, 192 * MILLION)
    assert_shows(drawn, "예비비사용조서", amounts=(10 * MILLION,))
    with city.refused("10,000,000"):
        living.change("roads", {running: 11 * MILLION}, {reserve: 11 * MILLION}, "복구 잔액")
    back = living.change("roads", {running: 4 * MILLION}, {reserve: 4 * MILLION}, "복구 잔액")
    assert (drawn.kind, back.kind) == ("reserve", "return")
    assert city.figures(reserve, "reserve_used", "appropriated") == (-6 * MILLION, 25 * MILLION)
    assert city.total("appropriated") == city.total("voted") == 3_296_200_000


def the_budget_of_a_past_day_is_shown_again(city):
    def show(**asked):
        action = city.model("gotgan.budget.as.of", "auditor").create({
            "fiscal_year_id": city.year(2026).id, **asked,
        }).action_show()
        rows = city.model("gotgan.budget.standing", "auditor").with_context(**action["context"])
        city.root.invalidate_all()
        found = rows.search([])
        desk = found.filtered(lambda one: one.project_id.name == "도로 유지관리"
                              and one.subitem_id.code == "201-01")
        return sum(found.mapped("voted")), desk.appropriated

    assert show(date=day(3, 31)) == (3_184_200_000, 12_600_000)
    assert show(date=day(4, 30)) == (3_234_200_000, 12_600_000)
    assert show(date=day(7, 10)) == (3_296_200_000, 14_600_000)
    assert show(date=day(9, 7)) == (3_296_200_000, 13_600_000)
    assert show(by="version", version_id=city.version.id) == (3_184_200_000, 12_600_000)
    assert read_pdf(city.first_notice._get_file("pdf")[1]) == city.first_notice_text


def every_figure_of_the_report_is_explained(city):
    steps = explain_one_figure(
        city, day(9, 7), ("도로과", "도로 유지관리", "공공운영비"), "appropriated",
    )
    assert [(one["won"] // MILLION, one["basis"]["article"], one["person"]) for one in steps] == [
        (188, "지방자치법 제142조제2항", "프로그램"),
        (-5, "지방회계법 제29조제2항", "오예산"), (1, "지방회계법 제29조제2항", "오예산"),
        (-3, "지방재정법 제49조", "오예산"), (1, "지방자치단체 예산편성 운영기준", "오예산"),
        (10, "지방재정법 제43조제1항", "오예산"),
        (-4, "지방재정법 제43조제1항", "오예산"),
    ]
    assert "태풍 복구" in steps[5]["what"] and "재배정" in steps[1]["what"]
    now, then = (explain_every_figure(city, one) for one in (day(9, 7), day(3, 31)))
    assert (now["voted"], now["paid"]) == (3_296_200_000, 57 * MILLION)
    assert (then["voted"], then["paid"]) == (3_184_200_000, 7 * MILLION)


STORY = (
    money_is_allotted_by_plan_and_withheld_where_it_is_not_there,
    overspending_is_refused,
    another_department_spends_what_is_suballotted,
    money_for_a_purpose_is_spent_before_the_supplementary_budget,
    what_is_released_is_allotted_by_the_plan,
    the_supplementary_budget_absorbs_it,
    money_goes_to_another_policy_only_by_the_council,
    virement_and_its_limit,
    reallocation_and_its_limit,
    a_reorganisation_takes_the_money_along,
    the_reserve_is_drawn_and_its_rest_comes_back,
    the_budget_of_a_past_day_is_shown_again,
    every_figure_of_the_report_is_explained,
)
