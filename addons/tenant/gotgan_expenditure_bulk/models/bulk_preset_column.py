from odoo import fields, models

from odoo.addons.gotgan_custody.kinds import USES

from ..kinds import ROLES


class BulkPresetColumn(models.Model):
    """One column of a list of payees: how its heading may be written, and what stands in it."""

    _name = "gotgan.bulk.preset.column"
    _description = "Column of a Payee List"
    _order = "preset_id, sequence, id"
    _rec_name = "headings"

    preset_id = fields.Many2one(
        "gotgan.bulk.preset", string="Form", required=True, ondelete="cascade", index=True,
    )
    sequence = fields.Integer(default=10)
    role = fields.Selection(ROLES, string="What Stands in It", required=True, default="name")
    headings = fields.Char(
        required=True, help="How the heading may be written, separated by commas.",
    )
    use = fields.Selection(
        USES, string="Held As", help="For a deduction: as what money of others it is held.",
    )

    _use_of_deductions = models.Constraint(
        "CHECK ((role = 'deduction') = (use IS NOT NULL))",
        "A deduction says as what it is held, and nothing else does.",
    )
