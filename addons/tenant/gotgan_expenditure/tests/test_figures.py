from odoo.tests import tagged

from odoo.addons.gotgan_ledger.exceptions import LedgerShortage

from .common import ExpenditureCase


@tagged("post_install", "-at_install")
class TestFigures(ExpenditureCase):
    """What is refused says the figures, in the user's language; a hundred cost little more."""

    def test_budget_short(self):
        cell = self.world.fund_cell(1_200_000, project=self.world._make_project("시정 홍보"))
        request = self.draft_request(1_500_000, line=cell.line_id)
        with self.assertRaises(LedgerShortage) as refusal, self.env.cr.savepoint():
            request.action_submit()
        self.assertIn("1,200,000", str(refusal.exception))
        self.assertIn("1,500,000", str(refusal.exception))
        self.assertIn("시정 홍보", str(refusal.exception))

    def test_not_allotted(self):
        cell = self.world.fund_cell(5_000_000, 1_000_000, project=self.world._make_project("소통"))
        request = self.draft_request(2_000_000, line=cell.line_id)
        with self.assertRefused("1,000,000", "2,000,000"):
            request.action_submit()

    def test_korean(self):
        self.env["res.lang"]._activate_lang("ko_KR")
        cell = self.world.fund_cell(1_200_000, project=self.world._make_project("시정 홍보"))
        request = self.draft_request(1_500_000, line=cell.line_id).with_context(lang="ko_KR")
        with self.assertRefused("예산 부족", "1,200,000원", "1,500,000원"):
            request.action_submit()

    def test_batch_is_one_stroke(self):
        """Approving, resolving and paying a hundred takes the queries of one, not of a hundred."""
        requests = self.draft_request(1_000, count=100)
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCountBelow(60):
            requests.action_submit()
            self.env.flush_all()
        with self.assertQueryCountBelow(40):
            requests.with_user(self.officer).action_approve()
            self.env.flush_all()
        commitments = self.draft_commitment(requests)
        self.env.flush_all()
        with self.assertQueryCountBelow(60):
            commitments.action_commit()
            self.env.flush_all()
        self.inspect(commitments)
        vouchers = self.draft_voucher(commitments)
        self.env.flush_all()
        with self.assertQueryCountBelow(60):
            vouchers.action_resolve()
            self.env.flush_all()
        with self.assertQueryCountBelow(60):
            orders = self.order(vouchers)
            self.env.flush_all()
        with self.assertQueryCountBelow(90):
            self.pay(orders)
            self.env.flush_all()
        self.assertFigures(paid=100_000, committed=100_000, requested=0)

    def assertQueryCountBelow(self, limit):
        return QueryLimit(self, limit)


class QueryLimit:
    """Fails when a block sends more queries than a hundred documents may cost together."""

    def __init__(self, case, limit):
        self.case, self.limit = case, limit

    def __enter__(self):
        self.start = self.case.env.cr.sql_log_count

    def __exit__(self, kind, _error, _trace):
        if kind is None:
            self.case.assertLess(self.case.env.cr.sql_log_count - self.start, self.limit)
