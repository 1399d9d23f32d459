from datetime import date

from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.gotgan_budget_request.tests.common import RequestCase
from odoo.addons.gotgan_ledger.core import Posting

LAW = "지방자치법 제40조"


@tagged("post_install", "-at_install")
class TestDuties(RequestCase):
    """What a department marked as a duty by law in its request is not cut in its budget."""

    def settle(self):
        """A settled request of 1,000,000, of which 700,000 is a duty; return its line."""
        line = self.fund_by(self.write_line("300천원", "700천원"), ("09", 1))
        self.duty = line.estimate_ids[1]
        self.duty.write({"is_duty": True, "duty_ground": LAW})
        self.expect("주차요금", "1,000,000원", "214-07")
        self.go("settled")
        return line

    def vote(self):
        """The request as a budget in force."""
        self.cycle.action_make_version()
        version = self.cycle.version_id
        rows = version._read_whole()
        version._write_locked({"state": "in_force"})
        keys = {(self.year.id, *place): won for place, won in rows.items()}
        cells = self.env["gotgan.budget.cell"]._open(list(keys))
        self.env["gotgan.ledger"]._appropriate(
            [Posting(cells[key], won, version.id) for key, won in keys.items()],
            source_model=version._name, date=date(2027, 1, 1), reason=version.name,
        )

    def compare(self, won):
        whatif = self.env["gotgan.budget.whatif"].with_user(self.officer).create({
            "name": "추경 검토", "fiscal_year_id": self.year.id, "smallest": 1000, "effort": 1,
            "shock_ids": [Command.create({
                "fund_id": self.world.fund().id, "amount": won,
                "funding_source_id": self.world.source("09").id,
            })],
        })
        whatif.action_compare()
        return whatif

    def test_a_marked_duty_is_kept_and_its_law_is_quoted(self):
        self.settle()
        self.vote()
        sound = self.compare(-300_000).option_ids
        self.assertTrue(all(sound.mapped("is_sound")))
        self.assertEqual(set(sound.line_ids.mapped("duty")), {700_000})
        given_up = self.compare(-400_000).option_ids.filtered(lambda one: one.relaxed == "duty")
        self.assertEqual(given_up.broken, {"duty": 100_000})
        self.assertIn(LAW, given_up.broken_text)
        self.assertIn(LAW, given_up.line_ids.why)

    def test_what_the_settled_estimates_say_holds(self):
        line = self.settle()
        self.env["gotgan.budget.settled.estimate"]._adjust(line.with_user(self.officer))
        settled = line.settled_estimate_ids
        self.assertEqual(settled.filtered("is_duty").duty_ground, LAW)
        settled.is_duty = False
        self.vote()
        self.assertTrue(self.compare(-400_000).option_ids.filtered("is_sound"))

    def test_parts_of_a_duty_are_not_counted_twice(self):
        line = self.settle()
        self.env["gotgan.budget.settled.estimate"].create([
            {"line_id": line.id, "level": level, "name": name, "formula": formula, "sequence": at,
             "is_duty": True, "duty_ground": LAW}
            for at, (level, name, formula) in enumerate((
                ("1", "법정 부담금", False), ("2", "본부", "400천원"), ("2", "지부", "100천원"),
            ))
        ])
        self.vote()
        self.assertEqual(set(self.compare(-300_000).option_ids.line_ids.mapped("duty")), {500_000})
