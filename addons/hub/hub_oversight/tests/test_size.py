from odoo.tests import tagged

from .common import OversightCase

LINES = 20_000


@tagged("post_install", "-at_install")
class TestSize(OversightCase):
    """13 agencies with 20,000 lines each: what a page asks does not grow with the lines."""

    def setUp(self):
        super().setUp()
        self.links = [self.report(place)[0] for place in range(13)]
        self.env.flush_all()
        self.env.cr.execute("""
            INSERT INTO hub_report_line (execution_id, link_id, place, fund_code, fund_name,
                policy_code, policy_name, unit_code, unit_name, project_code, project_name,
                item_code, item_name, object_code, object_name,
                appropriated, allotted, requested, committed, paid, available)
            SELECT e.id, e.link_id, 1000 + n, '100', '일반회계', 'P' || n %% 20, '정책 ' || n %% 20,
                'U' || n %% 200, '단위 ' || n %% 200, 'S' || n %% 2000, '세부 ' || n %% 2000,
                (200 + n %% 10)::text, '목 ' || n %% 10,
                (200 + n %% 10) || '-01', '세목 ' || n %% 10,
                1000, 900, 100, 500, 300, 300
              FROM hub_execution e, generate_series(1, %s) n
        """, [LINES])
        self.env.cr.execute("ANALYZE hub_report_line")
        self.env.invalidate_all()

    def ask(self, **options):
        """A page of the board, asked of the database anew, by a few questions."""
        self.env.invalidate_all()
        with self.assertQueryCount(40):
            return self.page(**options)

    def test_the_pages_ask_little(self):
        self.assertEqual(len(self.ask()["rows"]), 13)
        link = self.links[0].id
        self.assertGreaterEqual(len(self.ask(view="agency", link_id=link)["rows"]), 20)
        below = self.ask(view="agency", link_id=link, path=["100", "P1"])["rows"]
        self.assertGreaterEqual(len(below), 10)
        self.ask(view="exceptions")
        self.ask(view="late")
        self.assertEqual(len(self.ask(view="compare", item="201")["rows"]), 13)
