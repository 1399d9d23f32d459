"""The SQL of the ledger: one statement per table for any number of postings."""

from odoo.tools import SQL

from .core import HASHED, OPENS, TOTALS

TYPES = {
    "id": "int", "cell_id": "int", "cell_seq": "int", "kind": "text", "amount": "int8",
    "date": "date", "hold_id": "int", "source_model": "text", "source_id": "int",
    "author_id": "int", "reason": "text", "posted_at": "timestamp", "prev_hash": "text",
    "hash": "text", "fiscal_year_id": "int", "move_count": "int", "head_hash": "text",
    "used": "int8", "released": "int8", "parent_id": "int", **dict.fromkeys(TOTALS, "int8"),
}
MOVE_COLUMNS = (*HASHED, "prev_hash", "hash", "fiscal_year_id")
CELL_COLUMNS = ("id", "move_count", "head_hash", *TOTALS)
HOLD_COLUMNS = ("id", "kind", "cell_id", "amount", "parent_id", "source_model", "source_id")


def _unnest(rows, names):
    """Return ``unnest(...)`` of dict rows as one statement's parameters, whatever their number."""
    return SQL(", ").join(
        SQL("%s::%s[]", [row[name] for row in rows], SQL(TYPES[name])) for name in names
    )


def _columns(names):
    return SQL(", ").join(map(SQL.identifier, names))


def insert_moves(moves):
    return SQL(
        "INSERT INTO gotgan_ledger_move (%s) SELECT * FROM unnest(%s)",
        _columns(MOVE_COLUMNS), _unnest(moves, MOVE_COLUMNS),
    )


def update_cells(cells):
    return SQL(
        "UPDATE gotgan_budget_cell c SET %s FROM unnest(%s) AS w(%s) WHERE c.id = w.id",
        SQL(", ").join(
            SQL("%s = %s", SQL.identifier(name), SQL.identifier("w", name))
            for name in CELL_COLUMNS[1:]
        ),
        _unnest(list(cells.values()), CELL_COLUMNS), _columns(CELL_COLUMNS),
    )


def update_holds(targets):
    names = ("id", "used", "released")
    return SQL(
        "UPDATE gotgan_ledger_hold h SET used = w.used, released = w.released"
        " FROM unnest(%s) AS w(%s) WHERE h.id = w.id",
        _unnest(list(targets.values()), names), _columns(names),
    )


def return_to_parents(postings, targets):
    rows = [
        {"id": targets[posting.target]["parent_id"], "used": posting.amount}
        for posting in postings
    ]
    return SQL(
        "UPDATE gotgan_ledger_hold h SET used = h.used - w.used"
        " FROM (SELECT id, SUM(used)::int8 AS used FROM unnest(%s) AS u(id, used) GROUP BY id) w"
        " WHERE h.id = w.id",
        _unnest(rows, ("id", "used")),
    )


def insert_holds(kind, postings, targets, new_holds, moves):
    rows = [
        {
            "id": hold_id, "kind": OPENS[kind], "cell_id": move["cell_id"],
            "amount": posting.amount, "source_model": move["source_model"],
            "source_id": posting.source_id, "parent_id": posting.target if targets else None,
        }
        for hold_id, posting, move in zip(new_holds, postings, moves, strict=True)
    ]
    return SQL(
        "INSERT INTO gotgan_ledger_hold (%s, used, released)"
        " SELECT *, 0, 0 FROM unnest(%s)",
        _columns(HOLD_COLUMNS), _unnest(rows, HOLD_COLUMNS),
    )
