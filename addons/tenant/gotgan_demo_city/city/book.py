"""The city's budget as a file: the published rows of two departments and those of seven more."""

import csv
import io

from . import tables
from .subjects import MATCHED, split

KIND = "본예산"
# The eleven funding sources of the export in their order; three columns each.
SOURCES = ("01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11")
COMMITTEES = {"사회복지": "복지환경위원회", "교통및물류": "도시건설위원회"}
SUPPLEMENT = "추경"


def read_budget(subjects):
    """Return the bytes of the budget file of a year, its 추경 rows left out.

    :param subjects: :class:`~.subjects.Subjects`, which knows the names of the objects
    """
    number = subjects.year.year
    head, published = tables.read_published(number)
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerows([*head, *(row for row in published if not row[1].startswith(SUPPLEMENT))])
    writer.writerows(_make_row(subjects, number, row) for row in tables.read("budget_more"))
    return buffer.getvalue().encode("utf-8-sig")


def _make_row(subjects, number, row):
    """Return the 55 columns of one 산출근거."""
    subitem = subjects.subitem(row["subitem"])
    won = int(row["amount"])
    text = f"{won:,}"
    money = []
    parts = {source: part // 1000 for source, part in split(won * 1000, row["shares"]).items()}
    for source in SOURCES:
        part = f"{parts[source]:,}" if source in MATCHED and parts.get(source) else ""
        money += [part, "", part]
    return [
        number, KIND, row["field"], row["section"],
        COMMITTEES.get(row["field"], "자치행정위원회"), row["policy"], row["unit"], "100",
        "일반회계", row["project"], row["support"], row["department"], subitem.parent_id.code,
        subitem.parent_id.name, subitem.code, subitem.name, row["duty"], row["name"],
        row["formula"], text, "", text, *money,
    ]
