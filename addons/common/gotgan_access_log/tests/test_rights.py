"""Rights given and taken leave rows of their own, whichever way they are given (제5조제3항)."""

from odoo.fields import Command
from odoo.tests import tagged

from .common import AccessCase


@tagged("post_install", "-at_install")
class TestRights(AccessCase):
    def grants(self, after):
        rows = self.env["gotgan.access.log"].search([("id", ">", after)], order="id")
        self.assertLessEqual(set(rows.mapped("kind")), {"grant"})
        return [(one.subject_name, one.detail) for one in rows]

    def test_through_the_person(self):
        group = self.env.ref("gotgan_base.group_manager")
        after = self.get_last()
        self.staff.group_ids += group
        self.staff.group_ids -= group
        given, taken = self.grants(after)
        self.assertEqual(given[0], "이담당")
        self.assertIn(group.name, given[1])
        self.assertNotEqual(given[1], taken[1])

    def test_through_the_group(self):
        group = self.env.ref("gotgan_base.group_manager")
        after = self.get_last()
        group.user_ids = [Command.link(self.staff.id)]
        group.user_ids = [Command.unlink(self.staff.id)]
        self.assertEqual([name for name, _detail in self.grants(after)], ["이담당"] * 2)

    def test_through_what_a_group_implies(self):
        group = self.env.ref("gotgan_base.group_manager")
        after = self.get_last()
        group.implied_ids += self.env.ref("base.group_allow_export")
        self.assertEqual(len(self.grants(after)), 1)

    def test_accounts_opened_stopped_and_deleted(self):
        after = self.get_last()
        user = self.env["res.users"].create({"login": "access.short", "name": "한시"})
        user.active = False
        user.active = True
        user.unlink()
        said = [detail.split(" / ")[0] for name, detail in self.grants(after) if name == "한시"]
        self.assertEqual(said, [
            "account opened", "account stopped", "account resumed", "account deleted",
        ])

    def test_nothing_changed_leaves_nothing(self):
        after = self.get_last()
        self.staff.group_ids = self.staff.group_ids
        self.staff.active = True
        self.assertEqual(self.grants(after), [])
