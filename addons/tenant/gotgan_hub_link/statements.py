"""The queries behind a report. Each returns the address of a subject first, in the same order:
fund, policy, unit, project, item, object, as codes.
"""

from odoo.tools import SQL

# A cell, with the codes and names that address it. What a tree lacks is a dash.
ADDRESSED = SQL(
    """
    SELECT c.*, f.code AS fund, COALESCE(p.code, '-') AS policy, COALESCE(u.code, '-') AS unit,
           s.code AS project, COALESCE(i.code, '-') AS item, o.code AS object
      FROM gotgan_budget_cell c
      JOIN gotgan_fund f ON f.id = c.fund_id
      JOIN gotgan_program s ON s.id = c.project_id
      LEFT JOIN gotgan_program u ON u.id = s.unit_id
      LEFT JOIN gotgan_program p ON p.id = s.policy_id
      JOIN gotgan_expenditure_object o ON o.id = c.subitem_id
      LEFT JOIN gotgan_expenditure_object i ON i.id = o.parent_id
    """
)
CODES = SQL("a.fund, a.policy, a.unit, a.project, a.item, a.object")
# Of a document that lies on several cells, the one with the most money stands for it.
FIRST_OF_VOUCHER = SQL(
    """
    SELECT DISTINCT ON (v.voucher_id) v.voucher_id AS document, l.cell_id
      FROM gotgan_voucher_line v JOIN gotgan_commitment_line l ON l.id = v.commitment_line_id
     ORDER BY v.voucher_id, v.amount DESC, l.cell_id
    """
)
FIRST_OF_COMMITMENT = SQL(
    """
    SELECT DISTINCT ON (l.commitment_id) l.commitment_id AS document, l.cell_id
      FROM gotgan_commitment_line l
     ORDER BY l.commitment_id, l.amount DESC, l.cell_id
    """
)


def lines(year_id):
    """Return the query of one row per subject: codes, appropriated … available, cells."""
    return SQL(
        """
        SELECT %(codes)s, SUM(a.appropriated)::int8, SUM(a.allotted)::int8,
               SUM(a.requested)::int8, SUM(a.committed)::int8, SUM(a.paid)::int8,
               SUM(a.allotted - a.requested - a.committed)::int8
          FROM (%(cells)s) a WHERE a.fiscal_year_id = %(year)s
         GROUP BY %(codes)s ORDER BY %(codes)s
        """,
        codes=CODES, cells=ADDRESSED, year=year_id,
    )


def names(year_id):
    """Return the query of kind, code, name of everything the year's cells are addressed by."""
    parts = [
        SQL(
            "SELECT %s, x.code, x.name FROM %s x"
            " WHERE x.fiscal_year_id = %s AND x.id IN (%s) AND x.code IS NOT NULL",
            kind, SQL.identifier(table), year_id, SQL(used, year=year_id),
        )
        for kind, table, used in (
            ("fund", "gotgan_fund",
             "SELECT fund_id FROM gotgan_budget_cell WHERE fiscal_year_id = %(year)s"),
            ("program", "gotgan_program",
             "SELECT unnest(ARRAY[s.id, s.unit_id, s.policy_id]) FROM gotgan_budget_cell c"
             " JOIN gotgan_program s ON s.id = c.project_id WHERE c.fiscal_year_id = %(year)s"),
            ("object", "gotgan_expenditure_object",
             "SELECT unnest(ARRAY[o.id, o.parent_id]) FROM gotgan_budget_cell c"
             " JOIN gotgan_expenditure_object o ON o.id = c.subitem_id"
             " WHERE c.fiscal_year_id = %(year)s"),
        )
    ]  # fmt: skip
    return SQL(" UNION ALL ").join(parts)


def cash(year_id):
    """Return the query of month, fund, payments less what came back."""
    return SQL(
        """
        SELECT to_char(m.date, 'YYYY-MM') AS month, f.code,
               SUM(CASE m.kind WHEN 'pay' THEN m.amount ELSE -m.amount END)::int8
          FROM gotgan_ledger_move m
          JOIN gotgan_budget_cell c ON c.id = m.cell_id
          JOIN gotgan_fund f ON f.id = c.fund_id
         WHERE m.fiscal_year_id = %s AND m.kind IN ('pay', 'unpay', 'return')
         GROUP BY 1, 2 ORDER BY 1, 2
        """,
        year_id,
    )


def cases(year_id):
    """Return the query of codes, number, date, committed, paid of each commitment and subject."""
    return SQL(
        """
        SELECT %(codes)s, COALESCE(k.number, h.source_model || ' ' || h.source_id),
               COALESCE(k.date, MIN(m.date)),
               SUM(h.amount - h.released)::int8, SUM(h.used)::int8
          FROM gotgan_ledger_hold h
          JOIN (%(cells)s) a ON a.id = h.cell_id
          JOIN (SELECT hold_id, MIN(date) AS date FROM gotgan_ledger_move
                 WHERE kind = 'commit' GROUP BY hold_id) m ON m.hold_id = h.id
          LEFT JOIN gotgan_commitment k
                 ON k.id = h.source_id AND h.source_model = 'gotgan.commitment'
         WHERE h.kind = 'commitment' AND a.fiscal_year_id = %(year)s AND h.amount > h.released
         GROUP BY %(codes)s, k.id, k.number, k.date, h.source_model, h.source_id
         ORDER BY 7, %(codes)s
        """,
        codes=CODES, cells=ADDRESSED, year=year_id,
    )


