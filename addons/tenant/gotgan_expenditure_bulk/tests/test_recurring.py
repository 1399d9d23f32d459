from datetime import date

from odoo.tests import tagged

from .common import BulkCase


@tagged("post_install", "-at_install")
class TestRecurring(BulkCase):
    """Journeys by the rates of their day; charges on the working day they are due."""

    def make_claim(self, **values):
        return self.env["gotgan.travel.claim"].with_user(self.author).create({
            "name": "도청 회의", "destination": "수원", "place": "metropolitan",
            "date_from": "2026-11-10", "date_to": "2026-11-11", "lodging_paid": 95_000,
            "fare": 12_000, "bank_code": "004", "account_number": "1234567890", **values,
        })

    def test_journey(self):
        claim = self.make_claim()
        self.assertRecordValues(claim, [{
            "daily_amount": 50_000, "meal_amount": 50_000, "lodging_amount": 80_000,
            "amount": 192_000,
        }])
        self.assertIn("95,000", claim.findings["items"][0]["message"])

    def test_one_person_makes_one_journey_at_a_time(self):
        first = self.make_claim(identifier="E-7")
        first.action_submit()
        with self.assertRefused("도청 회의", "2026-11-10"):
            self.make_claim(
                identifier="E-7", account_number="999", date_from="2026-11-11",
                date_to="2026-11-12", lodging_paid=0,
            ).action_submit()
        colleague = self.make_claim(identifier="E-8", account_number="888")
        colleague.action_submit()
        later = self.make_claim(
            identifier="E-7", date_from="2026-11-12", date_to="2026-11-12", lodging_paid=0,
        )
        later.action_submit()
        self.assertEqual((colleague.state, later.state), ("submitted", "submitted"))

    def test_two_claims_of_the_same_days_in_one_step(self):
        claims = self.make_claim(identifier="E-7") | self.make_claim(identifier="E-7")
        with self.assertRefused("도청 회의"):
            claims.action_submit()

    def test_a_journey_before_the_first_rates_is_refused_in_words(self):
        claim = self.make_claim(date_from="2005-03-02", date_to="2005-03-03", official_car=True)
        with self.assertRefused("2005-03-02"):
            claim.action_submit()
        self.assertEqual(claim.state, "draft")

    def test_official_car_halves_the_daily_allowance(self):
        self.assertEqual(self.make_claim(official_car=True).daily_amount, 25_000)

    def test_journeys_become_a_list(self):
        claims = self.make_claim() | self.make_claim(date_from="2026-11-12", date_to="2026-11-12",
                                                     lodging_paid=0)
        claims.action_submit()
        accountant = self.disburser
        bulk = self.env["gotgan.bulk.payment"].browse(
            claims.with_user(accountant).action_list()["res_id"])
        bulk.with_user(accountant).action_check()
        self.assertRecordValues(bulk, [{"amount": 254_000, "kind": "travel", "error_count": 0}])
        self.assertEqual(set(claims.mapped("state")), {"listed"})
        bulk.with_user(accountant)._do_transition("cancel", "다시 작성")
        self.assertEqual(set(claims.mapped("state")), {"submitted"})

    def test_due_days_are_working_days(self):
        charge = self.env["gotgan.regular.charge"].with_user(self.author).create({
            "name": "청사 전기요금", "partner_id": self.payee.id, "day": 25, "expected": 3_000_000,
            "budget_line_id": self.line.id,
        })
        days = charge._get_days(date(2026, 12, 1), date(2027, 1, 31))
        self.assertEqual([day for _month, day in days], [date(2026, 12, 28), date(2027, 1, 25)])
        charge.day = 29
        days = charge._get_days(date(2026, 12, 1), date(2027, 2, 28))
        self.assertEqual([day for _month, day in days], [date(2026, 12, 29), date(2027, 1, 29)])
        charge.day = 31
        days = charge._get_days(date(2026, 12, 1), date(2027, 4, 30))
        self.assertEqual([day for _month, day in days], [
            date(2026, 12, 31), date(2027, 2, 1), date(2027, 3, 2), date(2027, 3, 31),
            date(2027, 4, 30),
        ])
        charge.day = 25
        charge._plan(date(2026, 12, 1))
        charge._plan(date(2026, 12, 1))
        self.assertEqual(len(charge.due_ids), 1)
        charge.due_ids.action_request()
        self.assertRecordValues(charge.due_ids.request_id, [{"kind": "dues", "amount": 3_000_000}])
        with self.assertRefused("청사 전기요금"):
            charge.due_ids.action_request()
