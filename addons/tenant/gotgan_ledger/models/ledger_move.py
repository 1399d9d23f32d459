from odoo import api, fields, models

from odoo.addons.gotgan_base.fields import Won


class LedgerMove(models.Model):
    """One row per change of a cell. Written once, chained to the one before it in the same cell."""

    _name = "gotgan.ledger.move"
    _description = "Ledger Move"
    _inherit = ["gotgan.append.only.mixin"]
    _order = "id desc"
    _log_access = False

    cell_id = fields.Many2one(
        "gotgan.budget.cell", required=True, readonly=True, ondelete="restrict"
    )
    cell_seq = fields.Integer(string="No. in Cell", required=True, readonly=True, aggregator=None)
    fiscal_year_id = fields.Many2one(
        "gotgan.fiscal.year", required=True, readonly=True, ondelete="restrict",
    )
    department_id = fields.Many2one(related="cell_id.department_id")
    project_id = fields.Many2one(related="cell_id.project_id")
    subitem_id = fields.Many2one(related="cell_id.subitem_id")
    kind = fields.Selection(
        [
            ("appropriate", "Appropriated"),
            ("draw", "Reserve Used"),
            ("transfer", "Transfer or Virement"),
            ("carry_in", "Carried In from Last Year"),
            ("allot", "Allotted"),
            ("request", "Requested"),
            ("release", "Request Released"),
            ("commit", "Committed"),
            ("uncommit", "Commitment Back to Request"),
            ("decommit", "Commitment Released"),
            ("pay", "Paid"),
            ("unpay", "Payment Came Back"),
            ("return", "Returned to Appropriation"),
            ("carry", "Carried Over"),
        ],
        required=True, readonly=True,
    )
    amount = Won(required=True, readonly=True)
    date = fields.Date(required=True, readonly=True)
    hold_id = fields.Many2one("gotgan.ledger.hold", readonly=True, ondelete="restrict")
    source_model = fields.Char(required=True, readonly=True)
    source_id = fields.Many2oneReference(
        model_field="source_model", required=True, readonly=True, aggregator=None,
    )
    source_name = fields.Char(compute="_compute_source_name", string="Source Document")
    author_id = fields.Many2one("res.users", required=True, readonly=True, ondelete="restrict")
    reason = fields.Char(readonly=True)
    posted_at = fields.Datetime(required=True, readonly=True)
    prev_hash = fields.Char(string="Fingerprint Before", required=True, readonly=True)
    hash = fields.Char(string="Fingerprint", required=True, readonly=True)

    _chain_unique = models.UniqueIndex("(cell_id, cell_seq)", "The chain of a cell has no forks.")
    _by_date = models.Index("(fiscal_year_id, date) INCLUDE (cell_id, kind, amount)")
    _by_source = models.Index("(source_model, source_id)")
    _by_hold = models.Index("(hold_id) WHERE hold_id IS NOT NULL")

    @api.depends("source_model", "source_id")
    def _compute_source_name(self):
        kinds_sudo = self.env["ir.model"].sudo()
        for move in self:
            source = move._get_source()
            kind = kinds_sudo._get(source._name).name if source else ""
            move.source_name = f"{kind} {source.display_name}" if source else False

    def action_open_source(self):
        """Open the document this move comes from."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self.source_model,
            "res_id": self.source_id,
            "view_mode": "form",
            "views": [(False, "form")],
        }

    def _get_source(self):
        if self.source_model not in self.env:
            return None
        source = self.env[self.source_model].browse(self.source_id).exists()
        return source if source and source.has_access("read") else None
