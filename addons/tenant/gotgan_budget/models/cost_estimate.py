from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from odoo.addons.gotgan_base.fields import Won, won_text

from ..ehojo.columns import SOURCES

STATUSES = [
    ("counted", "Counts"),
    ("breakdown", "Breakdown"),
    ("replaced", "Replaced by a Supplementary Budget"),
]
TYPES = {
    "id": "int", "import_id": "int", "line_id": "int", "parent_id": "int", "sequence": "int",
    "row": "int", "round": "int", "name": "text", "formula": "text", "amount": "int8",
    "base_amount": "int8", "status": "text", "funding": "text", "duty": "text", "support": "text",
}


class CostEstimate(models.Model):
    """산출근거: how the figure of a budget line came about, quantity × price.

    Estimates come with an import and are never edited: a later import puts its own in their place
    and archives these or, being a 추경 by itself, says which of them it replaces. Several thousand
    at a time are written by one statement, which is why ``_insert`` goes past the ORM: a file of
    100,000 rows is to be in within a minute, and the only rules of this table are its constraints
    below.
    """

    _name = "gotgan.cost.estimate"
    _description = "Cost Estimate"
    _order = "line_id, sequence, id"
    _rec_names_search = ["name", "formula"]
    _log_access = False

    import_id = fields.Many2one(
        "gotgan.budget.import", required=True, readonly=True, index=True, ondelete="restrict",
    )
    line_id = fields.Many2one(
        "gotgan.budget.line", required=True, readonly=True, index=True, ondelete="restrict",
    )
    fiscal_year_id = fields.Many2one(related="line_id.fiscal_year_id")
    fund_id = fields.Many2one(related="line_id.fund_id")
    department_id = fields.Many2one(related="line_id.department_id")
    project_id = fields.Many2one(related="line_id.project_id")
    subitem_id = fields.Many2one(related="line_id.subitem_id")
    parent_id = fields.Many2one(
        "gotgan.cost.estimate", string="Breaks Down", readonly=True, ondelete="restrict",
        index="btree_not_null",
    )
    sequence = fields.Integer(readonly=True, required=True)
    row = fields.Integer(string="Row in the File", readonly=True, aggregator=None)
    round = fields.Integer(
        string="Supplementary Budget No.", readonly=True, required=True, aggregator=None,
        help="0 for the original budget (본예산), n for the n-th supplementary one (추경).",
    )
    budget_kind = fields.Char(string="Budget", compute="_compute_budget_kind")
    name = fields.Char(required=True, readonly=True)
    formula = fields.Char(readonly=True)
    amount = Won(required=True, readonly=True)
    base_amount = Won(string="Amount Before", required=True, readonly=True)
    counted_amount = Won(
        compute="_compute_counted_amount", store=True, readonly=True,
        help="The amount, where it counts towards the budget line.",
    )
    uncounted_amount = Won(
        string="Not Counted", compute="_compute_uncounted_amount",
        help="A breakdown of another estimate, or replaced by a supplementary budget: never added.",
    )
    status = fields.Selection(STATUSES, required=True, readonly=True)
    funding = fields.Json(readonly=True)
    funding_text = fields.Char(string="Funding Sources", compute="_compute_funding_text")
    duty = fields.Char(string="Duty or Discretion", readonly=True)
    support = fields.Char(string="Own or Subsidised", readonly=True)
    active = fields.Boolean(default=True, readonly=True)
    superseded_by_id = fields.Many2one(
        "gotgan.budget.import", string="Superseded by", readonly=True, ondelete="restrict",
        index="btree_not_null",
    )

    _parent_differs = models.Constraint(
        "CHECK (parent_id IS NULL OR parent_id != id)", "An estimate cannot break down itself.",
    )
    _part_has_parent = models.Constraint(
        "CHECK (status != 'breakdown' OR parent_id IS NOT NULL)",
        "A breakdown belongs to an estimate.",
    )
    _counted_whole = models.Constraint(
        "CHECK (counted_amount = CASE WHEN status = 'counted' THEN amount ELSE 0 END)",
        "Only estimates that count add to the budget line.",
    )

    @api.depends("round")
    def _compute_budget_kind(self):
        for estimate in self:
            estimate.budget_kind = self.env._(
                "Supplementary %(number)s", number=estimate.round,
            ) if estimate.round else self.env._("Original")

    @api.depends("amount", "status")
    def _compute_counted_amount(self):
        for estimate in self:
            estimate.counted_amount = estimate.amount if estimate.status == "counted" else 0

    @api.depends("amount", "counted_amount")
    def _compute_uncounted_amount(self):
        for estimate in self:
            estimate.uncounted_amount = estimate.amount - estimate.counted_amount

    @api.depends("funding")
    def _compute_funding_text(self):
        for estimate in self:
            funding = estimate.funding or {}
            estimate.funding_text = ", ".join(
                f"{name} {won_text(funding[name])}" for name in SOURCES if name in funding
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_never(self):
        raise UserError(self.env._(
            "Cost estimates are part of the budget as it was voted and cannot be deleted. "
            "Import a corrected file; it takes their place.",
        ))

    # ---- for the import --------------------------------------------------

    @api.model
    def _read_current(self, line_ids):
        """Return ``{line id: [signature, …]}`` of the current estimates, in order."""
        rows = self.env.execute_query(SQL(
            """
            SELECT line_id, name, COALESCE(formula, ''), amount, base_amount, round, status,
                   COALESCE(duty, ''), COALESCE(support, ''), funding
            FROM gotgan_cost_estimate WHERE active AND line_id = ANY(%s) ORDER BY line_id, sequence
            """, list(line_ids),
        ))
        found = {}
        for line_id, *signature, funding in rows:
            found.setdefault(line_id, []).append((*signature, funding or {}))
        return found

    @api.model
    def _read_stored(self, line_ids):
        """Return ``{line id: [values of Stored, …]}`` of the current estimates, in order."""
        rows = self.env.execute_query(SQL(
            """
            SELECT e.line_id, e.id, e.sequence, array_remove(ARRAY[top.name, up.name], NULL),
                   e.name, COALESCE(e.formula, ''), e.amount, e.base_amount, e.round, e.status,
                   COALESCE(e.duty, ''), COALESCE(e.support, ''), COALESCE(e.funding, '{}')
            FROM gotgan_cost_estimate e
            LEFT JOIN gotgan_cost_estimate up ON up.id = e.parent_id
            LEFT JOIN gotgan_cost_estimate top ON top.id = up.parent_id
            WHERE e.active AND e.line_id = ANY(%s) ORDER BY e.line_id, e.sequence, e.id
            """, list(line_ids),
        ))
        found = {}
        for line_id, number, sequence, path, *values in rows:
            found.setdefault(line_id, []).append((number, sequence, tuple(path), *values))
        return found

    @api.model
    def _supersede(self, document, line_ids=(), ids=()):
        """Archive current estimates, by their lines or by their ids, for those of ``document``."""
        self.env.cr.execute(SQL(
            """
            UPDATE gotgan_cost_estimate SET active = FALSE, superseded_by_id = %s
            WHERE active AND (line_id = ANY(%s) OR id = ANY(%s))
            """, document.id, list(line_ids), list(ids),
        ))
        self.invalidate_model(flush=False)

    @api.model
    def _restate(self, statuses):
        """Say anew which estimates count, ``{id: status}``: a later 추경 replaced them, or not."""
        self.env.cr.execute(SQL(
            """
            UPDATE gotgan_cost_estimate e
            SET status = w.status,
                counted_amount = CASE WHEN w.status = 'counted' THEN e.amount ELSE 0 END
            FROM unnest(%s::int[], %s::text[]) AS w(id, status) WHERE e.id = w.id
            """, list(statuses), list(statuses.values()),
        ))
        self.invalidate_model(flush=False)

    @api.model
    def _insert(self, rows):
        """Write estimates, given as dicts of the columns in ``TYPES``; parents come first."""
        names = SQL(", ").join(map(SQL.identifier, TYPES))
        values = SQL(", ").join(
            SQL("%s::%s[]", [row[name] for row in rows], SQL(kind)) for name, kind in TYPES.items()
        )
        self.env.cr.execute(SQL(
            """
            INSERT INTO gotgan_cost_estimate (%s, counted_amount, active)
            SELECT id, import_id, line_id, parent_id, sequence, "row", round, name, formula, amount,
                   base_amount, status, funding::jsonb, duty, support,
                   CASE WHEN status = 'counted' THEN amount ELSE 0 END, TRUE
            FROM unnest(%s) AS w(%s)
            """, names, values, names,
        ))

    @api.model
    def _take_ids(self, count):
        rows = self.env.execute_query(SQL(
            "SELECT nextval('gotgan_cost_estimate_id_seq') FROM generate_series(1, %s)", count,
        ))
        return [row[0] for row in rows]
