"""Kinds of spending that pay many at once."""

KINDS = [
    ("bulk", "Many Payees"),
    ("payroll", "Payroll"),
    ("travel", "Travel"),
    ("dues", "Utilities and Dues"),
    ("auto", "Direct Debit"),
]
ROLES = [
    ("name", "Name of the Payee"),
    ("identifier", "Registration Number"),
    ("bank", "Bank"),
    ("account", "Account Number"),
    ("amount", "Amount"),
    ("deduction", "Deduction"),
    ("net", "Net Amount"),
    ("memo", "Remark"),
]
