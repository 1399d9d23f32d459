from odoo import fields, models

from odoo.addons.gotgan_base.fields import Won


class YearRehearsalLine(models.Model):
    """One step of a rehearsal: what would happen, or what would refuse."""

    _name = "gotgan.year.rehearsal.line"
    _description = "Step of a Rehearsal"
    _inherit = ["gotgan.append.only.mixin"]
    _order = "rehearsal_id, id"
    _log_access = False

    rehearsal_id = fields.Many2one(
        "gotgan.year.rehearsal", required=True, readonly=True, ondelete="restrict", index=True,
    )
    step = fields.Selection(
        [
            ("subjects", "Next Year's Subjects"),
            ("draft", "Drafting Carry-Overs"),
            ("carry", "Carrying Over"),
            ("check", "Checks"),
            ("close", "Closing the Books"),
        ],
        required=True, readonly=True,
    )
    result = fields.Selection(
        [("passed", "Would Succeed"), ("failed", "Would Be Refused"), ("notice", "Notice")],
        required=True, readonly=True,
    )
    name = fields.Char(string="Subject", required=True, readonly=True)
    amount = Won(readonly=True)
    detail = fields.Text(string="What Would Happen", readonly=True)
