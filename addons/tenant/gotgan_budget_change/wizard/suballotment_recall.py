from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from odoo.addons.gotgan_base.fields import Won


class SuballotmentRecall(models.TransientModel):
    """재배정 회수: bring back what the other department has not used."""

    _name = "gotgan.suballotment.recall"
    _description = "Take Back a Sub-allotment"

    suballotment_id = fields.Many2one("gotgan.suballotment", required=True, ondelete="cascade")
    reason = fields.Char(required=True)
    amount = Won(compute="_compute_amount", string="Comes Back")

    @api.depends("suballotment_id")
    def _compute_amount(self):
        for wizard in self:
            wizard.amount = wizard.suballotment_id.rest

    def action_recall(self):
        """Make and issue the document that takes back all that is left."""
        self.ensure_one()
        given = self.suballotment_id
        lines = given.line_ids.filtered("rest")
        if not lines:
            raise UserError(self.env._(
                "%(document)s: nothing is left that could come back.",
                document=given._get_document_label(),
            ))
        recall = given.create({
            "kind": "recall", "fiscal_year_id": given.fiscal_year_id.id,
            "department_id": given.department_id.id,
            "to_department_id": given.to_department_id.id, "reason": self.reason,
            "line_ids": [
                Command.create({
                    "cell_id": line.cell_id.id, "amount": line.rest, "given_line_id": line.id,
                })
                for line in lines
            ],
        })
        recall.action_issue()
        return {
            "type": "ir.actions.act_window", "res_model": given._name, "res_id": recall.id,
            "view_mode": "form", "views": [(False, "form")],
        }
