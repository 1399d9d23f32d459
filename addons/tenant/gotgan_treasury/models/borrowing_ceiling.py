from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.gotgan_base.fields import Won


class BorrowingCeiling(models.Model):
    """The ceiling of temporary borrowing of a fund in a year, as the council resolved it.

    The treasurer who borrows enters it with its resolution, and another person confirms it.
    What is owed is a running total under a constraint: two borrowings at once meet on its row.
    """

    _name = "gotgan.borrowing.ceiling"
    _description = "Ceiling of Temporary Borrowing"
    _inherit = ["gotgan.confirmed.amount.mixin"]
    _order = "fiscal_year_id desc, fund_id"

    _sealed_fields = ("state", "confirmed_amount", "entered_by_id", "borrowed")

    fiscal_year_id = fields.Many2one("gotgan.fiscal.year", required=True, ondelete="restrict")
    fund_id = fields.Many2one("gotgan.fund", required=True, ondelete="restrict")
    amount = Won(string="Ceiling", required=True)
    borrowed = Won(string="Owed Now", required=True, default=0, readonly=True, copy=False)
    resolution = fields.Char(string="Resolved By", required=True, help="The council's resolution.")

    _one_each = models.UniqueIndex(
        "(fiscal_year_id, fund_id)", "There is one ceiling per fund and fiscal year.",
    )
    _within = models.Constraint(
        "CHECK (borrowed >= 0 AND borrowed <= COALESCE(confirmed_amount, 0))",
        "More than the council's ceiling cannot be owed (Local Accounting Act, Article 24).",
    )

    @api.depends("fiscal_year_id", "fund_id")
    def _compute_display_name(self):
        for one in self:
            one.display_name = f"{one.fiscal_year_id.display_name or ''} {one.fund_id.name or ''}"

    @api.model
    def _get_entered_fields(self):
        return {"amount", "resolution", "fiscal_year_id", "fund_id"}

    def _add(self, amount):
        self.flush_recordset()
        self.env.cr.execute(SQL(
            "UPDATE gotgan_borrowing_ceiling SET borrowed = borrowed + %s WHERE id = %s",
            amount, self.id,
        ))
        self.invalidate_recordset(["borrowed"])
