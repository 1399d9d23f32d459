from stdnum.kr import brn

from odoo.exceptions import AccessDenied, AccessError
from odoo.tests import tagged

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_demo_city.city import tables
from odoo.addons.gotgan_demo_city.cli.democity import answer

from .bank_cases import BankCases
from .common import DemoCityCase
from .cycle_cases import BudgetOfTheYearCases, NextYearCases

REQUEST, COMMITMENT, INSPECTION, VOUCHER, ORDER = (
    "gotgan.spending.request", "gotgan.commitment", "gotgan.inspection", "gotgan.voucher",
    "gotgan.payment.order",
)


@tagged("post_install", "-at_install")
class TestDemoCity(BankCases, BudgetOfTheYearCases, NextYearCases, DemoCityCase):
    """What a visitor of the demo finds; the city is built once for all of it."""

    def test_the_budget_is_the_published_one(self):
        document = self.person("budget_file")
        self.assertEqual((document.state, document.error_count), ("confirmed", 0))
        totals = {one.name: one.amount for one in document.department_total_ids}
        self.assertEqual(totals["시민소통관"], 130_390_000)
        # The rest of what was published came with the supplementary budget.
        self.assertEqual(totals["감사관"], 178_348_000 - 12_228_000)
        cells = self.env["gotgan.budget.cell"].search([
            ("fiscal_year_id", "=", self.year.id),
            ("department_id", "in", [
                self.person("dept_communication").id, self.person("dept_audit").id,
            ]),
        ])
        self.assertEqual(sum(cells.mapped("appropriated")), 308_738_000)
        self.assertLess(sum(cells.mapped("allotted")), 308_738_000)

    def test_the_import_found_the_departments_that_were_there(self):
        names = self.env["hr.department"].search([("code", "like", "D0")]).mapped("name")
        self.assertFalse({"시민소통관", "감사관"} & set(names))

    def test_fifty_two_cases_stand_where_the_table_says(self):
        self.assertEqual(len(self.cases), 52)
        for reach, model, state, count in (
            ("draft", REQUEST, "draft", 3), ("submitted", REQUEST, "submitted", 4),
            ("returned", REQUEST, "draft", 1), ("approved", REQUEST, "approved", 3),
            ("partly", REQUEST, "approved", 1), ("cancelled", REQUEST, "cancelled", 1),
            ("committed", COMMITMENT, "committed", 3), ("partly", COMMITMENT, "committed", 1),
            ("commitment_cancelled", COMMITMENT, "cancelled", 1),
            ("inspecting", INSPECTION, "draft", 1), ("inspected", INSPECTION, "passed", 3),
            ("failed", INSPECTION, "failed", 1), ("voucher_draft", VOUCHER, "draft", 1),
            ("resolved", VOUCHER, "resolved", 3), ("order_draft", ORDER, "draft", 1),
            ("ordered", ORDER, "issued", 3), ("paid", ORDER, "paid", 20),
            ("part_paid", ORDER, "paid", 1), ("came_back", ORDER, "returned", 1),
        ):
            with self.subTest(reach=reach, model=model):
                self.assertEqual(self.states(model, reach), [state] * count)

    def test_what_was_returned_says_why(self):
        event = self.request(self.keys("returned")[0]).event_ids[:1]
        self.assertIn("비교 견적", event.reason)
        self.assertIn("재무관(회계과) 김마루", event.capacity)

    def test_a_part_is_paid_and_the_rest_is_owed(self):
        commitment = self.request(self.keys("part_paid")[0]).commitment_ids
        self.assertEqual(
            (commitment.amount, commitment.paid, commitment.unpaid),
            (4_950_000, 2_475_000, 2_475_000),
        )

    def test_one_case_spends_two_budget_lines(self):
        lines = self.request("30").line_ids
        self.assertEqual(sorted(lines.mapped("amount")), [60_000, 410_000])
        self.assertEqual(len(lines.budget_line_id), 2)

    def test_days_lie_in_the_month_before_today_and_rise_with_the_numbers(self):
        day = today(self.env)
        requests = self.env[REQUEST].search([("number", "!=", False)], order="number")
        mine = requests.filtered(lambda one: one in map(self.request, self.cases))
        dates = mine.mapped("date")
        self.assertEqual(dates, sorted(dates))
        self.assertTrue(all(0 <= (day - one).days <= 31 for one in dates))

    def test_the_ledger_is_whole(self):
        self.assertFalse(self.env["gotgan.ledger.verifier"]._verify()["findings"])

    def test_papers_are_real(self):
        papers = self.request("01").attachment_ids
        self.assertEqual(papers.mimetype, "application/pdf")
        self.assertTrue(papers.raw.startswith(b"%PDF") and len(papers.raw) < 5_000)

    def test_payees_have_numbers_that_could_be_real_but_belong_to_nobody(self):
        for row in tables.read("payees"):
            number = row["business_number"]
            self.assertTrue(not number or (brn.is_valid(number) and number.startswith("999")), row)

    def test_running_twice_changes_nothing(self):
        before = self.traces()
        self.build()
        self.assertEqual(self.traces(), before)

    # ---- who can log in, and what each finds to do -----------------------

    def test_a_log_in_for_each_role(self):
        self.assertEqual(
            [one["role"] for one in self.logins],
            [
                "예산담당", "품의자", "재무관", "지출원", "출납원", "감사", "관리자", "예산부서장",
                "사업부서", "실국장", "단체장",
            ],
        )
        for one in self.logins:
            user = self.env["res.users"].search([("login", "=", one["login"])])
            secret = {"type": "password", "password": one["password"]}
            user.with_user(user)._check_credentials(secret, {"interactive": True})
            with self.assertRaises(AccessDenied):
                user.with_user(user)._check_credentials(
                    {**secret, "password": "wrong"}, {"interactive": True},
                )
            self.assertEqual((user.lang, user.tz), ("ko_KR", "Asia/Seoul"))
            self.assertIn(one["login"], answer(as_json=False))
            self.assertTrue(user.action_id, one["login"])

    def test_nobody_is_a_technician(self):
        for row in tables.read("people"):
            self.assertFalse(self.person(row["key"]).has_group("base.group_system"), row["key"])

    def test_something_waits_for_everybody_who_works(self):
        for key, steps in (
            ("staff", {"submit"}), ("commitment", {"approve", "commit"}),
            ("disbursing", {"resolve", "issue"}), ("cashier", {"pay"}),
        ):
            items = self.env["gotgan.work.item"].with_user(self.person(key)).search(
                [("is_mine", "in", [True])],
            )
            self.assertLessEqual(steps, set(items.mapped("step")), key)

    def test_every_post_finds_something_to_sign(self):
        """팀장, 과장, 실·국장, 단체장; one is signed in place, two were carried out first."""
        approvals = self.env["gotgan.approval"]
        for key, box, wanted in (
            ("budget", "sign", "예산안 시의회 심사 대응계획"),
            ("planning_head", "sign", "세출예산 이월사업 조사계획"),
            ("bureau", "sign", "노인일자리 수행기관 12월 위탁사업비"),
            ("mayor", "sign", "내년도 재정운용 기본계획"),
            ("commitment", "sign", "연말연시 청사 방호와 당직 운영계획"),
            ("commitment", "sign", "어르신 겨울나기 지원계획"),
            ("mayor", "post", "대설 예비특보에 따른 재난관리기금 긴급 운용계획"),
            ("construction", "post", "대설 대비 염화칼슘 긴급 구매"),
        ):
            rows = approvals.with_user(self.person(key)).action_read_inbox(box)["rows"]
            self.assertIn(wanted, [one["name"] for one in rows], key)
        signed = self.person("document_cold").approval_id
        self.assertEqual((signed.state, signed.act_ids[-1].capacity), ("approved", "stand_in"))
        salt = self.person("request_salt")
        self.assertEqual((salt.state, salt.approval_id.post_approval), ("approved", "waiting"))

    def test_the_guard_of_payments_has_something_to_show(self):
        self.assertEqual(self.person("payee_change").state, "asked")
        self.assertEqual(self.person("payee_claim").state, "standing")
        template = self.person("template_usual")
        self.assertTrue(template.partner_id and template.line_ids and template.basis)

    def test_the_audit_office_has_a_deputy_of_its_own(self):
        audit = self.person("dept_audit")
        office = self.env["gotgan.office"]._find("commitment_officer", audit, today(self.env))
        self.assertEqual(office._get_holder(today(self.env)), self.person("audit_head"))

    def test_the_auditor_sees_all_and_changes_nothing(self):
        auditor = self.person("auditor")
        requests = self.env[REQUEST].with_user(auditor)
        self.assertGreaterEqual(requests.search_count([]), 52)
        with self.assertRaises(AccessError):
            self.request("35").with_user(auditor).name = "다른 제목"

    def test_staff_do_not_decide(self):
        with self.assertRaises(AccessError):
            self.request("30").with_user(self.person("staff")).action_approve()
