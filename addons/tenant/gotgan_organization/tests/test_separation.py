from datetime import date

from odoo.exceptions import ValidationError
from odoo.tests import tagged

from .common import OrganizationCase


@tagged("post_install", "-at_install")
class TestSeparation(OrganizationCase):
    """Who promises, who orders payment and who keeps the cash are different people (법 36)."""

    def assert_apart(self, one, other, user=None):
        user = user or self.kim
        self.appoint(one, user)
        with self.assertRefused("keeps these offices apart", ValidationError):
            self.appoint(other, user)

    def test_the_separations_of_the_law(self):
        pairs = [
            ("commitment_officer", "disbursing_officer"), ("commitment_officer", "cashier"),
            ("disbursing_officer", "cashier"), ("disbursing_officer", "imprest_cashier"),
            ("commitment_officer", "custodial_cashier"), ("revenue_officer", "revenue_cashier"),
        ]
        for place, (one, other) in enumerate(pairs):
            user = self._hire(f"org.pair{place}", f"짝{place}")
            for day, kinds in enumerate(((one, other), (other, one)), start=2):
                with self.subTest(kinds=kinds):
                    held, wanted = (
                        self.office(kind, name=f"{kind} {place} {kinds[0]}") for kind in kinds
                    )
                    self.appoint(held, user, -day, -day)
                    with self.assertRefused("keeps these offices apart", ValidationError):
                        self.appoint(wanted, user, -day, -day)

    def test_the_message_says_who_what_when_why(self):
        self.appoint(self.office(), self.kim, -30)
        cashier = self.office("cashier")
        with self.assertRaises(ValidationError) as caught:
            self.appoint(cashier, self.kim, -3)
        for part in (
            "김재무", "Cashier(회계과)", "Commitment Officer(회계과)", str(self.in_days(-30)),
            str(self.in_days(-3)), "지방회계법 제36조", "Appoint somebody else",
        ):
            self.assertIn(part, str(caught.exception))

    def test_ranks_make_no_difference(self):
        self.office()
        deputy = self.office(rank="deputy", name="분임재무관")
        self.assert_apart(deputy, self.office("cashier"))
        self.assert_apart(self.office(rank="acting"), self.office("disbursing_officer"), self.lee)

    def test_one_after_the_other_is_fine(self):
        self.appoint(self.office(), self.kim, -30, -1)
        self.appoint(self.office("cashier"), self.kim, 0)

    def test_a_longer_term_that_reaches_into_the_other_is_refused(self):
        term = self.appoint(self.office(), self.kim, -30, 5)
        self.appoint(self.office("cashier"), self.kim, 6)
        with self.assertRaises(ValidationError):
            term.date_to = self.in_days(6)

    def test_offices_that_no_rule_separates(self):
        self.appoint(self.office(), self.kim)
        self.appoint(self.office("property_officer"), self.kim)
        self.appoint(self.office(rank="deputy", name="분임재무관"), self.kim)

    def test_very_small_places_are_exempt(self):
        small = {"department_id": self.clinic.id, "staff_count": 3}
        officer, cashier = self.office(**small), self.office("cashier", **small)
        self.appoint(officer, self.kim)
        self.appoint(cashier, self.kim)
        self.assertEqual(cashier._get_holder(self.day), self.kim)
        with self.assertRaises(ValidationError):
            officer.staff_count = 4

    def test_the_exemption_is_of_one_place(self):
        self.assert_apart(
            self.office(department_id=self.clinic.id, staff_count=3),
            self.office("cashier", department_id=self.finance.id, staff_count=3),
        )

    def test_no_exemption_where_the_rule_knows_none(self):
        small = {"department_id": self.clinic.id, "staff_count": 2}
        officer, cashier = (
            self.office(kind, **small) for kind in ("revenue_officer", "revenue_cashier")
        )
        self.assert_apart(officer, cashier)

    def test_rules_hold_in_their_time(self):
        rules = self.env["gotgan.office.incompatibility"].search([])
        rules.valid_to = date(2020, 12, 31)
        officer, cashier = self.office(), self.office("cashier")
        self.appoint(officer, self.kim)
        self.appoint(cashier, self.kim)
        self.assertEqual(officer._get_holder(self.day), self.kim)

    def test_a_new_rule_stops_who_already_holds_both(self):
        """The law changes: the terms stay as history, but the person may act in neither."""
        officer, keeper = self.office(), self.office("movable_officer")
        self.appoint(officer, self.kim)
        self.appoint(keeper, self.kim)
        case = self.case()
        self.assertEqual(case.with_user(self.kim).allowed_transitions, ",approve,")
        self.env["gotgan.office.incompatibility"].with_user(self.manager).create({
            "kind_a": "commitment_officer", "kind_b": "movable_officer",
            "legal_basis": "시험법 제1조", "valid_from": self.day,
        })
        case.invalidate_recordset()
        self.assertEqual(case.with_user(self.kim).allowed_transitions, "")
        self.assertFalse(officer._get_holder(self.day))
        self.assertEqual(officer._get_holder(self.in_days(-1)), self.kim)
        officer.invalidate_recordset()
        self.assertIn("시험법 제1조", officer.situation)
        self.assertTrue(officer.is_vacant)
