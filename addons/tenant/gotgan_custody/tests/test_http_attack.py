import json
from datetime import timedelta

from odoo.tests import HttpCase, tagged

from .common import CustodyCase


@tagged("post_install", "-at_install")
class TestHttpAttack(HttpCase, CustodyCase):
    """Over HTTP money leaves custody by the offices' buttons and by nothing else."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.people = {
            "author": cls.author, "cashier": cls.cashier, "disburser": cls.disburser,
            "auditor": cls.auditor, "manager": cls.manager,
        }
        cls.keys = {name: cls.make_key(user) for name, user in cls.people.items()}

    @classmethod
    def make_key(cls, user):
        right = cls.env.ref("gotgan_sign_in.group_api_user", raise_if_not_found=False)
        if right:  # where people sign in by the policy, keys need a right of their own
            user.group_ids += right
        key_sudo = cls.env["res.users.apikeys"].with_user(user).sudo()
        return key_sudo._generate("rpc", "attack", cls.env.cr.now() + timedelta(days=1))

    def setUp(self):
        super().setUp()
        self.case = self.receive().case_id
        self.payout = self.draft(self.case)
        self.payout.action_submit()

    def call(self, name, model, method, ids=(), **values):
        """Return the status of a call over /json/2 with the key of ``name``."""
        body = {"ids": list(ids), **values} if ids else values
        return self.url_open(
            f"/json/2/{model}/{method}", data=json.dumps(body),
            headers={
                "Authorization": f"Bearer {self.keys[name]}", "Content-Type": "application/json",
            },
        ).status_code

    def test_every_other_officer_is_refused(self):
        for name in set(self.people) - {"disburser"}:
            with self.subTest(name=name):
                status = self.call(name, "gotgan.custody.payout", "action_approve", self.payout.ids)
                self.assertEqual(status, 403)
        self.env.invalidate_all()
        self.assertEqual(self.payout.state, "submitted")

    def test_private_doors_are_closed(self):
        for method in ("_receive", "_pay_out", "_forfeit", "_undo", "_redo"):
            for name in self.people:
                with self.subTest(name=name, method=method):
                    status = self.call(
                        name, "gotgan.custody", method, postings=[[self.case.id, 1, 1]],
                        source_model="x", date="2026-01-01",
                    )
                    self.assertGreaterEqual(status, 400)
        self.assertBalance(1_000_000)

    def test_the_ledger_is_for_its_readers(self):
        self.env["res.users"].browse(self.author.id).password = "Author-7391!"
        self.authenticate(self.author.login, "Author-7391!")
        url = f"/gotgan/custody/book/{self.guarantee.id}/2026-01-01_2026-12-31.pdf"
        self.assertNotEqual(self.url_open(url).status_code, 200)

    def test_the_right_officer_approves(self):
        status = self.call(
            "disburser", "gotgan.custody.payout", "action_approve", self.payout.ids,
        )
        self.assertEqual(status, 200)
        self.env.invalidate_all()
        self.assertEqual(self.payout.state, "approved")
