"""Sorts of money held for others, and what each is held for."""

KINDS = [
    ("guarantee", "Guarantee"),
    ("deposit", "Deposit"),
    ("sundry", "Sundry"),
]
USES = [
    ("bid", "Bid Guarantee"),
    ("contract", "Contract Guarantee"),
    ("advance", "Advance Payment Guarantee"),
    ("defect", "Defect Guarantee"),
    ("safekeeping", "Safekeeping"),
    ("income_tax", "Income Tax"),
    ("local_income_tax", "Local Income Tax"),
    ("pension", "National Pension"),
    ("health", "Health Insurance"),
    ("care", "Long-Term Care Insurance"),
    ("employment", "Employment Insurance"),
    ("public_pension", "Public Officials' Pension"),
    ("attachment", "Attached Claim"),
    ("damages", "Delay Damages"),
    ("other", "Other"),
]
# How money of no use of its own comes in, and where it goes: declared before the first won.
WAYS_IN = [
    ("receipt", "By a Receipt"), ("withheld", "Kept Back From a Payment"), ("both", "Either Way"),
]
WAYS_OUT = [("return", "Giving Back"), ("remit", "Payment of Withheld Money")]
MOVES = [
    ("in", "Received"),
    ("out", "Paid Out"),
    ("forfeit", "Forfeited to Revenue"),
    ("undo", "Receipt Undone"),
    ("redo", "Payment Came Back"),
]
