import json
from datetime import timedelta

from odoo.tests import HttpCase, tagged

from .common import ApprovalCase

ROLES = ("author", "leader", "chief", "stranger", "keeper", "auditor")


@tagged("post_install", "-at_install")
class TestHttpAttack(ApprovalCase, HttpCase):
    """Over HTTP a line moves by the buttons of those it waits for, and by nothing else."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.keys = {name: cls.make_key(getattr(cls, name)) for name in ROLES}

    @classmethod
    def make_key(cls, user):
        right = cls.env.ref("gotgan_sign_in.group_api_user", raise_if_not_found=False)
        if right:  # where people sign in by the policy, keys need a right of their own
            user.group_ids += right
        key_sudo = cls.env["res.users.apikeys"].with_user(user).sudo()
        return key_sudo._generate("rpc", "attack", cls.env.cr.now() + timedelta(days=1))

    def setUp(self):
        super().setUp()
        self.enforce()
        self.approval = self.submit(5_000_000)
        self.env.flush_all()

    def call(self, role, record, method, **values):
        """Return the status of a call over /json/2 with the key of ``role``."""
        answer = self.url_open(
            f"/json/2/{record._name}/{method}",
            data=json.dumps({"ids": record.ids, **values}),
            headers={
                "Authorization": f"Bearer {self.keys[role]}",
                "Content-Type": "application/json",
            },
        )
        return answer.status_code

    def test_only_who_is_asked_signs(self):
        for role in ("author", "chief", "stranger", "keeper", "auditor"):
            self.assertNotEqual(self.call(role, self.approval, "action_sign"), 200, role)
        self.assertEqual(self.call("leader", self.approval, "action_sign"), 200)
        self.assertEqual(self.call("chief", self.approval, "action_sign"), 200)
        self.env.invalidate_all()
        self.assertEqual(self.approval.state, "approved")

    def test_what_was_carried_out_is_decided_by_its_post_alone(self):
        row = self.env["gotgan.approval.delegation"].search([("level", "=", "division")], limit=1)
        row._write_locked({"post_approval": True, "post_approval_clause": "제7조"})
        purchase = self.purchase()
        purchase.action_prepare_approval()
        approval = self.approval_of(purchase)
        approval.with_user(self.author).write({"is_urgent": True, "urgent_reason": "마감"})
        purchase.action_submit()
        self.sign(approval, self.leader)
        self.env.flush_all()
        for role in ("author", "leader", "stranger", "keeper", "auditor"):
            for values in ({"post_approval": "agreed"}, {"carried_by_id": self.stranger.id}):
                self.assertNotEqual(self.call(role, approval, "write", vals=values), 200, role)
            self.assertNotEqual(self.call(role, approval, "action_post_approve"), 200, role)
        self.assertEqual(self.call("chief", approval, "action_post_approve"), 200)
        self.env.invalidate_all()
        self.assertEqual(approval.post_approval, "agreed")

    def test_state_steps_and_acts_are_not_written(self):
        step = self.approval.step_ids[-1:]
        act = self.approval.act_ids[:1]
        row = self.env["gotgan.approval.delegation"].search([], limit=1)
        attacks = [
            (self.approval, "write", {"vals": {"state": "approved"}}),
            (step, "write", {"vals": {"state": "signed"}}),
            (step, "unlink", {}),
            (act, "write", {"vals": {"name": "x"}}),
            (row, "write", {"vals": {"level": "team"}}),
            (row, "unlink", {}),
        ]
        for role in ROLES:
            for record, method, values in attacks:
                status = self.call(role, record, method, **values)
                self.assertNotEqual(status, 200, (role, record, method))

    def test_what_is_private_stays_so(self):
        for method in ("_do_transition", "_record_act", "_execute", "_step_back", "_start"):
            self.assertEqual(self.call("leader", self.approval, method), 403, method)
