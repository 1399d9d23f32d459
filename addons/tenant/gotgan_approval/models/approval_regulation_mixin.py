from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import Won, won_text
from odoo.addons.gotgan_base.transition import Transition

from ..ranges import is_round

KEEPER = "group:gotgan_approval.group_approval_keeper"
HOLDING = ("in_force", "superseded")


class RegulationMixin(models.AbstractModel):
    """One row of the agency's 위임전결규정: for which documents it speaks, and from when to when.

    In force it is never changed: who decided a document must stay explainable by the row of that
    day.
    """

    _name = "gotgan.approval.regulation.mixin"
    _description = "Row of the Regulation on Delegated Decisions"
    _inherit = ["gotgan.transition.mixin"]

    _transitions = {
        "enforce": Transition(("draft",), "in_force", KEEPER),
        "withdraw": Transition(("draft", "in_force"), "withdrawn", KEEPER, needs_reason=True),
        "repeal": Transition(("in_force",), "superseded", KEEPER, needs_reason=True),
    }
    _sealed_fields = ("state",)

    kind = fields.Selection(
        lambda self: self.env["gotgan.approval"]._get_approval_kinds(),
        string="Kind of Document", required=True, index=True,
    )
    amount_from = Won(string="From (won)", help="This amount and more.")
    amount_to = Won(string="Below (won)", help="Less than this amount. Zero: without limit.")
    range_label = fields.Char(string="Amounts", compute="_compute_range_label")
    department_ids = fields.Many2many(
        "hr.department", string="Departments", help="With those below them. None means all.",
    )
    clause = fields.Char(
        required=True, help="Table, number and words of the regulation, as the line cites it.",
    )
    date_from = fields.Date(string="From", required=True, default=lambda self: today(self.env))
    date_to = fields.Date(string="To", copy=False, help="Empty: until further notice.")
    state = fields.Selection(
        [
            ("draft", "Being Written"), ("in_force", "In Force"),
            ("superseded", "Ended"), ("withdrawn", "Revoked"),
        ],
        default="draft", required=True, readonly=True, copy=False,
    )

    _amounts_in_order = models.Constraint(
        "CHECK (amount_from >= 0 AND (amount_to = 0 OR amount_to > amount_from))",
        "The upper amount lies above the lower one, and neither is negative.",
    )
    _dates_in_order = models.Constraint(
        "CHECK (date_to IS NULL OR date_to >= date_from)",
        "A row ends on the day it begins or later.",
    )

    @api.depends("kind", "clause")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for row in self:
            row.display_name = f"{kinds.get(row.kind) or ''} {row.clause or ''}".strip()

    @api.depends("amount_from", "amount_to")
    @api.depends_context("lang")
    def _compute_range_label(self):
        for row in self:
            row.range_label = row._get_range_label()

    def action_enforce(self):
        """Put rows in force from their first day on."""
        return self._do_transition("enforce")

    def action_withdraw(self):
        """Take back drafts, and rows whose first day has not come."""
        return self._do_transition("withdraw")

    def action_repeal(self):
        """End rows with today."""
        return self._do_transition("repeal")

    # ---- what the line asks ------------------------------------------------

    @api.model
    def _find_rows(self, kind, amount, department, day):
        """Return the rows that speak for such a case on ``day``, the most special ones first."""
        reach = self._get_reach(department)
        rows_sudo = self.sudo().search(Domain([
            ("kind", "=", kind), ("amount_from", "<=", amount),
        ]) & (Domain("amount_to", "=", 0) | Domain("amount_to", ">", amount))
            & self._get_holding_domain(day))
        found_sudo = rows_sudo.filtered(lambda row: row._get_distance(reach) is not None)
        return found_sudo.sorted(lambda row: (row._get_distance(reach), row.id)).sudo(False)

    @api.model
    def _get_reach(self, department):
        """Return {department id: steps up from the case's department}."""
        lineage = department._get_lineage() if department else []
        return {one: steps for steps, one in enumerate(lineage)}

    def _get_distance(self, reach):
        """Return how far above the case a row speaks; None if it speaks for others only."""
        if not self.department_ids:
            return len(reach)
        return min((reach[one] for one in self.department_ids.ids if one in reach), default=None)

    @api.model
    def _get_holding_domain(self, day):
        ends = Domain("date_to", "=", False) | Domain("date_to", ">=", day)
        return ends & Domain([("state", "in", HOLDING), ("date_from", "<=", day)])

    # ---- steps ---------------------------------------------------------------

    def _on_enforce(self):
        day = today(self.env)
        for row in self.filtered(lambda one: one.date_from < day):
            raise UserError(self.env._(
                "%(row)s would begin on %(day)s, before today: who had to decide since then "
                "would be judged by another rule. Let it begin today or later.",
                row=row.display_name, day=row.date_from,
            ))

    def _on_withdraw(self, _reason):
        day = today(self.env)
        for row in self.filtered(lambda one: one.state == "in_force" and one.date_from <= day):
            raise UserError(self.env._(
                "%(row)s is in force since %(day)s and cannot be withdrawn. End it, or put a new "
                "row in its place.", row=row.display_name, day=row.date_from,
            ))

    def _on_repeal(self, _reason):
        day = today(self.env)
        for row in self.filtered(lambda one: one.date_from > day):
            raise UserError(self.env._(
                "%(row)s has not begun. Withdraw it instead.", row=row.display_name,
            ))
        self._write_locked({"date_to": day})

    def _check_open(self, vals):
        self._check_sealed(vals)
        for row in self.filtered(lambda one: one.state != "draft"):
            raise UserError(self.env._(
                "%(row)s is %(state)s and is never changed, so that what was decided by it stays "
                "explainable. Add a new row that begins on the day of the change.",
                row=row.display_name, state=row._get_state_label(),
            ))

    # ---- words ---------------------------------------------------------------

    def _get_range_label(self):
        """Return the amounts in words: ``5,000,000원 이상 20,000,000원 미만`` in Korean."""
        return self._word_range(self.amount_from, self.amount_to)

    @api.model
    def _word_range(self, low, high):
        """Return a range in words; one won beyond a round amount is 초과 and 이하."""
        values = {"low": won_text(low), "high": won_text(high)}
        if is_round(low) and is_round(high) and low and high:
            return self.env._("%(low)s won to less than %(high)s won", **values)
        words = [self._word_low(low)] * bool(low) + [self._word_high(high)] * bool(high)
        return " ".join(words) or self.env._("any amount")

    def _word_low(self, low):
        if is_round(low):
            return self.env._("%(low)s won or more", low=won_text(low))
        return self.env._("more than %(low)s won", low=won_text(low - 1))

    def _word_high(self, high):
        if is_round(high):
            return self.env._("less than %(high)s won", high=won_text(high))
        return self.env._("%(high)s won or less", high=won_text(high - 1))
