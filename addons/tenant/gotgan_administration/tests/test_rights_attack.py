from contextlib import contextmanager
from datetime import timedelta

import psycopg2

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.gotgan_base.clock import today

from .common import ADMINISTRATOR, AdministrationCase, DoorCase

STAFF, AUDITOR = "gotgan_base.group_staff", "gotgan_base.group_auditor"


class RightsVocabulary:
    def ask(self, *rights, asker=None, submit=True, **values):
        """Ask for ``(person, group, …)``; more of a line as a dictionary."""
        requests = self.env["gotgan.rights.request"].with_user(asker or self.administrator)
        request = requests.create({"purpose": "7월 1일 인사", "line_ids": [
            (0, 0, {"user_id": user.id, "group_id": self.env.ref(group).id, **(more or {})})
            for user, group, *others in rights for more in [others[0] if others else None]
        ], **values})
        if submit:
            request.action_submit()
        return request

    def approve(self, request, user=None):
        return request.with_user(user or self.colleague).action_approve()

    def in_days(self, days):
        return today(self.env) + timedelta(days=days)


@tagged("post_install", "-at_install")
class TestRights(RightsVocabulary, AdministrationCase):
    @contextmanager
    def assertViolated(self):
        violated = self.assertRaises(psycopg2.errors.CheckViolation)
        with violated, mute_logger("odoo.sql_db"), self.cr.savepoint():
            yield

    def test_one_asks_and_another_gives(self):
        request = self.ask((self.staff, AUDITOR))
        self.assertTrue(request.number)
        self.assertFalse(self.staff.has_group(AUDITOR))
        self.approve(request)
        self.assertTrue(self.staff.has_group(AUDITOR))
        self.assertEqual(
            (request.requester_id, request.approver_id), (self.administrator, self.colleague),
        )
        self.assertEqual(request.event_ids.mapped("transition"), ["approve", "submit"])
        self.assertIn("오관리", request.event_ids[0].capacity)

    def test_not_the_one_who_asks(self):
        with self.assertRaises(AccessError):
            self.approve(self.ask((self.staff, AUDITOR)), self.administrator)

    def test_not_the_one_who_receives(self):
        request = self.ask((self.colleague, AUDITOR), (self.staff, AUDITOR))
        with self.assertRaises(AccessError):
            self.approve(request)

    def test_not_somebody_without_the_right(self):
        request = self.ask((self.staff, AUDITOR))
        for user in (self.staff, self.auditor, self.master):
            with self.assertRaises(AccessError):
                self.approve(request, user)

    def test_the_database_refuses_one_person_too(self):
        request = self.ask((self.staff, AUDITOR))
        for vals in ({"approver_id": self.administrator.id}, {"approver_id": False}):
            with self.assertViolated():
                request._write_locked({"state": "approved", **vals})
                self.env.flush_all()
        with self.assertViolated():
            request.line_ids._write_locked({"approver_id": self.staff.id})
            self.env.flush_all()

    def test_nothing_by_hand(self):
        request = self.ask((self.staff, AUDITOR), submit=False)
        mine = request.with_user(self.administrator)
        for vals in (
            {"state": "approved"}, {"approver_id": self.colleague.id}, {"is_founding": True},
            {"requester_id": self.colleague.id},
        ):
            with self.assertRaises(AccessError):
                mine.write(vals)
        for vals in (
            {"status": "given"}, {"approver_id": self.colleague.id}, {"is_founding": True},
        ):
            with self.assertRaises(AccessError):
                mine.line_ids.write(vals)
            with self.assertRaises(AccessError):
                mine.write({"line_ids": [(0, 0, {
                    "user_id": self.master.id, "group_id": self.env.ref(AUDITOR).id, **vals,
                })]})

    def test_a_submitted_request_stays_as_it_is(self):
        request = self.ask((self.staff, AUDITOR)).with_user(self.administrator)
        with self.assertRaises(UserError):
            request.line_ids.write({"group_id": self.env.ref(ADMINISTRATOR).id})
        with self.assertRaises(UserError):
            request.line_ids.unlink()
        with self.assertRaises(UserError):
            request.unlink()

    def test_only_our_roles_for_our_people(self):
        for user, group in (
            (self.staff, "base.group_system"), (self.staff, "base.group_erp_manager"),
            (self.staff, "gotgan_organization.group_accounting_officer"),
            (self.env.ref("base.user_admin"), AUDITOR),
            (self.env.ref("gotgan_administration.user_support"), ADMINISTRATOR),
        ):
            with self.assertRaises(ValidationError), self.cr.savepoint():
                self.ask((user, group))

    def test_rights_begin_and_end_by_their_days(self):
        request = self.ask((self.staff, AUDITOR, {
            "date_from": self.in_days(2), "date_to": self.in_days(3),
        }))
        self.approve(request)
        self.assertFalse(self.staff.has_group(AUDITOR))
        line = request.line_ids
        line._take_effect(self.in_days(2))
        self.assertTrue(self.staff.has_group(AUDITOR))
        self.env.cr.execute(
            "UPDATE gotgan_rights_request_line "
            "SET date_from = date_from - 9, date_to = date_to - 9 WHERE id = %s", [line.id],
        )
        line.invalidate_recordset()
        line._cron_keep_days()
        self.assertEqual(line.status, "ended")
        self.assertFalse(self.staff.has_group(AUDITOR))

    def test_taking_a_right(self):
        self.approve(self.ask((self.staff, AUDITOR)))
        given = self.env["gotgan.rights.request.line"].search([("user_id", "=", self.staff.id)])
        self.approve(self.ask((self.staff, AUDITOR, {"kind": "withdraw"})))
        self.assertEqual(given.status, "ended")
        self.assertFalse(self.staff.has_group(AUDITOR))
        self.assertTrue(self.staff.has_group(STAFF))

    def test_two_who_can_approve_remain(self):
        third = self._hire("adm.third", "삼관리", ADMINISTRATOR)
        mine = third | self.administrator | self.colleague
        (self.env["res.users"]._get_approvers() - mine).active = False
        take = {"kind": "withdraw"}
        self.approve(self.ask((self.administrator, ADMINISTRATOR, take), asker=third))
        with self.assertRaises(UserError):
            self.approve(self.ask((third, ADMINISTRATOR, take), asker=third))

    def test_rejected_with_a_reason(self):
        request = self.ask((self.staff, AUDITOR))
        dialog = request.with_user(self.colleague).action_reject()
        self.assertEqual(dialog["res_model"], "gotgan.transition.wizard")
        request.with_user(self.colleague)._do_transition("reject", reason="부서장 확인 필요")
        self.assertEqual(request.state, "rejected")


