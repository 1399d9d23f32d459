from odoo.tests import tagged

from .common import HubCase


@tagged("post_install", "-at_install")
class TestLocalGovernment(HubCase):
    def test_all_243_with_the_province_before_the_name(self):
        governments = self.env["hub.local.government"].with_user(self.users["staff"])
        self.assertEqual(governments.search_count([]), 243)
        upper = governments.search([("level", "=", "upper")])
        self.assertEqual(governments.search([("parent_id", "=", False)]), upper)
        found = governments.search([("display_name", "ilike", "경기도 용인")])
        self.assertEqual(found.mapped("display_name"), ["경기도 용인시"])

    def test_loading_twice_changes_nothing(self):
        from ..hooks import _load_governments

        before = self.env["hub.local.government"].search([]).ids
        _load_governments(self.env)
        self.assertEqual(self.env["hub.local.government"].search([]).ids, before)
