from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import Won
from odoo.addons.gotgan_base.transition import Transition

MANAGER = "group:gotgan_base.group_manager"


class PettyDesignation(models.Model):
    """일상경비 지정: for one year, which imprest cashier spends for a department, up to what.

    The agency designates each year (지방회계법 34, 시행령 38, 회계관리훈령 59의2). The balance is
    kept in this row under a constraint and changed only with an entry of the cash book, so that
    two payments of the last won cannot both succeed.
    """

    _name = "gotgan.petty.designation"
    _description = "Designation of Petty Cash"
    _inherit = ["gotgan.advance.document.mixin"]

    _number_series = "petty_designation"
    _transitions = {
        "designate": Transition(("draft",), "designated", MANAGER),
        "end": Transition(("designated",), "ended", MANAGER, needs_reason=True),
        "cancel": Transition(("draft",), "cancelled", f"author|{MANAGER}", needs_reason=True),
    }
    _sealed_fields = ("state", "number", "decided_by_id", "balance", "move_count")
    _next_steps = {"draft": ("designate", MANAGER)}

    fiscal_year_id = fields.Many2one(
        readonly=False, default=lambda self: self.env["gotgan.fiscal.year"]._get_current(),
    )
    department_id = fields.Many2one(
        readonly=False, default=lambda self: self._default_department_id(),
    )
    imprest_cashier_office_id = fields.Many2one(
        "gotgan.office", string="Imprest Cashier", required=True, ondelete="restrict", index=True,
        domain=[("kind", "=", "imprest_cashier")],
    )
    partner_id = fields.Many2one(
        "res.partner", string="Account Holder", required=True, ondelete="restrict", index=True,
        help="In whose name the account of the petty cash is kept.",
    )
    bank_account_id = fields.Many2one(
        "res.partner.bank", string="Petty Cash Account", required=True, ondelete="restrict",
        domain="[('partner_id', '=', partner_id)]",
    )
    limit_ids = fields.One2many(
        "gotgan.petty.limit", "designation_id", string="Limits", copy=True,
    )
    move_ids = fields.One2many(
        "gotgan.petty.move", "designation_id", string="Cash Book", readonly=True,
    )
    amount = Won(compute="_compute_amount", store=True, string="Limit in Sum")
    balance = Won(readonly=True, copy=False, required=True, default=0)
    move_count = fields.Integer(
        string="Entries", readonly=True, copy=False, required=True, default=0, aggregator=None,
    )
    state = fields.Selection([
        ("draft", "Draft"),
        ("designated", "Designated"),
        ("ended", "Ended"),
        ("cancelled", "Cancelled"),
    ], default="draft", required=True, readonly=True, copy=False)

    _balance_not_negative = models.Constraint(
        "CHECK (balance >= 0)", "More than the balance of petty cash cannot be spent.",
    )
    _one_in_force = models.UniqueIndex(
        "(fiscal_year_id, department_id) WHERE state = 'designated'",
        "The department has an imprest cashier for this year already. End that designation first.",
    )

    def _default_department_id(self):
        user_sudo = self.env.user.sudo()
        return user_sudo.employee_id.department_id

    @api.depends("limit_ids.amount")
    def _compute_amount(self):
        for designation in self:
            designation.amount = sum(designation.limit_ids.mapped("amount"))

    @api.onchange("imprest_cashier_office_id")
    def _onchange_imprest_cashier_office_id(self):
        holder_sudo = self.imprest_cashier_office_id._get_holder(today(self.env)).sudo()
        if holder_sudo and not self.partner_id:
            self.partner_id = holder_sudo.partner_id

    @api.onchange("partner_id")
    def _onchange_partner_id(self):
        if self.bank_account_id.partner_id != self.partner_id:
            self.bank_account_id = self.partner_id.bank_ids[:1]

    def action_designate(self):
        """Designate the imprest cashier for the year."""
        return self._do_transition("designate")

    def action_end(self):
        """End the designation, with a reason; nothing may be left in the cash book."""
        return self._do_transition("end")

    def action_cancel(self):
        """Discard a draft."""
        return self._do_transition("cancel")

    def action_new_request(self):
        """Ask for money into petty cash: a spending request whose payee is the cashier."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("New Request of Petty Cash"),
            "res_model": "gotgan.spending.request",
            "view_mode": "form",
            "context": {
                "default_kind": "petty", "default_designation_id": self.id,
                "default_department_id": self.department_id.id,
                "default_fiscal_year_id": self.fiscal_year_id.id,
                "default_partner_id": self.partner_id.id,
                "default_name": self.env._("Petty cash, %(name)s", name=self.name),
            },
        }

    # ---- effects ---------------------------------------------------------

    def _on_designate(self):
        self._decide()
        for designation in self:
            designation._check_cashier()
        self._fix()

    def _check_cashier(self):
        """The account is the holder's own, and somebody answers for it."""
        day = today(self.env)
        if not self.limit_ids:
            raise UserError(self.env._(
                "%(document)s names no limits. Enter how much of each object may be held (Local "
                "Accounting Act, Enforcement Decree, Article 38).",
                document=self._get_document_label(),
            ))
        if not self.imprest_cashier_office_id._get_holder(day):
            raise UserError(self.env._(
                "%(document)s: nobody holds the office %(office)s. Appoint somebody first.",
                document=self._get_document_label(), office=self.imprest_cashier_office_id.name,
            ))
        if self.bank_account_id.partner_id != self.partner_id:
            raise UserError(self.env._(
                "%(document)s: account %(account)s does not belong to %(holder)s. Choose one of "
                "the holder.", document=self._get_document_label(),
                account=self.bank_account_id.acc_number, holder=self.partner_id.name,
            ))

    def _on_end(self, _reason):
        for designation in self.filtered("balance"):
            raise UserError(self.env._(
                "%(document)s still holds %(balance)s won. Return the rest first (Local "
                "Accounting Act, Enforcement Decree, Article 38).",
                document=designation._get_document_label(), balance=self._won(designation.balance),
            ))

    # ---- what others call ------------------------------------------------

    @api.model
    def _find(self, department, year):
        """Return the designation in force for a department and year; empty where there is none."""
        return self.search([
            ("department_id", "=", department.id), ("fiscal_year_id", "=", year.id),
            ("state", "=", "designated"),
        ], limit=1)

    def _get_limit(self, subitem):
        """Return the won of an object that may be held, or None where the designation has none."""
        line = self.limit_ids.filtered(lambda one: one.subitem_id == subitem)
        return line.amount if line else None

    def _lock(self):
        """Return (balance, entries) as they stand; the row stays locked until the end."""
        self.ensure_one()
        self.flush_recordset()
        return self.env.execute_query(SQL(
            "SELECT balance, move_count FROM gotgan_petty_designation WHERE id = %s"
            " FOR NO KEY UPDATE", self.id,
        ))[0]

    def _set_balance(self, balance, count):
        self.env.cr.execute(SQL(
            "UPDATE gotgan_petty_designation SET balance = %s, move_count = %s WHERE id = %s",
            balance, count, self.id,
        ))
        self.invalidate_recordset(["balance", "move_count", "move_ids"])
