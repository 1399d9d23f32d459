"""The SQL of the assistant: what is left of a year, document by document, in one statement."""

# Free money that came over as an unavoidable carry-over, by cell, as far as it is free still: what
# came over free (incidental costs, compensation) is spent before the cell's own money, and what
# came over bound and was given back since is free as well.
AGAIN = """
    SELECT c.id AS cell_id, LEAST(
        c.appropriated - c.committed - c.requested - c.carried_over,
        GREATEST(0, g.loose - GREATEST(0, c.requested + c.committed - COALESCE(k.won, 0)))
        + GREATEST(0, g.bound - COALESCE(k.won, 0))
    )::int8 AS won
    FROM (
        SELECT l.next_cell_id AS cell_id,
               SUM(CASE WHEN COALESCE(l.commitment_line_id, l.split_id) IS NULL
                   THEN l.amount ELSE 0 END) AS loose,
               SUM(CASE WHEN COALESCE(l.commitment_line_id, l.split_id) IS NULL
                   THEN 0 ELSE l.amount END) AS bound
        FROM gotgan_carryover_line l
        JOIN gotgan_carryover o ON o.id = l.carryover_id
        WHERE o.state = 'carried' AND o.kind = 'unavoidable'
        GROUP BY l.next_cell_id
    ) g
    JOIN gotgan_budget_cell c ON c.id = g.cell_id
    LEFT JOIN (
        SELECT s.cell_id, SUM(h.amount - h.used - h.released + COALESCE(b.won, 0)) AS won
        FROM gotgan_spending_request_split s
        JOIN gotgan_spending_request_line l ON l.id = s.line_id
        JOIN gotgan_spending_request r ON r.id = l.request_id
        JOIN gotgan_carryover o ON o.id = r.carryover_id AND o.kind = 'unavoidable'
        JOIN gotgan_ledger_hold h ON h.id = s.hold_id
        LEFT JOIN (
            SELECT parent_id, SUM(amount - released) AS won
            FROM gotgan_ledger_hold GROUP BY parent_id
        ) b ON b.parent_id = h.id
        GROUP BY s.cell_id
    ) k ON k.cell_id = c.id
"""
# A commitment's open part is what is neither reduced nor in a voucher: that is on its way to the
# payee. ``again`` tells money that came over as an unavoidable carry-over.
LEFT = f"""
    WITH loose AS ({AGAIN}), again AS (
        SELECT r.id FROM gotgan_spending_request r
        JOIN gotgan_carryover o ON o.id = r.carryover_id AND o.kind = 'unavoidable'
    ), parts AS (
        SELECT c.id AS cell_id, 'commitment' AS source, l.id AS document,
               l.amount - l.reduced - l.vouchered AS won,
               m.request_id IN (SELECT id FROM again) AS again
        FROM gotgan_commitment_line l
        JOIN gotgan_commitment m ON m.id = l.commitment_id AND m.state = 'committed'
        JOIN gotgan_budget_cell c ON c.id = l.cell_id
        WHERE c.fiscal_year_id = %(year)s
        UNION ALL
        SELECT c.id, 'request', s.id, h.amount - h.used - h.released,
               l.request_id IN (SELECT id FROM again)
        FROM gotgan_spending_request_split s
        JOIN gotgan_spending_request_line l ON l.id = s.line_id
        JOIN gotgan_ledger_hold h ON h.id = s.hold_id
        JOIN gotgan_budget_cell c ON c.id = s.cell_id
        WHERE c.fiscal_year_id = %(year)s
        UNION ALL
        SELECT c.id, 'free', 0, c.appropriated - c.committed - c.requested - c.carried_over
               - GREATEST(0, COALESCE(a.won, 0)), FALSE
        FROM gotgan_budget_cell c LEFT JOIN loose a ON a.cell_id = c.id
        WHERE c.fiscal_year_id = %(year)s
        UNION ALL
        SELECT c.id, 'free', 0, a.won, TRUE
        FROM gotgan_budget_cell c JOIN loose a ON a.cell_id = c.id
        WHERE c.fiscal_year_id = %(year)s
    )
    SELECT p.cell_id, p.source, p.document, p.won::int8, c.fund_id, c.department_id, c.project_id,
           c.subitem_id, c.funding_source_id, e.code, p.again
    FROM parts p
    JOIN gotgan_budget_cell c ON c.id = p.cell_id
    JOIN gotgan_expenditure_object e ON e.id = c.subitem_id
    WHERE p.won > 0
    ORDER BY p.cell_id, p.source, p.document
"""
