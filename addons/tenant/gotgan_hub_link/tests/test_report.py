from odoo.tests import tagged

from odoo.addons.gotgan_exchange.schema import DEPTHS
from odoo.addons.gotgan_exchange.schema.figures import FIGURES, add
from odoo.addons.gotgan_exchange.signing import canonical

from .common import LinkCase


@tagged("post_install", "-at_install")
class TestReport(LinkCase):
    """What is reported is what the ledger says, to the won, and no deeper than agreed."""

    def setUp(self):
        super().setUp()
        self.other = self.world.fund_cell(
            120_000_000_000, 60_000_000_000, project=self.world._make_project("공원 조성")
        )
        self.paid = self.pay_through(1_000_000)
        self.open = self.commit(self.approve_request(700_000), 600_000)
        self.approve_request(300_000)

    def test_valid_and_equal_at_every_depth(self):
        cells = self.env["gotgan.budget.cell"].search([("fiscal_year_id", "=", self.year.id)])
        cells.invalidate_recordset()
        totals = {name: sum(cells.mapped(name)) for name in FIGURES}
        for depth in DEPTHS:
            report = self.report(depth)
            self.assertValid(report)
            self.assertEqual(report["totals"], totals)
            self.assertEqual(report["depth"], depth)
            if depth != "total":
                self.assertEqual(add(report["lines"]), totals)

    def test_cases_are_the_commitments(self):
        cases = {case["number"]: case for case in self.report()["cases"]}
        paid, open_ = cases[self.paid[1].number], cases[self.open.number]
        self.assertEqual((paid["committed"], paid["paid"]), (1_000_000, 1_000_000))
        self.assertEqual((open_["committed"], open_["paid"]), (600_000, 0))
        self.assertEqual(open_["project"], self.cell.project_id.code)
        self.assertEqual(open_["date"], self.today.isoformat())

    def test_a_cancelled_commitment_is_no_case(self):
        self.open._do_transition("cancel", "계약 취소")
        self.assertNotIn(self.open.number, [case["number"] for case in self.report()["cases"]])
        self.assertValid(self.report())

    def test_payments_by_month(self):
        month = self.today.isoformat()[:7]
        cash = [row for row in self.report()["cash"] if row["fund"] == self.cell.fund_id.code]
        self.assertEqual(
            cash[-1:],
            [{"month": month, "fund": self.cell.fund_id.code, "receipts": None,
              "payments": 1_000_000, "balance": None}],
        )  # fmt: skip
        self.assertEqual(
            sum(row["payments"] for row in self.report()["cash"]), self.report()["totals"]["paid"]
        )

    def test_nobody_is_named(self):
        """Not the payee, nor its account, nor who asked, nor what the document was called."""
        text = canonical(self.report()).decode()
        for name in (self.payee.name, self.account.acc_number, self.author.name,
                     self.officer.name, "사무용품 구입", "124-81-00998", "1248100998"):
            self.assertNotIn(name, text)

    def test_names_that_cannot_be_shown_are_cleaned(self):
        self.cell.project_id.name = "여러\n줄\x07" + "긴" * 300
        self.assertValid(self.report())

    def test_counts(self):
        counts = self.report()["counts"]
        self.assertGreaterEqual(counts["commitments"], 2)
        self.assertEqual(counts["lines"], len(self.report()["lines"]))

    def test_what_waits_for_nobody_is_told_at_every_depth(self):
        departments = self.env["hr.department"]
        departments.search([]).level = "division"
        mayor = self.officer.employee_id
        city = departments.create({"name": "시청", "level": "head", "manager_id": mayor.id})
        mayor.department_id = city
        draft = self.env["gotgan.approval.draft"].with_user(self.author).create({
            "name": "당직 계획", "body": "연말 당직", "department_id": city.id,
        })
        draft.action_submit()
        before = self.report("total")["counts"]["orphans"]
        departments.search([]).manager_id = False
        self.assertEqual(self.report("total")["counts"]["orphans"], before + 1)
        self.assertValid(self.report("total"))

    def test_an_empty_year(self):
        year = self.env["gotgan.fiscal.year"].create({"year": self.year.year + 40})
        report = self.env["gotgan.hub.reporter"]._make_report(year, "case", 1)
        self.assertValid(report)
        self.assertFalse(report["lines"] or report["exceptions"])
