"""How two transactions that must not pass each other are made to meet."""

from odoo.tools import SQL


def meet_on(records):
    """Write the rows of ``records`` without changing them, so that a concurrent writer fails.

    In REPEATABLE READ a lock alone is not enough: who waited for it still looks at the old
    snapshot. A row that was written makes the second transaction fail with a serialization error;
    Odoo runs it again, and it then sees what the first one did.
    """
    if not records:
        return
    records.env.execute_query(SQL(
        """
        UPDATE %(table)s SET write_date = write_date WHERE id IN (
            SELECT id FROM %(table)s WHERE id IN %(ids)s ORDER BY id FOR NO KEY UPDATE
        ) RETURNING id
        """,
        table=SQL.identifier(records._table), ids=tuple(records.ids),
    ))
