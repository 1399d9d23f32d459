from odoo import fields, models


class PeopleImportRow(models.TransientModel):
    """One row of the preview: a person, or what is wrong in that row."""

    _name = "gotgan.people.import.row"
    _description = "Row of an Import of People"
    _order = "id"

    import_id = fields.Many2one(
        "gotgan.people.import", required=True, index=True, ondelete="cascade",
    )
    row = fields.Integer(aggregator=None)
    column = fields.Char()
    problem = fields.Char(string="What to Do")
    name = fields.Char()
    login = fields.Char(string="User ID")
    email = fields.Char(string="E-mail")
    department = fields.Char()
    position = fields.Char()
    phone = fields.Char()
