import base64

from odoo import fields, models
from odoo.exceptions import UserError

from ..bank.mt940 import is_mt940, read_mt940
from ..bank.statement import COLUMNS, BadStatement, read_csv


class BankStatementImport(models.TransientModel):
    """Brings a bank's statement file into a day."""

    _name = "gotgan.bank.statement.import"
    _description = "Statement File"

    day_id = fields.Many2one("gotgan.bank.day", required=True, ondelete="cascade")
    file = fields.Binary(
        string="File (CSV, MT940)", required=True,
        help="In UTF-8 or CP949, as the bank's website gives it.",
    )
    file_name = fields.Char()

    def action_import(self):
        """Read the file; all of it is taken in, or nothing."""
        self.ensure_one()
        self.day_id.check_access("write")
        data = base64.b64decode(self.file)
        try:
            entries = read_mt940(data) if is_mt940(data) else read_csv(data)
        except BadStatement as fault:
            raise UserError(self._explain(fault)) from fault
        self.day_id._take_in(entries)
        return {"type": "ir.actions.act_window_close"}

    def _explain(self, fault):
        _ = self.env._
        what = {
            "encoding": _("it is written in neither UTF-8 nor CP949"),
            "columns": _("the first line must name the columns %(columns)s",
                         columns=", ".join(COLUMNS)),
            "length": _("it has too many lines"),
            "end": _("it breaks off before the closing balance"),
            "currency": _("it is in %(text)s, not in won", text=fault.text),
            "cells": _("the number of cells is not right"),
            "kind": _("%(text)s is no kind of movement", text=fault.text),
            "day": _("%(text)s is no day", text=fault.text),
            "won": _("%(text)s is no amount in won", text=fault.text),
            "balance": _(
                "the balance %(text)s does not follow from the one before", text=fault.text,
            ),
        }[fault.code]
        return _(
            "The statement was not taken in: %(what)s (line %(row)s). Download it from the bank "
            "again.", what=what, row=fault.row or "-",
        )
