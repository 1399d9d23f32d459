from odoo import api, models

from ..agency_words import reads_as_agency, reword


class IrModelFields(models.Model):
    _inherit = "ir.model.fields"

    @api.model
    @api.private
    def get_field_string(self, model_name):
        return self._say_for_reader(super().get_field_string(model_name))

    @api.model
    @api.private
    def get_field_help(self, model_name):
        return self._say_for_reader(super().get_field_help(model_name))

    @api.model
    def _say_for_reader(self, texts):
        """Return {field: text} in the words of subjects that the reader's books have."""
        if not reads_as_agency(self.env):
            return texts
        return {name: reword(text) for name, text in texts.items()}
