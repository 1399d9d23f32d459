from odoo.tests import tagged

from odoo.addons.gotgan_budget.version_row import ADDRESS, RevenueRow, VersionRow

from .common import WhatifCase

BALANCE = ("budget.balance", "budget.subsidy_balance")


@tagged("post_install", "-at_install")
class TestSubsidy(WhatifCase):
    """국비 falls: 도비 and 시비 fall with it, and so does what the State and the province give."""

    @classmethod
    def make_budget(cls):
        """국비 50 : 도비 15 : 시비 35 of 100,000,000, and another project of the same kinds."""
        master = cls.world._master
        cls.national = master("gotgan.funding.source", "01", "국고보조금", origin="national")
        cls.province = master("gotgan.funding.source", "06", "광역보조금", origin="province")
        cls.income = {
            source: cls.env["gotgan.revenue.source"].search([
                ("fiscal_year_id", "=", cls.year.id), ("code", "=", code),
            ])
            for source, code in ((cls.national, "511-01"), (cls.province, "521-01"))
        }
        cls.tax = cls.env["gotgan.revenue.source"].search([
            ("fiscal_year_id", "=", cls.year.id), ("level", "=", "mok"), ("code", "=like", "111-%"),
        ], limit=1)
        places = [
            (cls.matched, cls.national, 50_000_000), (cls.matched, cls.province, 15_000_000),
            (cls.matched, cls.own, 35_000_000), (cls.second, cls.national, 90_000_000),
            (cls.second, cls.province, 27_000_000), (cls.second, cls.own, 63_000_000),
        ]
        cls.cells = cls.env["gotgan.budget.cell"].concat(*(
            cls.world.fund_cell(won, project=project, source=source)
            for project, source, won in places
        ))
        cls.grant, cls.provincial, cls.share = cls.cells[:3]

    def vote(self, entered=True):
        """The ledger's budget as an original budget in force, its subsidies by project."""
        self.add_reserve()
        self.world.post("appropriate", self.reserve, 10_000_000)
        cells = self.env["gotgan.budget.cell"].search([
            ("fiscal_year_id", "=", self.year.id), ("fund_id", "=", self.fund.id),
        ])
        rows = [
            VersionRow(*(cell[name].id for name in ADDRESS), amount=cell.voted) for cell in cells
        ]
        revenue = [
            RevenueRow(
                self.fund.id, self.income[cell.funding_source_id].id, self.world.department.id,
                cell.project_id.name, cell.voted,
            )
            for cell in cells if entered and cell.funding_source_id in self.income
        ]
        if entered:
            own = sum(cell.voted for cell in cells if cell.funding_source_id == self.own)
            revenue.append(RevenueRow(
                self.fund.id, self.tax.id, self.world.department.id, "재산세", own,
            ))
        versions = self.env["gotgan.budget.version"]
        versions._make(self.year, "original", rows, revenue)._write_locked({"state": "in_force"})

    def draft(self, *shocks):
        whatif = self.compare(*shocks)
        self.assertTrue(whatif.option_ids[0].is_sound, whatif.option_ids[0].broken_text)
        whatif.option_ids[0].action_accept()
        return whatif.version_id

    def income_of(self, version):
        return {(row.revenue_source_id.code, row.name): row.difference
                for row in version.revenue_ids}

    def assertBalanced(self, version):
        found = version._find_findings("submit")
        self.assertFalse([one.message for one in found if one.edition.rule_id.code in BALANCE])

    def test_a_cut_of_the_state_takes_the_provinces_with_it_on_both_sides(self):
        self.vote()
        version = self.draft((self.national, -20_000_000, self.matched))
        spent = {row.funding_source_id: row.difference for row in version.line_ids
                 if row.project_id == self.matched}
        self.assertEqual(spent, {
            self.national: -20_000_000, self.province: -6_000_000, self.own: -14_000_000,
        })
        name = self.matched.name
        self.assertEqual(self.income_of(version), {
            ("511-01", name): -20_000_000, ("521-01", name): -6_000_000,
        })
        self.assertEqual(version.difference, version.revenue_difference)
        self.assertBalanced(version)

    def test_an_option_says_what_of_the_province_goes_with_it(self):
        self.vote()
        option = self.compare((self.national, -20_000_000, self.matched)).option_ids[0]
        self.assertIn(f"{self.province.name}, which is matched, changes by -6,000,000 won",
                      option.explanation)

    def test_the_named_revenue_is_not_counted_twice(self):
        self.vote()
        whatif = self.ask((self.national, -20_000_000, self.matched))
        whatif.shock_ids.revenue_source_id = self.income[self.national]
        whatif.action_compare()
        whatif.option_ids[0].action_accept()
        self.assertEqual(set(self.income_of(whatif.version_id).values()), {-20_000_000, -6_000_000})
        self.assertBalanced(whatif.version_id)

    def test_more_of_the_state_brings_more_of_the_province(self):
        self.vote()
        version = self.draft((self.national, 10_000_000, self.matched))
        name = self.matched.name
        self.assertEqual(self.income_of(version), {
            ("511-01", name): 10_000_000, ("521-01", name): 3_000_000,
        })
        self.assertBalanced(version)

    def test_a_grant_that_no_item_bears_gets_one(self):
        self.vote()
        head = self.env["gotgan.budget.version"]._get_head(self.year)
        rows = head.revenue_ids.filtered(lambda row: row.name == self.matched.name)
        for row in rows:
            row._write_locked({"name": "여러 사업"})
        version = self.draft((self.national, 10_000_000, self.matched))
        self.assertIn(("511-01", self.matched.name), self.income_of(version))
        self.assertBalanced(version)

    def test_where_no_revenue_was_entered_none_is_made_up(self):
        self.vote(entered=False)
        version = self.draft((self.national, -20_000_000, self.matched))
        self.assertFalse(version.revenue_ids)
