"""The classification tables: their levels, which level stands under which, their codes and columns.

The models check their trees by this, and the reader of edition files checks its rows by it.
"""

from dataclasses import dataclass, field

TOP = None  # "stands under nothing"


@dataclass(frozen=True)
class Table:
    """One classification table.

    :param model: the model its rows live in
    :param levels: level -> Korean name of the level, from the top down
    :param parents: level -> the levels it may stand under; ``TOP`` where it may stand alone
    :param code_pattern: what a code looks like
    :param subject_set: whose subjects they are, empty where there is one set
    :param extra: columns of this table alone, file column -> field
    :param blank_codes: rows without a code are given a provisional one
    """

    model: str
    levels: dict = field(default_factory=dict)
    parents: dict = field(default_factory=dict)
    code_pattern: str = r"[0-9A-Z][0-9A-Z-]*"
    subject_set: str = ""
    extra: tuple = ()
    blank_codes: bool = False

    def is_tree(self):
        return bool(self.levels)


LOCAL, AFFILIATED = "local_government", "affiliated_agency"
SUBJECT_CODE = r"\d{3}(-\d{2})?"
PROVISIONAL_CODE = r"\d{3}(-\d{2}|-P\d{2})?"

TABLES = {
    "function": Table(
        "gotgan.function",
        {"field": "분야", "section": "부문"},
        {"field": (TOP,), "section": ("field",)},
        r"\d{3}",
    ),
    "object_local": Table(
        "gotgan.expenditure.object",
        {"group": "목그룹", "item": "편성목", "subitem": "통계목"},
        {"group": (TOP,), "item": ("group",), "subitem": ("item",)},
        SUBJECT_CODE,
        LOCAL,
    ),
    "object_affiliated": Table(
        "gotgan.expenditure.object",
        {"gwan": "관", "hang": "항", "sehang": "세항", "mok": "목", "semok": "세목"},
        {
            "gwan": (TOP,),
            "hang": ("gwan",),
            "sehang": ("hang",),
            "mok": (TOP, "gwan", "hang", "sehang"),
            "semok": (TOP, "mok"),
        },
        PROVISIONAL_CODE,
        AFFILIATED,
        blank_codes=True,
    ),
    "revenue_local": Table(
        "gotgan.revenue.source",
        {"jang": "장", "gwan": "관", "hang": "항", "mok": "목"},
        {"jang": (TOP,), "gwan": ("jang",), "hang": ("gwan",), "mok": ("hang",)},
        SUBJECT_CODE,
        LOCAL,
        ("tax_tier",),
    ),
    "revenue_affiliated": Table(
        "gotgan.revenue.source",
        {"gwan": "관", "hang": "항", "mok": "목", "semok": "세목"},
        {"gwan": (TOP,), "hang": ("gwan",), "mok": ("hang",), "semok": ("mok",)},
        PROVISIONAL_CODE,
        AFFILIATED,
        ("tax_tier",),
        blank_codes=True,
    ),
    "fund": Table("gotgan.fund", code_pattern=r"[0-9A-Z]+", extra=("kind",)),
    "funding_source": Table("gotgan.funding.source", code_pattern=r"\d{2}", extra=("origin",)),
    "program": Table(
        "gotgan.program",
        {"policy": "정책사업", "unit": "단위사업", "project": "세부사업"},
        {"policy": (TOP,), "unit": ("policy",), "project": ("unit",)},
    ),
}


def find_table(model, subject_set=""):
    """Return the table of ``model`` and ``subject_set``.

    >>> find_table("gotgan.fund").extra
    ('kind',)
    >>> find_table("gotgan.revenue.source", "affiliated_agency").blank_codes
    True
    """
    return next(
        table
        for table in TABLES.values()
        if table.model == model and table.subject_set == (subject_set or "")
    )


def may_stand_under(table, level, parent_level):
    """Return whether a row of ``level`` may stand under one of ``parent_level``.

    >>> may_stand_under(TABLES["object_local"], "subitem", "item")
    True
    >>> may_stand_under(TABLES["object_local"], "subitem", None)
    False
    """
    return (parent_level or TOP) in table.parents.get(level, ())
