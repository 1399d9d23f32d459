from odoo.tests import tagged

from .common import LinkCase


@tagged("post_install", "-at_install")
class TestAnnounce(LinkCase):
    """A change is announced in its own transaction, once per year however much changes."""

    def setUp(self):
        super().setUp()
        self.consent = self.agree()
        self.run_sender()
        self.env.cr.flush()

    def test_many_changes_are_one_report(self):
        for _time in range(3):
            self.pay_through(10_000)
            self.env.cr.flush()
        row = self.waiting()
        self.assertEqual(len(row), 1)
        self.assertEqual((row.occasion, row.fiscal_year_id), ("change", self.year))
        self.assertTrue(row.next_try > row.created, "changes within five minutes go together")

    def test_no_change_no_report(self):
        self.draft_request()
        self.assertFalse(self.waiting())

    def test_what_is_rolled_back_is_not_announced(self):
        with self.assertRaises(ZeroDivisionError), self.env.cr.savepoint():
            self.world.fund_cell(1000)
            self.env.cr.flush()
            raise ZeroDivisionError
        self.assertFalse(self.waiting())

    def test_a_change_while_sending_waits_anew(self):
        self.world.fund_cell(1000)
        row = self.waiting()
        row._take()
        self.world.fund_cell(1000)
        self.assertEqual(len(self.waiting()), 1)
        self.assertNotEqual(self.waiting(), row)

    def test_every_night(self):
        self.outbox._cron_night()
        row = self.waiting()
        self.assertEqual(row.occasion, "night")
        row.write({"next_try": "2026-01-01"})
        self.outbox._cron_night()
        self.assertEqual(self.waiting(), row, "what waits for an earlier time is not put off")

    def test_without_a_consent_the_night_only_asks(self):
        self.consent._do_transition("end", "종료")
        self.run_sender()
        self.hub.arrived.clear()
        self.outbox._cron_night()
        self.run_sender()
        self.assertEqual([one["state"] for one in self.hub.arrived], ["unknown"])
        self.assertValid(self.hub.arrived[0])
