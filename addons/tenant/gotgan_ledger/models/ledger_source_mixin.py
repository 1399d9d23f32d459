from odoo import models


class LedgerSourceMixin(models.AbstractModel):
    """What moved money leads to its moves."""

    _name = "gotgan.ledger.source.mixin"
    _description = "Source of Ledger Moves"

    def action_open_moves(self):
        """Show the moves behind these records."""
        action = self.env["ir.actions.act_window"]._for_xml_id("gotgan_ledger.ledger_move_action")
        return {**action, "domain": list(self._get_move_domain()), "context": {}}

    def _get_move_domain(self):
        return [("source_model", "=", self._name), ("source_id", "in", self.ids)]
