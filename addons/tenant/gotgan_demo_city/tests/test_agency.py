from odoo.tests import TransactionCase, tagged

from odoo.addons.gotgan_demo_city.agency import budget, masters, supplement
from odoo.addons.gotgan_demo_city.agency.plan import Plan
from odoo.addons.gotgan_demo_city.city.register import find
from odoo.addons.gotgan_demo_city.city.stages import find_year

DEPARTMENTS = ["경영지원팀", "교육사업팀"]
SUBJECTS = (
    ("경영지원팀", "행정운영", "101-01", "자치단체출연금", 400_000_000),
    ("교육사업팀", "평생교육", "201-03", "자치단체출연금", 260_000_000),
    ("교육사업팀", "평생교육", "405-12", "자치단체보조금", 40_000_000),
    ("교육사업팀", "평생교육", "201-11", "자체수입", 50_000_000),
)


@tagged("post_install", "-at_install")
class TestAgency(TransactionCase):
    """An agency's budget has two sides, and two bodies decide it one after the other."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        parameter_sudo = cls.env["ir.config_parameter"].sudo()
        parameter_sudo.set_param("gotgan.kind", "agency")
        cls.env = cls.env(context={**cls.env.context, "lang": "ko_KR", "tz": "Asia/Seoul"})
        cls.year = find_year(cls.env)
        plan = cls.make_plan()
        for stage in (masters.build, budget.build, supplement.build, supplement.build):
            stage(cls.env, cls.year, plan)

    @classmethod
    def make_plan(cls):
        people = [
            {"login": f"person{place}@gaon-study.example", "name": f"한결{place}",
             "department": DEPARTMENTS[place % 2], "title": "주임"}
            for place in range(14)
        ]
        subjects = [
            {"department": department, "policy": policy, "unit": policy, "project": policy,
             "object": code, "object_name": code, "source": source, "amount": won}
            for department, policy, code, source, won in SUBJECTS
        ]
        return Plan("가온평생교육원", DEPARTMENTS, people, subjects)

    def test_the_budget_was_voted_by_the_board_and_approved_by_the_city(self):
        version = find(self.env, "agency_version")
        self.assertEqual((version.state, version.authority), ("in_force", "board"))
        self.assertTrue(version.decision_number and version.approval_number)
        self.assertLess(version.date_voted, version.date_approved)
        self.assertEqual(version.amount, version.revenue_amount)

    def test_both_sides_balance(self):
        version = find(self.env, "agency_version")
        for section, won in (("operating", 710_000_000), ("capital", 40_000_000)):
            for name in ("line_ids", "revenue_ids"):
                rows = version[name].filtered(lambda one, side=section: one.section == side)
                self.assertEqual(sum(rows.mapped("amount")), won, (section, name))

    def test_a_supplementary_budget_waits_for_the_city(self):
        version = find(self.env, "agency_supplement").with_user(find(self.env, "budget"))
        self.assertEqual((version.kind, version.state), ("supplementary", "voted"))
        self.assertIn(",approve,", version.allowed_transitions)
        self.assertNotIn(",take_effect,", version.allowed_transitions)
        self.assertEqual(version.difference, version.revenue_difference)
