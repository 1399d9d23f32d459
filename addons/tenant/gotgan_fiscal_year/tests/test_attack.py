import json
from datetime import timedelta

from odoo.tests import HttpCase, new_test_user, tagged


@tagged("post_install", "-at_install")
class TestAttack(HttpCase):
    """Over HTTP a year is moved by a manager's buttons and by nothing else."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.year = cls.env["gotgan.fiscal.year"].create({"year": 2041})
        cls.month = cls.year.period_ids[0]
        cls.keys = {
            role: cls.make_key(role) for role in ("group_staff", "group_auditor", "group_manager")
        }

    @classmethod
    def make_key(cls, role):
        user = new_test_user(cls.env, f"attack.{role}", groups=f"gotgan_base.{role}")
        right = cls.env.ref("gotgan_sign_in.group_api_user", raise_if_not_found=False)
        if right:  # where people sign in by the policy, keys need a right of their own
            user.group_ids += right
        key_sudo = cls.env["res.users.apikeys"].with_user(user).sudo()
        return key_sudo._generate("rpc", "attack", cls.env.cr.now() + timedelta(days=1))

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

    def test_a_manager_opens_the_year(self):
        self.assertEqual(self.call("group_manager", self.year, "action_open"), 200)
        self.env.invalidate_all()
        self.assertEqual(self.year.state, "open")

    def test_others_do_not(self):
        for role in ("group_staff", "group_auditor"):
            with self.subTest(role=role):
                self.assertEqual(self.call(role, self.year, "action_open"), 403)
                self.assertEqual(self.call(role, self.month, "action_lock"), 403)
        self.env.invalidate_all()
        self.assertEqual((self.year.state, self.month.state), ("preparing", "unlocked"))

    def test_nobody_writes_a_state(self):
        for role in self.keys:
            for record, state in ((self.year, "open"), (self.month, "locked")):
                with self.subTest(role=role, model=record._name):
                    status = self.call(
                        role,
                        record,
                        "write",
                        vals={"state": state},
                        context={"gotgan_write_pass": True},
                    )
                    self.assertIn(status, (403, 422))
        self.env.invalidate_all()
        self.assertEqual((self.year.state, self.month.state), ("preparing", "unlocked"))

    def test_private_doors_are_closed(self):
        for method in ("_write_locked", "_do_transition", "_check_posting"):
            with self.subTest(method=method):
                self.assertGreaterEqual(self.call("group_manager", self.year, method), 400)
        self.env.invalidate_all()
        self.assertEqual(self.year.state, "preparing")
