import json

from odoo import fields, models

from odoo.addons.gotgan_base.fields import Won

CODES = [
    ("requests_open", "Spending requests are settled"),
    ("commitments_draft", "No commitment is left as a draft"),
    ("allotments_draft", "No allotment is left as a draft"),
    ("versions_open", "Every budget that was submitted is in force"),
    ("versions_draft", "No budget is left as a draft"),
    ("changes_open", "No budget change is left open"),
    ("allotments_asked", "No request for allotment is left open"),
    ("suballotments_draft", "No sub-allotment is left as a draft"),
    ("withholdings_open", "Nothing is withheld from allotment any more"),
    ("suballotments_rest", "What was sub-allotted is used or taken back"),
    ("advances_absorbed", "Spending before the supplementary budget is in a supplementary budget"),
    ("next_year_ready", "The next year is ready"),
    ("inspections_open", "No inspection is left"),
    ("vouchers_open", "Vouchers are paid"),
    ("orders_open", "Payment orders are paid"),
    ("carryover_looked", "The carry-over assistant has looked"),
    ("carryover_eligible", "What may go over is drafted"),
    ("carryovers_open", "Carry-overs are carried over"),
    ("commitments_open", "Nothing is owed in the old year"),
    ("lapsing", "What lapses is known"),
    ("ledger_verified", "The ledger verifies"),
    ("ledger_sealed", "The ledger is sealed"),
    ("late_cash", "Late receipts and payments are in time"),
    ("books_close", "The day the books close has passed"),
    ("cash_work_done", "Cash work is in time"),
    ("settlement_report", "The settlement is drawn up in time"),
    ("settlement_to_council", "The settlement goes to the council in time"),
    ("settlement_announced", "The approved settlement is made public in time"),
    ("surplus_use", "What is left is used in the order of the law"),
]


class YearClosingCheck(models.Model):
    """One question of the year end with its answer, as of the last look."""

    _name = "gotgan.year.closing.check"
    _description = "Check of the Year End"
    _order = "closing_id, sequence"
    _rec_name = "code"

    closing_id = fields.Many2one(
        "gotgan.year.closing", required=True, readonly=True, ondelete="cascade", index=True,
    )
    sequence = fields.Integer(required=True, readonly=True, aggregator=None)
    code = fields.Selection(CODES, string="Question", required=True, readonly=True)
    stage = fields.Selection(
        [("start", "Before Closing Starts"), ("close", "Before the Books Close"),
         ("after", "After the Books Closed")],
        required=True, readonly=True,
    )
    result = fields.Selection(
        [("passed", "In Order"), ("failed", "To Mend"), ("notice", "Notice")],
        required=True, readonly=True,
    )
    detail = fields.Char(string="What Was Found", readonly=True)
    count = fields.Integer(readonly=True, aggregator=None)
    amount = Won(readonly=True)
    article = fields.Char(readonly=True)
    res_model = fields.Char(string="Kind of Document", readonly=True)
    res_domain = fields.Char(string="Documents Concerned", readonly=True)
    can_open = fields.Boolean(compute="_compute_can_open")

    def _compute_can_open(self):
        for check in self:
            check.can_open = bool(
                check.res_model and check.result != "passed"
                and self.env[check.res_model].has_access("read")
            )

    def action_open(self):
        """Show the records to mend."""
        self.ensure_one()
        label = dict(self._fields["code"]._description_selection(self.env))[self.code]
        domain = json.loads(self.res_domain)
        return {
            "type": "ir.actions.act_window", "name": label, "res_model": self.res_model,
            "view_mode": "list,form", "domain": domain,
        }
