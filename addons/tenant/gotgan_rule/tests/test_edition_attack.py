from odoo.exceptions import AccessError, UserError
from odoo.service.model import call_kw
from odoo.tests import tagged

from odoo.addons.gotgan_base.transition import WritePass

from .common import RuleCase


@tagged("post_install", "-at_install")
class TestEditionAttack(RuleCase):
    """Over RPC an edition in force stays as it is, and nobody answers for himself."""

    def call(self, user, record, method, *args, **kwargs):
        return call_kw(record.with_user(user).browse(), method, [record.ids, *args], kwargs)

    def test_an_edition_in_force_is_not_written(self):
        edition = self.enforce()
        for user in (self.staff, self.keeper, self.manager, self.auditor, self.overrider):
            for vals in ({"value": 1}, {"state": "draft"}, {"date_to": "2040-01-01"}):
                context = {WritePass.KEY: True, "force_write": True}
                for method, args in (("write", [vals]), ("web_save", [vals, {}])):
                    with (
                        self.subTest(user=user.login, vals=vals, method=method),
                        self.assertRaises(UserError),
                    ):
                        self.call(user, edition, method, *args, context=context)
        self.assertRecordValues(edition, [{"value": 100, "state": "in_force", "date_to": False}])

    def test_nobody_creates_an_edition_in_force(self):
        editions = self.env["gotgan.rule.edition"].with_user(self.keeper)
        vals = {"rule_id": self.rule.id, "value": 1, "date_from": "2032-01-01"}
        for sealed in ({"state": "in_force"}, {"is_shipped": True}):
            with self.assertRaises(AccessError):
                call_kw(editions, "create", [[{**vals, **sealed}]], {})
        made = editions.with_context(default_state="in_force").create(vals)
        self.assertEqual(made.state, "draft")

    def test_private_doors_are_closed(self):
        edition = self.draft()
        for method, args in (
            ("_take_place", []), ("_do_transition", ["enforce"]), ("_override_findings", ["x"]),
        ):
            with self.subTest(method=method), self.assertRaises(AccessError):
                self.call(self.manager, edition, method, *args)

    def test_overrides_are_not_made_by_hand(self):
        vals = {
            "res_model": "gotgan.fake.plan", "res_id": 1, "document_label": "x",
            "edition_id": self.settle().id, "message": "x", "fingerprint": "x", "reason": "x",
            "user_id": self.overrider.id,
        }
        for user in (self.staff, self.manager, self.overrider, self.auditor):
            overrides = self.env["gotgan.rule.override"].with_user(user)
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                call_kw(overrides, "create", [[vals]], {})
