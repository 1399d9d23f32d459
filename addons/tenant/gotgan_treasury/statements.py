"""The treasury's statements over many rows at once."""

from odoo.tools import SQL

# The column of an instruction that names its document, and what its key begins with: the numbers
# of different documents may be equal, keys never are.
COLUMNS = {"gotgan.payment.order": ("order_id", ""), "gotgan.custody.payout": ("payout_id", "C")}


def insert_instructions(document, bank_list, transfers):
    """Write one instruction for each transfer, numbered after those the part had before."""
    column, prefix = COLUMNS[document._name]
    parts, codes, numbers, holders, amounts = zip(*transfers, strict=True)
    return SQL(
        """
        INSERT INTO gotgan_bank_instruction (key, list_id, account_id, %(column)s, part, bank_code,
               number, holder, amount, state, attempts, create_uid, create_date, write_uid,
               write_date)
        SELECT %(key)s || CASE WHEN t.part = 0 THEN '' ELSE '-' || t.part END
                       || '-' || COALESCE(e.count, 0) + 1,
               %(list)s, %(account)s, %(document)s, t.part, t.bank_code, t.number, t.holder,
               t.amount, 'created', 0, %(uid)s, now() AT TIME ZONE 'UTC', %(uid)s,
               now() AT TIME ZONE 'UTC'
          FROM unnest(%(parts)s::int[], %(codes)s::text[], %(numbers)s::text[],
                      %(holders)s::text[], %(amounts)s::int8[])
               WITH ORDINALITY AS t(part, bank_code, number, holder, amount, place)
          LEFT JOIN (SELECT part, count(*) FROM gotgan_bank_instruction
                      WHERE %(column)s = %(document)s GROUP BY part) e ON e.part = t.part
         ORDER BY t.place
        """,
        key=prefix + document.number, list=bank_list.id, account=bank_list.account_id.id,
        column=SQL.identifier(column), document=document.id, uid=document.env.uid,
        parts=list(parts), codes=list(codes), numbers=list(numbers), holders=list(holders),
        amounts=list(amounts),
    )


def read_last(order_ids):
    """Return a query of the last instruction of each part of the orders, but the withdrawn."""
    return SQL(
        """
        SELECT DISTINCT ON (order_id, part) id, order_id, part, state
          FROM gotgan_bank_instruction
         WHERE order_id IN %s AND state <> 'withdrawn'
         ORDER BY order_id, part, id DESC
        """, tuple(order_ids),
    )


def count_states(order_ids):
    """Return a query of (order, state, how many transfers stand at it, one of their keys)."""
    return SQL(
        """
        SELECT l.order_id, l.state, count(*), min(i.key)
          FROM (%s) l JOIN gotgan_bank_instruction i ON i.id = l.id
         GROUP BY l.order_id, l.state ORDER BY l.order_id, l.state
        """, read_last(order_ids),
    )


def sum_days(order_id):
    """Return a query of (day, first instruction, won) of what left for an order."""
    return SQL(
        """
        SELECT transfer_date, min(id), sum(amount)::int8 FROM gotgan_bank_instruction
         WHERE order_id = %s AND state IN ('acked', 'returned') GROUP BY transfer_date
        """, order_id,
    )


def read_waiting(list_id):
    """Return a query of what a list would pay, in the order in which it is signed."""
    return SQL(
        """
        SELECT key, COALESCE(bank_code, ''), number, holder, amount FROM gotgan_bank_instruction
         WHERE list_id = %s AND state = 'created' ORDER BY id
        """, list_id,
    )


SIGNED = ("key", "bank", "number", "holder", "amount", "order")


def read_to_sign(list_id):
    """Return a query of (id, key, bank, account, holder, won, document) of what is signed."""
    return SQL(
        """
        SELECT i.id, i.key, COALESCE(i.bank_code, ''), i.number, i.holder, i.amount,
               COALESCE(o.number, p.number)
          FROM gotgan_bank_instruction i
          LEFT JOIN gotgan_payment_order o ON o.id = i.order_id
          LEFT JOIN gotgan_custody_payout p ON p.id = i.payout_id
         WHERE i.list_id = %s AND i.state = 'created' ORDER BY i.id
        """, list_id,
    )


def write_signatures(rows, key_id):
    """Write the officer's signatures: ``rows`` are (instruction, signature)."""
    ids, signatures = zip(*rows, strict=True)
    return SQL(
        """
        UPDATE gotgan_bank_instruction i SET signature = t.signature, officer_key_id = %s
          FROM unnest(%s::int[], %s::text[]) AS t(id, signature) WHERE i.id = t.id
        """, key_id, list(ids), list(signatures),
    )


def count_waiting(list_id):
    """Write how many transfers an open list would pay, and their won."""
    return SQL(
        """
        UPDATE gotgan_bank_list SET (count, amount) = (
            SELECT count(*), COALESCE(sum(amount), 0)::int8 FROM gotgan_bank_instruction
             WHERE list_id = %(list)s AND state = 'created'
        ) WHERE id = %(list)s
        """, list=list_id,
    )


def add_waiting(list_id, count, won):
    """Add transfers just written to the figures of an open list, without reading the others."""
    return SQL(
        """
        UPDATE gotgan_bank_list SET count = COALESCE(count, 0) + %(count)s,
               amount = COALESCE(amount, 0) + %(won)s WHERE id = %(list)s
        """, list=list_id, count=count, won=won,
    )


def lock_instructions(keys):
    """Return a query of the instructions of the keys, in the order in which everybody locks."""
    return SQL(
        """
        SELECT id, key, state, reference, transfer_date FROM gotgan_bank_instruction
         WHERE key = ANY(%s) ORDER BY id FOR UPDATE
        """, list(keys),
    )


def insert_attempts(rows, uid):
    """Write words with the bank: ``rows`` are (instruction, purpose, status, reference, reason)."""
    ids, purposes, statuses, references, reasons = zip(*rows, strict=True)
    return SQL(
        """
        INSERT INTO gotgan_bank_attempt (instruction_id, purpose, status, reference, reason,
               create_uid, create_date, write_uid, write_date)
        SELECT t.*, %(uid)s, clock_timestamp() AT TIME ZONE 'UTC', %(uid)s,
               clock_timestamp() AT TIME ZONE 'UTC'
          FROM unnest(%(ids)s::int[], %(purposes)s::text[], %(statuses)s::text[],
                      %(references)s::text[], %(reasons)s::text[]) AS t
        """,
        ids=list(ids), purposes=list(purposes), statuses=list(statuses),
        references=list(references), reasons=list(reasons), uid=uid,
    )


def settle_instructions(rows):
    """Write what answers settled: ``rows`` are (id, state, reference, reason, day)."""
    ids, states, references, reasons, days = zip(*rows, strict=True)
    return SQL(
        """
        UPDATE gotgan_bank_instruction i
           SET state = t.state, reference = t.reference, reason = t.reason,
               transfer_date = t.day, write_date = now() AT TIME ZONE 'UTC'
          FROM unnest(%s::int[], %s::text[], %s::text[], %s::text[], %s::date[])
               AS t(id, state, reference, reason, day)
         WHERE i.id = t.id
        """, list(ids), list(states), list(references), list(reasons), list(days),
    )
