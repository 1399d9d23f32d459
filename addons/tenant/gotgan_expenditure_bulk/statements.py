"""The SQL of payee lists: the database writes, compares and sums all rows."""

import json

from odoo.tools import SQL

PAYEE_TYPES = {
    "row": "int", "name": "text", "identifier": "text", "identity": "text", "bank_code": "text",
    "account_number": "text", "amount": "int8", "deducted": "int8", "net_amount": "int8",
    "memo": "text", "parts": "text", "origin_id": "int",
}
FAULT_TYPES = {
    "row": "int", "column": "text", "code": "text", "params": "text", "severity": "text",
}
RUNNING = ("resolved", "ordered", "paid")
# Who in the register of payees a row ``p`` pays: by business number, else by account; persons
# have no number that is kept.
_KNOWN = """
SELECT r.id FROM res_partner r WHERE r.business_number = p.identifier
UNION
SELECT b.partner_id FROM res_partner_bank b LEFT JOIN res_bank k ON k.id = b.bank_id
 WHERE b.sanitized_acc_number = p.account_number
   AND COALESCE(substring(k.bic FROM '^[0-9]{3}'), p.bank_code) = p.bank_code
"""


def _arrays(types, rows):
    """Return (names, casts, arrays) of SQL for ``rows``, tuples in the order of ``types``."""
    columns = list(zip(*rows, strict=True))
    names = SQL(", ").join(map(SQL.identifier, types))
    arrays = SQL(", ").join(
        SQL("%s::%s[]", list(column), SQL(kind))
        for column, kind in zip(columns, types.values(), strict=True)
    )
    return names, arrays


def insert_payees(bulk_id, user_id, payees):
    rows = [
        (*one[:10], json.dumps(one.parts), one.origin_id) for one in payees
    ]
    names, arrays = _arrays(PAYEE_TYPES, rows)
    return SQL(
        """
        INSERT INTO gotgan_bulk_payee (bulk_id, state, create_uid, write_uid, create_date,
            write_date, %s)
        SELECT %s, 'listed', %s, %s, now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC',
               "row", name, identifier, identity, bank_code, account_number, amount, deducted,
               net_amount, memo, parts::jsonb, origin_id
          FROM unnest(%s) AS w(%s)
        """, names, bulk_id, user_id, user_id, arrays, names,
    )


def insert_faults(bulk_id, faults):
    rows = [
        (one.row, one.column, one.code, json.dumps(one.params, ensure_ascii=False), one.severity)
        for one in faults
    ]
    names, arrays = _arrays(FAULT_TYPES, rows)
    return SQL(
        """
        INSERT INTO gotgan_bulk_fault (bulk_id, %s)
        SELECT %s, "row", "column", code, params::jsonb, severity FROM unnest(%s) AS w(%s)
        """, names, bulk_id, arrays, names,
    )


def find_paid_before(bulk_id, since):
    """Rows that another list paid already: the same account and amount, and nothing that differs.

    Identifier and remark tell two payments apart only where both rows have them.
    """
    return SQL(
        """
        INSERT INTO gotgan_bulk_fault (bulk_id, "row", "column", code, params, severity)
        SELECT p.bulk_id, p."row", '', 'paid_before', jsonb_build_object(
                   'name', p.name, 'day', o.date, 'document', o.number, 'other', o."row"), 'warning'
          FROM gotgan_bulk_payee p
          JOIN LATERAL (
               SELECT e."row", b.date, b.number FROM gotgan_bulk_payee e
                 JOIN gotgan_bulk_payment b ON b.id = e.bulk_id
                WHERE e.account_number = p.account_number AND e.bank_code = p.bank_code
                  AND COALESCE(NULLIF(e.identity, '') = NULLIF(p.identity, ''), TRUE)
                  AND e.amount = p.amount AND e.bulk_id <> p.bulk_id AND e.state = 'listed'
                  AND COALESCE(NULLIF(e.memo, '') = NULLIF(p.memo, ''), TRUE)
                  AND b.state = 'vouchered' AND b.date >= %s
                ORDER BY b.date DESC, e.id DESC LIMIT 1) o ON TRUE
         WHERE p.bulk_id = %s AND p.origin_id IS NULL
        """, since, bulk_id,
    )


def find_changed_account(bulk_id):
    """Rows of persons whom the last list paid into another account."""
    return SQL(
        """
        INSERT INTO gotgan_bulk_fault (bulk_id, "row", "column", code, params, severity)
        SELECT p.bulk_id, p."row", '', 'changed_account', jsonb_build_object(
                   'name', p.name, 'document', o.number, 'other', o."row"), 'warning'
          FROM gotgan_bulk_payee p
          JOIN LATERAL (
               SELECT e."row", e.account_number, b.number FROM gotgan_bulk_payee e
                 JOIN gotgan_bulk_payment b ON b.id = e.bulk_id
                WHERE e.identity = p.identity AND e.identity <> ''
                  AND e.bulk_id <> p.bulk_id AND b.state = 'vouchered'
                ORDER BY b.date DESC, e.id DESC LIMIT 1) o ON o.account_number <> p.account_number
         WHERE p.bulk_id = %s AND p.identity <> ''
        """, bulk_id,
    )


