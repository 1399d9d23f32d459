from odoo import fields, models

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_expenditure.models import spending_request
from odoo.addons.gotgan_ledger.core import Posting

from .carried_document_mixin import make_steps


class SpendingRequest(models.Model):
    """A spending request whose money went over goes on as its successor in the next year."""

    _name = "gotgan.spending.request"
    _inherit = ["gotgan.carried.document.mixin", "gotgan.spending.request"]

    _line_of_carryover = "split_id.request_id"
    _transitions = {
        **spending_request.SpendingRequest._transitions, **make_steps("approved", "closed"),
    }

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

    def _on_revoke(self, reason):
        """Give the money back to the cell it was carried into."""
        self.env["gotgan.ledger"]._release(
            [
                Posting(split.hold_id.id, split.amount, split.request_id.id)
                for split in self.line_ids.split_ids
            ],
            source_model=self._name, date=today(self.env), reason=reason,
        )
        self._forget_figures()

    def _is_over(self):
        return not self.rest

    def _get_first(self):
        """Return the request the money was first asked for with, years back if need be."""
        first = self
        while first.origin_id:
            first = first.origin_id
        return first

    def _get_use(self):
        own = self.commitment_ids.filtered(lambda one: one.carryover_id == self.carryover_id)
        others = (self.commitment_ids - own).filtered(lambda one: one.state != "cancelled")
        released = sum(self.line_ids.split_ids.hold_id.mapped("released"))
        if self.state in ("approved", "closed") and not (others or released):
            return ""
        return self.env._(
            "%(document)s is %(state)s: %(count)s commitments made from it, %(released)s won given "
            "back", document=self._get_document_label(), state=self._get_state_label(),
            count=len(others), released=self._won(released),
        )
