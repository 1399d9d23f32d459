from odoo.tests import tagged

from odoo.addons.gotgan_rule.values import parse_value

from .common import AdvanceCase


@tagged("post_install", "-at_install")
class TestPettyTwice(AdvanceCase):
    """What petty cash buys is bought once: asked before, found at night, kept for the claimant."""

    def setUp(self):
        super().setUp()
        self.designation = self.designate()
        self.grant(self.designation, 3_000_000)

    def stops(self, document, step="submit"):
        found = document._find_findings(step)
        return [one.edition.rule_id.code for one in found if one.stops]

    def test_what_was_asked_for_as_a_request_is_not_bought_again(self):
        request = self.draft_request(120_000, name="현관 매트 교체")
        request.action_submit()
        use = self.draft_use(self.designation, 120_000, name="현관 매트 교체")
        with self.assertRefused(request.number, "제33조"):
            use.action_submit()
        link = use.with_user(self.author).findings["items"][0]["link"]
        self.assertEqual((link["model"], link["id"]), (request._name, request.id))

    def test_what_petty_cash_bought_is_not_asked_for_again(self):
        use = self.spend(self.designation, 120_000, name="현관 매트 교체")
        request = self.draft_request(120_000, name="현관 매트 교체")
        with self.assertRefused(use.number):
            request.action_submit()
        twin = self.draft_use(self.designation, 120_000, name="현관 매트(교체)")
        with self.assertRefused(use.number):
            twin.action_submit()

    def test_what_came_between_is_asked_at_the_commitment_and_before_paying(self):
        request = self.approve_request(120_000, name="현관 매트 교체")
        use = self.draft_use(self.designation, 120_000, name="현관 매트 교체")
        self.answer(use)
        use.action_submit()
        use.with_user(self.officer).action_approve()
        commitment = self.draft_commitment(request)
        with self.assertRefused(use.number):
            commitment.with_user(self.officer)._do_transition("commit")
        self.assertFalse(self.stops(use, "pay"), "who has answered is asked once")

    def test_an_answer_at_the_request_holds_for_its_chain(self):
        self.spend(self.designation, 120_000, name="현관 매트 교체")
        request = self.draft_request(120_000, name="현관 매트 교체")
        self.answer(request)
        request.action_submit()
        request.with_user(self.officer).action_approve()
        commitment = self.commit(request)
        self.inspect(commitment)
        self.assertEqual(self.resolve(commitment).state, "resolved")

    def test_parts_of_one_purchase_count_together(self):
        self.set_split("3,000,000")
        self.spend(self.designation, 2_000_000, name="사무실 칸막이 1차")
        request = self.draft_request(1_500_000, name="사무실 칸막이 2차")
        self.assertIn("spending.split", self.stops(request))
        other = self.draft_request(1_400_000, name="회의실 의자 1차")
        other.action_submit()
        use = self.draft_use(self.designation, 900_000, name="회의실 의자 2차")
        self.assertIn("spending.split", self.stops(use))

    def test_night_finds_a_use_and_a_voucher(self):
        first = self.spend(self.designation, 253_000, name="복사기 임차료 10월")
        commitment = self.commit(self.approve_request(253_000, name="복사기 임챠료 10월"))
        self.inspect(commitment)
        voucher = self.resolve(commitment)
        second = self.spend(self.designation, 253_000, name="복사기 임차로 10월")
        suspicions = self.env["gotgan.payment.suspicion"].with_user(self.world.auditor)
        found = suspicions._find_new()
        pairs = {(one.first_use_id, one.second_id or one.second_use_id) for one in found}
        self.assertEqual(pairs, {(first, voucher), (first, second), (second, voucher)})
        self.assertEqual(set(found.mapped("amount")), {253_000})
        self.assertEqual(set(found.partner_id), {self.payee})
        self.assertIn(first.number, found[0].display_name + found[1].display_name)
        self.assertFalse(suspicions._find_new(), "a pair is found once")

    def test_what_is_attached_does_not_leave_by_petty_cash(self):
        use = self.approve_use(self.designation, 100_000)
        claim = self.env["gotgan.payee.claim"].create({
            "partner_id": self.payee.id, "claimant_id": self.env.company.partner_id.id,
            "name": "2026타채1", "amount": 70_000,
        })
        claim._write_locked({"state": "standing"})
        with self.assertRefused("2026타채1", "70,000"):
            use.with_user(self.keeper).action_pay()
        claim._write_locked({"state": "ended"})
        use.with_user(self.keeper).action_pay()

    def set_split(self, won):
        rule = self.env["gotgan.rule"]._get_by_code("spending.split")
        value = parse_value(rule.value_kind, f"물품·용역 | T201 | 30 | {won}", rule._get_columns())
        self.env["gotgan.rule.edition"].create({
            "rule_id": rule.id, "origin": "agency", "article": "기관 회계규칙 제1조",
            "value": value, "verified": True,
        })._take_place()

    def answer(self, document):
        self.officer.sudo().group_ids |= self.env.ref("gotgan_rule.group_override")
        document.with_user(self.officer)._override_findings("층마다 다른 매트이다")
