from odoo import fields, models


class AccessReviewLine(models.Model):
    """What one person did in the month that is reviewed."""

    _name = "gotgan.access.review.line"
    _description = "Review of the Access Log by Person"
    _inherit = ["gotgan.transition.line.mixin"]
    _order = "row_count desc, id"
    _rec_name = "person"

    _parent_field = "review_id"

    review_id = fields.Many2one("gotgan.access.review", required=True, ondelete="cascade",
                                index=True)
    login = fields.Char(string="User ID", readonly=True)
    person = fields.Char(readonly=True)
    row_count = fields.Integer(string="Records", readonly=True)
    person_count = fields.Integer(string="Persons Seen", readonly=True)
    view_count = fields.Integer(string="Views", readonly=True)
    lookup_count = fields.Integer(string="Lists and Searches", readonly=True)
    input_count = fields.Integer(string="Inputs", readonly=True)
    change_count = fields.Integer(string="Changes", readonly=True)
    delete_count = fields.Integer(string="Deletions", readonly=True)
    print_count = fields.Integer(string="Prints", readonly=True)
    download_count = fields.Integer(string="Downloads", readonly=True)
    grant_count = fields.Integer(string="Grants of Rights", readonly=True)
    other_count = fields.Integer(string="Other Requests", readonly=True)
    off_hours_count = fields.Integer(string="Out of Hours", readonly=True)
    mass_count = fields.Integer(string="Mass Views", readonly=True)
    refused_count = fields.Integer(string="Refused", readonly=True)

    def action_open_rows(self):
        """Open the rows of this person in this month."""
        self.ensure_one()
        rows = [("login", "=", self.login)] if self.login else [("login", "in", [False, ""])]
        return self.review_id.with_context(rows=rows).action_open_rows()
