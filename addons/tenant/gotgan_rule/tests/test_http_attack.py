import json
from datetime import timedelta

from odoo.tests import HttpCase, new_test_user, tagged

ROLES = {
    "staff": "gotgan_base.group_staff",
    "keeper": "gotgan_rule.group_rule_keeper",
    "overrider": "gotgan_rule.group_override",
    "auditor": "gotgan_base.group_auditor",
}


@tagged("post_install", "-at_install")
class TestHttpAttack(HttpCase):
    """Over HTTP the law is changed by a keeper's buttons and by nothing else."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.keys = {role: cls.make_key(role, group) for role, group in ROLES.items()}
        cls.rule = cls.env["gotgan.rule"].create({
            "code": "fake.attacked", "name": "Attacked", "value_kind": "days",
        })
        cls.draft = cls.make_edition("2090-01-01")
        cls.holding = cls.make_edition("2020-01-01")
        cls.holding._take_place()

    @classmethod
    def make_edition(cls, day):
        return cls.env["gotgan.rule.edition"].create({
            "rule_id": cls.rule.id, "value": 40, "date_from": day, "article": "법 제1조",
        })

    @classmethod
    def make_key(cls, role, group):
        user = new_test_user(cls.env, f"rule.attack.{role}", groups=group)
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

    def test_a_keeper_puts_in_force(self):
        self.assertEqual(self.call("keeper", self.draft, "action_enforce"), 200)
        self.env.invalidate_all()
        self.assertEqual(self.draft.state, "in_force")

    def test_others_do_not(self):
        for role in ("staff", "overrider", "auditor"):
            with self.subTest(role=role):
                self.assertEqual(self.call(role, self.draft, "action_enforce"), 403)
                self.assertEqual(self.call(role, self.draft, "write", vals={"note": "x"}), 403)
        self.env.invalidate_all()
        self.assertEqual(self.draft.state, "draft")

    def test_nobody_changes_what_is_in_force(self):
        for role in ROLES:
            for vals in ({"value": 1}, {"state": "draft"}, {"date_to": "2030-01-01"}):
                with self.subTest(role=role, vals=vals):
                    status = self.call(
                        role, self.holding, "write", vals=vals,
                        context={"gotgan_write_pass": True},
                    )
                    self.assertIn(status, (403, 422))
            self.assertIn(self.call(role, self.holding, "unlink"), (403, 422))
        self.env.invalidate_all()
        self.assertRecordValues(self.holding, [
            {"value": 40, "state": "in_force", "date_to": False},
        ])

    def test_private_doors_are_closed(self):
        for method in ("_take_place", "_override_findings", "_write_locked", "_get_value"):
            with self.subTest(method=method):
                self.assertGreaterEqual(self.call("keeper", self.draft, method), 400)
        self.env.invalidate_all()
        self.assertEqual(self.draft.state, "draft")
