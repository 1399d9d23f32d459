from odoo import fields, models

from odoo.addons.gotgan_base.transition import Transition
from odoo.addons.gotgan_expenditure.models import commitment
from odoo.addons.gotgan_ledger.core import Posting


class Commitment(models.Model):
    """A commitment whose money went over goes on as its successor in the next year."""

    _inherit = "gotgan.commitment"

    _transitions = {
        **commitment.Commitment._transitions,
        # What the carry-over decides: it goes on in the new year, it is over in the old one.
        "continue": Transition(("draft",), "committed", "carryover:in"),
        "carry_over": Transition(("committed",), "closed", "carryover:over"),
    }
    _sealed_fields = ("state", "number", "carryover_id", "origin_id")

    carryover_id = fields.Many2one(
        "gotgan.carryover", string="Came Over With", readonly=True, copy=False,
        ondelete="restrict", index="btree_not_null",
    )
    origin_id = fields.Many2one(
        "gotgan.commitment", string="Continues", readonly=True, copy=False,
        ondelete="restrict", index="btree_not_null",
        help="The commitment of the year before whose open part was carried over.",
    )
    successor_ids = fields.One2many(
        "gotgan.commitment", "origin_id", string="Continued As", readonly=True, copy=False,
    )

    # ---- effects -----------------------------------------------------------

    def _on_continue(self):
        """Bind the money that was carried in to the same payee, on the day it was."""
        self._take_numbers()
        for one in self:
            lines = one.line_ids
            holds = self.env["gotgan.ledger"]._commit(
                [Posting(line.split_id.hold_id.id, line.amount, one.id) for line in lines],
                source_model=self._name, date=one.date, reason=one.carryover_id.display_name,
            )
            lines._set_holds(holds)

    def _forget_progress(self):
        """Read anew what the carry-over has just changed."""
        self.invalidate_recordset(["current_amount", "paid", "unpaid"])

    def _is_over(self):
        """Return whether nothing of the commitment is owed in its year any more."""
        return self.state == "committed" and not self.unpaid

    def _get_capacity_carryover(self, value):
        """Return the carry-over as a text if it decides the step by itself."""
        if value == "in":
            carryover = self.carryover_id
        else:
            lines = self.env["gotgan.carryover.line"].search([
                ("commitment_line_id.commitment_id", "=", self.id),
                ("carryover_id.state", "=", "carried"),
            ], limit=1)
            carryover = lines.carryover_id if self._is_over() else lines.carryover_id.browse()
        return carryover.display_name if carryover.state == "carried" else ""

    def _get_authority_label(self, kind, value):
        if kind != "carryover":
            return super()._get_authority_label(kind, value)
        return self.env._("its carry-over")
