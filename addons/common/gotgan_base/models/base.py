from odoo import models
from odoo.tools import SQL

from ..fields import Won


class Base(models.AbstractModel):
    """Sums of won are whole numbers, as won are."""

    _inherit = "base"

    def _read_group_select(self, aggregate_spec, query):
        """Sum won as ``int8``: PostgreSQL makes ``numeric`` of it, which Odoo reads as a float."""
        select = super()._read_group_select(aggregate_spec, query)
        name, _colon, function = aggregate_spec.partition(":")
        if function == "sum" and isinstance(self._fields.get(name), Won):
            return SQL("(%s)::int8", select)
        return select
