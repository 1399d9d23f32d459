from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import won_text
from odoo.addons.gotgan_base.transition import Transition

OFFICER = "group:gotgan_budget.group_budget_officer"


class AllotmentWithholding(models.Model):
    """배정유보: money that is kept from being allotted until its condition is met, and its release.

    A subsidy that has not come in, an ordinance that is not passed yet: what is withheld can
    neither be allotted nor moved; the constraint on the cell sees to it.
    """

    _name = "gotgan.allotment.withholding"
    _description = "Allotment Withholding"
    _inherit = ["gotgan.allotment.document.mixin"]

    _number_series = "allotment_withholding"
    _sealed_fields = ("state", "number", "withheld_on", "released_on")
    _transitions = {
        "withhold": Transition(("draft",), "withheld", OFFICER),
        "release": Transition(("withheld",), "released", OFFICER, needs_reason=True),
        "cancel": Transition(("draft",), "cancelled", OFFICER),
    }

    state = fields.Selection(
        [("draft", "Draft"), ("withheld", "Withheld"), ("released", "Released"),
         ("cancelled", "Cancelled")],
        default="draft", required=True, readonly=True, copy=False,
    )
    reason = fields.Char(required=True, help="What has to happen before the money is allotted.")
    withheld_on = fields.Date(readonly=True, copy=False)
    released_on = fields.Date(readonly=True, copy=False)
    line_ids = fields.One2many(
        "gotgan.allotment.withholding.line", "withholding_id", string="Lines", copy=True,
    )

    def action_withhold(self):
        """Keep the listed money from being allotted."""
        return self._do_transition("withhold")

    def action_release(self):
        """Let the money be allotted again, with a reason."""
        return self._do_transition("release")

    def _on_withhold(self):
        for withholding in self:
            if not withholding.line_ids:
                raise UserError(self.env._(
                    "%(document)s has no lines. Choose budget lines first.",
                    document=withholding._get_document_label(),
                ))
            withholding._check_room()
            withholding._move_withheld(1)
        self._take_numbers()
        self._write_locked({"withheld_on": today(self.env)})

    def _on_release(self, _reason):
        for withholding in self:
            withholding._move_withheld(-1)
        self._write_locked({"released_on": today(self.env)})

    def _check_room(self):
        for line in self.line_ids:
            if line.amount > line.room:
                raise UserError(self.env._(
                    "%(line)s: only %(room)s won are neither allotted nor withheld, so "
                    "%(amount)s won cannot be withheld. Take allotment back first.",
                    line=line.cell_id.display_name, room=won_text(max(line.room, 0)),
                    amount=won_text(line.amount),
                ))

    def _move_withheld(self, sign):
        """Add to, or take from, what the cells withhold; in ascending order, as the ledger locks.

        Written rows make a concurrent allotment of the same cell start again on fresh figures.
        """
        self.env.flush_all()
        self.env.execute_query(SQL(
            """
            WITH wanted AS (
                SELECT l.cell_id, l.amount FROM gotgan_allotment_withholding_line l
                JOIN gotgan_budget_cell c ON c.id = l.cell_id
                WHERE l.withholding_id = %(id)s ORDER BY l.cell_id FOR NO KEY UPDATE OF c
            )
            UPDATE gotgan_budget_cell c
            SET withheld = COALESCE(c.withheld, 0) + %(sign)s * w.amount
            FROM wanted w WHERE c.id = w.cell_id RETURNING c.id
            """,
            id=self.id, sign=sign,
        ))
        self.line_ids.cell_id.invalidate_recordset(["withheld"], flush=False)
