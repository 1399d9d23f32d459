"""A case that belongs to offices; it exists only while the tests run."""

from odoo import fields, models

from odoo.addons.gotgan_base.transition import Transition


class FakeCase(models.Model):
    """A case that the commitment officer approves and the disbursing officer pays."""

    _name = "gotgan.fake.case"
    _description = "Fake Case"
    _inherit = ["gotgan.transition.mixin"]
    _module = None
    _transitions = {
        "approve": Transition(("draft",), "approved", "office:commitment_officer"),
        "pay": Transition(("approved",), "paid", "office:disbursing_officer"),
    }

    state = fields.Selection(
        [("draft", "Draft"), ("approved", "Approved"), ("paid", "Paid")],
        default="draft", required=True, readonly=True, copy=False,
    )
    name = fields.Char()
    department_id = fields.Many2one("hr.department")
    disbursing_officer_office_id = fields.Many2one("gotgan.office")
