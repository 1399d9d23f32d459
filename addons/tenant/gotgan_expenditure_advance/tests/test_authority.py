from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import AdvanceCase


@tagged("post_install", "-at_install")
class TestAuthority(AdvanceCase):
    """Who lacks the office is refused, whatever the screen shows."""

    def test_every_step_by_everybody_else(self):
        designation = self.designate()
        voucher = self.grant(designation)
        submitted = self.draft_use(designation)
        submitted.action_submit()
        month = self.env["gotgan.petty.settlement"].with_user(self.keeper).create({
            "designation_id": designation.id, "month": self.today,
        })
        draft = self.env["gotgan.petty.designation"].with_user(self.author).create({
            "name": "공원과 일상경비", "imprest_cashier_office_id": self.office.id,
            "partner_id": self.petty_payee.id, "bank_account_id": self.petty_account.id,
        })
        estimate = self.draft_settlement(self.pay_estimate(), 1)
        estimate.action_submit()
        cases = [
            (draft, "designate", self.world.manager), (submitted, "approve", self.officer),
            (submitted, "reject", self.officer),
            (self.approve_use(designation), "pay", self.keeper),
            (self.spend(designation), "undo", self.keeper),
            (month, "submit", self.keeper), (estimate, "accept", self.disburser),
            (self.draft_return(voucher, 1), "notice", self.disburser),
            (self.notify(voucher, 1), "collect", self.cashier),
            (self.notify(voucher, 1), "remind", self.disburser),
        ]
        people = (
            self.author, self.officer, self.disburser, self.cashier, self.keeper,
            self.world.auditor, self.world.manager, self.world.stranger, self.world.colleague,
        )
        for document, step, rightful in cases:
            for person in people:
                if person == rightful:
                    continue
                with (
                    self.subTest(step=step, of=document._name, by=person.login),
                    self.assertRaises(AccessError), self.env.cr.savepoint(),
                ):
                    document.with_user(person)._do_transition(step, "이유")

    def test_author_does_not_decide(self):
        """지방회계법 36: not even the officer on a document of his own."""
        designation = self.designate()
        voucher = self.grant(designation)
        use = self.draft_use(designation).with_user(self.officer).copy({
            "name": "재무관 자신의 사용",
        })
        use.action_submit()
        with self.assertRaises(AccessError):
            use.action_approve()
        claim = self.env["gotgan.spending.return"].with_user(self.disburser).create({
            "voucher_id": voucher.id,
        })
        with self.assertRaises(AccessError):
            claim.action_notice()

    def test_figures_are_not_written(self):
        designation = self.designate()
        voucher = self.grant(designation)
        for record, values in (
            (designation, {"balance": 1}), (designation, {"move_count": 9}),
            (designation, {"state": "ended"}), (self.draft_use(designation), {"state": "paid"}),
            (self.draft_use(designation), {"decided_by_id": self.officer.id}),
            (voucher.advance_ids, {"rest": 0}), (voucher.advance_ids, {"state": "settled"}),
            (self.draft_return(voucher, 1), {"outcome": "object"}),
            (self.draft_return(voucher, 1), {"receipt_date": self.today}),
        ):
            for person in (self.author, self.disburser, self.world.manager):
                with (
                    self.subTest(record=record, values=values, by=person.login),
                    self.assertRaises(AccessError), self.env.cr.savepoint(),
                ):
                    record.with_user(person).write(values)
        with self.assertRaises(AccessError):
            voucher.line_ids.with_user(self.author).write({"returned": 1})

    def test_book_and_rows_are_made_by_nobody(self):
        designation = self.designate()
        voucher = self.grant(designation)
        for model, source in (
            ("gotgan.petty.move", designation.move_ids), ("gotgan.advance", voucher.advance_ids),
        ):
            values = source.copy_data()[0]
            for person in (self.author, self.keeper, self.cashier, self.world.manager):
                with (
                    self.subTest(model=model, by=person.login),
                    self.assertRaises(AccessError), self.env.cr.savepoint(),
                ):
                    self.env[model].with_user(person).create(values)

    def test_departments_see_their_own(self):
        designation = self.designate()
        voucher = self.grant(designation)
        documents = (
            designation, designation.move_ids, voucher.advance_ids, self.draft_use(designation),
            self.draft_return(voucher, 1),
        )
        self.env.flush_all()
        for document in documents:
            model = self.env[document._name]
            with self.subTest(of=document._name):
                self.assertNotIn(document, model.with_user(self.world.stranger).search([]))
                for person in (self.world.colleague, self.world.auditor, self.keeper):
                    self.assertIn(document, model.with_user(person).search([]))

    def test_auditor_writes_nothing(self):
        designation = self.designate()
        use = self.draft_use(designation)
        with self.assertRaises(AccessError):
            use.with_user(self.world.auditor).name = "고침"
