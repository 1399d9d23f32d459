"""As each role: every menu it sees opens, lists, filters, groups, and begins a new record."""

from odoo.fields import Command

from ..rules import screens
from .common import ConformanceCase
from .visitor import Visitor


class TestScreens(ConformanceCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        data = cls.env["ir.model.data"].search(
            [("model", "=", "res.groups"), ("module", "=like", "gotgan_%")]
        )
        cls.env["res.lang"]._activate_lang("ko_KR")
        cls.users = {row.complete_name: cls._make_user(row) for row in data}

    @classmethod
    def _make_user(cls, row):
        groups = cls.env.ref("base.group_user") | cls.env["res.groups"].browse(row.res_id)
        return (
            cls.env["res.users"]
            .with_context(no_reset_password=True)
            .create(
                {
                    "name": row.name,
                    "login": f"conformance-{row.complete_name}",
                    "lang": "ko_KR",
                    "tz": "Asia/Seoul",
                    "group_ids": [Command.set(groups.ids)],
                }
            )
        )

    def test_every_role_opens_what_it_sees(self):
        self.assertTrue(self.users)
        visits, seen = [], {}
        for role, user in self.users.items():
            visitor = Visitor(self.env(user=user), role)
            seen[role] = visitor.visit_menus()
            visits += visitor.visits
        self.assert_house(screens.judge_visits(visits))
        self.assert_house(screens.judge_roles(self.users, seen))
