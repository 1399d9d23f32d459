from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import SQL

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import Won
from odoo.addons.gotgan_base.transition import Transition

from ..duplicates import FUNCTION, find_pairs

AUDITOR = "gotgan_base.group_auditor"
DECIDER = f"group:{AUDITOR}"
# A company that was entered twice is one payee: its form and the spaces of its name say nothing.
TRACES = """
SELECT d.id, CASE WHEN p.is_company THEN min(p.id) OVER (PARTITION BY p.is_company,
           regexp_replace(lower(p.name), '주식회사|㈜|[(]주[)]|[[:space:][:punct:]]', '', 'g'))
       ELSE p.id END AS payee,
       regexp_replace(a.acc_number, '[^0-9]', '', 'g') AS account, d.number, d.amount, d.day,
       d.title
  FROM (%s) AS d
  JOIN res_partner p ON p.id = d.payee
  LEFT JOIN res_partner_bank a ON a.id = d.account
"""
VOUCHERS = """
SELECT id, partner_id AS payee, bank_account_id AS account, invoice_number AS number,
       amount::int8 AS amount, COALESCE(date, claim_date) AS day, name AS title
  FROM gotgan_voucher WHERE state IN ('resolved', 'ordered', 'paid')
"""


class PaymentSuspicion(models.Model):
    """중복 의심: two vouchers that look like one payment made twice, for the auditor to judge.

    Found every night among all vouchers of the agency (지방회계법 33). A pair is kept for good;
    what the auditor says of it is added to its history and never taken away.
    """

    _name = "gotgan.payment.suspicion"
    _description = "Suspected Double Payment"
    _inherit = ["gotgan.transition.mixin"]
    _order = "state desc, amount desc, id desc"
    _rec_name = "first_id"

    _transitions = {
        "confirm": Transition(("open",), "confirmed", DECIDER, needs_reason=True),
        "dismiss": Transition(("open",), "dismissed", DECIDER, needs_reason=True),
        "reopen": Transition(("confirmed", "dismissed"), "open", DECIDER, needs_reason=True),
    }
    _open_states = ()

    first_id = fields.Many2one(
        "gotgan.voucher", string="Earlier Voucher", required=True, readonly=True,
        ondelete="restrict",
    )
    second_id = fields.Many2one(
        "gotgan.voucher", string="Later Voucher", required=True, readonly=True,
        ondelete="restrict", index=True,
    )
    kind = fields.Selection([
        ("same_number", "Same Invoice and Amount"),
        ("same_title", "Same Title and Amount"),
        ("swapped_amount", "Same Invoice, Digits of the Amount Swapped"),
        ("swapped_title", "Same Title, Digits of the Amount Swapped"),
        ("swapped_number", "Same Amount, Digits of the Invoice Swapped"),
        ("near_title", "Nearly the Same Title, Same Amount"),
        ("other_payee", "Same Invoice and Amount, Other Payee"),
    ], string="Suspicion", required=True, readonly=True)
    other_account = fields.Boolean(
        string="Another Account", readonly=True, help="The two were sent to different accounts.",
    )
    found_on = fields.Date(required=True, readonly=True, default=lambda self: today(self.env))
    partner_id = fields.Many2one(
        "res.partner", string="Payee", compute="_compute_at_stake", store=True,
    )
    department_id = fields.Many2one("hr.department", compute="_compute_at_stake", store=True)
    amount = Won(compute="_compute_at_stake", store=True, string="At Stake")
    days_apart = fields.Integer(compute="_compute_days_apart", string="Days Between")
    state = fields.Selection(
        [("open", "To Judge"), ("confirmed", "Double"), ("dismissed", "Not Double")],
        default="open", required=True, readonly=True, copy=False,
    )

    first_date = fields.Date(compute="_compute_pair", string="Day")
    second_date = fields.Date(compute="_compute_pair", string="Day of the Later")
    first_amount = Won(compute="_compute_pair", string="Amount")
    first_partner_id = fields.Many2one(
        "res.partner", compute="_compute_pair", string="Payee of the Earlier",
    )
    first_number = fields.Char(related="first_id.invoice_number", string="Invoice No.")
    second_number = fields.Char(
        related="second_id.invoice_number", string="Invoice No. of the Later",
    )
    first_account_id = fields.Many2one(related="first_id.bank_account_id", string="Account")
    second_account_id = fields.Many2one(
        related="second_id.bank_account_id", string="Account of the Later",
    )
    first_department_id = fields.Many2one(
        "hr.department", compute="_compute_pair", string="Department of the Earlier",
    )
    first_state = fields.Selection(related="first_id.state", string="State of the Earlier")
    second_state = fields.Selection(related="second_id.state", string="State of the Later")

    _pair_unique = models.UniqueIndex(
        "(first_id, second_id)", "The two vouchers were found to be alike already.",
    )
    _in_order = models.Constraint(
        "CHECK (first_id < second_id)", "The earlier voucher comes first.",
    )
    _waiting = models.Index("(amount) WHERE state = 'open'")

    def init(self):
        self.env.cr.execute(SQL(FUNCTION))
        return super().init()

    @api.depends("second_id.partner_id", "second_id.department_id", "second_id.amount")
    def _compute_at_stake(self):
        for one in self:
            later = one._get_pair()[1]
            one.partner_id, one.department_id = later.partner_id, later.department_id
            one.amount = later.amount

    @api.depends("first_date", "second_date")
    def _compute_days_apart(self):
        for one in self:
            first, second = one.first_date, one.second_date
            one.days_apart = abs((second - first).days) if first and second else 0

    @api.depends("first_id", "second_id")
    def _compute_pair(self):
        for one in self:
            first, second = one._get_pair()
            one.first_date, one.second_date = first.date, second.date
            one.first_partner_id, one.first_department_id = first.partner_id, first.department_id
            one.first_amount = first.amount

    @api.depends("first_id.number", "second_id.number")
    def _compute_display_name(self):
        for one in self:
            one.display_name = " / ".join(doc.number or "" for doc in one._get_pair())

    def action_confirm(self):
        """Say, with what is done about it, that the payment was made or asked for twice."""
        return self._do_transition("confirm")

    def action_dismiss(self):
        """Say why the two are different payments."""
        return self._do_transition("dismiss")

    def action_reopen(self):
        """Look at it anew, with a reason; what was said before stays in the history."""
        return self._do_transition("reopen")

    def action_find(self):
        """Look through all vouchers now; it is done every night by itself."""
        if not self.env.user.has_group(AUDITOR):
            raise AccessError(self.env._(
                "Only the auditor looks for double payments. What was found is shown in the list.",
            ))
        found = self._find_new()
        return {
            "type": "ir.actions.client", "tag": "display_notification", "params": {
                "type": "info" if found else "success", "next": {
                    "type": "ir.actions.client", "tag": "soft_reload",
                },
                "message": self.env._("%(count)s new pairs were found.", count=len(found)),
            },
        }

    @api.model
    def _find_new(self):
        """Keep the pairs that were not known; return them."""
        edition = self.env["gotgan.rule"]._seek("spending.duplicate", today(self.env))
        traces = SQL(TRACES, self._get_payments())
        pairs = find_pairs(self.env, traces, edition._get_days()) if edition else []
        suspicion_sudo = self.sudo()
        known = set(suspicion_sudo.search([])._read_pairs())
        return suspicion_sudo.create([
            {
                **self._prepare_pair(pair.first, pair.second), "kind": pair.kind,
                "other_account": pair.other_account,
            }
            for pair in pairs if (pair.first, pair.second) not in known
        ]).sudo(self.env.su)

    @api.model
    def _get_payments(self):
        """Return the SQL of what is compared: id, payee, account, number, amount, day, title."""
        self.env["gotgan.voucher"].flush_model()
        return SQL(VOUCHERS)

    @api.model
    def _prepare_pair(self, first, second):
        return {"first_id": first, "second_id": second}

    def _read_pairs(self):
        """Return (first, second) of the traces from which each was made, the smaller id first."""
        return [(one.first_id.id, one.second_id.id) for one in self]

    def _get_pair(self):
        """Return the two documents, the earlier first; they may be of two kinds."""
        return self.first_id, self.second_id

    @api.model
    def _cron_find(self):
        self._find_new()
