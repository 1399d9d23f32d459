"""Field types of the hub's metering."""

from odoo import fields


class Bytes(fields.Integer):
    """A number of bytes, stored as ``int8``: two GiB do not fit into Odoo's own Integer."""

    _column_type = ("int8", "int8")

    def convert_to_read(self, value, record, use_display_name=True):
        return value
