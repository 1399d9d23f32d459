from datetime import timedelta

from odoo.tests import tagged

from .common import ExpenditureCase


@tagged("post_install", "-at_install")
class TestWorkItem(ExpenditureCase):
    """What waits for me: by office or as a person."""

    def mine(self, person):
        self.env.flush_all()
        self.env.invalidate_all()
        items = self.env["gotgan.work.item"].with_user(person).search([("is_mine", "=", True)])
        return {(one.step, one.res_model, one.res_id) for one in items}

    def test_work_moves_along(self):
        request = self.draft_request()
        name = request._name
        self.assertIn(("submit", name, request.id), self.mine(self.author))
        request.action_submit()
        self.assertNotIn(("submit", name, request.id), self.mine(self.author))
        self.assertIn(("approve", name, request.id), self.mine(self.officer))
        request.with_user(self.officer).action_approve()
        self.assertIn(("commit", name, request.id), self.mine(self.officer))
        commitment = self.commit(request)
        self.inspect(commitment)
        voucher = self.draft_voucher(commitment)
        self.assertIn(("resolve", voucher._name, voucher.id), self.mine(self.disburser))
        voucher.action_resolve()
        order = self.order(voucher)
        self.assertIn(("pay", order._name, order.id), self.mine(self.cashier))
        self.pay(order)
        for person in (self.author, self.officer, self.disburser, self.cashier):
            self.assertNotIn(
                order.id, [one[2] for one in self.mine(person) if one[1] == order._name]
            )

    def test_moves_with_the_office(self):
        """A change of holder moves the open work at once."""
        request = self.draft_request()
        request.action_submit()
        successor = self.world.hire("successor", "새재무", self.world.finance)
        term = self.env["gotgan.office.term"].search([("user_id", "=", self.officer.id)])
        office = term.office_id
        term.date_to = self.today - timedelta(days=1)
        self.env["gotgan.office.term"].create({
            "office_id": office.id, "user_id": successor.id, "date_from": self.today,
        })
        self.assertIn(("approve", request._name, request.id), self.mine(successor))
        self.assertFalse(self.mine(self.officer))

    def test_work_of_a_person_who_left_waits_for_the_head(self):
        draft = self.draft_request()
        head = self.world.hire("head", "오과장", self.world.department)
        self.world.department.manager_id = head.employee_id
        self.env["gotgan.approval"]._forget_posts()
        waiting = ("submit", draft._name, draft.id)
        self.assertNotIn(waiting, self.mine(head))
        self.author.active = False
        self.assertIn(waiting, self.mine(head))

    def test_due_and_age(self):
        commitment = self.commit(self.approve_request(), basis_date="2026-01-05")
        self.inspect(commitment)
        voucher = self.draft_voucher(commitment, claim_date="2026-01-05")
        self.env.flush_all()
        item = self.env["gotgan.work.item"].with_user(self.disburser).search([
            ("res_model", "=", voucher._name), ("res_id", "=", voucher.id),
        ])
        self.assertRecordValues(item, [{
            "overdue": True, "amount": 1_000_000, "age": 0, "kind": "gotgan.voucher",
        }])
        self.assertEqual(item.action_open()["res_id"], voucher.id)

    def test_strangers_see_nothing(self):
        request = self.draft_request()
        self.env.flush_all()
        items = self.env["gotgan.work.item"].with_user(self.world.stranger).search([])
        self.assertNotIn(
            (request._name, request.id), [(one.res_model, one.res_id) for one in items]
        )
