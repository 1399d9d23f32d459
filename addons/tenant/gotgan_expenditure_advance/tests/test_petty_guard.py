from datetime import timedelta

from odoo.tests import tagged

from .common import AdvanceCase


@tagged("post_install", "-at_install")
class TestPettyGuard(AdvanceCase):
    """What stands against a further grant."""

    def find(self, request):
        return {
            one.edition.rule_id.code: one for one in request._find_findings("submit") if one.stops
        }

    def test_sound_request_passes(self):
        self.assertFalse(self.find(self.draft_petty(self.designate())))

    def test_only_to_the_designated(self):
        designation = self.designate()
        request = self.draft_petty(designation)
        request.partner_id = self.payee
        found = self.find(request)
        self.assertIn("advance.petty_designation", found)
        self.assertIn("제34조", found["advance.petty_designation"].article)
        request = self.draft_request(kind="petty", partner_id=self.petty_payee.id)
        self.assertIn("advance.petty_designation", self.find(request))

    def test_limit_counts_what_is_held_and_on_its_way(self):
        designation = self.designate(limit=1_000_000)
        self.grant(designation, 400_000)
        self.draft_petty(designation, 300_000).action_submit()
        self.assertNotIn("advance.petty_limit", self.find(self.draft_petty(designation, 300_000)))
        request = self.draft_petty(designation, 300_001)
        self.assertIn("advance.petty_limit", self.find(request))
        with self.assertRefused("400,000", "300,000", "300,001", "1,000,000"):
            request.action_submit()

    def test_object_without_limit(self):
        designation = self.designate()
        designation._write_locked({"state": "draft"})
        designation.limit_ids.unlink()
        designation._write_locked({"state": "designated"})
        self.assertIn("advance.petty_limit", self.find(self.draft_petty(designation, 1)))

    def test_used_up_frees_the_limit(self):
        designation = self.designate(limit=500_000)
        self.grant(designation, 500_000)
        self.assertIn("advance.petty_limit", self.find(self.draft_petty(designation, 1)))
        self.spend(designation, 500_000)
        self.assertNotIn("advance.petty_limit", self.find(self.draft_petty(designation, 500_000)))

    def test_unsettled_month_stops_the_next_grant(self):
        designation = self.designate()
        self.grant(designation)
        later = self.today.replace(day=1) + timedelta(days=32)
        settlements = self.env["gotgan.petty.settlement"]
        self.assertEqual(
            settlements._get_unsettled(designation, later), self.today.replace(day=1),
        )
        self.settle_month(designation)
        self.assertFalse(settlements._get_unsettled(designation, later))

    def test_estimate_needs_its_case_and_end(self):
        request = self.draft_request(kind="estimate")
        found = [one for one in request._find_findings("submit") if one.stops]
        self.assertEqual(
            [one.edition.rule_id.code for one in found], ["advance.estimate_kinds"] * 2,
        )
        request.write({"estimate_ground": "estimate_1", "use_until": self.today})
        self.assertFalse(self.find(request))

    def test_kinds_are_those_of_the_decree(self):
        requests = self.env["gotgan.spending.request"]
        self.assertEqual(len(requests._selection_estimate_ground()), 7)
        self.assertEqual(len(requests._selection_advance_ground()), 16)

    def test_late_settler_gets_nothing_more(self):
        voucher = self.pay_estimate()
        voucher.advance_ids.sudo().due_date = self.today - timedelta(days=1)
        request = self.draft_request(
            kind="advance", advance_ground="advance_13", use_until=self.today,
        )
        self.assertIn("advance.unsettled", self.find(request))
