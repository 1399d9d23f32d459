import doctest

from odoo.tests import BaseCase, tagged

from odoo.addons.gotgan_organization import roster
from odoo.addons.gotgan_organization.roster import Roster, Seat, Separation


@tagged("post_install", "-at_install")
class TestRoster(BaseCase):
    """Which office a case belongs to, in plain data."""

    def roster(self, *seats, separations=()):
        return Roster({seat.id: seat for seat in seats}, list(separations))

    def test_examples(self):
        result = doctest.testmod(roster)
        self.assertTrue(result.attempted)
        self.assertFalse(result.failed)

    def test_the_nearest_department_wins(self):
        found = self.roster(
            Seat(1, "cashier", holder=1),
            Seat(2, "cashier", served=frozenset([10]), holder=2),
            Seat(3, "cashier", served=frozenset([11]), holder=3),
        )
        self.assertEqual(found.find("cashier", [11, 10]), 3)
        self.assertEqual(found.find("cashier", [12, 10]), 2)
        self.assertEqual(found.find("cashier", [20]), 1)
        self.assertEqual(found.find("cashier", []), 1)

    def test_deputy_of_a_department_before_its_principal(self):
        served = frozenset([10])
        found = self.roster(
            Seat(1, "cashier", served=served), Seat(2, "cashier", "deputy", served),
        )
        self.assertEqual(found.find("cashier", [10]), 2)

    def test_principal_before_a_deputy_of_all(self):
        found = self.roster(Seat(1, "cashier", "deputy"), Seat(2, "cashier"))
        self.assertEqual(found.find("cashier", [10]), 2)

    def test_a_vacant_deputy_keeps_its_cases(self):
        found = self.roster(
            Seat(1, "cashier", holder=1), Seat(2, "cashier", "deputy", frozenset([10])),
        )
        self.assertEqual(found.find("cashier", [10]), 2)
        self.assertIsNone(found.holder(2))

    def test_acting_only_while_vacant(self):
        acting = Seat(2, "cashier", "acting", stands_for=1, holder=2)
        vacant = self.roster(Seat(1, "cashier"), acting)
        self.assertEqual(vacant.find("cashier", []), 2)
        self.assertEqual(vacant.held(2), [2, 1])
        filled = self.roster(Seat(1, "cashier", holder=1), acting)
        self.assertEqual(filled.find("cashier", []), 1)
        self.assertEqual(filled.held(2), [2])

    def test_an_acting_office_without_a_holder_does_not_act(self):
        found = self.roster(Seat(1, "cashier"), Seat(2, "cashier", "acting", stands_for=1))
        self.assertEqual(found.find("cashier", []), 1)

    def test_acting_steps_in_for_one_who_may_act_in_neither(self):
        found = self.roster(
            Seat(1, "cashier", holder=1), Seat(2, "disbursing_officer", holder=1),
            Seat(3, "cashier", "acting", stands_for=1, holder=3),
            separations=[Separation(9, frozenset(["cashier", "disbursing_officer"]))],
        )
        self.assertEqual(found.find("cashier", []), 3)
        self.assertIsNone(found.holder(2))

    def test_no_exemption_without_a_stated_number_of_staff_or_place(self):
        rule = Separation(9, frozenset(["cashier", "disbursing_officer"]), 3)
        for home, staff, apart in ((7, 0, True), (7, 4, True), (None, 3, True), (7, 3, False)):
            seats = [
                Seat(one, kind, home=home, staff=staff)
                for one, kind in ((1, "cashier"), (2, "disbursing_officer"))
            ]
            with self.subTest(home=home, staff=staff):
                self.assertEqual(rule.parts(*seats), apart)
