from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import Won
from odoo.addons.gotgan_base.transition import Transition
from odoo.addons.gotgan_ledger.core import Posting

OFFICER = "office:disbursing_officer"
FOLLOWERS = {"issue": "order", "pay": "pay", "cancel": "unorder", "return": "unpay"}


class PaymentOrder(models.Model):
    """지급명령: the disbursing officer tells the treasury bank to pay one payee's vouchers.

    Before it goes out three things are checked (지방회계법 시행령 33): the papers have arrived, the
    money lies inside allotment and commitment, year and subject are right. The cashier confirms the
    transfer (지방회계법 38); one that comes back is recorded, and the vouchers are owed again.
    """

    _name = "gotgan.payment.order"
    _description = "Payment Order"
    _inherit = ["gotgan.due.mixin", "gotgan.expenditure.document.mixin"]

    _number_series = "payment_order"
    _transitions = {
        "issue": Transition(("draft",), "issued", OFFICER),
        "cancel": Transition(("draft", "issued"), "cancelled", OFFICER, needs_reason=True),
        "pay": Transition(("issued",), "paid", "office:cashier"),
        "return": Transition(("paid",), "returned", "office:cashier", needs_reason=True),
    }
    _running_states = ("draft", "issued")
    _sealed_fields = ("state", "number", "transfer_date", "transfer_reference")
    _next_steps = {"draft": ("issue", OFFICER), "issued": ("pay", "office:cashier")}

    partner_id = fields.Many2one(
        "res.partner",
        string="Payee",
        required=True,
        readonly=True,
        ondelete="restrict",
        index=True,
    )
    bank_account_id = fields.Many2one(
        "res.partner.bank", string="Payee's Account", required=True, readonly=True,
        ondelete="restrict",
    )
    voucher_ids = fields.Many2many("gotgan.voucher", string="Vouchers", copy=False)
    line_ids = fields.One2many("gotgan.voucher.line", compute="_compute_line_ids", string="Lines")
    check_ids = fields.One2many(
        "gotgan.payment.check",
        "order_id",
        string="Checks Before Payment",
        readonly=True,
        copy=False,
    )
    amount = Won(compute="_compute_amount", store=True)
    net_amount = Won(
        compute="_compute_amount", store=True, string="To the Payee",
        help="What the bank transfers: the amount less the deductions of its vouchers.",
    )
    due_date = fields.Date(string="Pay By", compute="_compute_amount", store=True)
    transfer_date = fields.Date(string="Transferred On", readonly=True, copy=False)
    transfer_reference = fields.Char(readonly=True, copy=False)
    state = fields.Selection([
        ("draft", "Draft"),
        ("issued", "Issued"),
        ("paid", "Paid"),
        ("returned", "Transfer Returned"),
        ("cancelled", "Cancelled"),
    ], default="draft", required=True, readonly=True, copy=False)

    _waiting = models.Index("(state) WHERE state IN ('draft', 'issued')")

    @api.depends("voucher_ids")
    def _compute_line_ids(self):
        for order in self:
            order.line_ids = order.voucher_ids.line_ids

    @api.depends("voucher_ids")
    def _compute_amount(self):
        for order in self:
            order.amount = sum(order.voucher_ids.mapped("amount"))
            order.net_amount = sum(order.voucher_ids.mapped("net_amount"))
            order.due_date = min(filter(None, order.voucher_ids.mapped("due_date")), default=False)

    @api.constrains("voucher_ids", "partner_id", "bank_account_id")
    def _check_one_payee(self):
        """One order is one transfer: one payee, one account, one department, one year."""
        for order in self:
            own = order._get_key(order)
            if any(order._get_key(voucher) != own for voucher in order.voucher_ids):
                raise UserError(self.env._(
                    "%(document)s pays %(payee)s, account %(account)s. All its vouchers must name "
                    "that payee and account, and be of the same department and year.",
                    document=order._get_document_label(), payee=order.partner_id.name,
                    account=order.bank_account_id.acc_number,
                ))

    @api.constrains("voucher_ids")
    def _check_resolved(self):
        """Only what is resolved can be ordered: until then its amount may still change."""
        for order in self.filtered(lambda one: one.state == "draft"):
            order.voucher_ids._check_orderable()

    @api.model_create_multi
    def create(self, vals_list):
        """Drafts are made from vouchers, which decide payee, account, department and year."""
        linked = [
            [one for command in vals.get("voucher_ids") or [] for one in self._get_linked(command)]
            for vals in vals_list
        ]
        firsts = self._get_parents(
            "voucher_ids", [{"voucher_ids": ids[0] if ids else False} for ids in linked]
        )
        return super().create([
            self._complete(vals, first) for vals, first in zip(vals_list, firsts, strict=True)
        ])

    def copy_data(self, default=None):
        """Vouchers are paid once: an order is made from them, never from another order."""
        raise UserError(self.env._(
            "A payment order cannot be copied: it pays its vouchers once. "
            "Make a new one from the vouchers that wait for payment.",
        ))

    def action_check(self):
        """Do the three checks now and show their figures, without issuing."""
        self.check_access("write")
        for order in self.filtered(lambda one: one.state != "draft"):
            raise UserError(self.env._(
                "%(document)s is %(state)s: its checks are done.",
                document=order._get_document_label(), state=order._get_state_label(),
            ))
        self.env["gotgan.payment.check"]._record(self)

    def action_issue(self):
        """Issue the orders as disbursing officer, after the three checks before payment."""
        return self._do_transition("issue")

    def action_cancel(self):
        """Cancel the orders before they are paid, with a reason."""
        return self._do_transition("cancel")

    def action_pay(self):
        """Open the cashier's dialog that confirms the transfers."""
        self._check_transition("pay", self._transitions["pay"])
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Confirm Transfers"),
            "res_model": "gotgan.payment.confirmation",
            "view_mode": "form",
            "target": "new",
            "context": {"default_order_ids": [Command.set(self.ids)]},
        }

    def action_return(self):
        """Record that the transfers came back, with the bank's reason."""
        return self._do_transition("return")

    # ---- effects ---------------------------------------------------------

    def _do_transition(self, name, reason=None):
        done = super()._do_transition(name, reason)
        follower = FOLLOWERS.get(name)
        if done is True and follower:
            step = self.env["gotgan.voucher"]._transitions[follower]
            linked = self.voucher_ids.filtered(lambda one: one.payment_order_id in self)
            linked.filtered(lambda one: one.state in step.source)._do_transition(follower)
        if done is True and name in ("pay", "return"):
            self.voucher_ids.commitment_id._follow_money()
        return done

    def _on_issue(self):
        self._check_vouchers()
        self.env["gotgan.payee.claim"]._check_vouchers(self.voucher_ids)
        checks = self.env["gotgan.payment.check"]._record(self)
        checks._refuse_failed()
        self._fix()
        for order in self:
            order.voucher_ids._write_locked({"payment_order_id": order.id})

    def _on_pay(self):
        self._check_transfer()
        lines = self.voucher_ids.line_ids
        lines.commitment_line_id._add_total("paid", lines._get_sums(1))
        for day, orders in self.grouped("transfer_date").items():
            self.env["gotgan.ledger"]._pay(
                orders._get_postings(), source_model=self._name, date=day,
            )
            orders.voucher_ids.deduction_ids._receive(day)

    def _on_return(self, reason):
        lines = self.voucher_ids.line_ids
        lines.commitment_line_id._add_total("paid", lines._get_sums(-1))
        self.env["gotgan.ledger"]._unpay(
            self._get_postings(), source_model=self._name, date=today(self.env), reason=reason,
        )
        self.voucher_ids.deduction_ids._give_back(today(self.env), reason)

    def _confirm_transfers(self, day, references):
        """Record the bank's transfer of each order, then mark them paid.

        :param date day: when the bank transferred
        :param references: ``{order id: the bank's reference}``
        """
        if not self:
            raise UserError(self.env._("No payment order was chosen. Choose at least one."))
        self._check_transition("pay", self._transitions["pay"])
        for order in self:
            order._write_locked({
                "transfer_date": day, "transfer_reference": references.get(order.id),
            })
        return self._do_transition("pay")

    def _get_postings(self):
        return [
            Posting(line.commitment_line_id.hold_id.id, line.amount, order.id)
            for order in self for line in order.voucher_ids.line_ids
        ]

    def _check_vouchers(self):
        for order in self:
            other = order.voucher_ids.filtered(lambda one: one.state != "resolved")
            if other or not order.voucher_ids:
                raise UserError(self.env._(
                    "%(document)s cannot be issued: the voucher %(voucher)s is %(state)s. Only "
                    "resolved vouchers are paid, and each only once.",
                    document=order._get_document_label(), voucher=other[:1].display_name or "-",
                    state=other[:1]._get_state_label() or "-",
                ))

    def _check_transfer(self):
        day = today(self.env)
        for order in self:
            if not order.transfer_date or not order.transfer_reference:
                raise UserError(self.env._(
                    "%(document)s needs the bank's transfer reference and the day of the "
                    "transfer. Confirm it with the button of the order.",
                    document=order._get_document_label(),
                ))
            if not order.date <= order.transfer_date <= day:
                raise UserError(self.env._(
                    "%(document)s was issued on %(issued)s: the transfer cannot be dated "
                    "%(date)s. Enter a day from then until today.",
                    document=order._get_document_label(), issued=order.date,
                    date=order.transfer_date,
                ))

    # ---- preparation -----------------------------------------------------

    @api.model
    def _create_from_vouchers(self, vouchers):
        """Draft one order per payee, account, department and year of the vouchers."""
        vouchers._check_orderable()
        groups = vouchers.grouped(self._get_key)
        return self.create([{"voucher_ids": [Command.set(one.ids)]} for one in groups.values()])

    def _complete(self, vals, first):
        return {
            "name": first.name, **vals,
            "fiscal_year_id": first.fiscal_year_id.id,
            "department_id": first.department_id.id,
            "partner_id": first.partner_id.id,
            "bank_account_id": first.bank_account_id.id,
        }

    @staticmethod
    def _get_linked(command):
        if command[0] == Command.SET:
            return command[2]
        return [command[1]] if command[0] == Command.LINK else []

    @staticmethod
    def _get_key(document):
        return (
            document.fiscal_year_id, document.department_id, document.partner_id,
            document.bank_account_id,
        )

    def _get_due(self):
        return self.due_date

    def _get_requests(self):
        return self.voucher_ids.commitment_id.request_id
