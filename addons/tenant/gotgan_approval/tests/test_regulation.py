from datetime import timedelta

import psycopg2

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import ApprovalCase


@tagged("post_install", "-at_install")
class TestRegulation(ApprovalCase):
    def test_a_new_row_closes_the_old_one_the_day_before(self):
        old = self.enforce([("division", 0, 0)])
        new = self.delegate("bureau", date_from=self.day + timedelta(days=10))
        new.action_enforce()
        self.assertRecordValues(old, [
            {"state": "superseded", "date_to": self.day + timedelta(days=9)},
        ])
        rows = self.env["gotgan.approval.delegation"]
        found = [
            rows._find_rows("fake_purchase", 1, self.team, self.day + timedelta(days=days)).level
            for days in (9, 10)
        ]
        self.assertEqual(found, ["division", "bureau"])

    def test_a_row_in_force_is_never_changed(self):
        row = self.enforce([("division", 0, 0)])
        for values in ({"level": "team"}, {"amount_to": 5}, {"date_to": self.day}):
            with self.assertRefused("never changed"):
                row.write(values)
        with self.assertRefused("set only by the steps", AccessError):
            row.write({"state": "draft"})
        with self.assertRefused("cannot be deleted"):
            row.unlink()

    def test_only_the_keeper_writes_and_enforces(self):
        row = self.delegate("division")
        for user in (self.author, self.mayor, self.auditor):
            with self.assertRefused("", AccessError):
                row.with_user(user).write({"level": "team"})
            with self.assertRefused("not yours to do", AccessError):
                row.with_user(user).action_enforce()

    def test_part_of_a_row_is_not_replaced_without_the_rest(self):
        self.enforce([("division", 0, 50)])
        half = self.delegate("bureau", 0, 20, date_from=self.day + timedelta(days=1))
        with self.assertRefused("left to nobody"):
            half.action_enforce()
        rest = self.delegate("bureau", 20, 50, date_from=self.day + timedelta(days=1))
        (half | rest).action_enforce()
        self.assertEqual(set((half | rest).mapped("state")), {"in_force"})

    def test_it_begins_today_or_later(self):
        with self.assertRefused("before today"):
            self.delegate("team", date_from=self.day - timedelta(days=1)).action_enforce()

    @mute_logger("odoo.sql_db")
    def test_the_database_refuses_two_answers_for_a_day(self):
        self.enforce([("division", 0, 50)])
        twin = self.delegate("bureau", 40, 60)
        with self.assertRaises(psycopg2.errors.ExclusionViolation), self.cr.savepoint():
            twin._write_locked({"state": "in_force"})
            twin.flush_recordset()

    def test_the_row_of_the_department_goes_first(self):
        self.enforce([("division", 0, 0)])
        self.delegate("team", department_ids=[(6, 0, self.team.ids)]).action_enforce()
        rows = self.env["gotgan.approval.delegation"]
        found = [
            rows._find_rows("fake_purchase", 1, one, self.day)[:1].level
            for one in (self.team, self.division)
        ]
        self.assertEqual(found, ["team", "division"])

    def test_a_row_is_ended_or_withdrawn_with_a_reason(self):
        row = self.enforce([("division", 0, 0)])
        with self.assertRefused("cannot be withdrawn"):
            row._do_transition("withdraw", "잘못 넣음")
        row._do_transition("repeal", "규정 폐지")
        self.assertRecordValues(row, [{"state": "superseded", "date_to": self.day}])
