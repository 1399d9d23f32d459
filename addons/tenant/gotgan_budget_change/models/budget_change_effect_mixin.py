from odoo import models

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_ledger.core import Posting

from ..kinds import RESERVE_KINDS
from ..spreading import allotted_part, spread


class BudgetChangeEffectMixin(models.AbstractModel):
    """What executing does to the ledger."""

    _name = "gotgan.budget.change.effect.mixin"
    _description = "Budget Change That Moves Money"

    def _move_money(self):
        """Post the change: allotment back where it must, the appropriation, allotment forth.

        What is not allotted moves first. What had to come out of allotments is allotted again where
        the money goes, so that the departments can spend as much as before.

        :raises LedgerShortage: money that was there when the figures were read is not any more
        """
        self.ensure_one()
        self.line_ids._open_cells()
        taken, given = self._get_lines("take"), self._get_lines("give")
        self.line_ids._fix_figures()
        backs = [allotted_part(line.amount, line.loose) for line in taken]
        self._allot(taken, [-won for won in backs])
        call = "_draw" if self.kind in RESERVE_KINDS else "_transfer"
        postings = [
            *(Posting(line.cell_id.id, -line.amount, self.id) for line in taken),
            *(Posting(line.cell_id.id, line.amount, self.id) for line in given),
        ]
        getattr(self.env["gotgan.ledger"], call)(postings, **self._get_origin())
        amounts = given.mapped("amount")
        self._allot(given, amounts if self.allot_now else spread(sum(backs), amounts))

    def _allot(self, lines, amounts):
        postings = [
            Posting(line.cell_id.id, won, self.id)
            for line, won in zip(lines, amounts, strict=True) if won
        ]
        if postings:
            self.env["gotgan.ledger"]._allot(postings, **self._get_origin())

    def _get_origin(self):
        return {
            "source_model": self._name, "date": today(self.env),
            "reason": self._get_posting_reason(),
        }
