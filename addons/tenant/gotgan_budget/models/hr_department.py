from odoo import fields, models


class HrDepartment(models.Model):
    """A department answers to a standing committee of the council (지방자치법 64): 소관 상임위원회.

    The budget export names it in every row; an import brings it, and it can be entered.
    """

    _inherit = "hr.department"

    council_committee = fields.Char(
        help="The standing committee that examines its budget.",
    )
