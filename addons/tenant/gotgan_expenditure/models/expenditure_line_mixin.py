from odoo import api, models

from ..guard import refuse_fields


class ExpenditureLineMixin(models.AbstractModel):
    """A line whose figures of progress are kept by the server alone.

    ``_server_fields`` are running totals and holds: they are changed by one SQL statement inside a
    transition, under the table's constraints, and by nobody else.
    """

    _name = "gotgan.expenditure.line.mixin"
    _description = "Line of a Document of Expenditure"
    _inherit = ["gotgan.transition.line.mixin"]

    _server_fields = ()

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            refuse_fields(self, vals, self._server_fields)
        # Written out, so that no default in a context gives them another value.
        initial = dict.fromkeys(self._server_fields, False)
        return super().create([{**vals, **initial} for vals in vals_list])

    def write(self, vals):
        refuse_fields(self, vals, self._server_fields)
        return super().write(vals)
