from odoo import api, fields, models

from odoo.addons.gotgan_base.fields import Won

from ..models.approval_delegation import DECIDERS, LEVELS


class DelegationImportRow(models.TransientModel):
    """One row of the preview: what the file says, what it means here, and what becomes of it."""

    _name = "gotgan.approval.delegation.import.row"
    _description = "Row of an Import of the Regulation"
    _order = "id"

    import_id = fields.Many2one(
        "gotgan.approval.delegation.import", required=True, ondelete="cascade", index=True,
    )
    row_number = fields.Integer(string="Row", readonly=True, aggregator=None)
    work = fields.Char(string="Unit Work", readonly=True)
    kind = fields.Selection(
        lambda self: self.env["gotgan.approval"]._get_approval_kinds(), string="Kind of Document",
    )
    leave_out = fields.Boolean(help="Such documents are not decided in this system.")
    level = fields.Selection(DECIDERS, readonly=True)
    review_level = fields.Selection(LEVELS, string="Reviewed Up To", readonly=True)
    decider = fields.Char(string="Decided By", compute="_compute_decider")
    amount_from = Won(readonly=True)
    amount_to = Won(readonly=True)
    range_label = fields.Char(string="Amounts", compute="_compute_range_label")
    department_id = fields.Many2one("hr.department", readonly=True)
    clause = fields.Char(readonly=True)
    post_days = fields.Integer(string="Post-Approval Within", readonly=True, aggregator=None)
    fault = fields.Char(readonly=True)
    outcome = fields.Selection(
        [
            ("new", "New"), ("changed", "Changed"), ("same", "Unchanged"), ("left", "Left Out"),
            ("problem", "To Be Solved"),
        ],
        readonly=True,
    )
    message = fields.Text(string="What to Do", readonly=True)

    @api.depends("level", "review_level")
    @api.depends_context("lang")
    def _compute_decider(self):
        labels = dict(self._fields["level"]._description_selection(self.env))
        for row in self:
            row.decider = labels.get(row.level, "")
            if row.review_level:
                row.decider = self.env._(
                    "Reviewed up to %(level)s", level=labels[row.review_level],
                )

    @api.depends("amount_from", "amount_to", "level")
    @api.depends_context("lang")
    def _compute_range_label(self):
        delegations = self.env["gotgan.approval.delegation"]
        for row in self:
            row.range_label = delegations._word_range(row.amount_from, row.amount_to)

    def _prepare_delegation(self):
        """Return the row of the regulation that this row says."""
        self.ensure_one()
        return {
            "kind": self.kind, "level": self.level, "review_level": self.review_level,
            "amount_from": self.amount_from, "amount_to": self.amount_to, "clause": self.clause,
            "department_ids": [(6, 0, self.department_id.ids)],
            "date_from": self.import_id.date_from,
            "post_approval": bool(self.post_days), "post_approval_days": self.post_days or 3,
            "post_approval_clause": self.import_id.post_clause if self.post_days else False,
        }
