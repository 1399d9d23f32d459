import json

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common import AdministrationCase

PLAN = {"code": "small", "name": "기본", "modules": ["gotgan_expenditure"]}


@tagged("post_install", "-at_install")
class TestPlan(AdministrationCase):
    def plan(self, **values):
        text = json.dumps({**PLAN, **values})
        self.env["ir.config_parameter"].set_param("gotgan.plan", text)

    def test_without_a_plan_nothing_is_limited(self):
        self.env["ir.config_parameter"].set_param("gotgan.plan", False)
        self.assertFalse(self.env["gotgan.plan"]._get_locked())
        self.assertIsNone(self.env["gotgan.plan"]._get_user_room())
        self.env["gotgan.plan"]._check_users()
        self.env["gotgan.plan"]._check_storage()

    def test_people(self):
        count = self.env["res.users"]._count_people()
        self.plan(users=count)
        self.assertEqual(self.env["gotgan.plan"]._get_user_room(), 0)
        with self.assertRaisesRegex(ValidationError, "기본"), self.cr.savepoint():
            self._hire("adm.more", "더", "gotgan_base.group_staff")
        self.staff.active = False
        self._hire("adm.more", "더", "gotgan_base.group_staff")
        with self.assertRaises(ValidationError):
            self.staff.active = True

    def test_files(self):
        self.plan(storage_bytes=1)
        attachments = self.env["ir.attachment"].with_user(self.staff)
        with self.assertRaisesRegex(UserError, "기본"):
            attachments.create({"name": "x", "raw": b"x" * 100})
        self.plan(storage_bytes=10**15)
        attachments.create({"name": "x", "raw": b"x" * 100})

    def test_gated_features(self):
        models = [
            name for name, model in self.env.items()
            if model._original_module == "gotgan_budget" and not model._abstract
        ]
        if not models:
            self.skipTest("no gated addon is installed")
        self.plan(gated={"gotgan_budget": "표준"})
        for name in models:
            for mode in ("read", "write", "create", "unlink"):
                self.assertFalse(self.env[name].with_user(self.master).has_access(mode), name)
        with self.assertRaisesRegex(AccessError, "표준"):
            self.env[models[0]].with_user(self.master).search([])
        menus = self.env["ir.ui.menu"].with_user(self.master).search([])._filter_visible_menus()
        names = {name.split(".")[0] for name in menus.sudo().get_external_id().values()}
        self.assertNotIn("gotgan_budget", names)
        self.plan(modules=["gotgan_budget", "gotgan_expenditure"])
        self.assertTrue(self.env[models[0]].with_user(self.auditor).has_access("read"))

    def test_a_broken_parameter_limits_nothing(self):
        self.env["ir.config_parameter"].set_param("gotgan.plan", "[]")
        self.assertFalse(self.env["gotgan.plan"]._get_locked())
