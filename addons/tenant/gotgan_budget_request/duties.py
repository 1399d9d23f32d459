"""What of a budget its departments marked as a duty to spend by law (법정의무경비), and why."""

from odoo.tools import SQL

ASKED, SETTLED = "gotgan.budget.request.estimate", "gotgan.budget.settled.estimate"


def read_duties(version):
    """Return ``{(fund, department, project, subitem): (won, grounds)}`` of the budget as of it.

    Of each line the latest request up to the version holds, as it was settled. A row under one
    that is marked belongs to it and is not counted again.
    """
    for model in (ASKED, SETTLED):
        version.env[model].flush_model()
    rows = version.env.execute_query(SQL(
        """
        SELECT l.fund_id, l.department_id, l.project_id, l.subitem_id,
               COALESCE(SUM(e.amount), 0)::int8, string_agg(DISTINCT e.duty_ground, ', ')
        FROM gotgan_budget_request_line l
        JOIN gotgan_budget_cycle c ON c.id = l.cycle_id
        JOIN gotgan_budget_version v ON v.id = c.version_id
        LEFT JOIN (%s UNION ALL %s) e ON e.line_id = l.id
        WHERE v.id = ANY(%s)
        GROUP BY l.fund_id, l.department_id, l.project_id, l.subitem_id, v.position
        ORDER BY v.position
        """, _select_marked(SETTLED), SQL("%s AND NOT EXISTS (%s)", _select_marked(ASKED), SQL(
            "SELECT FROM gotgan_budget_settled_estimate s WHERE s.line_id = e.line_id",
        )), version._get_chain().ids,
    ))
    latest = {tuple(row[:4]): (row[4], row[5] or "") for row in rows}
    return {place: found for place, found in latest.items() if found[0] > 0}


def _select_marked(model):
    """Return the query of the uppermost rows that are marked."""
    table = SQL.identifier(model.replace(".", "_"))
    return SQL(
        """
        SELECT e.line_id, e.amount, e.duty_ground FROM %(table)s e
        LEFT JOIN %(table)s up ON up.id = e.parent_id
        LEFT JOIN %(table)s top ON top.id = up.parent_id
        WHERE e.is_duty AND up.is_duty IS NOT TRUE AND top.is_duty IS NOT TRUE
        """, table=table,
    )
