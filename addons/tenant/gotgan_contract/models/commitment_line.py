from odoo import models

from ..adjusting import settle_advance
from .contract_subcontract import CLAIMED_STATES


class CommitmentLine(models.Model):
    """What was paid ahead is settled with each part that is accepted (선금 정산)."""

    _inherit = "gotgan.commitment.line"

    def _get_claimed_advances(self):
        """Return ``{voucher line: won}`` of the advances claimed on these lines, less returns."""
        lines_sudo = self.env["gotgan.voucher.line"].sudo().search([
            ("commitment_line_id", "in", self.ids), ("voucher_id.contract_advance_id", "!=", False),
            ("voucher_id.state", "in", CLAIMED_STATES),
        ])
        return {line: line.amount - line.returned for line in lines_sudo}

    def _settle_advances(self, deltas=None):
        """Set what is not settled to advance × (1 - accepted / amount), rounded down.

        An advance given after claims is settled with the parts that follow, never below what those
        claims left free.

        :param deltas: ``{line id: won}`` about to be inspected more, or less
        """
        claimed = self._get_claimed_advances()
        changes = {}
        for line in self:
            total = sum(won for one, won in claimed.items() if one.commitment_line_id == line)
            if not total:
                continue
            accepted = line.inspected + (deltas or {}).get(line.id, 0)
            open_won = total - settle_advance(total, 0, line.amount - line.reduced, accepted)
            open_won = min(total, max(open_won, line.vouchered - accepted))
            if open_won != line.advanced:
                changes[line.id] = open_won - line.advanced
        self.browse(changes)._add_total("advanced", changes)