def exhausted(year_id):
    """Return the query of subjects whose allotted money is used up though more was appropriated."""
    return SQL(
        """
        SELECT %(codes)s, NULL, 1, SUM(a.appropriated - a.paid)::int8, 0
          FROM (%(cells)s) a WHERE a.fiscal_year_id = %(year)s
         GROUP BY %(codes)s
        HAVING SUM(a.allotted) > 0 AND SUM(a.allotted - a.requested - a.committed) = 0
           AND SUM(a.appropriated) > SUM(a.allotted)
         ORDER BY %(codes)s
        """,
        codes=CODES, cells=ADDRESSED, year=year_id,
    )


def idle(year_id, days):
    """Return the query of projects with a budget and no commitment, ``days`` into the year."""
    return SQL(
        """
        SELECT a.fund, a.policy, a.unit, a.project, NULL, NULL, NULL, 1,
               SUM(a.appropriated)::int8, %(days)s
          FROM (%(cells)s) a WHERE a.fiscal_year_id = %(year)s
         GROUP BY 1, 2, 3, 4 HAVING SUM(a.appropriated) > 0 AND SUM(a.committed) = 0
         ORDER BY 1, 2, 3, 4
        """,
        cells=ADDRESSED, year=year_id, days=days,
    )


def late_payments(year_id, day):
    """Return the query of vouchers that are past the legal day of payment."""
    return SQL(
        """
        SELECT %(codes)s, k.number, 1, d.amount, %(day)s - d.due_date
          FROM gotgan_voucher d
          JOIN gotgan_commitment k ON k.id = d.commitment_id
          JOIN (%(first)s) x ON x.document = d.id
          JOIN (%(cells)s) a ON a.id = x.cell_id
         WHERE d.fiscal_year_id = %(year)s AND d.state IN ('resolved', 'ordered')
           AND d.due_date < %(day)s
         ORDER BY d.due_date, d.id
        """,
        codes=CODES, cells=ADDRESSED, first=FIRST_OF_VOUCHER, year=year_id, day=day,
    )


def late_inspections(year_id, day):
    """Return the query of inspections that are past their legal day."""
    return SQL(
        """
        SELECT %(codes)s, k.number, 1, COALESCE(d.amount, 0), %(day)s - d.due_date
          FROM gotgan_inspection d
          JOIN gotgan_commitment k ON k.id = d.commitment_id
          JOIN (%(first)s) x ON x.document = k.id
          JOIN (%(cells)s) a ON a.id = x.cell_id
         WHERE d.fiscal_year_id = %(year)s AND d.state = 'draft' AND d.due_date < %(day)s
         ORDER BY d.due_date, d.id
        """,
        codes=CODES, cells=ADDRESSED, first=FIRST_OF_COMMITMENT, year=year_id, day=day,
    )


def returned_payments(year_id, day):
    """Return the query of commitments owed again because a transfer came back."""
    return SQL(
        """
        SELECT %(codes)s, k.number, 1,
               LEAST(h.amount - h.used - h.released, m.amount)::int8, %(day)s - m.date
          FROM (SELECT hold_id, SUM(amount) AS amount, MAX(date) AS date FROM gotgan_ledger_move
                 WHERE kind = 'unpay' AND fiscal_year_id = %(year)s GROUP BY hold_id) m
          JOIN gotgan_ledger_hold h ON h.id = m.hold_id
          JOIN (%(cells)s) a ON a.id = h.cell_id
          LEFT JOIN gotgan_commitment k
                 ON k.id = h.source_id AND h.source_model = 'gotgan.commitment'
         WHERE h.amount > h.used + h.released
         ORDER BY m.date, h.id
        """,
        codes=CODES, cells=ADDRESSED, year=year_id, day=day,
    )


def refused_rows(year_id, day):
    """Return the query of budget files that wait with rows that were refused."""
    return SQL(
        """
        SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, COUNT(*), 0::int8,
               GREATEST(0, %(day)s - (i.write_date AT TIME ZONE 'UTC'
                                      AT TIME ZONE 'Asia/Seoul')::date)
          FROM gotgan_budget_import i
          JOIN gotgan_budget_import_problem p ON p.import_id = i.id AND p.severity = 'error'
         WHERE i.fiscal_year_id = %(year)s AND i.state = 'previewed'
         GROUP BY i.id ORDER BY i.id
        """,
        year=year_id, day=day,
    )
