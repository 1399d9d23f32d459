from odoo import fields, models

from odoo.addons.gotgan_organization.kinds import KINDS


class Consultation(models.Model):
    """Who must be asked before a decision: 협조, or 합의 that binds or not."""

    _name = "gotgan.approval.consultation"
    _description = "Consultation Before a Decision"
    _inherit = ["gotgan.approval.regulation.mixin"]
    _order = "kind, sequence, id"

    sequence = fields.Integer(default=10)
    role = fields.Selection(
        [("cooperate", "Cooperation"), ("consent", "Consent")], required=True, default="cooperate",
    )
    is_binding = fields.Boolean(
        string="Binding", help="Without this consent the document goes back to its author.",
    )
    consulted_department_id = fields.Many2one(
        "hr.department", string="Department Asked", ondelete="restrict",
    )
    office_kind = fields.Selection(KINDS, string="Office Asked")
    user_id = fields.Many2one(
        "res.users", string="Person Asked", ondelete="restrict", domain=[("share", "=", False)],
    )

    _one_asked = models.Constraint(
        "CHECK (num_nonnulls(consulted_department_id, office_kind, user_id) = 1)",
        "Name one: the department, the office or the person that is asked.",
    )
    _binding_consent = models.Constraint(
        "CHECK (role = 'consent' OR is_binding IS NOT TRUE)",
        "Only a consent can be binding; cooperation never is.",
    )
