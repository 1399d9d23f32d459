"""The rule each step of the money rests on; its article is dated data. No database, no Odoo."""

BUDGET = ("calendar.council_vote", "calendar.board_vote")
WITHIN_ALLOTMENT = ("execution.within_allotment",)
PAYMENT = ("execution.payment",)
ESTIMATE = ("estimate.formula",)
PREPARED = ("calendar.council_submission", "calendar.board_vote")
RESERVE = ("budget.reserve_required", "reserve.allot_as_expenditure")

# By the kind of a move: codes of rules; the first that holds for the agency that day counts.
BY_KIND = {
    "appropriate": BUDGET,
    "draw": RESERVE,
    "transfer": ("change.purpose",),
    "carry_in": ("carryover.within_remaining",),
    "carry": ("carryover.within_remaining",),
    "allot": WITHIN_ALLOTMENT,
    "request": ("execution.request",),
    "release": ("execution.request",),
    "commit": WITHIN_ALLOTMENT,
    "uncommit": WITHIN_ALLOTMENT,
    "decommit": WITHIN_ALLOTMENT,
    "pay": PAYMENT,
    "unpay": PAYMENT,
    "return": ("execution.return",),
}

# By the document it comes from and that document's own kind, where this says more.
BY_DOCUMENT = {
    ("gotgan.budget.version", "original"): BUDGET,
    ("gotgan.budget.version", "supplementary"): ("budget.supplementary", "calendar.board_vote"),
    ("gotgan.budget.version", "advance"): ("authorization.advance_conditions",),
    ("gotgan.budget.version", "provisional"): ("authorization.provisional_purposes",),
    ("gotgan.budget.change", "program_transfer"): ("change.program_scope",),
    ("gotgan.budget.change", "virement"): ("change.virement",),
    ("gotgan.budget.change", "reallocation"): ("change.reallocation",),
    ("gotgan.budget.change", "reorganization_transfer"): ("change.reorganization_transfer",),
    ("gotgan.budget.change", "reserve"): RESERVE,
    ("gotgan.budget.change", "return"): RESERVE,
    ("gotgan.budget.request.estimate", ""): ESTIMATE,
    ("gotgan.budget.request.line", ""): ESTIMATE,
    ("gotgan.budget.request.revenue", ""): ("budget.total_budget",),
    ("gotgan.budget.review", ""): PREPARED,
    ("gotgan.suballotment", "give"): WITHIN_ALLOTMENT,
    ("gotgan.suballotment", "recall"): WITHIN_ALLOTMENT,
    ("gotgan.carryover", "authorized"): ("year_end.authorized_carryover",),
    ("gotgan.carryover", "unavoidable"): ("year_end.unavoidable_cases",),
    ("gotgan.carryover", "continuing"): ("year_end.continuing_carryover",),
}

CODES = tuple(sorted({code for codes in (*BY_KIND.values(), *BY_DOCUMENT.values())
                      for code in codes}))


def rules_of(kind, model="", document_kind=""):
    """Return the codes of the rules behind a move of ``kind`` from a document, the first first.

    >>> rules_of("pay"), rules_of("transfer", "gotgan.budget.change", "virement")
    (('execution.payment',), ('change.virement',))
    >>> rules_of("transfer", "gotgan.suballotment", "give")
    ('execution.within_allotment',)
    """
    return BY_DOCUMENT.get((model, document_kind)) or BY_KIND.get(kind, ())
