"""What imports and others appropriated before there were versions becomes the versions of it."""

from collections import defaultdict

from odoo.api import SUPERUSER_ID, Environment
from odoo.tools import SQL

IMPORT, VERSION = "gotgan.budget.import", "gotgan.budget.version"


def migrate(cr, version):
    """Give each year the chain of versions that its moves tell of; the moves stay as they are."""
    env = Environment(cr, SUPERUSER_ID, {})
    for year in env["gotgan.fiscal.year"].search([], order="year"):
        if env[VERSION].search_count([("fiscal_year_id", "=", year.id)], limit=1):
            continue
        for import_id, (day, changes) in read_changes(env, year).items():
            make(env, year, import_id, day, changes)


def read_changes(env, year):
    """Return {import id, 0 for all others: (first day, {place: won})}, in the order of posting."""
    rows = env.execute_query(SQL(
        """
        SELECT CASE WHEN m.source_model = %s THEN m.source_id ELSE 0 END AS import_id,
               MIN(m.id), MIN(m.date), c.fund_id, c.department_id, c.project_id, c.subitem_id,
               c.funding_source_id, SUM(m.amount)::int8
        FROM gotgan_ledger_move m JOIN gotgan_budget_cell c ON c.id = m.cell_id
        WHERE m.kind = 'appropriate' AND m.fiscal_year_id = %s
        GROUP BY import_id, c.id ORDER BY 2
        """, IMPORT, year.id,
    ))
    days, changes = {}, defaultdict(dict)
    for import_id, _first, day, *place, won in rows:
        days[import_id] = min(day, days.get(import_id, day))
        changes[import_id][tuple(place)] = won
    # What came from elsewhere was there besides; as the first it leaves no line below zero.
    return {one: (days[one], changes[one]) for one in sorted(changes, key=bool)}


def make(env, year, import_id, day, changes):
    """Make one version in force without posting: its moves are in the ledger."""
    number = find_round(env, import_id)
    version = env[VERSION].create({
        "fiscal_year_id": year.id, "kind": "supplementary" if number else "original",
        "round": number, "date_effective": day,
    })
    version._write_locked({"import_id": import_id or False})
    version._add_changes(changes)
    version._write_locked({"state": "in_force"})
    if import_id:
        env[IMPORT].browse(import_id)._write_locked({"version_id": version.id})
    env.flush_all()


def find_round(env, import_id):
    """Return the number of the last 추경 of which an import brought estimates."""
    rows = env.execute_query(SQL(
        "SELECT COALESCE(MAX(round), 0) FROM gotgan_cost_estimate WHERE import_id = %s", import_id,
    ))
    return rows[0][0]
