from odoo import fields, models

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_expenditure.models import commitment
from odoo.addons.gotgan_ledger.core import Posting

from .carried_document_mixin import make_steps


class Commitment(models.Model):
    """A commitment whose money went over goes on as its successor in the next year."""

    _name = "gotgan.commitment"
    _inherit = ["gotgan.carried.document.mixin", "gotgan.commitment"]

    _line_of_carryover = "commitment_line_id.commitment_id"
    _transitions = {**commitment.Commitment._transitions, **make_steps("committed")}

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

    def _on_revoke(self, reason):
        """Give the money back to the request it was carried in for."""
        self.env["gotgan.ledger"]._uncommit(
            [
                Posting(line.hold_id.id, line.amount, line.commitment_id.id)
                for line in self.line_ids
            ],
            source_model=self._name, date=today(self.env), reason=reason,
        )

    def _forget_progress(self):
        """Read anew what the carry-over has just changed."""
        self.invalidate_recordset(["current_amount", "paid", "unpaid"])

    def _is_over(self):
        return not self.unpaid

    def _get_use(self):
        inspections = self.inspection_ids.filtered(lambda one: one.state != "cancelled")
        vouchers = self.voucher_ids.filtered(lambda one: one.state != "cancelled")
        reduced = self.amount - self.current_amount
        if self.state == "committed" and not (inspections or vouchers or reduced):
            return ""
        return self.env._(
            "%(document)s is %(state)s: %(inspections)s inspections, %(vouchers)s vouchers, "
            "%(reduced)s won lowered", document=self._get_document_label(),
            state=self._get_state_label(), inspections=len(inspections), vouchers=len(vouchers),
            reduced=self._won(reduced),
        )
