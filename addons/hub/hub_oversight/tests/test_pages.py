from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.gotgan_exchange.schema.figures import FIGURES
from odoo.addons.hub_collect.tests.common import WHERE, make_line

from .common import OversightCase


@tagged("post_install", "-at_install")
class TestPages(OversightCase):
    """What the city sees is what was reported, summed up rightly at every step down."""

    def test_the_board(self):
        sums = [self.report(place)[1] for place in range(3)]
        board = self.page()
        self.assertEqual(len(board["rows"]), 13)
        for place, totals in enumerate(sums):
            row = self.row(board, self.world.plain[place].name)
            self.assertEqual({name: row[name] for name in FIGURES}, totals)
            self.assertAlmostEqual(row["rate"], 100 * totals["paid"] / totals["appropriated"])
            self.assertEqual(
                row["balance"], totals["appropriated"] - totals["requested"] - totals["committed"]
            )
            self.assertEqual((row["state"], row["exceptions"]), ("On time", 1))
            self.assertEqual(row["orphans"], 3)
        for name in FIGURES[:5]:
            self.assertEqual(board["total"][name], sum(totals[name] for totals in sums))
        self.assertEqual(board["total"]["orphans"], 9)
        self.assertIn("As reported at", board["when"])

    def test_agencies_that_are_not_linked(self):
        row = self.row(self.page(), self.world.plain[5].name)
        self.assertEqual((row["state"], row["paid"]), ("Not linked", None))
        self.env["hub.oversight"].with_user(self.person).action_ask(row["ask"], "project")
        row = self.row(self.page(), self.world.plain[5].name)
        self.assertEqual(row["state"], "Waits for the agency's consent")
        self.consent(self.agencies[5])
        self.assertEqual(
            self.row(self.page(), self.world.plain[5].name)["state"], "No report of this year"
        )

    def test_an_offer_is_accepted_on_the_board(self):
        self.consent(self.agency)
        row = self.row(self.page(), self.world.plain[0].name)
        self.assertEqual(row["state"], "The agency offers reports")
        self.env["hub.oversight"].with_user(self.person).action_accept(row["offer"])
        self.assertEqual(self.env["hub.link"]._find(self.agency.tenant).state, "active")

    def test_sums_are_the_same_at_every_step_down(self):
        link, totals = self.report(1)
        seen = self.walk(link.id, [], totals)
        self.assertEqual(seen, {2, 3, 4, 5})
        page = self.page(view="agency", link_id=link.id, path=["100"])
        self.assertEqual(page["total"]["paid"], totals["paid"])

    def test_two_funds(self):
        link = self.link(self.agency)
        lines = [make_line(500, 200, 100), make_line(300, 50, 20, fund="200")]
        cases = [
            {**{key: line[key] for key in WHERE}, "number": str(place), "date": "2026-01-02",
             "committed": line["committed"], "paid": line["paid"]}
            for place, line in enumerate(lines)
        ]
        self.send(self.agency, self.agency.report(lines=lines, cases=cases))
        page = self.page(view="agency", link_id=link.id)
        self.assertEqual([row["name"] for row in page["rows"]], ["일반회계", "특별회계"])
        self.assertEqual(
            self.walk(link.id, [], self.row(self.page(), self.world.plain[0].name)),
            {1, 2, 3, 4, 5},
        )

    def walk(self, link_id, path, totals):
        """Go down every branch; what a row says is what its page adds up to."""
        page = self.page(view="agency", link_id=link_id, path=path)
        names = [name for name in FIGURES if name in page["total"]]
        if len(path) == 5:
            names = ["committed", "paid"]
        for name in names:
            self.assertEqual(page["total"][name], totals[name], path)
        seen = {len(path)} - {0}
        for row in page["rows"][:2]:
            if row.get("open"):
                seen |= self.walk(link_id, row["open"]["path"], row)
        return seen

    def test_no_deeper_than_agreed(self):
        for place, (depth, steps) in enumerate(
            (("case", 5), ("object", 4), ("project", 3), ("total", 0))
        ):
            link, totals = self.report(place, depth)
            path = []
            page = self.page(view="agency", link_id=link.id)
            while page["rows"] and page["rows"][0].get("open"):
                path = page["rows"][0]["open"]["path"]
                page = self.page(view="agency", link_id=link.id, path=path)
            self.assertEqual(len(path), steps, depth)
            if depth == "total":
                self.assertEqual(page["rows"][0]["paid"], totals["paid"])

    def test_the_page_of_an_agency(self):
        link, totals = self.report(1)
        page = self.page(view="agency", link_id=link.id)
        self.assertEqual([one["label"] for one in page["crumbs"]],
                         ["Execution of Agencies", self.world.plain[1].name])
        figures = {one["name"]: one["value"] for one in page["summary"]["figures"]}
        self.assertEqual(figures["paid"], totals["paid"])
        self.assertEqual(page["summary"]["exceptions"][0]["count"], 1)
        self.assertEqual(sum(one["payments"] for one in page["summary"]["months"]), totals["paid"])
        self.assertEqual(page["title"], "Policy Programme", "there is one fund: it is open")
        below = page["rows"][0]["open"]["path"]
        page = self.page(view="agency", link_id=link.id, path=below)
        self.assertEqual([one["label"] for one in page["crumbs"]][2:], ["일반회계", "행정운영"])

    def test_exceptions_lead_to_their_subject(self):
        self.report(0)
        self.report(1, "total")
        page = self.page(view="exceptions")
        self.assertEqual(page["total"]["count"], 2)
        deep = self.row(page, self.world.plain[0].name)
        shallow = self.row(page, self.world.plain[1].name)
        self.assertEqual((deep["number"], deep["days"]), ("2026-000001", 12))
        self.assertEqual((shallow["number"], shallow["project"]), (None, None))
        self.assertEqual(len(deep["open"]["path"]), 4)
        self.assertEqual(shallow["open"]["path"], [])
        self.assertFalse(self.page(view="exceptions", kind="idle")["rows"])

    def test_lateness(self):
        self.report(0)
        self.link(self.second)
        self.env.flush_all()
        self.env.cr.execute("UPDATE hub_link SET active_since = active_since - interval '5 days'")
        self.env.invalidate_all()
        page = self.page(view="late")
        self.assertEqual([row["agency"] for row in page["rows"]],
                         [self.world.plain[1].name, self.world.plain[0].name])
        self.assertIn(page["rows"][0]["nights"], (4, 5))
        self.assertEqual(page["rows"][1]["nights"], 0)

    def test_comparing(self):
        totals = [self.report(place, depth)[1] for place, depth in
                  enumerate(("object", "case", "project"))]
        page = self.page(view="compare")
        self.assertEqual(len(page["rows"]), 3)
        self.assertEqual(page["total"]["paid"], sum(one["paid"] for one in totals))
        rates = [row["rate"] for row in page["rows"]]
        self.assertEqual(rates, sorted(rates, reverse=True))
        page = self.page(view="compare", item="201")
        self.assertEqual({row["name"] for row in page["rows"]},
                         {one.name for one in self.world.plain[:2]})
        self.assertIn(self.world.plain[2].name, page["note"])
        lines = self.rows("line", self.agency).filtered(lambda line: line.item_code == "201")
        self.assertEqual(self.row(page, self.world.plain[0].name)["paid"],
                         sum(lines.mapped("paid")))

    def test_order_and_search(self):
        for place in range(3):
            self.report(place)
        rows = self.page(sort=["paid", True])["rows"]
        paid = [row["paid"] for row in rows if row["paid"] is not None]
        self.assertEqual(paid, sorted(paid, reverse=True))
        self.assertIsNone(rows[-1]["paid"], "what is not known comes last")
        self.assertEqual(
            {row["name"] for row in self.page(text="가온시 체육")["rows"]},
            {"가온시체육회", "가온시장애인체육회"},
        )

    def test_years(self):
        self.report(0)
        year = self.page()["years"][0]
        lines = self.agency.report()["lines"]
        self.send(self.agency, self.agency.report(year=year - 1, lines=lines[:1], cases=[
            {**{key: lines[0][key] for key in ("fund", "policy", "unit", "project", "item",
                                               "object")},
             "number": "1", "date": "2025-01-02", "committed": lines[0]["committed"],
             "paid": lines[0]["paid"]},
        ]))
        page = self.page(year=year - 1)
        self.assertEqual(page["years"], [year, year - 1])
        self.assertEqual(page["total"]["paid"], lines[0]["paid"])
        self.assertEqual(page["elapsed"], 100)

    def test_options_that_cannot_be_read(self):
        for options in ({"year": "x"}, {"path": 5}, {"sort": 5}, {"link_id": [1]}):
            with self.assertRaises(UserError):
                self.page(**options)
        self.assertEqual(self.page(view="secret", unit=7)["options"]["view"], "board")

    def test_twelve_digits(self):
        """A large city's amounts: all digits, no rounding."""
        link = self.link(self.agency)
        body = self.agency.report()
        self.send(self.agency, body)
        row = self.row(self.page(), self.world.plain[0].name)
        self.assertEqual(row["appropriated"], 120_003_000_000)
        self.assertTrue(link)
