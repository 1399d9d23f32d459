"""The SQL of custody: the same few statements, for any number of postings."""

from odoo.tools import SQL

from .core import HASHED

MOVE_COLUMNS = (*HASHED, "prev_hash", "hash")
TYPES = {
    "account_id": "int", "account_seq": "int", "case_id": "int", "kind": "text", "amount": "int8",
    "date": "date", "source_model": "text", "source_id": "int", "author_id": "int",
    "reason": "text", "posted_at": "timestamp", "prev_hash": "text", "hash": "text",
}
NAMES = ", ".join(f'"{name}"' for name in MOVE_COLUMNS)
ARRAYS = ", ".join(f"%s::{TYPES[name]}[]" for name in MOVE_COLUMNS)
LOCK_ACCOUNTS = """
    SELECT id, balance, move_count, head_hash FROM gotgan_custody_account
    WHERE id = ANY(%s) ORDER BY id FOR NO KEY UPDATE
"""
LOCK_CASES = """
    SELECT id, account_id, amount, rest, promised FROM gotgan_custody_case
    WHERE id = ANY(%s) ORDER BY id FOR NO KEY UPDATE
"""
READ_PLACES = "SELECT id, account_id FROM gotgan_custody_case WHERE id = ANY(%s)"
INSERT_MOVES = f"INSERT INTO gotgan_custody_move ({NAMES}) SELECT * FROM unnest({ARRAYS})"
UPDATE_ACCOUNTS = """
    UPDATE gotgan_custody_account a
    SET balance = w.balance, move_count = w.move_count, head_hash = w.head_hash
    FROM unnest(%s::int[], %s::int8[], %s::int[], %s::text[])
        AS w(id, balance, move_count, head_hash) WHERE a.id = w.id
"""
UPDATE_CASES = """
    UPDATE gotgan_custody_case c SET rest = w.rest
    FROM unnest(%s::int[], %s::int8[]) AS w(id, rest) WHERE c.id = w.id
"""
# A move counts on its day; of one day, in the order it was written.
READ_AS_OF = """
    SELECT account_id, SUM(CASE WHEN kind IN ('in', 'redo') THEN amount ELSE -amount END)::int8
    FROM gotgan_custody_move WHERE date <= %s GROUP BY account_id
"""


def lock_accounts(ids):
    """Lock accounts in ascending order and read them as they stand."""
    return SQL(LOCK_ACCOUNTS, sorted(ids))


def lock_cases(ids):
    return SQL(LOCK_CASES, sorted(ids))


def read_places(ids):
    """Read which account each case is of; that never changes."""
    return SQL(READ_PLACES, list(ids))


def read_as_of(day):
    return SQL(READ_AS_OF, day)


def store(accounts, cases, moves):
    """Write the balances, the rests and the moves: one round trip."""
    names = ("id", "balance", "move_count", "head_hash")
    parts = [SQL(
        "accounts AS (%s)",
        SQL(UPDATE_ACCOUNTS, *([row[name] for row in accounts] for name in names)),
    )]
    if cases:
        parts.append(SQL("cases AS (%s)", SQL(
            UPDATE_CASES, [row["id"] for row in cases], [row["rest"] for row in cases],
        )))
    inserted = SQL(INSERT_MOVES, *([row[name] for row in moves] for name in MOVE_COLUMNS))
    return SQL("WITH %s %s", SQL(", ").join(parts), inserted)
