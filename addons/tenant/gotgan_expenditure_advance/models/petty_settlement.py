from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import Won
from odoo.addons.gotgan_base.transition import Transition

from ..cashbook import month_of, sum_up

CASHIER = "office:imprest_cashier"
OFFICER = "office:disbursing_officer"
FIGURES = ("opening", "granted", "spent", "returned", "amount")


class PettySettlement(models.Model):
    """일상경비 정산서: what an imprest cashier received, spent and kept in one month.

    The cashier hands it to the disbursing officer (회계관리훈령 59의2). From then on nothing more
    is entered in that month; without it there is no further grant.
    """

    _name = "gotgan.petty.settlement"
    _description = "Monthly Settlement of Petty Cash"
    _inherit = ["gotgan.advance.document.mixin"]

    _number_series = "petty_settlement"
    _transitions = {
        "submit": Transition(("draft",), "submitted", CASHIER),
        "accept": Transition(("submitted",), "accepted", OFFICER),
        "reject": Transition(("submitted",), "draft", OFFICER, needs_reason=True),
        "cancel": Transition(("draft",), "cancelled", f"author|{CASHIER}", needs_reason=True),
    }
    _sealed_fields = ("state", "number", "decided_by_id", *FIGURES)
    _next_steps = {"draft": ("submit", CASHIER), "submitted": ("accept", OFFICER)}

    name = fields.Char(required=False, compute="_compute_name", store=True, precompute=True)
    designation_id = fields.Many2one(
        "gotgan.petty.designation", string="Petty Cash", required=True, ondelete="restrict",
        index=True, domain=[("state", "in", ("designated", "ended"))],
    )
    fiscal_year_id = fields.Many2one(
        related="designation_id.fiscal_year_id", store=True, precompute=True,
    )
    department_id = fields.Many2one(
        related="designation_id.department_id", store=True, precompute=True, index=True,
    )
    imprest_cashier_office_id = fields.Many2one(related="designation_id.imprest_cashier_office_id")
    month = fields.Date(
        required=True, default=lambda self: month_of(today(self.env))[0],
        help="Any day of the month that is settled.",
    )
    date_to = fields.Date(compute="_compute_date_to", store=True, precompute=True)
    move_ids = fields.Many2many(
        "gotgan.petty.move", compute="_compute_move_ids", string="Entries of the Month",
    )
    opening = Won(readonly=True, copy=False, string="Brought Forward")
    granted = Won(readonly=True, copy=False)
    spent = Won(readonly=True, copy=False)
    returned = Won(readonly=True, copy=False)
    amount = Won(readonly=True, copy=False, string="Carried Forward")
    state = fields.Selection([
        ("draft", "Draft"),
        ("submitted", "Submitted"),
        ("accepted", "Accepted"),
        ("cancelled", "Cancelled"),
    ], default="draft", required=True, readonly=True, copy=False)

    _sum = models.Constraint(
        "CHECK (state IN ('draft', 'cancelled') OR"
        " amount = opening + granted - spent - returned)",
        "A settlement adds up.",
    )
    _month_once = models.UniqueIndex(
        "(designation_id, date_to) WHERE state <> 'cancelled'",
        "This month of the petty cash has its settlement already.",
    )

    @api.depends("designation_id", "month")
    def _compute_name(self):
        for settlement in self:
            month = settlement.month and settlement.month.strftime("%Y-%m")
            settlement.name = f"{settlement.designation_id.name or ''} {month or ''}".strip()

    @api.depends("month")
    def _compute_date_to(self):
        for settlement in self:
            settlement.date_to = settlement.month and month_of(settlement.month)[1]

    @api.depends("designation_id", "month", "state")
    def _compute_move_ids(self):
        for settlement in self:
            settlement.move_ids = settlement._get_moves()

    def action_submit(self):
        """Hand the month to the disbursing officer as imprest cashier."""
        return self._do_transition("submit")

    def action_accept(self):
        """Accept the settlement as disbursing officer."""
        return self._do_transition("accept")

    def action_reject(self):
        """Return the settlement to the imprest cashier, with a reason."""
        return self._do_transition("reject")

    def action_cancel(self):
        """Discard a draft, with a reason."""
        return self._do_transition("cancel")

    # ---- effects ---------------------------------------------------------

    def _on_submit(self):
        for settlement in self.sorted("date_to"):
            settlement.designation_id._lock()
            settlement._check_order()
            moves = settlement._get_moves()
            figures = sum_up(
                settlement._get_opening(), [(one.kind, one.amount) for one in moves],
            )
            figures["amount"] = figures.pop("balance")
            settlement._write_locked(figures)
        self._fix()

    def _on_accept(self):
        self._decide()

    def _check_order(self):
        """Months are settled one after the other, and not before they have begun."""
        if self.month > today(self.env):
            raise UserError(self.env._(
                "%(document)s lies in the future. Settle it when the month is over.",
                document=self._get_document_label(),
            ))
        missing = self._get_unsettled(self.designation_id, month_of(self.month)[0])
        if missing:
            raise UserError(self.env._(
                "%(document)s: %(month)s has entries and no settlement yet. Settle the earlier "
                "month first.", document=self._get_document_label(),
                month=missing.strftime("%Y-%m"),
            ))

    # ---- what others call ------------------------------------------------

    @api.model
    def _get_unsettled(self, designation, before):
        """Return the first day of the earliest month before ``before`` without settlement, or None.

        :param date before: a day; its own month is not asked
        """
        settled = set(self.search([
            ("designation_id", "=", designation.id), ("state", "in", ("submitted", "accepted")),
        ]).mapped("date_to"))
        moves = self.env["gotgan.petty.move"].search([
            ("designation_id", "=", designation.id), ("date", "<", month_of(before)[0]),
        ])
        months = {month_of(day) for day in moves.mapped("date")}
        return min((first for first, last in months if last not in settled), default=None)

    @api.model
    def _check_month_open(self, designation, day):
        """Refuse an entry in a month that was handed over.

        :raises UserError: with the settlement
        """
        settlement = self.search([
            ("designation_id", "=", designation.id), ("state", "in", ("submitted", "accepted")),
            ("date_to", ">=", day),
        ], limit=1)
        if settlement:
            raise UserError(self.env._(
                "%(settlement)s covers %(day)s already: nothing more is entered in that month. "
                "Have it returned first, or use a later day.",
                settlement=settlement._get_document_label(), day=day,
            ))

    def _get_moves(self):
        if not self.designation_id or not self.month:
            return self.env["gotgan.petty.move"]
        first, last = month_of(self.month)
        return self.env["gotgan.petty.move"].search([
            ("designation_id", "=", self.designation_id._origin.id or self.designation_id.id),
            ("date", ">=", first), ("date", "<=", last),
        ], order="sequence")

    def _get_opening(self):
        """Return the balance when the month began: what all earlier days add up to."""
        earlier = self.env["gotgan.petty.move"].search([
            ("designation_id", "=", self.designation_id.id),
            ("date", "<", month_of(self.month)[0]),
        ])
        return sum_up(0, [(one.kind, one.amount) for one in earlier])["balance"]
