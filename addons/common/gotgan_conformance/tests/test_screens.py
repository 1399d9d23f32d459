"""As each role: every menu it sees opens, lists, filters, groups, and begins a new record."""

from unittest.mock import patch

from odoo.exceptions import AccessError
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
        self._assert_screens(self.users)

    def _assert_screens(self, users):
        visits, seen = [], {}
        for role, user in users.items():
            visitor = Visitor(self.env(user=user), role)
            seen[role] = visitor.visit_menus()
            visits += visitor.visits
        self.assert_house(screens.judge_visits(visits))
        self.assert_house(screens.judge_roles(users, seen))

    def test_a_broken_action_is_found(self):
        self._get_action().domain = "[('seeded', '=', True)]"
        with self.assertRaisesRegex(AssertionError, "seeded"):
            self._assert_screens(self._get_one_role())

    def test_a_forbidden_list_is_found(self):
        """A menu whose list reads what its reader may not is seen, whatever the reason."""
        with (
            patch.object(Visitor, "_visit_list", side_effect=AccessError("seeded")),
            self.assertRaisesRegex(AssertionError, "AccessError: seeded"),
        ):
            self._assert_screens(self._get_one_role())

    def _get_one_role(self):
        return dict([next(iter(self.users.items()))])

    def _get_action(self):
        """Return the action of the first menu that a role sees."""
        ((role, user),) = self._get_one_role().items()
        visitor = Visitor(self.env(user=user), role)
        menus = [one for one in visitor.get_menus() if one["action_model"]]
        return self.env[menus[0]["action_model"]].browse(menus[0]["action_id"])
