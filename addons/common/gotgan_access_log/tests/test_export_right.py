"""Whose work it is takes a list with him; whoever else has to ask for the right."""

import json

from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from .common import REASON, AccessHttpCase


@tagged("post_install", "-at_install")
class TestExportRight(AccessHttpCase):
    def take(self, user):
        self.authenticate(user.login, user.login)
        return self.post("/web/export/csv", data=json.dumps({
            "model": "res.partner", "ids": self.person.ids, "domain": [], "groupby": [],
            "import_compat": False,
            "fields": [{"name": "name", "label": "Name", "type": "char", "store": True}],
        }), **REASON)

    def test_the_auditor_takes_a_list(self):
        answer = self.take(self.auditor)
        answer.raise_for_status()
        self.assertIn("홍길동", answer.content.decode())

    @mute_logger("odoo.http")
    def test_who_has_no_such_work_is_refused(self):
        clerk = new_test_user(self.env, "access.clerk", groups="gotgan_base.group_staff")
        answer = self.take(clerk)
        self.assertGreaterEqual(answer.status_code, 400)
        self.assertNotIn("홍길동", answer.content.decode())
