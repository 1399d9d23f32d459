"""T22: an agency's administrator, staff and auditor try to become more than they are."""

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.gotgan_administration.closed_doors import is_closed

from .common import ADMINISTRATOR, AdministrationCase, DoorCase

REFUSED = {
    "odoo.exceptions.AccessError", "odoo.exceptions.AccessDenied", "odoo.exceptions.UserError",
    "odoo.exceptions.ValidationError", "odoo.exceptions.MissingError", "builtins.AttributeError",
    "werkzeug.exceptions.NotFound", "odoo.addons.auth_signup.models.res_partner.SignupError",
}
QUIET = (
    "odoo.http", "odoo.sql_db", "odoo.models", "odoo.api", "odoo.service.model",
    "odoo.addons.base.models.ir_model", "odoo.addons.base.models.ir_module",
    "odoo.addons.base.models.ir_rule",
)


@tagged("post_install", "-at_install")
class TestSystemAttack(DoorCase):
    def attacks_on_code(self):
        """What runs code: each is (model, method, arguments)."""
        model, view = self.env.ref("base.model_res_partner").id, self.env.ref("web.login").id
        action = self.env.ref("base.action_partner_form").id
        cron = self.env["ir.cron"].search([], limit=1).id
        code = {"name": "x", "model_id": model, "state": "code", "code": "env.user.sudo()"}
        template = {"name": "x", "model_id": model, "body_html": "<t t-out='object.env'/>"}
        report = {"name": "x", "model": "res.users", "report_name": "x"}
        embedded = {
            "name": "x", "parent_action_id": action, "parent_res_model": "res.users",
            "python_method": "unlink",
        }
        return [
            ("ir.actions.server", "create", [code]),
            ("ir.actions.server", "run", [[action]]),
            ("ir.actions.act_window", "write", [[action], {"name": "x"}]),
            ("ir.actions.client", "create", [{"name": "x", "tag": "reload"}]),
            ("ir.actions.report", "create", [report]),
            ("ir.embedded.actions", "create", [embedded]),
            ("base.automation", "create", [{"name": "x"}]),
            ("ir.cron", "create", [{**code, "interval_number": 1, "interval_type": "days"}]),
            ("ir.cron", "method_direct_trigger", [[cron]]),
            ("ir.cron.trigger", "create", [{"cron_id": cron}]),
            ("ir.ui.view", "create", [{"name": "x", "type": "qweb", "arch": "<t t-name='x'/>"}]),
            ("ir.ui.view", "write", [[view], {"arch": "<t t-name='x'/>"}]),
            ("ir.ui.menu", "create", [{"name": "x"}]),
            ("ir.asset", "create", [{"name": "x", "bundle": "web.assets_backend", "path": "x"}]),
            ("mail.template", "create", [template]),
            ("mail.template", "write", [self.first_of("mail.template").ids, template]),
            ("mail.alias", "create", [{"alias_name": "x", "alias_model_id": model}]),
            ("report.layout", "create", [{"view_id": view}]),
        ]

    def attacks_on_the_system(self):
        """What the system is made of."""
        model = self.env.ref("base.model_res_partner").id
        module = self.first_of("ir.module.module", ("state", "=", "uninstalled")).id
        rule, line = self.first_of("ir.rule").id, self.first_of("ir.model.access").id
        return [
            ("ir.model", "create", [{"name": "x", "model": "x_x"}]),
            ("ir.model.fields", "create", [{"name": "x_x", "model_id": model, "ttype": "char"}]),
            ("ir.model.access", "write", [[line], {"perm_write": True}]),
            ("ir.model.data", "create", [{"name": "x", "module": "base", "model": "res.users"}]),
            ("ir.rule", "write", [[rule], {"active": False}]),
            ("ir.rule", "unlink", [[rule]]),
            ("ir.config_parameter", "set_param", ["gotgan.plan", "{}"]),
            ("ir.config_parameter", "get_param", ["database.secret"]),
            ("ir.config_parameter", "search_read", [[]]),
            ("ir.mail_server", "create", [{"name": "x", "smtp_host": "x"}]),
            ("ir.sequence", "create", [{"name": "x"}]),
            ("ir.module.module", "button_immediate_install", [[module]]),
            ("ir.module.module", "button_immediate_uninstall", [[module]]),
            ("ir.module.module", "update_list", []),
            ("base.module.upgrade", "create", [{}]),
            ("base.module.uninstall", "create", [{"module_id": module}]),
            ("base.import.module", "create", [{"module_file": "eA=="}]),
            ("base.language.import", "create", [{"name": "x", "code": "ko_KR", "data": "eA=="}]),
            ("res.config.settings", "create", [{}]),
            ("res.company", "create", [{"name": "x"}]),
            ("res.company", "write", [self.env.company.ids, {"name": "x"}]),
            ("res.lang", "create", [{"name": "x", "code": "x"}]),
            ("iap.account", "create", [{}]),
        ]

    def attacks_on_people(self):
        """Who may do what, and who signs in as whom."""
        me, other = self.attacker.id, self.colleague.id
        system, group = self.env.ref("base.group_system").id, self.env.ref(ADMINISTRATOR).id
        give = {"group_ids": [(4, system)]}
        sign_up = {"name": "x", "login": "x.x", "password": "x", "partner_id": 1}
        row = ["x.y", "x", "base.group_system"]
        return [
            ("res.groups", "create", [{"name": "x"}]),
            ("res.groups", "write", [[system], {"user_ids": [(4, me)]}]),
            ("res.groups", "write", [[group], {"implied_ids": [(4, system)]}]),
            ("res.users", "write", [[me], give]),
            ("res.users", "write", [[me], {"role": "group_system"}]),
            ("res.users", "write", [[other], give]),
            ("res.users", "web_save", [[me], give, {}]),
            ("res.users", "create", [{"name": "x", "login": "x.x", **give}]),
            ("res.users", "copy", [[other]]),
            ("res.users", "write", [[other], {"password": "Taken-over-2026!"}]),
            ("res.users", "write", [[me], {"email": "else@evil.example"}]),
            ("res.users", "write", [[me], {"company_ids": [(5,)]}]),
            ("res.users", "signup", [sign_up]),
            ("res.users", "load", [["login", "name", "group_ids/id"], [row]]),
            ("change.password.wizard", "create", [{"user_ids": [(0, 0, {"user_id": other})]}]),
            ("res.users.apikeys", "create", [{"name": "x", "user_id": other}]),
            ("res.users.apikeys", "_generate", [None, "x", False]),
            ("gotgan.entry", "create", [{"nonce": "x", "purpose": "enter", "user_id": me}]),
            ("gotgan.support.act", "create", [{"kind": "x"}]),
            ("gotgan.support.grant", "create", [{"request_number": "x"}]),
        ]

    def first_of(self, model, *domain):
        return self.env[model].search(domain, limit=1)

    def attack(self, user):
        self.attacker = user
        self.authenticate(user.login, user.login)
        before = user.all_group_ids
        attacks = (
            *self.attacks_on_code(), *self.attacks_on_the_system(), *self.attacks_on_people(),
        )
        for model, method, arguments in attacks:
            with self.subTest(user=user.name, model=model, method=method), mute_logger(*QUIET):
                answer = self.call(model, method, *arguments)
                if isinstance(answer, dict) and "ids" in answer:
                    answer = "odoo.exceptions.AccessError" if not answer["ids"] else answer
                self.assertIn(answer, REFUSED)
        self.env.invalidate_all()
        self.assertEqual(user.all_group_ids, before)

    def test_administrator(self):
        self.attack(self.administrator)

    def test_staff(self):
        self.attack(self.staff)

    def test_auditor(self):
        self.attack(self.auditor)

    def test_developer_mode_stays_closed(self):
        self.authenticate(self.administrator.login, self.administrator.login)
        self.url_open("/odoo?debug=1")
        info = self.make_jsonrpc("/web/session/get_session_info", {})["result"]
        self.assertFalse(info.get("debug"))
        self.assertFalse(info["is_system"] or info["is_admin"])

    def test_menus_are_our_own(self):
        for user in (self.administrator, self.staff, self.auditor):
            roots = self.env["ir.ui.menu"].with_user(user).search([("parent_id", "=", False)])
            visible = roots._filter_visible_menus()
            names = {name.split(".")[0] for name in visible.get_external_id().values()}
            self.assertLessEqual({name[:6] for name in names}, {"gotgan"})

    def test_technical_pages_stay_closed(self):
        self.authenticate(self.administrator.login, self.administrator.login)
        for path in ("/odoo/settings", "/web/become", "/web/action/run"):
            with mute_logger(*QUIET):
                self.url_open(path)
        self.assertFalse(self.administrator.has_group("base.group_system"))


