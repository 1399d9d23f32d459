from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import Won

OFFICE = "custodial_cashier"


class CustodyCase(models.Model):
    """One sum held for one person, until it is paid out or lapses to revenue.

    Written by :class:`~.custody.Custody` alone; only the day from which it can be claimed is set by
    the custodial cash cashier.
    """

    _name = "gotgan.custody.case"
    _description = "Custody Case"
    _order = "date desc, id desc"
    _rec_names_search = ["number", "name", "partner_id"]

    number = fields.Char(required=True, readonly=True, copy=False)
    account_id = fields.Many2one(
        "gotgan.custody.account", required=True, readonly=True, ondelete="restrict", index=True,
    )
    kind = fields.Selection(related="account_id.kind", store=True)
    use = fields.Selection(related="account_id.use", store=True)
    partner_id = fields.Many2one(
        "res.partner", string="Held For", required=True, readonly=True, ondelete="restrict",
        index=True,
    )
    department_id = fields.Many2one("hr.department", readonly=True, ondelete="restrict", index=True)
    name = fields.Char(string="Why", required=True, readonly=True)
    date = fields.Date(string="Received On", required=True, readonly=True, index=True)
    amount = Won(required=True, readonly=True)
    rest = Won(
        string="Held", required=True, readonly=True, help="Neither paid out nor forfeited.",
    )
    payout_line_ids = fields.One2many(
        "gotgan.custody.payout.line", "case_id", string="Payments", readonly=True,
    )
    promised = Won(
        string="Approved for Payment", compute="_compute_promised", store=True,
        help="Approved and not executed yet: no other payment may take it.",
    )
    source_model = fields.Char(required=True, readonly=True)
    source_id = fields.Many2oneReference(
        model_field="source_model", required=True, readonly=True, aggregator=None,
    )
    due_date = fields.Date(
        string="Pay Over By", readonly=True, index=True,
        help="What was withheld is paid to the tax office or insurer by this day.",
    )
    claimable_from = fields.Date(
        string="Can Be Claimed Since",
        help="A guarantee: the day it was released. The time limit runs from here.",
    )
    claimable_until = fields.Date(
        string="Claim Lapses After", readonly=True, index=True,
        help="Local Finance Act, Article 82: after it what is left becomes revenue.",
    )
    released_by_id = fields.Many2one(
        "res.users", readonly=True, ondelete="restrict",
    )
    move_ids = fields.One2many("gotgan.custody.move", "case_id", string="Moves", readonly=True)
    stage = fields.Selection(
        [
            ("held", "Held"), ("late", "Overdue"), ("lapsed", "Lapsed"), ("settled", "Settled"),
        ],
        compute="_compute_stage", search="_search_stage",
    )

    _rest_within = models.Constraint(
        "CHECK (rest >= 0 AND rest <= amount)",
        "What is left of a case lies between zero and what was received.",
    )
    _promised_within = models.Constraint(
        "CHECK (promised >= 0 AND promised <= rest)",
        "No more of a case is approved for payment than is held.",
    )
    _number_unique = models.UniqueIndex("(number)")
    _by_source = models.Index("(source_model, source_id)")
    _open = models.Index("(account_id, due_date) WHERE rest > 0")

    @api.depends("number", "name", "partner_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for case in self:
            case.display_name = f"{case.number} {case.partner_id.name or ''} {case.name or ''}"

    @api.depends(
        "payout_line_ids.amount", "payout_line_ids.payout_id.state",
        "payout_line_ids.payout_id.paid_on",
    )
    def _compute_promised(self):
        for case in self:
            case.promised = sum(
                line.amount for line in case.payout_line_ids
                if line.payout_id.state == "approved" and not line.payout_id.paid_on
            )

    @api.depends("rest", "due_date", "claimable_until")
    def _compute_stage(self):
        day = today(self.env)
        for case in self:
            if not case.rest:
                case.stage = "settled"
            elif case.claimable_until and case.claimable_until < day:
                case.stage = "lapsed"
            else:
                case.stage = "late" if case.due_date and case.due_date < day else "held"

    def _search_stage(self, operator, value):
        if operator != "in":
            return NotImplemented
        day = today(self.env)
        lapsed = fields.Domain("claimable_until", "<", day)
        late = fields.Domain("due_date", "<", day)
        stages = {
            "settled": fields.Domain("rest", "=", 0),
            "lapsed": fields.Domain("rest", ">", 0) & lapsed,
            "late": fields.Domain("rest", ">", 0) & late & ~lapsed,
            "held": fields.Domain("rest", ">", 0) & ~late & ~lapsed,
        }
        return fields.Domain.OR(stages[one] for one in value if one in stages)

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            raise AccessError(self.env._("Money comes into custody by its receipts alone."))
        return super().create(vals_list)

    def write(self, vals):
        """Let the custodial cash cashier say since when a sum can be claimed; nothing else."""
        if set(vals) - {"claimable_from"}:
            raise UserError(self.env._(
                "A case of custody changes only by receipts, payments and forfeitures.",
            ))
        if not vals:
            return super().write(vals)
        start = fields.Date.to_date(vals["claimable_from"])
        self._check_releaser(start)
        return super().write({
            "claimable_from": start, "released_by_id": self.env.uid,
            "claimable_until": self.env["gotgan.custody"]._get_claimable_until(start)
            if start else False,
        })

    def copy_data(self, default=None):
        raise UserError(self.env._("Money held for somebody cannot be copied. Record a receipt."))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_never(self):
        raise UserError(self.env._("A case of custody cannot be deleted: its moves stay."))

    def action_make_payout(self):
        """Draft the payments that give these cases back or pay them over, one per payee."""
        return self.env["gotgan.custody.payout"]._open(self._make_payouts())

    def action_make_forfeiture(self):
        """Draft the forfeiture of these cases to revenue."""
        payouts = self.env["gotgan.custody.payout"]._draft("forfeit", self.filtered("rest"))
        return self.env["gotgan.custody.payout"]._open(payouts)

    def action_open_source(self):
        """Open the document this sum came from."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self.source_model,
            "res_id": self.source_id,
            "views": [(False, "form")],
        }

    def _make_payouts(self):
        held = self.filtered("rest")
        withheld = held.filtered(lambda one: one.kind == "sundry" and one.account_id.payee_id)
        late = held.filtered(lambda one: one.use == "damages")
        payouts = self.env["gotgan.custody.payout"]
        return (
            payouts._draft("remit", withheld) + payouts._draft("forfeit", late)
            + payouts._draft("return", held - withheld - late)
        )

    def _get_payee(self, kind):
        """Return whom this money goes to in a payment of ``kind``; nobody where it is revenue."""
        if kind == "forfeit":
            return self.env["res.partner"]
        return self.account_id.payee_id if kind == "remit" else self.partner_id

    def _check_releaser(self, start):
        day = today(self.env)
        for case in self:
            office = self.env["gotgan.office"]._find(OFFICE, case.department_id, day)
            if office._get_holder(day) != self.env.user:
                raise AccessError(self.env._(
                    "%(case)s: only the custodial cash cashier says since when it can be claimed.",
                    case=case.display_name,
                ))
            if start and not case.date <= start <= day:
                raise UserError(self.env._(
                    "%(case)s can be claimed from the day it was received until today at the "
                    "earliest. Correct the day.", case=case.display_name,
                ))