@tagged("post_install", "-at_install")
class TestFounding(RightsVocabulary, AdministrationCase):
    """A new agency: one administrator, and nobody who could approve."""

    def setUp(self):
        super().setUp()
        (self.env["res.users"]._get_approvers()).active = False
        self.become()
        self.first = self.env.ref("gotgan_administration.user_first_administrator")

    def test_the_first_appoints_the_second_alone_once(self):
        request = self.ask((self.staff, ADMINISTRATOR), (self.master, STAFF), asker=self.first)
        with self.assertRaises(AccessError):
            self.approve(request, self.first)
        request.with_user(self.first).action_found()
        self.assertTrue(request.is_founding and request.line_ids[0].is_founding)
        self.assertTrue(self.staff.has_group(ADMINISTRATOR))
        self.assertIn("김문화", request.event_ids[0].capacity)
        again = self.ask((self.auditor, ADMINISTRATOR), asker=self.first)
        with self.assertRaises(AccessError):
            again.with_user(self.first).action_found()
        self.approve(again, self.staff)

    def test_nothing_but_the_first_appointments(self):
        for user, group in ((self.staff, AUDITOR), (self.first, STAFF)):
            request = self.ask((user, group), asker=self.first)
            with self.assertRaises(AccessError):
                request.with_user(self.first).action_found()

    def test_nobody_else_founds(self):
        request = self.ask((self.staff, ADMINISTRATOR), asker=self.first)
        with self.assertRaises(AccessError):
            request.with_user(self.master).action_found()

    def test_founding_does_not_come_back(self):
        self.ask((self.staff, ADMINISTRATOR), asker=self.first).with_user(self.first).action_found()
        self.staff.active = False
        self.assertFalse(self.env["res.users"]._is_founding())


@tagged("post_install", "-at_install")
class TestRightsAttack(RightsVocabulary, DoorCase):
    def test_over_http(self):
        request = self.ask((self.staff, AUDITOR))
        line = request.line_ids
        self.authenticate(self.administrator.login, self.administrator.login)
        group = self.env.ref(AUDITOR).id
        with mute_logger("odoo.http"):
            for method, arguments in (
                ("action_approve", [request.ids]), ("action_found", [request.ids]),
                ("write", [request.ids, {"state": "approved"}]),
                ("write", [request.ids, {"requester_id": self.colleague.id}]),
                ("write", [request.ids, {"line_ids": [(1, line.id, {"status": "given"})]}]),
                ("create", [{"purpose": "x", "state": "approved"}]),
                ("create", [{"purpose": "x", "approver_id": self.colleague.id}]),
                ("create", [{"purpose": "x", "line_ids": [(0, 0, {
                    "user_id": self.staff.id, "group_id": group, "status": "given",
                    "approver_id": self.colleague.id})]}]),
                ("_write_locked", [request.ids, {"state": "approved"}]),
            ):
                answer = self.call("gotgan.rights.request", method, *arguments)
                self.assertIn(answer, (
                    "odoo.exceptions.AccessError", "odoo.exceptions.UserError",
                ), method)
            loaded = self.call(
                "gotgan.rights.request", "load", ["purpose", "state", "approver_id/.id"],
                [["x", "approved", str(self.colleague.id)]],
            )
        self.assertFalse(isinstance(loaded, dict) and loaded["ids"])
        self.env.invalidate_all()
        self.assertEqual(request.state, "submitted")
        self.assertFalse(self.staff.has_group(AUDITOR))
