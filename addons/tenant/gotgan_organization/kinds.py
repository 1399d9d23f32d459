"""The offices of the law (지방회계법 46) and how one person may hold them."""

KINDS = [
    ("revenue_officer", "Revenue Officer"),
    ("commitment_officer", "Commitment Officer"),
    ("disbursing_officer", "Disbursing Officer"),
    ("cashier", "Cashier"),
    ("revenue_cashier", "Revenue Cashier"),
    ("imprest_cashier", "Imprest Cashier"),
    ("custodial_cashier", "Custodial Cash Cashier"),
    ("securities_cashier", "Securities Cashier"),
    ("movable_officer", "Movable Property Officer"),
    ("movable_keeper", "Movable Property Keeper"),
    ("property_officer", "Property Officer"),
    ("claim_officer", "Claim Officer"),
    ("debt_officer", "Debt Officer"),
]

RANKS = [
    ("principal", "Principal"),
    ("deputy", "Deputy"),
    ("acting", "Acting"),
]
