from odoo import fields, models

from odoo.addons.gotgan_base.transition import Transition
from odoo.addons.gotgan_expenditure.models import spending_request
from odoo.addons.gotgan_ledger.core import Posting


class SpendingRequest(models.Model):
    """A spending request whose money went over goes on as its successor in the next year."""

    _inherit = "gotgan.spending.request"

    _transitions = {
        **spending_request.SpendingRequest._transitions,
        # What the carry-over decides: it goes on in the new year, it is over in the old one.
        "continue": Transition(("draft",), "approved", "carryover:in"),
        "carry_over": Transition(("approved",), "closed", "carryover:over"),
    }
    _sealed_fields = ("state", "number", "carryover_id", "origin_id")

    carryover_id = fields.Many2one(
        "gotgan.carryover", string="Came Over With", readonly=True, copy=False,
        ondelete="restrict", index="btree_not_null",
    )
    origin_id = fields.Many2one(
        "gotgan.spending.request", string="Continues", readonly=True, copy=False,
        ondelete="restrict", index="btree_not_null",
        help="The request of the year before whose money was carried over.",
    )
    successor_ids = fields.One2many(
        "gotgan.spending.request", "origin_id", string="Continued As", readonly=True, copy=False,
    )

    def action_open_first(self):
        """Open the request this money was first asked for with."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "res_model": self._name, "view_mode": "form",
            "res_id": self._get_first().id, "views": [(False, "form")],
        }

    # ---- effects -----------------------------------------------------------

    def _on_continue(self):
        """Keep the money that was carried in, on the day it was."""
        self._take_numbers()
        for one in self:
            splits = one.line_ids.split_ids
            holds = self.env["gotgan.ledger"]._reserve(
                [Posting(split.cell_id.id, split.amount, one.id) for split in splits],
                source_model=self._name, date=one.date, reason=one.carryover_id.display_name,
            )
            splits._set_holds(holds)

    def _is_over(self):
        """Return whether nothing of the request is kept in its year any more."""
        return self.state == "approved" and not self.rest

    def _get_capacity_carryover(self, value):
        """Return the carry-over as a text if it decides the step by itself."""
        if value == "in":
            carryover = self.carryover_id
        else:
            lines = self.env["gotgan.carryover.line"].search([
                ("split_id.request_id", "=", self.id), ("carryover_id.state", "=", "carried"),
            ], limit=1)
            carryover = lines.carryover_id if self._is_over() else lines.carryover_id.browse()
        return carryover.display_name if carryover.state == "carried" else ""

    def _get_authority_label(self, kind, value):
        if kind != "carryover":
            return super()._get_authority_label(kind, value)
        return self.env._("its carry-over")

    def _get_first(self):
        """Return the request the money was first asked for with, years back if need be."""
        first = self
        while first.origin_id:
            first = first.origin_id
        return first
