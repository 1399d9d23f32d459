from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import RuleCase


@tagged("post_install", "-at_install")
class TestRoles(RuleCase):
    """Role × action: everybody reads the law, a keeper enters it, others answer for exceptions."""

    def test_everybody_reads(self):
        edition = self.settle()
        for user in (self.staff, self.auditor, self.manager, self.keeper, self.overrider):
            self.assertEqual(edition.with_user(user).value_text, "100 won")
            self.assertTrue(self.rule.with_user(user).applies)

    def test_a_manager_is_a_keeper(self):
        self.assertTrue(self.manager.has_group("gotgan_rule.group_rule_keeper"))
        self.assertFalse(self.manager.has_group("gotgan_rule.group_override"))

    def test_others_do_not_enter(self):
        draft = self.draft()
        for user in (self.staff, self.auditor, self.overrider):
            with self.subTest(user=user.login):
                with self.assertRaises(AccessError):
                    draft.with_user(user).action_enforce()
                with self.assertRaises(AccessError):
                    draft.with_user(user).article = "x"
                with self.assertRaises(AccessError):
                    self.rule.with_user(user).name = "x"
                with self.assertRaises(AccessError):
                    draft.with_user(user).copy()
            self.assertFalse(draft.with_user(user).allowed_transitions.strip(","))

    def test_what_follows_by_itself_is_no_button(self):
        edition = self.settle()
        for name in ("supersede", "resume"):
            self.assertFalse(hasattr(type(edition), f"action_{name}"))

    def test_a_keeper_says_what_the_agency_is(self):
        profile = self.env["gotgan.rule.profile"].with_user(self.keeper).create({"tier": "upper"})
        self.assertEqual(profile.kind, "municipality")
        profile.action_save()
        self.assertEqual(self.rules._get_profile(), ("municipality", "upper"))
        for user in (self.staff, self.overrider, self.auditor):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                profile.with_user(user).action_save()

    def test_the_tier_comes_with_the_agency_and_a_keeper_may_set_another(self):
        """Nobody has to set a new province by hand; what the hub corrects later is followed."""
        parameters_sudo = self.env["ir.config_parameter"].sudo()
        parameters_sudo.set_param("gotgan.tier", False)
        self.assertEqual(self.rules._get_profile(), ("municipality", "basic"))
        parameters_sudo.set_param("gotgan.hub.tier", "upper")
        self.assertEqual(self.rules._get_profile(), ("municipality", "upper"))
        profiles = self.env["gotgan.rule.profile"].with_user(self.keeper)
        profile = profiles.create({})
        self.assertEqual((profile.hub_tier, profile.tier), ("upper", "upper"))
        profile.tier = "basic"
        profile.action_save()
        self.assertEqual(self.rules._get_profile(), ("municipality", "basic"))
        profiles.create({"tier": "upper"}).action_save()
        parameters_sudo.set_param("gotgan.hub.tier", "basic")
        self.assertEqual(self.rules._get_profile(), ("municipality", "basic"))
        self.assertFalse(parameters_sudo.get_param("gotgan.tier"))
