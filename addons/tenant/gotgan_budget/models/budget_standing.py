from odoo import fields, models
from odoo.tools import SQL

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import Won
from odoo.addons.gotgan_ledger.core import PARTS, TOTALS
from odoo.addons.gotgan_ledger.statements import read_as_of

from .. import version_statements
from ..version_row import ADDRESS


class BudgetStanding(models.Model):
    """The budget as of a day, or of a version, cell by cell: folded when it is read, kept nowhere.

    Which one is in the context: ``budget_year`` with ``budget_day``, or ``budget_version``.
    """

    _name = "gotgan.budget.standing"
    _description = "Budget as It Stood"
    _auto = False
    _order = "fund_id, department_id, project_id, subitem_id, funding_source_id"
    _rec_name = "project_id"

    fiscal_year_id = fields.Many2one("gotgan.fiscal.year", readonly=True)
    fund_id = fields.Many2one("gotgan.fund", readonly=True)
    department_id = fields.Many2one("hr.department", readonly=True)
    project_id = fields.Many2one("gotgan.program", readonly=True)
    policy_id = fields.Many2one(related="project_id.policy_id", string="Policy Programme")
    function_id = fields.Many2one(related="project_id.function_id", string="Section")
    subitem_id = fields.Many2one(
        "gotgan.expenditure.object", string="Object Subitem", readonly=True,
    )
    item_id = fields.Many2one(related="subitem_id.parent_id", string="Object Item")
    funding_source_id = fields.Many2one("gotgan.funding.source", readonly=True)
    voted = Won(string="Budget", readonly=True)
    reserve_used = Won(string="From Reserve", readonly=True)
    transferred = Won(string="Moved In or Out", readonly=True)
    carried_in = Won(string="From Last Year", readonly=True)
    appropriated = Won(string="Current Appropriation", readonly=True)

    @property
    def _table_query(self):
        asked = self.env.context
        version_id = int(asked.get("budget_version") or 0)
        if version_id:
            return self._query_version(version_id)
        year = self.env["gotgan.fiscal.year"].browse(int(asked.get("budget_year") or 0))
        year = year.exists() or year._get_current()
        day = fields.Date.to_date(asked.get("budget_day")) or today(self.env)
        return self._query_day(year.id or 0, day)

    def _query_day(self, year_id, day):
        """Fold the ledger until the end of ``day``."""
        return SQL(
            """
            SELECT c.id, c.fiscal_year_id, %(address)s, %(totals)s
            FROM (%(fold)s) AS f(cell_id, %(names)s) JOIN gotgan_budget_cell c ON c.id = f.cell_id
            """,
            address=_names("c", ADDRESS), totals=_names("f", ("appropriated", *PARTS)),
            fold=read_as_of(year_id, day), names=SQL(", ").join(map(SQL.identifier, TOTALS)),
        )

    def _query_version(self, version_id):
        """Fold the chain of a version; it has nothing but what was voted."""
        return SQL(
            """
            SELECT row_number() OVER (ORDER BY %(address)s)::int AS id, v.fiscal_year_id,
                   %(address)s, w.amount AS appropriated, w.amount AS voted,
                   0::int8 AS reserve_used, 0::int8 AS transferred, 0::int8 AS carried_in
            FROM (%(whole)s) AS w CROSS JOIN gotgan_budget_version v WHERE v.id = %(version)s
            """,
            address=_names("w", ADDRESS), whole=version_statements.read_whole(version_id),
            version=version_id,
        )


def _names(alias, columns):
    return SQL(", ").join(SQL.identifier(alias, name) for name in columns)
