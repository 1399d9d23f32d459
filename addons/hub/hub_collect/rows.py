"""Putting the rows of a report under its execution, in one statement each."""

import json

from odoo.tools import SQL


def replace(model, execution, rows, types):
    """Make ``rows`` the rows of ``execution`` in the table of ``model``.

    Rows that stayed the same are not written again: on most days most of them did.

    :param rows: dicts with the columns of ``types``
    :param types: ``{column: PostgreSQL type}``; ``place`` is the order in the report
    """
    columns = [SQL.identifier(name) for name in types]
    given = SQL(", ").join(
        SQL("%s %s", column, SQL(kind))
        for column, kind in zip(columns, types.values(), strict=True)
    )
    parts = {
        "table": SQL.identifier(model._table),
        "columns": SQL(", ").join(columns),
        "given": given,
        "old": SQL(", ").join(SQL("t.%s", column) for column in columns),
        "new": SQL(", ").join(SQL("excluded.%s", column) for column in columns),
        "execution": execution.id,
        "link": execution.link_id.id,
    }
    model.env.cr.execute(SQL(
        "DELETE FROM %(table)s WHERE execution_id = %(execution)s AND place >= %(count)s",
        count=len(rows), **parts,
    ))
    model.env.cr.execute(SQL(
        "INSERT INTO %(table)s AS t (execution_id, link_id, %(columns)s)"
        " SELECT %(execution)s, %(link)s, %(columns)s"
        " FROM jsonb_to_recordset(%(rows)s::jsonb) AS r(%(given)s)"
        " ON CONFLICT (execution_id, place) DO UPDATE"
        " SET (link_id, %(columns)s) = ROW(excluded.link_id, %(new)s)"
        " WHERE (t.link_id, %(old)s) IS DISTINCT FROM (excluded.link_id, %(new)s)",
        rows=json.dumps(rows), **parts,
    ))
    model.invalidate_model(flush=False)
