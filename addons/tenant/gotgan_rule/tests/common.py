"""The vocabulary of rule tests: a clock, rules of one's own, a plan that is judged, its people."""

from contextlib import ExitStack
from datetime import date
from unittest.mock import patch

from odoo.tests import new_test_user

from odoo.addons.gotgan_base.tests.common import FakeModelCase

from .fake_models import FAKES

CLOCKS = ("rule", "rule_edition", "rule_check_mixin", "rule_loader")
MODULE = "odoo.addons.gotgan_rule.models"
TODAY = date(2031, 11, 3)


class RuleCase(FakeModelCase):
    """On 3 November 2031, in a city of the basic tier, whatever stands on the wall."""

    fake_models = FAKES

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.staff = cls.make_user("staff", "gotgan_base.group_staff")
        cls.auditor = cls.make_user("auditor", "gotgan_base.group_auditor")
        cls.manager = cls.make_user("manager", "gotgan_base.group_manager")
        cls.keeper = cls.make_user("keeper", "gotgan_rule.group_rule_keeper")
        cls.overrider = cls.make_user("overrider", "gotgan_rule.group_override")
        cls.set_profile("municipality", "basic")
        cls.rules = cls.env["gotgan.rule"]
        cls.rule = cls.make_rule("fake.ceiling", "won", severity="overridable")
        cls.make_rule("fake.subject", "duty")
        cls.make_rule("fake.late", "duty", severity="notice")

    def setUp(self):
        super().setUp()
        self.set_today(TODAY)

    @classmethod
    def make_user(cls, name, groups):
        return new_test_user(cls.env, f"rule.{name}", groups=groups)

    @classmethod
    def set_profile(cls, kind, tier):
        parameters_sudo = cls.env["ir.config_parameter"].sudo()
        parameters_sudo.set_param("gotgan.kind", kind)
        parameters_sudo.set_param("gotgan.tier", tier)

    @classmethod
    def make_rule(cls, code, kind="won", **values):
        return cls.rules.create({"code": code, "name": code, "value_kind": kind, **values})

    def set_today(self, day):
        """Let the database's clock show ``day`` in Seoul."""
        with ExitStack() as clocks:
            for name in CLOCKS:
                clocks.enter_context(patch(f"{MODULE}.{name}.today", return_value=day))
            self.addCleanup(clocks.pop_all().close)

    def draft(self, value=100, day="2032-01-01", rule=None, **values):
        """Return a draft edition that the keeper wrote."""
        return self.env["gotgan.rule.edition"].with_user(self.keeper).create({
            "rule_id": (rule or self.rule).id,
            "value": value,
            "date_from": day,
            "article": "지방재정법 제1조",
            "verified": True,
            **values,
        })

    def enforce(self, value=100, day="2032-01-01", rule=None, **values):
        """Return an edition that the keeper has put in force."""
        edition = self.draft(value, day, rule, **values)
        edition.action_enforce()
        return edition

    def settle(self, value=100, day="2031-01-01", rule=None, **values):
        """Return an edition that has been in force for long."""
        edition = self.draft(value, day, rule, **values)
        edition.sudo()._take_place()
        return edition

    def settle_all(self):
        """Let all three rules of the plan hold, with a ceiling of 100 won."""
        for rule in self.rules.search([("code", "=like", "fake.%")]):
            self.settle(100 if rule.value_kind == "won" else None, rule=rule)

    def plan(self, amount=50, user=None, **values):
        return self.env["gotgan.fake.plan"].with_user(user or self.staff).create({
            "subject": "x", "amount": amount, **values,
        })

    def find(self, day, code="fake.ceiling"):
        return self.rules._find(code, date.fromisoformat(day))
