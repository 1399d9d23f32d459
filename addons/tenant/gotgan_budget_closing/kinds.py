"""The three kinds of carry-over, the clauses they rest on, and what a paper calls them."""

KINDS = [
    ("authorized", "Authorised Carry-Over"),
    ("unavoidable", "Unavoidable Carry-Over"),
    ("continuing", "Continuing Appropriation"),
]
CLAUSES = [
    ("commitment", "Committed, Not Paid (Article 50(2)1)"),
    ("incidental", "Incidental Costs of a Commitment (Article 50(2)1)"),
    ("tender", "Tender Announced (Article 50(2)2)"),
    ("compensation", "Compensation for Loss (Article 50(2)3)"),
    ("current", "Current Costs of the Decree (Article 50(2)4)"),
    ("voted", "Voted in Advance (Article 50(1))"),
    ("continuing", "Yearly Part of a Continuing Appropriation (Article 50(3))"),
]
OUTCOMES = [
    *KINDS,
    ("undecided", "A Person Decides"),
    ("unused", "Lapses"),
]
# Papers are Korean, whoever prints them.
NAMES = {"authorized": "명시이월", "unavoidable": "사고이월", "continuing": "계속비이월"}
OFFICER = "group:gotgan_budget.group_budget_officer"
