from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import Won
from odoo.addons.gotgan_ledger.core import Posting


class SpendingRequestSplit(models.Model):
    """The part of a request line that one funding source pays: one budget cell, one hold."""

    _name = "gotgan.spending.request.split"
    _description = "Funding of a Spending Request"
    _inherit = ["gotgan.expenditure.line.mixin"]
    _order = "line_id, id"
    _rec_name = "cell_id"

    _parent_field = "request_id"
    _read_whole = True
    _server_fields = ("hold_id",)

    line_id = fields.Many2one(
        "gotgan.spending.request.line", required=True, ondelete="cascade", index=True,
    )
    request_id = fields.Many2one(related="line_id.request_id")
    cell_id = fields.Many2one(
        "gotgan.budget.cell", string="Budget Cell", required=True, ondelete="restrict", index=True,
    )
    amount = Won(required=True)
    hold_id = fields.Many2one(
        "gotgan.ledger.hold", readonly=True, copy=False, ondelete="restrict",
        index="btree_not_null",
    )
    funding_source_id = fields.Many2one(related="cell_id.funding_source_id")
    available = Won(related="cell_id.available")
    rest = Won(related="hold_id.rest", string="Not Committed")

    _amount_not_negative = models.Constraint(
        "CHECK (amount >= 0)", "The amount of a funding source cannot be negative.",
    )
    _hold_unique = models.UniqueIndex("(hold_id) WHERE hold_id IS NOT NULL")

    @api.constrains("cell_id", "line_id")
    def _check_cell(self):
        for split in self:
            if split.cell_id.line_id != split.line_id.budget_line_id:
                raise ValidationError(self.env._(
                    "%(cell)s is not part of the budget line %(line)s. Choose a funding source of "
                    "that line.", cell=split.cell_id.display_name,
                    line=split.line_id.budget_line_id.display_name,
                ))

    def _set_holds(self, holds):
        """Remember the hold of each split, in order; written at once for any number of them."""
        self.flush_recordset()
        self.env.cr.execute(SQL(
            """
            UPDATE gotgan_spending_request_split AS s SET hold_id = w.hold_id
              FROM unnest(%s::int[], %s::int[]) AS w(id, hold_id) WHERE s.id = w.id
            """,
            list(self.ids), list(holds.ids),
        ))
        self.invalidate_recordset(["hold_id"])

    def _release_rest(self, amounts, reason=None):
        """Give ``{split id: won}`` back to the cells; today's money is today's posting."""
        postings = [
            Posting(split.hold_id.id, amounts[split.id], split.request_id.id)
            for split in self if amounts[split.id]
        ]
        self.env["gotgan.ledger"]._release(
            postings, source_model="gotgan.spending.request", date=today(self.env), reason=reason,
        )
