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
SELECT v.id, CASE WHEN p.is_company THEN min(p.id) OVER (PARTITION BY p.is_company,
           regexp_replace(lower(p.name), '주식회사|㈜|[(]주[)]|[[:space:][:punct:]]', '', 'g'))
       ELSE p.id END AS payee,
       regexp_replace(a.acc_number, '[^0-9]', '', 'g') AS account, v.invoice_number AS number,
       v.amount::int8 AS amount, COALESCE(v.date, v.claim_date) AS day, v.name AS title
  FROM gotgan_voucher v
  JOIN res_partner p ON p.id = v.partner_id
  LEFT JOIN res_partner_bank a ON a.id = v.bank_account_id
 WHERE v.state IN ('resolved', 'ordered', 'paid')
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
    partner_id = fields.Many2one(related="second_id.partner_id", store=True)
    department_id = fields.Many2one(related="second_id.department_id", store=True)
    amount = Won(related="second_id.amount", store=True, string="At Stake")
    days_apart = fields.Integer(compute="_compute_days_apart", string="Days Between")
    state = fields.Selection(
        [("open", "To Judge"), ("confirmed", "Double"), ("dismissed", "Not Double")],
        default="open", required=True, readonly=True, copy=False,
    )

    first_date = fields.Date(related="first_id.date", string="Day")
    second_date = fields.Date(related="second_id.date", string="Day of the Later")
    first_amount = Won(related="first_id.amount", string="Amount")
    first_partner_id = fields.Many2one(related="first_id.partner_id", string="Payee of the Earlier")
    first_number = fields.Char(related="first_id.invoice_number", string="Invoice No.")
    second_number = fields.Char(
        related="second_id.invoice_number", string="Invoice No. of the Later",
    )
    first_account_id = fields.Many2one(related="first_id.bank_account_id", string="Account")
    second_account_id = fields.Many2one(
        related="second_id.bank_account_id", string="Account of the Later",
    )
    first_department_id = fields.Many2one(
        related="first_id.department_id", string="Department of the Earlier",
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

    @api.depends("first_id.date", "second_id.date")
    def _compute_days_apart(self):
        for one in self:
            first, second = one.first_id.date, one.second_id.date
            one.days_apart = abs((second - first).days) if first and second else 0

    @api.depends("first_id.number", "second_id.number")
    def _compute_display_name(self):
        for one in self:
            one.display_name = f"{one.first_id.number or ''} / {one.second_id.number or ''}"

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
        self.env["gotgan.voucher"].flush_model()
        pairs = find_pairs(self.env, SQL(TRACES), edition._get_days()) if edition else []
        suspicion_sudo = self.sudo()
        known = set(suspicion_sudo.search([])._read_pairs())
        return suspicion_sudo.create([
            {
                "first_id": pair.first, "second_id": pair.second, "kind": pair.kind,
                "other_account": pair.other_account,
            }
            for pair in pairs if (pair.first, pair.second) not in known
        ]).sudo(self.env.su)

    def _read_pairs(self):
        return [(one.first_id.id, one.second_id.id) for one in self]

    @api.model
    def _cron_find(self):
        self._find_new()
