from datetime import timedelta

from psycopg2.errors import CheckViolation

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from .common import MILLION, ChangeCase


@tagged("post_install", "-at_install")
class TestDecision(ChangeCase):
    """Who decides a change: the rule, the agency's regulation, and never who asked for it."""

    def ask(self, user=None):
        change = self.change(
            {self.cell(): MILLION}, {self.cell(subitem="202-01"): MILLION}, user=user,
        )
        change.action_submit()
        return change

    def test_who_asks_does_not_execute_even_as_budget_officer(self):
        own = self.ask(self.officer)
        self.assertRefused("Somebody else decides", own.action_execute, error=AccessError)
        self.assertNotIn("execute", own.allowed_transitions)
        self.execute(own, self.overrider)
        self.assertEqual((own.requester_id, own.executor_id), (self.officer, self.overrider))

    @mute_logger("odoo.sql_db")
    def test_the_database_keeps_them_apart(self):
        change = self.ask()
        with self.assertRaises(CheckViolation), self.env.cr.savepoint():
            self.env.cr.execute(
                "UPDATE gotgan_budget_change SET executor_id = requester_id WHERE id = %s",
                [change.id],
            )

    def test_the_rule_says_who_decides_and_its_edition_may_change(self):
        change = self.ask()
        self.assertEqual(change.decider, "지방자치단체의 장 (지방재정법 제47조의2, 제49조, 제43조)")
        rule = self.env["gotgan.rule"].search([("code", "=", "change.decider")])
        self.env["gotgan.rule.edition"].create({
            "rule_id": rule.id, "value": [{"kind": "전용", "decider": "이사회"}],
            "origin": "agency", "date_from": self.today, "article": "정관 제12조",
            "severity": "block",
        })._take_place()
        change.invalidate_recordset()
        self.assertEqual((change.decider, change.needs_vote), ("이사회 (정관 제12조)", True))
        self.assertRefused("정관 제12조", change.with_user(self.officer).action_execute)
        change.with_user(self.officer)._record_vote(self.today, "이사회 제3호")
        self.execute(change)

    def test_where_the_regulation_speaks_a_line_decides(self):
        head = new_test_user(
            self.env, "change_head", groups="gotgan_base.group_staff", name="박과장",
        )
        self.env["hr.employee"].create({
            "name": "박과장", "user_id": head.id, "department_id": self.roads.id,
        })
        self.roads.write({"manager_id": head.employee_id.id, "level": "division"})
        self.env["gotgan.approval"]._forget_posts()
        row = self.env["gotgan.approval.delegation"].create({
            "kind": "budget_change_virement", "level": "division",
            "clause": "위임전결규정 별표 2 제4호", "department_ids": [Command.set(self.roads.ids)],
            "date_from": self.today - timedelta(days=1),
        })
        row._write_locked({"state": "in_force"})
        change = self.ask()
        self.assertRefused("line of approval", change.with_user(self.officer).action_execute,
                           error=AccessError)
        change.with_user(head).approval_id.action_sign()
        self.assertEqual((change.state, change.executor_id), ("executed", head))
