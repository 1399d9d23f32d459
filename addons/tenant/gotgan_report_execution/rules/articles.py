"""The article each step of the money rests on. No database, no Odoo."""

# By the kind of a move.
BY_KIND = {
    "appropriate": "지방자치법 제142조",
    "draw": "지방재정법 제43조",
    "transfer": "지방재정법 제47조의2, 제49조",
    "carry_in": "지방재정법 제50조",
    "allot": "지방회계법 제29조제2항",
    "request": "지방회계법 제29조",
    "release": "지방회계법 제29조",
    "commit": "지방회계법 제29조",
    "uncommit": "지방회계법 제29조",
    "decommit": "지방회계법 제29조",
    "pay": "지방회계법 제33조, 제38조",
    "unpay": "지방회계법 제38조",
    "return": "지방회계법 제27조",
    "carry": "지방재정법 제50조",
}

# By the document it comes from and that document's own kind, where this says more.
BY_DOCUMENT = {
    ("gotgan.budget.version", "original"): "지방자치법 제142조",
    ("gotgan.budget.version", "supplementary"): "지방자치법 제145조, 지방재정법 제45조",
    ("gotgan.budget.version", "advance"): "지방재정법 제45조 단서",
    ("gotgan.budget.version", "provisional"): "지방자치법 제146조",
    ("gotgan.budget.change", "program_transfer"): "지방재정법 제47조의2제1항",
    ("gotgan.budget.change", "virement"): "지방재정법 제49조제1항",
    ("gotgan.budget.change", "reallocation"): "지방자치단체 예산편성 운영기준",
    ("gotgan.budget.change", "reorganization_transfer"): "지방재정법 제47조의2제2항",
    ("gotgan.budget.change", "reserve"): "지방재정법 제43조",
    ("gotgan.suballotment", "give"): "지방회계법 제29조제2항",
    ("gotgan.suballotment", "recall"): "지방회계법 제29조제2항",
    ("gotgan.carryover", "authorized"): "지방재정법 제50조제1항",
    ("gotgan.carryover", "unavoidable"): "지방재정법 제50조제2항",
    ("gotgan.carryover", "continuing"): "지방재정법 제50조제3항",
}


def article_of(kind, model="", document_kind=""):
    """Return the article behind a move of ``kind`` from a document.

    >>> article_of("pay"), article_of("transfer", "gotgan.budget.change", "virement")
    ('지방회계법 제33조, 제38조', '지방재정법 제49조제1항')
    >>> article_of("transfer", "gotgan.suballotment", "give")
    '지방회계법 제29조제2항'
    >>> article_of("transfer", "gotgan.budget.change", "reallocation")
    '지방자치단체 예산편성 운영기준'
    """
    return BY_DOCUMENT.get((model, document_kind)) or BY_KIND.get(kind, "")
