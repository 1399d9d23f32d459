from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import ExpenditureCase


@tagged("post_install", "-at_install")
class TestSuspicion(ExpenditureCase):
    """중복 의심: what is nearly the same is said at 품의, found at night, judged by the auditor."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.auditor = cls.world.auditor

    def get_severities(self, document, step="submit"):
        return [one.severity for one in document._find_findings(step)]

    def resolve_one(self, amount, name, **values):
        commitment = self.commit(self.approve_request(amount, name=name))
        self.inspect(commitment)
        voucher = self.draft_voucher(commitment, **values)
        voucher.action_resolve()
        return voucher

    def find(self):
        return self.env["gotgan.payment.suspicion"].with_user(self.auditor)._find_new()

    def test_slips_of_the_pen_are_said_at_the_request(self):
        first = self.draft_request(253_000, name="복사기 임차료 10월")
        first.action_submit()
        misspelled = self.draft_request(253_000, name="복사기 임챠료 10월")
        swapped = self.draft_request(235_000, name="복사기 임차료 10월")
        slipped = self.draft_request(2_530_000, name="복사기 임차료 10월")
        for near in (misspelled, swapped, slipped):
            self.assertEqual(self.get_severities(near), ["notice"], near.name)
            self.assertIn(first.number, near._find_findings("submit")[0].message)
        link = misspelled.with_user(self.author).findings["items"][0]["link"]
        self.assertEqual((link["model"], link["id"]), (first._name, first.id))
        other = self.draft_request(253_000, name="복사기 임차료 11월")
        self.assertFalse(self.get_severities(other))
        misspelled.action_submit()  # only said

    def test_one_invoice_is_claimed_once(self):
        number = "20261103-41000012-36194085"
        first = self.resolve_one(300_000, "현수막 제작", invoice_number=number)
        commitment = self.commit(self.approve_request(300_000, name="가로등 배너"))
        self.inspect(commitment)
        second = self.draft_voucher(commitment, invoice_number=number.replace("-", ""))
        with self.assertRefused(first.number):
            second.action_resolve()

    def test_found_and_judged(self):
        first = self.resolve_one(253_000, "복사기 임차료 10월")
        second = self.resolve_one(253_000, "복사기 임챠료 10월")
        self.resolve_one(253_000, "복사기 임차료 11월")
        found = self.find()
        self.assertRecordValues(found, [{
            "first_id": first.id, "second_id": second.id, "kind": "near_title", "state": "open",
            "amount": 253_000, "other_account": False,
        }])
        self.assertFalse(self.find(), "a pair is found once")
        found._do_transition("dismiss", "층이 다른 두 대의 임차료")
        found._do_transition("reopen", "계약서를 다시 본다")
        found._do_transition("confirm", "한 대뿐이다. 반납을 고지한다")
        self.assertEqual(found.state, "confirmed")
        self.assertEqual(len(found.event_ids), 3)

    def test_only_the_auditor_judges_and_nothing_is_taken_away(self):
        self.resolve_one(253_000, "복사기 임차료 10월")
        self.resolve_one(253_000, "복사기 임챠료 10월")
        found = self.find()
        for user in (self.author, self.disburser):
            with self.assertRaises(AccessError):
                found.with_user(user)._do_transition("dismiss", "다른 건이다")
        with self.assertRaises(AccessError):
            found.with_user(self.disburser).action_find()
        for one in (found, found.sudo()):
            with self.assertRaises(UserError):
                one.unlink()
            with self.assertRaises(UserError):
                one.write({"state": "dismissed"})
        self.assertEqual(found.state, "open")

    def test_other_signs(self):
        """A number read wrongly, and the same company entered a second time."""
        first = self.resolve_one(417_000, "안내판 제작", invoice_number="AB-104527")
        second = self.resolve_one(417_000, "표지판 설치", invoice_number="AB-105427")
        payee, _account = self.world.make_payee("㈜한빛문구")
        payee.is_company = True
        home, self.payee = self.payee, payee
        third = self.resolve_one(417_000, "게시판 보수", invoice_number="AB-104527")
        self.payee = home
        kinds = {(one.first_id, one.second_id): one for one in self.find()}
        self.assertEqual(kinds[first, second].kind, "swapped_number")
        self.assertEqual(kinds[first, third].kind, "same_number")
        self.assertTrue(kinds[first, third].other_account)
