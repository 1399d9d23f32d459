from odoo import api, fields, models
from odoo.exceptions import UserError

from ..clock import today


class DatedDocumentMixin(models.AbstractModel):
    """A document with papers whose day and number stand from the transition that fixes it."""

    _name = "gotgan.dated.document.mixin"
    _description = "Document with a Day and a Number"
    _inherit = ["gotgan.paper.mixin", "gotgan.transition.mixin", "gotgan.number.mixin"]
    _order = "id desc"
    _rec_names_search = ["number", "name"]

    name = fields.Char(string="Title", required=True)
    date = fields.Date(copy=False)
    note = fields.Text(string="Remarks")

    @api.depends("number", "name")
    def _compute_display_name(self):
        for record in self:
            number = record.number or self.env._("(no number yet)")
            record.display_name = f"{number} {record.name or ''}".strip()

    def _fix(self):
        """Give the documents the day and the number they keep.

        :raises UserError: a document is dated in the future
        """
        day = today(self.env)
        for record in self:
            if record.date and record.date > day:
                raise UserError(self.env._(
                    "%(document)s is dated %(date)s, which lies in the future. Choose today or an "
                    "earlier day.", document=record._get_document_label(), date=record.date,
                ))
        undated = self.filtered(lambda one: not one.date)
        if undated:
            undated._write_locked({"date": day})
        self._take_numbers()
