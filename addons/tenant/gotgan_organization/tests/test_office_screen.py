from odoo.tests import Form, tagged

from .common import OrganizationCase

MENUS = ("menu_department", "menu_office", "menu_office_term", "menu_office_incompatibility")


@tagged("post_install", "-at_install")
class TestOfficeScreen(OrganizationCase):
    """What each role sees and does on the screens."""

    def visible(self, user):
        return self.env["ir.ui.menu"].with_user(user)._visible_menu_ids()

    def test_everybody_reads_the_offices(self):
        for user in (self.kim, self.auditor, self.manager):
            seen = self.visible(user)
            for name in MENUS:
                self.assertIn(self.env.ref(f"gotgan_organization.{name}").id, seen)

    def test_one_app(self):
        for user in (self.kim, self.auditor, self.manager):
            menus = self.env["ir.ui.menu"].browse(self.visible(user))
            roots = menus.filtered(lambda menu: not menu.parent_id)
            self.assertEqual(roots, self.env.ref("gotgan_base.menu_root"))

    def test_manager_fills_the_form(self):
        form = Form(self.env["gotgan.office"].with_user(self.manager))
        form.kind = "commitment_officer"
        form.department_id = self.finance
        principal = form.save()
        form = Form(self.env["gotgan.office"].with_user(self.manager))
        form.kind = "commitment_officer"
        form.department_id = self.finance
        form.rank = "acting"
        self.assertEqual(form.stands_for_id, principal)
        self.assertEqual(form.name, "Acting Commitment Officer(회계과)")
        form.save()

    def test_manager_appoints_in_the_dialog(self):
        office = self.office()
        dialog = Form(self.env["gotgan.office.handover"].with_user(self.manager).with_context(
            **office.action_hand_over()["context"],
        ))
        dialog.user_id = self.kim
        dialog.save().action_confirm()
        self.assertEqual(office.holder_id, self.kim)

    def test_department_form(self):
        view = self.env.ref("gotgan_organization.hr_department_view_form")
        form = Form(self.finance.with_user(self.manager), view=view)
        form.code = "T-F2"
        form.save()
        self.assertEqual(self.finance.code, "T-F2")
