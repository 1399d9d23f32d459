from odoo import api, fields, models

from odoo.addons.gotgan_approval.models.successor_mixin import TAKE_OVER
from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import Won
from odoo.addons.gotgan_base.transition import Transition

from ..kinds import KINDS

WRITER = "author|group:gotgan_expenditure.group_accountant"


class BulkPayment(models.Model):
    """지급명세: up to 100,000 payees that are paid by one voucher.

    The list is checked as a whole, and goes into a voucher as a whole or not at all. The commitment
    binds the bank that distributes the money; the rightful creditors (지방회계법 33) stand in the
    list, row by row.
    """

    _name = "gotgan.bulk.payment"
    _description = "Payee List"
    _inherit = [
        "gotgan.successor.mixin",
        "gotgan.bulk.payment.check.mixin", "gotgan.bulk.payment.voucher.mixin",
        "gotgan.bulk.payment.return.mixin", "gotgan.transition.mixin", "gotgan.number.mixin",
    ]
    _order = "id desc"
    _rec_names_search = ["number", "name"]

    _number_series = "bulk_payment"
    _transitions = {
        "take_over": TAKE_OVER,
        "check": Transition(("draft", "checked"), "checked", WRITER),
        "reopen": Transition(("checked",), "draft", WRITER),
        "accept": Transition(("checked",), "checked", WRITER, needs_reason=True),
        "confirm": Transition(("checked",), "vouchered", WRITER),
        "take_back": Transition(("vouchered",), "checked", "voucher:cancelled"),
        "return_rows": Transition(
            ("vouchered",), "vouchered", "bank:returned|office:cashier", needs_reason=True,
        ),
        "cancel": Transition(("draft", "checked"), "cancelled", WRITER, needs_reason=True),
    }
    _sealed_fields = (
        "state", "number", "voucher_id", "origin_id", "amount", "deducted", "net_amount",
        "row_count", "error_count", "warning_count", "accepted_reason", "date",
    )
    _free_fields = ("note",)

    state = fields.Selection([
        ("draft", "Draft"),
        ("checked", "Checked"),
        ("vouchered", "In a Voucher"),
        ("cancelled", "Cancelled"),
    ], default="draft", required=True, readonly=True, copy=False)
    name = fields.Char(string="Title", required=True)
    fiscal_year_id = fields.Many2one(
        "gotgan.fiscal.year", required=True, ondelete="restrict",
        default=lambda self: self.env["gotgan.fiscal.year"]._get_current(),
    )
    department_id = fields.Many2one(
        "hr.department", required=True, ondelete="restrict", index=True,
        default=lambda self: self._default_department_id(),
    )
    kind = fields.Selection(KINDS, string="Kind of Spending", required=True, default="bulk")
    preset_id = fields.Many2one(
        "gotgan.bulk.preset", string="Form of the List", ondelete="restrict",
        default=lambda self: self.env["gotgan.bulk.preset"].search([], limit=1),
        help="Which headings the list has, and as what its deductions are held.",
    )
    file = fields.Binary(
        string="Payee File", attachment=True, copy=False,
        help="CSV or XLSX of up to 100,000 payees. Left empty, the rows are typed here.",
    )
    file_name = fields.Char(copy=False)
    date = fields.Date(string="Put into the Voucher On", readonly=True, copy=False, index=True)
    commitment_id = fields.Many2one(
        "gotgan.commitment", ondelete="restrict", index="btree_not_null",
        domain="[('state', '=', 'committed'), ('fiscal_year_id', '=', fiscal_year_id),"
               " ('department_id', '=', department_id)]",
        help="It binds the bank that distributes the money, for the sum of the list.",
    )
    voucher_id = fields.Many2one(
        "gotgan.voucher", readonly=True, copy=False, ondelete="restrict", index="btree_not_null",
    )
    voucher_state = fields.Selection(related="voucher_id.state", string="Voucher Stands At")
    origin_id = fields.Many2one(
        "gotgan.bulk.payment", string="Pays Again What Came Back From", readonly=True,
        ondelete="restrict", index="btree_not_null", copy=False,
    )
    repayment_ids = fields.One2many("gotgan.bulk.payment", "origin_id", string="Paid Again By")
    payee_ids = fields.One2many("gotgan.bulk.payee", "bulk_id", string="Payees")
    fault_ids = fields.One2many("gotgan.bulk.fault", "bulk_id", string="Faults", readonly=True)
    total_ids = fields.One2many("gotgan.bulk.total", "bulk_id", string="Deductions", readonly=True)
    row_count = fields.Integer(string="Payees in All", readonly=True, copy=False, aggregator=None)
    error_count = fields.Integer(string="Errors", readonly=True, copy=False, aggregator=None)
    warning_count = fields.Integer(string="Notices", readonly=True, copy=False, aggregator=None)
    accepted_reason = fields.Char(
        string="Why the Notices Are Accepted", readonly=True, copy=False,
    )
    amount = Won(readonly=True, copy=False)
    deducted = Won(readonly=True, copy=False)
    net_amount = Won(string="To the Payees", readonly=True, copy=False)
    returned_count = fields.Integer(compute="_compute_returned", string="Returned Payments")
    returned_amount = Won(compute="_compute_returned", string="Amount Returned")
    next_step = fields.Char(compute="_compute_next_step", help="What happens next, and by whom.")
    note = fields.Text(string="Remarks")

    _voucher_unique = models.UniqueIndex(
        "(voucher_id) WHERE voucher_id IS NOT NULL", "A voucher pays one list.",
    )
    _sums = models.Constraint(
        "CHECK (net_amount = amount - deducted)", "The net amount is the amount less deductions.",
    )

    def _default_department_id(self):
        user_sudo = self.env.user.sudo()
        return user_sudo.employee_id.department_id

    @api.depends("number", "name")
    def _compute_display_name(self):
        for bulk in self:
            number = bulk.number or self.env._("(no number yet)")
            bulk.display_name = f"{number} {bulk.name or ''}".strip()

    @api.depends("payee_ids.state")
    def _compute_returned(self):
        rows = self.env["gotgan.bulk.payee"]._read_group(
            [("bulk_id", "in", self.ids), ("state", "=", "returned")], ["bulk_id"],
            ["__count", "net_amount:sum"],
        )
        found = {bulk.id: (count, won) for bulk, count, won in rows}
        for bulk in self:
            bulk.returned_count, bulk.returned_amount = found.get(bulk.id, (0, 0))

    @api.depends("state", "error_count", "warning_count", "voucher_id.state", "payee_ids.state")
    @api.depends_context("lang")
    def _compute_next_step(self):
        for bulk in self:
            bulk.next_step = bulk._get_next_step()

    @api.onchange("preset_id")
    def _onchange_preset_id(self):
        self.kind = self.preset_id.kind or self.kind

    def action_check(self):
        """Check the whole list: every fault by its row."""
        return self._do_transition("check")

    def action_reopen(self):
        """Go back, to load another file or correct the rows."""
        return self._do_transition("reopen")

    def action_accept(self):
        """Accept the notices of the check, with a reason."""
        return self._do_transition("accept")

    def action_confirm(self):
        """Put the whole list into one voucher of the commitment."""
        return self._do_transition("confirm")

    def action_cancel(self):
        """Drop the list, with a reason."""
        return self._do_transition("cancel")

    def action_return_rows(self):
        """Open the dialog in which the cashier names the rows that came back."""
        self.ensure_one()
        self._check_transition("return_rows", self._transitions["return_rows"])
        return {
            "type": "ir.actions.act_window", "name": self.env._("Returned Payments"),
            "res_model": "gotgan.bulk.return", "view_mode": "form", "target": "new",
            "context": {"default_bulk_id": self.id},
        }

    def action_repay(self):
        """Draft a list of what came back, to be corrected and paid again."""
        return self._repay()._get_form_action()

    def action_open_payees(self):
        """Show every payee of the lists."""
        return {
            "type": "ir.actions.act_window", "domain": [("bulk_id", "in", self.ids)],
            "res_model": "gotgan.bulk.payee", "view_mode": "list,form",
            "name": self.env._("Payees"),
            "context": {"default_bulk_id": self[:1].id},
        }

    def action_open_faults(self):
        """Show every fault of the lists."""
        return {
            "type": "ir.actions.act_window", "domain": [("bulk_id", "in", self.ids)],
            "res_model": "gotgan.bulk.fault", "view_mode": "list",
            "name": self.env._("Faults"),
        }

    def action_open_voucher(self):
        """Show the voucher."""
        return self.voucher_id._get_list_action(self.env._("Voucher")) | {
            "view_mode": "form", "res_id": self.voucher_id.id,
        }

    # ---- shared ------------------------------------------------------------

    def _check_open(self, vals):
        """The commitment is raised for the sum of the checked list, and chosen after it."""
        if set(vals) == {"commitment_id"} and set(self.mapped("state")) <= {"draft", "checked"}:
            return
        super()._check_open(vals)

    def _get_form_action(self):
        return {
            "type": "ir.actions.act_window", "name": self.display_name, "res_model": self._name,
            "res_id": self.id, "view_mode": "form",
        }

    def _get_number_year(self):
        return self.fiscal_year_id.year or today(self.env).year

    def _get_document_label(self):
        return f"{self._get_kind_label()} {self.number or self.name}"

    def _get_next_step(self):
        """Return the sentence that says what the list waits for."""
        _ = self.env._
        if self.state == "draft":
            return _("Next: load the list or type its rows, then check it")
        if self.state == "cancelled":
            return _("Nothing is left to do.")
        if self.state == "vouchered":
            if self.returned_count:
                return _("Next: pay again the %(count)s payments that came back",
                         count=self.returned_count)
            return self.voucher_id.sudo().next_step
        if self.error_count:
            return _("Next: correct %(count)s errors in the file and check again",
                     count=f"{self.error_count:,}")
        if self.warning_count and not self.accepted_reason:
            return _("Next: look at %(count)s notices and accept them with a reason",
                     count=f"{self.warning_count:,}")
        if not self.commitment_id:
            return _("Next: a request and a commitment of %(won)s won, then choose it here",
                     won=f"{self.amount:,}")
        return _("Next: put the list into a voucher")
