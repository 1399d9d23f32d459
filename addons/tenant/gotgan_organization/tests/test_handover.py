from odoo.tests import tagged

from .common import OrganizationCase


@tagged("post_install", "-at_install")
class TestHandover(OrganizationCase):
    """One step ends a term and begins the next, and the open work moves with it."""

    def test_first_appointment(self):
        office = self.office()
        action = office.action_hand_over()
        dialog = self.env["gotgan.office.handover"].with_user(self.manager).with_context(
            **action["context"],
        ).create({"user_id": self.kim.id, "appointment": "인사발령 2026-7"})
        dialog.action_confirm()
        self.assertRecordValues(office.term_ids, [{
            "user_id": self.kim.id, "date_from": self.day, "date_to": False,
            "appointment": "인사발령 2026-7",
        }])

    def test_hand_over(self):
        office = self.office()
        self.appoint(office, self.kim, -30)
        self.hand_over(office, self.lee)
        self.assertRecordValues(office.term_ids.sorted("date_from"), [
            {"user_id": self.kim.id, "date_to": self.in_days(-1)},
            {"user_id": self.lee.id, "date_to": False},
        ])

    def test_hand_over_in_the_future(self):
        office = self.office()
        self.appoint(office, self.kim)
        self.hand_over(office, self.lee, 10)
        self.assertEqual(office._get_holder(self.in_days(9)), self.kim)
        self.assertEqual(office._get_holder(self.in_days(10)), self.lee)

    def test_end_without_a_successor(self):
        office = self.office()
        self.appoint(office, self.kim)
        self.hand_over(office, self.env["res.users"])
        self.assertTrue(office.is_vacant)
        with self.assertRefused("choose the person"):
            self.hand_over(office, self.env["res.users"])

    def test_not_on_the_day_it_began(self):
        office = self.office()
        self.appoint(office, self.kim, 0)
        with self.assertRefused("Hand over on a later day"):
            self.hand_over(office, self.lee)

    def test_not_back_in_time(self):
        office = self.office()
        self.appoint(office, self.kim)
        with self.assertRefused("is not rewritten"):
            self.hand_over(office, self.lee, -5)
        self.assertEqual(office._get_holder(self.day), self.kim)

    def test_open_work_moves_with_the_office(self):
        """A's queue is B's on the day of the handover; A is refused from then on."""
        office = self.office()
        self.appoint(office, self.kim)
        cases = self.case() | self.case() | self.case()
        cases[0].with_user(self.kim)._do_transition("approve")
        offices = self.env["gotgan.office"]
        self.assertEqual(offices._get_held(self.kim, self.day), office)

        self.hand_over(office, self.lee)

        self.assertFalse(offices._get_held(self.kim, self.day))
        self.assertEqual(offices._get_held(self.lee, self.day), office)
        left = cases[1:]
        left.invalidate_recordset()
        self.assertEqual(left.with_user(self.kim).mapped("allowed_transitions"), ["", ""])
        self.assertEqual(left.with_user(self.lee).mapped("allowed_transitions"), [",approve,"] * 2)
        with self.assertRefused(r"Commitment Officer\(회계과\) 이지출"):
            left.with_user(self.kim)._do_transition("approve")
        left.with_user(self.lee)._do_transition("approve")
        self.assertEqual(
            cases.event_ids.sorted("id").mapped("capacity"),
            ["Commitment Officer(회계과) 김재무"] + ["Commitment Officer(회계과) 이지출"] * 2,
        )
