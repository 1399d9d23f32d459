"""The SQL of the assistant: what is left of a year, document by document, in one statement."""

# A commitment's open part is what is neither reduced nor in a voucher: that is on its way to the
# payee. ``again`` tells money whose request came over as an unavoidable carry-over.
LEFT = """
    WITH again AS (
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
        SELECT id, 'free', 0, appropriated - committed - requested - carried_over, FALSE
        FROM gotgan_budget_cell WHERE fiscal_year_id = %(year)s
    )
    SELECT p.cell_id, p.source, p.document, p.won::int8, c.fund_id, c.department_id, c.project_id,
           c.subitem_id, c.funding_source_id, e.code, p.again
    FROM parts p
    JOIN gotgan_budget_cell c ON c.id = p.cell_id
    JOIN gotgan_expenditure_object e ON e.id = c.subitem_id
    WHERE p.won > 0
    ORDER BY p.cell_id, p.source, p.document
"""
