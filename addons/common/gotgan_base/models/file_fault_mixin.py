from odoo import api, fields, models

from ..wording import say


class FileFaultMixin(models.AbstractModel):
    """One thing that is wrong in a file somebody gave: where, what and why, and what to do.

    The concrete model gives the file it belongs to, and ``severity``: ``error`` or ``warning``.
    """

    _name = "gotgan.file.fault.mixin"
    _description = "Fault in a File"
    _order = "severity, row, id"
    _rec_name = "code"

    # {code: (what is wrong, what to do)}: lazy texts of the addon that finds the faults
    _texts = {}

    row = fields.Integer(
        readonly=True, aggregator=None, help="As a spreadsheet numbers it; 0: the whole file.",
    )
    column = fields.Char(readonly=True)
    code = fields.Char(string="Kind", readonly=True, required=True)
    params = fields.Json(readonly=True)
    message = fields.Text(string="What Is Wrong", compute="_compute_message")
    advice = fields.Text(string="What to Do", compute="_compute_message")

    @api.depends("code", "params")
    @api.depends_context("lang")
    def _compute_message(self):
        for fault in self:
            what, todo = self._texts[fault.code]
            fault.message = say(self.env, what, fault.params or {})
            fault.advice = say(self.env, todo, fault.params or {})
