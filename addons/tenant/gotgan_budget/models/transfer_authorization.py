from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.gotgan_base.fields import Won, won_text


class TransferAuthorization(models.Model):
    """예산의 이용: what the vote lets be moved between policy programmes (지방재정법 47의2① 단서).

    Without it nothing goes from one policy programme to another but by a vote of its own.
    """

    _name = "gotgan.transfer.authorization"
    _description = "Authorized Inter-programme Transfer"
    _inherit = ["gotgan.transition.line.mixin"]
    _order = "version_id, fund_id, id"

    _parent_field = "version_id"

    version_id = fields.Many2one(
        "gotgan.budget.version", string="Voted With", required=True, index=True,
        ondelete="cascade",
    )
    fiscal_year_id = fields.Many2one(related="version_id.fiscal_year_id")
    state = fields.Selection(related="version_id.state")
    name = fields.Char(string="What For", required=True)
    fund_id = fields.Many2one(
        "gotgan.fund", required=True, ondelete="restrict",
        domain="[('fiscal_year_id', '=', fiscal_year_id)]",
    )
    policy_from_id = fields.Many2one(
        "gotgan.program", string="From Policy Programme", ondelete="restrict",
        domain="[('fiscal_year_id', '=', fiscal_year_id), ('level', '=', 'policy')]",
        help="Left empty: from any policy programme of the fund.",
    )
    policy_to_id = fields.Many2one(
        "gotgan.program", string="To Policy Programme", ondelete="restrict",
        domain="[('fiscal_year_id', '=', fiscal_year_id), ('level', '=', 'policy')]",
        help="Left empty: to any policy programme of the fund.",
    )
    item_id = fields.Many2one(
        "gotgan.expenditure.object", string="Object Item", ondelete="restrict",
        domain="[('fiscal_year_id', '=', fiscal_year_id), ('level', 'in', ('item', 'hang'))]",
        help="The object that may be increased, such as personnel expenses. Left empty: any.",
    )
    amount = Won(string="Limit", default=0, help="Zero: the vote names no limit.")
    used_amount = Won(string="Used", readonly=True, copy=False, default=0)
    reason = fields.Char()

    _not_negative = models.Constraint(
        "CHECK (amount >= 0)", "The limit of an authorized transfer cannot be below zero.",
    )
    _within_limit = models.Constraint(
        "CHECK (used_amount >= 0 AND (amount = 0 OR used_amount <= amount))",
        "More would be moved than the vote allows.",
    )

    @api.depends("name", "version_id.name")
    def _compute_display_name(self):
        for one in self:
            one.display_name = " · ".join(filter(None, (one.version_id.name, one.name)))

    def _get_words(self):
        """Return what the general provisions call it: what for, and between which programmes."""
        self.ensure_one()
        ways = [one.name for one in (self.policy_from_id, self.policy_to_id) if one]
        return f"{self.name} ({' → '.join(ways)})" if len(ways) == 2 else " ".join(
            filter(None, (self.name, *(f"({name})" for name in ways))),
        )

    def _find_outside(self, fund, policy, item, *, is_given):
        """Return why a place is not covered, in words, or an empty string.

        :param bool is_given: whether money goes there; else it is taken from there
        """
        self.ensure_one()
        bound = self.policy_to_id if is_given else self.policy_from_id
        if fund != self.fund_id:
            return self.env._("another fund than %(fund)s", fund=self.fund_id.name)
        if bound and policy != bound:
            return self.env._("another policy programme than %(policy)s", policy=bound.name)
        if is_given and self.item_id and item != self.item_id:
            return self.env._("another object than %(item)s", item=self.item_id.name)
        return ""

    def _has_room(self, won):
        """Say whether the limit leaves ``won`` to be moved."""
        self.ensure_one()
        return not self.amount or self.used_amount + won <= self.amount

    def _use(self, won):
        """Count what is moved against the limit, in the transaction that moves it.

        :raises UserError: the version is not in force, or the limit does not leave so much
        """
        self.ensure_one()
        if self.state != "in_force" or not self._has_room(won):
            raise UserError(self.env._(
                "%(transfer)s leaves %(left)s won to be moved, not %(won)s won. Have the transfer "
                "voted.", transfer=self.display_name, won=won_text(won),
                left=won_text(max(self.amount - self.used_amount, 0)),
            ))
        self._write_locked({"used_amount": self.used_amount + won})
