from psycopg2 import IntegrityError

from odoo.exceptions import ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import OrganizationCase


@tagged("post_install", "-at_install")
class TestOffice(OrganizationCase):
    """Offices, whom they serve, and who acts in them."""

    def find(self, kind, department, day=0):
        return self.env["gotgan.office"]._find(kind, department, self.in_days(day))

    def test_name_says_kind_rank_and_place(self):
        self.assertEqual(self.office().name, "Commitment Officer(회계과)")
        deputy = self.office(rank="deputy", department_id=self.health.id)
        self.assertEqual(deputy.name, "Deputy Commitment Officer(보건소)")
        self.assertEqual(self.office("cashier", name="시금고 출납원").name, "시금고 출납원")

    def test_most_specific_office_is_found(self):
        principal = self.office()
        deputy = self.office(
            rank="deputy", department_id=self.health.id, department_ids=self.health.ids,
        )
        self.assertEqual(self.find("commitment_officer", self.finance), principal)
        self.assertEqual(self.find("commitment_officer", self.health), deputy)
        self.assertEqual(self.find("commitment_officer", self.clinic), deputy)
        self.assertEqual(self.find("commitment_officer", self.env["hr.department"]), principal)
        self.assertFalse(self.find("cashier", self.finance))

    def test_a_department_that_moves_takes_its_cases_along(self):
        principal = self.office()
        deputy = self.office(rank="deputy", department_ids=self.health.ids, name="분임재무관")
        self.assertEqual(self.find("commitment_officer", self.clinic), deputy)
        self.clinic.parent_id = self.finance
        self.assertEqual(self.find("commitment_officer", self.clinic), principal)

    def test_archived_office_is_not_found(self):
        principal = self.office()
        self.assertEqual(self.find("commitment_officer", self.finance), principal)
        principal.active = False
        self.assertFalse(self.find("commitment_officer", self.finance))

    def test_scope_reads_well(self):
        principal = self.office()
        self.assertEqual(principal.scope, "All departments")
        self.assertEqual(self.office(rank="acting").scope, principal.name)
        principal.department_ids = self.finance | self.clinic
        self.assertEqual(principal.scope, "회계과, 보건소 / 보건행정과")

    def test_holder_by_day(self):
        office = self.office()
        self.appoint(office, self.kim, -30, -1)
        self.appoint(office, self.lee, 0, 10)
        holders = [office._get_holder(self.in_days(day)) for day in (-31, -30, -1, 0, 10, 11)]
        nobody = self.env["res.users"]
        self.assertEqual(holders, [nobody, self.kim, self.kim, self.lee, self.lee, nobody])

    def test_acting_only_while_nobody_holds_the_principal(self):
        principal = self.office()
        acting = self.office(rank="acting")
        self.assertEqual(acting.stands_for_id, principal)
        self.appoint(acting, self.lee)
        self.assertEqual(self.find("commitment_officer", self.finance), acting)
        self.assertIn("이지출", principal.situation)
        self.appoint(principal, self.kim, 0)
        self.assertEqual(self.find("commitment_officer", self.finance), principal)
        self.assertEqual(self.find("commitment_officer", self.finance, -1), acting)

    def test_acting_acts_for_its_own_kind_only(self):
        self.office()
        cashier = self.office("cashier")
        acting = self.office(rank="acting")
        with self.assertRaises(ValidationError):
            acting.stands_for_id = cashier
        with self.assertRaises(ValidationError):
            self.office(rank="acting", stands_for_id=acting.id, name="x")

    def test_acting_for_nothing_is_refused(self):
        with (
            self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"), self.cr.savepoint(),
        ):
            self.office("debt_officer", "acting")

    def test_present_state_on_the_list(self):
        held, vacant = self.office(), self.office("cashier")
        self.appoint(held, self.kim, -5)
        self.assertRecordValues(held | vacant, [
            {"holder_id": self.kim.id, "since": self.in_days(-5), "is_vacant": False,
             "situation": ""},
            {"holder_id": False, "since": False, "is_vacant": True, "situation": "Vacant"},
        ])
        offices = self.env["gotgan.office"]
        ours = [("id", "in", (held | vacant).ids)]
        for domain, found in (
            ([("is_vacant", "=", True)], vacant), ([("is_vacant", "=", False)], held),
            ([("holder_id", "=", self.kim.id)], held), ([("holder_id", "=", False)], vacant),
            ([("holder_id", "ilike", "재무")], held), ([("holder_id", "!=", False)], held),
        ):
            with self.subTest(domain=domain):
                self.assertEqual(offices.search(domain + ours), found)

    def test_one_who_left_the_agency_holds_nothing(self):
        office = self.office()
        self.appoint(office, self.kim)
        self.assertEqual(office._get_holder(self.day), self.kim)
        self.kim.active = False
        self.assertFalse(office._get_holder(self.day))
        office.invalidate_recordset()
        self.assertIn("has left", office.situation)

    def test_what_an_office_is_does_not_change_once_held(self):
        office = self.office()
        office.kind = "cashier"
        self.appoint(office, self.kim)
        with self.assertRefused("can no longer be changed"):
            office.kind = "commitment_officer"
        office.write({"kind": "cashier", "department_ids": self.health.ids})
        self.assertEqual(office.department_ids, self.health)

    def test_an_office_with_a_past_is_kept(self):
        office, fresh = self.office(), self.office("cashier")
        self.appoint(office, self.kim)
        with self.assertRefused("cannot be deleted"):
            office.unlink()
        with self.assertRefused("End the term first", ValidationError):
            office.active = False
        fresh.unlink()

    def test_change_of_scope_is_recorded(self):
        office = self.office()
        self.cr.flush()
        office.with_user(self.manager).department_ids = self.health
        self.cr.flush()
        changes = office.message_ids.sudo().tracking_value_ids.filtered(
            lambda change: change.field_id.name == "department_ids"
        )
        self.assertEqual(changes.new_value_char, "보건소")
