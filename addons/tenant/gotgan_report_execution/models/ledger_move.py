from odoo import api, models
from odoo.tools import SQL

from odoo.addons.gotgan_base.fields import Won

from ..rules.figures import FIGURES, effects_of


class LedgerMove(models.Model):
    """A move knows what it adds to the figure it was opened from (context ``gotgan_figure``).

    Its amount is never negative, but a payment that came back takes away from what was paid. With
    the effect, the moves behind a figure add up to it on screen.
    """

    _inherit = "gotgan.ledger.move"

    effect = Won(
        compute="_compute_effect", string="Part of the Figure",
        help="What the move adds to the figure it was opened from; these add up to it.",
    )

    @api.depends_context("gotgan_figure")
    @api.depends("kind", "amount")
    def _compute_effect(self):
        effects = self._get_effects()
        for move in self:
            move.effect = move.amount * effects.get(move.kind, 0)

    def _field_to_sql(self, alias, field_expr, query=None):
        """Let lists add the effects up in the database."""
        if field_expr != "effect":
            return super()._field_to_sql(alias, field_expr, query)
        cases = SQL(" ").join(
            SQL("WHEN %s THEN %s", kind, times) for kind, times in self._get_effects().items()
        )
        return SQL(
            "(%s * CASE %s %s ELSE 0 END)", self._field_to_sql(alias, "amount", query),
            self._field_to_sql(alias, "kind", query), cases,
        )

    def _get_effects(self):
        name = self.env.context.get("gotgan_figure")
        return effects_of(name if name in FIGURES else "appropriated")
