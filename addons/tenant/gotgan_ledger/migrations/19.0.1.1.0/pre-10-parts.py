"""What an appropriation consists of is kept: until now everything came from a voted budget."""

from odoo.tools import SQL
from odoo.tools.sql import column_exists

PARTS = ("voted", "reserve_used", "transferred", "carried_in")


def migrate(cr, version):
    """Give every cell its parts before the constraint asks that they add up.

    The totals are not hashed (only the moves are), so no chain and no seal changes.
    """
    if column_exists(cr, "gotgan_budget_cell", "voted"):
        return
    for name in PARTS:
        cr.execute(SQL(
            "ALTER TABLE gotgan_budget_cell ADD COLUMN %s int8 NOT NULL DEFAULT 0",
            SQL.identifier(name),
        ))
        cr.execute(SQL(
            "ALTER TABLE gotgan_budget_cell ALTER COLUMN %s DROP DEFAULT", SQL.identifier(name),
        ))
    cr.execute(SQL("UPDATE gotgan_budget_cell SET voted = appropriated"))
