"""The SQL of the ledger: the same few statements, for any number of postings.

The texts are built once, from the names of the columns; the rows travel as arrays.
"""

from odoo.tools import SQL

from .core import CELL_EFFECT, HASHED, OPENS, TOTALS

TYPES = {
    "id": "int", "cell_id": "int", "cell_seq": "int", "kind": "text", "amount": "int8",
    "date": "date", "hold_id": "int", "source_model": "text", "source_id": "int",
    "author_id": "int", "reason": "text", "posted_at": "timestamp", "prev_hash": "text",
    "hash": "text", "fiscal_year_id": "int", "move_count": "int", "head_hash": "text",
    "used": "int8", "released": "int8", "parent_id": "int", **dict.fromkeys(TOTALS, "int8"),
}
MOVE_COLUMNS = (*HASHED, "prev_hash", "hash", "fiscal_year_id")
CELL_COLUMNS = ("id", "move_count", "head_hash", *TOTALS)
HOLD_COLUMNS = ("kind", "cell_id", "amount", "parent_id", "source_model", "source_id")
HOLD_TOTALS = ("id", "used", "released")


def _names(columns):
    return ", ".join(f'"{name}"' for name in columns)


def _arrays(columns):
    return ", ".join(f"%s::{TYPES[name]}[]" for name in columns)


def _set(columns):
    return ", ".join(f'"{name}" = w."{name}"' for name in columns if name != "id")


def _values(rows, columns):
    return [[row[name] for row in rows] for name in columns]


def _fold(total):
    """Return the SQL of a total as the sum of what each kind of move adds to it."""
    cases = " ".join(
        f"WHEN '{kind}' THEN {effect[total]} * amount"
        for kind, effect in CELL_EFFECT.items() if total in effect
    )
    return f"SUM(CASE kind {cases} ELSE 0 END)::int8"


LOCK_CELLS = f"""
    SELECT id, fiscal_year_id, move_count, head_hash, {_names(TOTALS)}
    FROM gotgan_budget_cell WHERE id = ANY(%s) ORDER BY id FOR NO KEY UPDATE
"""
READ_HOLDS = """
    SELECT id, kind, cell_id, amount, used, released, parent_id
    FROM gotgan_ledger_hold WHERE id = ANY(%s)
"""
INSERT_MOVES = f"""
    INSERT INTO gotgan_ledger_move ({_names(MOVE_COLUMNS)})
    SELECT * FROM unnest({_arrays(MOVE_COLUMNS)})
"""
UPDATE_CELLS = f"""
    UPDATE gotgan_budget_cell c SET {_set(CELL_COLUMNS)}
    FROM unnest({_arrays(CELL_COLUMNS)}) AS w({_names(CELL_COLUMNS)}) WHERE c.id = w.id
"""
UPDATE_HOLDS = f"""
    UPDATE gotgan_ledger_hold h SET {_set(HOLD_TOTALS)}
    FROM unnest({_arrays(HOLD_TOTALS)}) AS w({_names(HOLD_TOTALS)}) WHERE h.id = w.id
"""
RETURN_TO_PARENTS = """
    UPDATE gotgan_ledger_hold h SET used = h.used - w.used
    FROM (
        SELECT id, SUM(used)::int8 AS used FROM unnest(%s::int[], %s::int8[]) AS u(id, used)
        GROUP BY id
    ) w WHERE h.id = w.id
"""
READ_AS_OF = f"""
    SELECT cell_id, {", ".join(map(_fold, TOTALS))} FROM gotgan_ledger_move
    WHERE fiscal_year_id = %s AND date <= %s GROUP BY cell_id
"""
READ_AT = f"""
    SELECT cell_id, {", ".join(map(_fold, TOTALS))} FROM gotgan_ledger_move
    WHERE cell_id = ANY(%s) AND posted_at <= %s GROUP BY cell_id
"""
READ_AFTER = f"""
    SELECT cell_id, {", ".join(map(_fold, TOTALS))} FROM gotgan_ledger_move
    JOIN (
        SELECT cell_id, MAX(cell_seq) AS last FROM gotgan_ledger_move
        WHERE source_model = %s AND source_id = ANY(%s) GROUP BY cell_id
    ) w USING (cell_id)
    WHERE cell_seq <= last GROUP BY cell_id
"""
INSERT_HOLDS = f"""
    INSERT INTO gotgan_ledger_hold ({_names(HOLD_COLUMNS)}, used, released)
    SELECT {_names(HOLD_COLUMNS)}, 0, 0
    FROM unnest({_arrays(HOLD_COLUMNS)}) WITH ORDINALITY AS w({_names(HOLD_COLUMNS)}, place)
    ORDER BY place RETURNING id
"""


def lock_cells(cell_ids):
    """Lock cells in ascending order and read them as they stand."""
    return SQL(LOCK_CELLS, sorted(cell_ids))


def read_holds(hold_ids):
    return SQL(READ_HOLDS, hold_ids)


def read_as_of(year_id, day):
    """Fold the moves of a year until ``day``: one row per cell, its id and ``TOTALS``."""
    return SQL(READ_AS_OF, year_id, day)


def read_at(cell_ids, moment):
    """Fold the moves of cells posted until ``moment``: rows like those of ``read_as_of``."""
    return SQL(READ_AT, cell_ids, moment)


def read_after(source_model, source_ids):
    """Fold the moves of cells until the last one of these documents: rows as above."""
    return SQL(READ_AFTER, source_model, source_ids)


def store(kind, postings, cells, holds, moves):
    """Write the totals, what became of the holds, and the moves: one round trip."""
    parts = [SQL("cells AS (%s)", SQL(UPDATE_CELLS, *_values(cells.values(), CELL_COLUMNS)))]
    if holds:
        used = SQL(UPDATE_HOLDS, *_values(holds.values(), HOLD_TOTALS))
        parts.append(SQL("holds AS (%s)", used))
    if kind == "uncommit":
        parts.append(SQL("parents AS (%s)", _return_to_parents(postings, holds)))
    inserted = SQL(INSERT_MOVES, *_values(moves, MOVE_COLUMNS))
    return SQL("WITH %s %s", SQL(", ").join(parts), inserted)


def _return_to_parents(postings, holds):
    """Give what came back from commitments to the requests they were made from."""
    return SQL(
        RETURN_TO_PARENTS, [holds[one.target]["parent_id"] for one in postings],
        [one.amount for one in postings],
    )


def insert_holds(kind, postings, holds, source_model):
    """Insert one hold per posting; the ids come back ascending in the order of ``postings``."""
    rows = [
        {
            "kind": OPENS[kind],
            "cell_id": holds[one.target]["cell_id"] if holds else one.target,
            "amount": one.amount, "source_model": source_model, "source_id": one.source_id,
            "parent_id": one.target if holds else None,
        }
        for one in postings
    ]
    return SQL(INSERT_HOLDS, *_values(rows, HOLD_COLUMNS))