@tagged("post_install", "-at_install")
class TestSystemOwner(AdministrationCase):
    def test_no_right_to_change_a_technical_model(self):
        """Whatever access lines the installed modules bring."""
        for user in (self.administrator, self.staff, self.auditor):
            for name in filter(is_closed, self.env):
                model = self.env[name].with_user(user)
                for operation in ("create", "write", "unlink"):
                    self.assertFalse(model.has_access(operation), f"{user.name} {operation} {name}")

    def test_nobody_is_given_the_system(self):
        for group in ("base.group_system", "base.group_erp_manager"):
            with self.assertRaises(ValidationError), self.cr.savepoint():
                self.staff.write({"group_ids": [(4, self.env.ref(group).id)]})
            with self.assertRaises(ValidationError), self.cr.savepoint():
                self.env.ref(group).write({"user_ids": [(4, self.staff.id)]})
            with self.assertRaises(ValidationError), self.cr.savepoint():
                self.env.ref(ADMINISTRATOR).write({"implied_ids": [(4, self.env.ref(group).id)]})

    def test_not_by_way_of_another_group(self):
        between = self.env["res.groups"].create({"name": "between"})
        self.staff.write({"group_ids": [(4, between.id)]})
        with self.assertRaises(ValidationError):
            between.write({"implied_ids": [(4, self.env.ref("base.group_system").id)]})

    def test_not_even_the_administrator_writes_rights(self):
        group = self.env.ref("gotgan_base.group_auditor")
        for vals in ({"group_ids": [(4, group.id)]}, {"role": "group_user"}):
            with self.assertRaises(AccessError):
                self.staff.with_user(self.administrator).write(vals)
