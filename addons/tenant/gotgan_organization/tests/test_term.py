from psycopg2.errors import ExclusionViolation

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import new_test_user, tagged
from odoo.tools import SQL, mute_logger

from .common import OrganizationCase


@tagged("post_install", "-at_install")
class TestTerm(OrganizationCase):
    """Who held an office from when to when is never written anew."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.place = cls.env["gotgan.office"].create({
            "kind": "commitment_officer", "name": "재무관",
        })

    def test_two_people_do_not_hold_one_office(self):
        self.appoint(self.place, self.kim, -30, 10)
        for begin, end in ((-40, -30), (10, 20), (-40, None), (0, 1), (10, None)):
            with (
                self.subTest(begin=begin, end=end),
                self.assertRefused("김재무 already holds 재무관", ValidationError),
            ):
                self.appoint(self.place, self.lee, begin, end)
        self.appoint(self.place, self.lee, 11)
        self.appoint(self.place, self.park, -40, -31)

    def test_the_database_refuses_overlap_by_itself(self):
        self.appoint(self.place, self.kim)
        self.env.flush_all()
        with (
            self.assertRaises(ExclusionViolation), mute_logger("odoo.sql_db"),
            self.cr.savepoint(),
        ):
            self.env.execute_query(SQL(
                "INSERT INTO gotgan_office_term (office_id, user_id, date_from) "
                "VALUES (%s, %s, %s) RETURNING id", self.place.id, self.lee.id, self.day,
            ))
            self.cr.execute("SET CONSTRAINTS ALL IMMEDIATE")

    def test_a_begun_term_is_only_ended(self):
        term = self.appoint(self.place, self.kim)
        for vals in (
            {"user_id": self.lee.id}, {"date_from": self.in_days(-60)},
            {"date_from": self.in_days(5)}, {"date_to": self.in_days(-2)},
            {"office_id": self.office("cashier").id},
        ):
            with self.subTest(vals=vals), self.assertRefused("is not rewritten"):
                term.write(vals)
        term.write({"user_id": self.kim.id, "date_to": self.in_days(-1)})
        term.write({"appointment": "인사발령 2026-1"})

    def test_an_ended_term_stays_ended(self):
        term = self.appoint(self.place, self.kim, -30, -10)
        for last in (self.in_days(-5), self.in_days(5), False):
            with self.subTest(last=last), self.assertRaises(UserError):
                term.write({"date_to": last})

    def test_a_future_term_is_still_a_plan(self):
        term = self.appoint(self.place, self.kim, 10)
        term.write({"user_id": self.lee.id, "date_from": self.in_days(5)})
        term.unlink()

    def test_a_begun_term_is_not_deleted(self):
        ended, running = (
            self.appoint(self.place, self.kim, -3, -2), self.appoint(self.place, self.lee, 0),
        )
        for term in (ended, running):
            with self.assertRefused("cannot be deleted"):
                term.unlink()

    def test_only_staff_is_appointed(self):
        citizen = new_test_user(self.env, "org.citizen", groups="base.group_portal")
        with self.assertRefused("not a member of staff", ValidationError):
            self.appoint(self.place, citizen)

    def test_only_the_manager_appoints(self):
        term = self.appoint(self.place, self.kim)
        for user in (self.kim, self.lee, self.auditor):
            self.assertEqual(term.with_user(user).user_id, self.kim)
            with self.assertRaises(AccessError):
                term.with_user(user).write({"date_to": self.day})
            with self.assertRaises(AccessError):
                self.env["gotgan.office.term"].with_user(user).create({
                    "office_id": self.place.id, "user_id": user.id, "date_from": self.in_days(50),
                })
            with self.assertRaises(AccessError):
                self.env["gotgan.office.handover"].with_user(user).create({
                    "office_id": self.place.id, "user_id": user.id,
                })
            with self.assertRaises(AccessError):
                self.place.with_user(user).write({"department_ids": self.health.ids})

    def test_holders_are_accounting_officers_while_their_term_runs(self):
        group = "gotgan_organization.group_accounting_officer"
        term = self.appoint(self.place, self.kim)
        self.assertTrue(self.kim.has_group(group))
        self.appoint(self.office("cashier"), self.lee, 5)
        self.assertFalse(self.lee.has_group(group))
        term.date_to = self.in_days(-1)
        self.assertFalse(self.kim.has_group(group))
        self.assertTrue(self.kim.has_group("gotgan_base.group_staff"))

    def test_the_day_brings_and_takes_the_group(self):
        group = self.env.ref("gotgan_organization.group_accounting_officer")
        group.user_ids = self.park
        self.appoint(self.place, self.kim)
        group.user_ids -= self.kim
        self.env["gotgan.office.term"]._cron_sync_accounting_officers()
        self.assertIn(self.kim, group.user_ids)
        self.assertNotIn(self.park, group.user_ids)

    def test_any_internal_user_can_be_appointed(self):
        clerk = new_test_user(self.env, "org.clerk", groups="base.group_user")
        self.appoint(self.place, clerk)
        self.assertTrue(clerk.has_group("gotgan_base.group_staff"))
