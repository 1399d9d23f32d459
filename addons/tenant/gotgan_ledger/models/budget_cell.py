from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.gotgan_base.fields import Won

from ..core import FIRST_HASH, NEVER_NEGATIVE, PARTS, TOTALS

ADDRESS = ("fiscal_year_id", "fund_id", "department_id", "project_id", "subitem_id")


class BudgetCell(models.Model):
    """The smallest thing that can run out: a budget line × a funding source.

    Only the ledger writes it. The constraints below are the law (지방회계법 29②) where nobody can
    walk around it.
    """

    _name = "gotgan.budget.cell"
    _description = "Budget Cell"
    _inherit = ["gotgan.ledger.source.mixin"]
    _order = "id"
    _log_access = False
    _rec_names_search = ["line_id"]

    line_id = fields.Many2one(
        "gotgan.budget.line", required=True, readonly=True, ondelete="restrict", index=True,
    )
    funding_source_id = fields.Many2one(
        "gotgan.funding.source", required=True, readonly=True, ondelete="restrict",
    )
    fiscal_year_id = fields.Many2one(
        "gotgan.fiscal.year", required=True, readonly=True, ondelete="restrict", index=True,
    )
    fund_id = fields.Many2one("gotgan.fund", required=True, readonly=True, ondelete="restrict")
    department_id = fields.Many2one(
        "hr.department", required=True, readonly=True, ondelete="restrict", index=True,
    )
    project_id = fields.Many2one(
        "gotgan.program", required=True, readonly=True, ondelete="restrict",
    )
    subitem_id = fields.Many2one(
        "gotgan.expenditure.object", string="Object Subitem", required=True, readonly=True,
        ondelete="restrict",
    )
    appropriated = Won(string="Current Appropriation", readonly=True, required=True, default=0)
    voted = Won(
        string="Budget", readonly=True, required=True, default=0,
        help="Decided as a budget: the original and its supplementary budgets.",
    )
    reserve_used = Won(
        string="From Reserve", readonly=True, required=True, default=0,
        help="Taken from the contingency reserve; below zero on the reserve itself.",
    )
    transferred = Won(
        string="Moved In or Out", readonly=True, required=True, default=0,
        help="Balance of transfers, virements, reallocations and reorganisations.",
    )
    carried_in = Won(
        string="From Last Year", readonly=True, required=True, default=0,
        help="Carried over from the year before.",
    )
    allotted = Won(readonly=True, required=True, default=0)
    requested = Won(readonly=True, required=True, default=0)
    committed = Won(readonly=True, required=True, default=0)
    paid = Won(readonly=True, required=True, default=0)
    carried_over = Won(readonly=True, required=True, default=0)
    available = Won(
        compute="_compute_available", help="Allotted, and neither requested nor committed."
    )
    move_count = fields.Integer(
        string="Number of Moves", readonly=True, required=True, default=0, aggregator=None
    )
    head_hash = fields.Char(
        string="Last Fingerprint", readonly=True, required=True, default=FIRST_HASH
    )

    _address_unique = models.UniqueIndex(
        "(line_id, funding_source_id)", "There is one cell per budget line and funding source.",
    )
    _within_allotment = models.Constraint(
        "CHECK (requested + committed <= allotted)",
        "Requests and commitments cannot exceed the allotted budget (지방회계법 29②).",
    )
    _within_appropriation = models.Constraint(
        "CHECK (allotted <= appropriated)", "Allotments cannot exceed the appropriation.",
    )
    _within_commitment = models.Constraint(
        "CHECK (paid <= committed)", "Payments cannot exceed the commitments.",
    )
    _never_negative = models.Constraint(
        f"CHECK (LEAST({', '.join(NEVER_NEGATIVE)}) >= 0)",
        "No total of a budget cell can be negative.",
    )

    _parts_add_up = models.Constraint(
        f"CHECK (appropriated = {' + '.join(PARTS)})",
        "The current appropriation is the sum of budget, reserve, transfers and carry-over.",
    )

    @api.depends("allotted", "requested", "committed")
    def _compute_available(self):
        for cell in self:
            cell.available = cell.allotted - cell.requested - cell.committed

    @api.depends("line_id", "funding_source_id")
    def _compute_display_name(self):
        for cell in self:
            cell.display_name = f"{cell.line_id.display_name} [{cell.funding_source_id.name}]"

    def _get_move_domain(self):
        return [("cell_id", "in", self.ids)]

    def _field_to_sql(self, alias, field_expr, query=None):
        """Let lists add up what is available in the database, like the totals it comes from."""
        if field_expr != "available":
            return super()._field_to_sql(alias, field_expr, query)
        return SQL("(%s - %s - %s)", *(
            super(BudgetCell, self)._field_to_sql(alias, name, query)
            for name in ("allotted", "requested", "committed")
        ))

    @api.model
    def _open(self, keys):
        """Return ``{key: cell id}``, opening the lines and cells that do not exist yet.

        :param keys: tuples (fiscal_year_id, fund_id, department_id, project_id, subitem_id,
            funding_source_id) of ids. Two transactions that open the same cell do not collide.
        """
        keys = list(dict.fromkeys(map(tuple, keys)))
        if not keys:
            return {}
        columns = [list(column) for column in zip(*keys, strict=True)]
        self.env.cr.execute(SQL(
            """
            WITH wanted AS (SELECT DISTINCT * FROM unnest(
                %s::int[], %s::int[], %s::int[], %s::int[], %s::int[]
            ) AS w(%s))
            INSERT INTO gotgan_budget_line (%s, create_uid, write_uid, create_date, write_date)
            SELECT w.*, %s, %s, now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC' FROM wanted w
            ON CONFLICT (%s) DO NOTHING
            """,
            *columns[:5], _names(ADDRESS), _names(ADDRESS), self.env.uid, self.env.uid,
            _names(ADDRESS),
        ))
        return self._open_on_lines(columns)

    def _open_on_lines(self, columns):
        self.env.cr.execute(SQL(
            """
            WITH wanted AS (SELECT * FROM unnest(
                %(c0)s::int[], %(c1)s::int[], %(c2)s::int[], %(c3)s::int[], %(c4)s::int[],
                %(c5)s::int[]
            ) AS w(%(address)s, funding_source_id)),
            made AS (
                INSERT INTO gotgan_budget_cell (line_id, funding_source_id, %(address)s,
                    %(totals)s, move_count, head_hash)
                SELECT l.id, w.funding_source_id, %(w_address)s, %(zeros)s, 0, %(first)s
                FROM wanted w JOIN gotgan_budget_line l USING (%(address)s)
                ON CONFLICT (line_id, funding_source_id) DO NOTHING
            )
            SELECT 1
            """,
            **{f"c{i}": column for i, column in enumerate(columns)},
            address=_names(ADDRESS), first=FIRST_HASH, totals=_names(TOTALS),
            zeros=SQL(", ").join(SQL("0") for _name in TOTALS),
            w_address=SQL(", ").join(SQL.identifier("w", name) for name in ADDRESS),
        ))
        rows = self.env.execute_query(SQL(
            """
            SELECT %(c_address)s, c.funding_source_id, c.id FROM gotgan_budget_cell c
            WHERE (%(c_address)s, c.funding_source_id) IN (SELECT * FROM unnest(
                %(c0)s::int[], %(c1)s::int[], %(c2)s::int[], %(c3)s::int[], %(c4)s::int[],
                %(c5)s::int[]))
            """,
            **{f"c{i}": column for i, column in enumerate(columns)},
            c_address=SQL(", ").join(SQL.identifier("c", name) for name in ADDRESS),
        ))
        self.env["gotgan.budget.line"].invalidate_model(flush=False)
        return {tuple(row[:6]): row[6] for row in rows}


def _names(columns):
    return SQL(", ").join(SQL.identifier(name) for name in columns)
