from datetime import timedelta

from odoo.fields import Command

from odoo.addons.gotgan_expenditure.tests.common import SERIAL, ExpenditureCase


class AdvanceCase(ExpenditureCase):
    """The vocabulary of money paid before its use is known, and of money that comes back."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        world = cls.world
        cls.keeper = world.appoint("imprest_cashier", "윤일상")
        cls.petty_payee, cls.petty_account = world.make_payee("일상경비출납원 윤일상")
        cls.office = cls.env["gotgan.office"]._find(
            "imprest_cashier", world.department, world.today,
        )
        cls.receipt = cls.env.ref("gotgan_expenditure.evidence_kind_card_slip")

    # ---- petty cash --------------------------------------------------------

    def draft_designation(self, limit=5_000_000, **values):
        return self.env["gotgan.petty.designation"].with_user(self.author).create({
            "name": "시민소통관 일상경비", "imprest_cashier_office_id": self.office.id,
            "partner_id": self.petty_payee.id, "bank_account_id": self.petty_account.id,
            "limit_ids": [Command.create({
                "subitem_id": self.line.subitem_id.id, "amount": limit,
            })],
            **values,
        })

    def designate(self, limit=5_000_000, **values):
        designation = self.draft_designation(limit, **values)
        designation.with_user(self.world.manager).action_designate()
        return designation

    def draft_petty(self, designation, amount=1_000_000, **values):
        return self.draft_request(
            amount, kind="petty", designation_id=designation.id,
            partner_id=self.petty_payee.id, **values,
        )

    def grant(self, designation, amount=1_000_000):
        """Money handed over to the imprest cashier; return its voucher."""
        return self.pay_kind(self.draft_petty(designation, amount))

    def pay_kind(self, request):
        """The chain of a request that needs no inspection; return its paid voucher."""
        request.action_submit()
        request.with_user(self.officer).action_approve()
        commitment = self.commit(request, inspected_kind="none", basis_kind="decision")
        voucher = self.resolve(commitment)
        self.pay(self.order(voucher))
        return voucher

    def draft_use(self, designation, amount=100_000, papers=True, **values):
        use = self.env["gotgan.petty.use"].with_user(self.author).create({
            "name": f"프린터 토너 {next(SERIAL)}통", "designation_id": designation.id,
            "budget_line_id": self.line.id, "partner_id": self.payee.id, "amount": amount,
            **values,
        })
        if papers:
            self.attach(use)
        return use

    def approve_use(self, designation, amount=100_000, **values):
        use = self.draft_use(designation, amount, **values)
        use.action_submit()
        use.with_user(self.officer).action_approve()
        return use

    def spend(self, designation, amount=100_000, **values):
        use = self.approve_use(designation, amount, **values)
        use.with_user(self.keeper).action_pay()
        return use

    def attach(self, document):
        paper = self.env["ir.attachment"].with_user(self.author).create({
            "name": "영수증.pdf", "raw": b"1",
        })
        document.with_user(self.author).write({
            "evidence_ids": [Command.link(self.receipt.id)],
            "attachment_ids": [Command.link(paper.id)],
        })

    def settle_month(self, designation, day=None):
        settlement = self.env["gotgan.petty.settlement"].with_user(self.keeper).create({
            "designation_id": designation.id, "month": day or self.today,
        })
        settlement.action_submit()
        return settlement

    # ---- estimated and advance payments --------------------------------------

    def pay_estimate(self, amount=1_000_000, **values):
        return self.pay_kind(self.draft_request(
            amount, kind="estimate", estimate_ground="estimate_2",
            use_until=self.today + timedelta(days=10), **values,
        ))

    def draft_settlement(self, voucher, used, papers=True):
        settlement = self.env["gotgan.advance.settlement"].with_user(self.author).create({
            "voucher_id": voucher.id,
        })
        settlement.line_ids.used = used
        if papers:
            self.attach(settlement)
        return settlement

    def settle(self, voucher, used):
        settlement = self.draft_settlement(voucher, used)
        settlement.action_submit()
        settlement.with_user(self.disburser).action_accept()
        return settlement

    # ---- returns ---------------------------------------------------------------

    def draft_return(self, voucher, amount, **values):
        document = self.env["gotgan.spending.return"].with_user(self.author).create({
            "voucher_id": voucher.id, **values,
        })
        document.line_ids.amount = amount
        return document

    def notify(self, voucher, amount, **values):
        document = self.draft_return(voucher, amount, **values)
        document.with_user(self.disburser).action_notice()
        return document

    def receive(self, returns, day=None):
        returns = returns.with_user(self.cashier)
        returns._receive(day or self.today, {one.id: f"입금-{one.id}" for one in returns})
        return returns