def find_vouchers(bulk_id, since):
    """Rows of payees that got the same amount by a voucher of their own."""
    return SQL(
        """
        INSERT INTO gotgan_bulk_fault (bulk_id, "row", "column", code, params, severity)
        SELECT p.bulk_id, p."row", '', 'paid_by_voucher', jsonb_build_object(
                   'name', p.name, 'day', v.claim_date, 'document', v.number), 'warning'
          FROM gotgan_bulk_payee p
          JOIN LATERAL (
               SELECT o.number, o.claim_date FROM gotgan_voucher o
                WHERE o.partner_id IN (%s) AND o.amount = p.amount AND o.state IN %s
                  AND o.claim_date >= %s ORDER BY o.id DESC LIMIT 1) v ON TRUE
         WHERE p.bulk_id = %s AND p.origin_id IS NULL
        """, SQL(_KNOWN), RUNNING, since, bulk_id,
    )


def read_attached(bulk_ids):
    """Rows whose payee's claim is attached and not kept back: list, row, name, claimants, cases.

    All standing claims on a payee count together, up to what the row pays after its other
    deductions; those on certain commitments only do not reach a list.
    """
    return SQL(
        """
        SELECT p.bulk_id, p."row", p.name, c.claimants, c.cases
          FROM gotgan_bulk_payee p
          JOIN LATERAL (
               SELECT string_agg(q.name, ', ' ORDER BY o.received_on, o.id) AS claimants,
                      string_agg(o.name, ', ' ORDER BY o.received_on, o.id) AS cases,
                      sum(COALESCE(NULLIF(o.amount, 0), p.amount)) AS amount
                 FROM gotgan_payee_claim o JOIN res_partner q ON q.id = o.claimant_id
                WHERE o.partner_id IN (%s) AND o.state = 'standing'
                  AND NOT EXISTS (SELECT FROM gotgan_commitment_gotgan_payee_claim_rel l
                                   WHERE l.gotgan_payee_claim_id = o.id)) c ON TRUE
          CROSS JOIN LATERAL (
               SELECT COALESCE((p.parts ->> 'attachment')::int8, 0) AS attached) k
         WHERE p.bulk_id = ANY(%s) AND p.state = 'listed'
           AND c.amount > 0 AND k.attached < LEAST(c.amount, p.net_amount + k.attached)
         ORDER BY p.bulk_id, p."row"
        """, SQL(_KNOWN), list(bulk_ids),
    )


def find_attached(bulk_id):
    """Write each of those rows down as an error of the list."""
    return SQL(
        """
        INSERT INTO gotgan_bulk_fault (bulk_id, "row", "column", code, params, severity)
        SELECT a.bulk_id, a."row", '', 'attached', jsonb_build_object(
                   'name', a.name, 'claimant', a.claimants, 'document', a.cases), 'error'
          FROM (%s) a
        """, read_attached([bulk_id]),
    )


def sum_payees(bulk_id):
    return SQL(
        """SELECT count(*)::int, COALESCE(sum(amount), 0)::int8, COALESCE(sum(deducted), 0)::int8
             FROM gotgan_bulk_payee WHERE bulk_id = %s""", bulk_id,
    )


def count_faults(bulk_id):
    return SQL(
        "SELECT severity, count(*)::int FROM gotgan_bulk_fault WHERE bulk_id = %s GROUP BY 1",
        bulk_id,
    )


def insert_totals(bulk_id):
    return SQL(
        """
        INSERT INTO gotgan_bulk_total (bulk_id, use, payee_count, amount)
        SELECT p.bulk_id, k.key, count(*), sum(k.value::int8)
          FROM gotgan_bulk_payee p, jsonb_each_text(p.parts) k
         WHERE p.bulk_id = %s GROUP BY p.bulk_id, k.key
        """, bulk_id,
    )


def find_unreturned():
    """Return a query of paid orders with a row the bank refused or gave back, not taken back yet.

    Of several instructions of a row the last counts.
    """
    return SQL(
        """
        SELECT DISTINCT i.order_id
          FROM gotgan_bank_instruction i
          JOIN gotgan_payment_order o ON o.id = i.order_id AND o.state = 'paid'
          JOIN gotgan_bulk_payee p ON p.id = i.part AND p.state = 'listed'
         WHERE i.part > 0 AND i.state IN ('rejected', 'returned')
           AND NOT EXISTS (SELECT FROM gotgan_bank_instruction l
                            WHERE l.order_id = i.order_id AND l.part = i.part AND l.id > i.id
                              AND l.state <> 'withdrawn')
        """,
    )


def say_why(rows):
    """Write the bank's own reason to each row: ``rows`` are (payee, reason)."""
    return SQL(
        """
        UPDATE gotgan_bulk_payee p SET return_reason = w.reason
          FROM unnest(%s::int[], %s::text[]) AS w(id, reason)
         WHERE p.id = w.id AND w.reason <> ''
        """, [row[0] for row in rows], [row[1] for row in rows],
    )
