"""A budget as a Fiscal Data Package 1.0: one CSV, and a datapackage.json that says what it means.

https://specs.frictionlessdata.io/fiscal-data-package/ with the taxonomy of budgets: every column
has a ``columnType``, so that a reader needs to know nothing of Korean budgets. Amounts are won.
"""

import csv
import hashlib
import io
import json
import zipfile
from typing import NamedTuple

TAXONOMY = "https://specs.frictionlessdata.io/taxonomies/fiscal/budgets.json"
PROFILE = "fiscal-data-package"
PATH, DESCRIPTOR = "data/budget.csv", "datapackage.json"
CURRENCY = "KRW"
PHASES = {"original": "approved", "supplementary": "adjusted"}


class Field(NamedTuple):
    """A column of the CSV: its name, data type, columnType and title."""

    name: str
    type: str
    column: str
    title: str


def _levels(axis, kind, titles):
    """Return the code and the label of each level of a classification."""
    return tuple(
        Field(f"{axis}_{level}_{part}", "string", f"{kind}:generic:{step}:{part}",
              f"{title} {'코드' if part == 'code' else '이름'}")
        for level, (step, title) in enumerate(titles, 1) for part in ("code", "label")
    )


FIELDS = (
    Field("line_id", "string", "budget-line-id", "예산과목 번호"),
    Field("fiscal_year", "integer", "date:fiscal-year", "회계연도"),
    Field("direction", "string", "direction", "세입·세출"),
    Field("phase_id", "string", "phase:id", "단계"),
    Field("phase_label", "string", "phase:label", "예산"),
    *_levels("fund", "fin-source", (("level1", "회계"),)),
    *_levels("source", "fin-source", (("level2", "재원"),)),
    Field("department_code", "string", "administrative-classification:generic:code", "부서 코드"),
    Field("department_label", "string", "administrative-classification:generic:label", "부서"),
    *_levels("function", "functional-classification", (("level1", "분야"), ("level2", "부문"))),
    *_levels("activity", "activity", (
        ("program", "정책사업"), ("subprogram", "단위사업"), ("project", "세부사업"),
    )),
    *_levels("economic", "economic-classification", (
        ("level1", "그룹·장"), ("level2", "편성목·관"), ("level3", "통계목·항"), ("level4", "목"),
    )),
    Field("name", "string", "economic-classification:generic:description", "세입 내용"),
    Field("currency", "string", "value-currency:code", "통화"),
    Field("value", "integer", "value", "금액(원)"),
)
NAMES = tuple(field.name for field in FIELDS)


def make_package(book):
    """Return the ZIP of a budget's data package.

    :param book: entries, revenues and words of a version (``facts.Book``)
    """
    data = _write_csv(book)
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in (
            (DESCRIPTOR, json.dumps(describe(book, data), ensure_ascii=False, indent=1).encode()),
            (PATH, data),
        ):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, content)
    return archive.getvalue()


def describe(book, data):
    """Return the descriptor of a package whose CSV is ``data``."""
    return {
        "profile": PROFILE, "name": f"budget-{book.year}-{book.version.id}",
        "title": f"{book.issuer} {book.title}".strip(), "countryCode": "KR", "version": "1.0.0",
        "fiscalPeriod": {"start": f"{book.year}-01-01", "end": f"{book.year}-12-31"},
        "columnTypes": TAXONOMY,
        "resources": [{
            "name": "budget", "path": PATH, "profile": "tabular-data-resource",
            "format": "csv", "mediatype": "text/csv", "encoding": "utf-8",
            "bytes": len(data), "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
            "schema": {
                "fields": [
                    {"name": field.name, "type": field.type, "columnType": field.column,
                     "title": field.title}
                    for field in FIELDS
                ],
                "missingValues": [""], "primaryKey": ["line_id"],
            },
        }],
    }


def _write_csv(book):
    stream = io.StringIO()
    writer = csv.DictWriter(stream, NAMES, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows_of(book))
    return stream.getvalue().encode()


def rows_of(book):
    """Yield the rows of a budget: each cell of expenditure, each revenue."""
    common = {
        "fiscal_year": book.year, "phase_id": PHASES.get(book.version.kind, "draft"),
        "phase_label": book.kind, "currency": CURRENCY,
    }
    spending = [entry for entry in book.entries if entry.after]
    for number, entry in enumerate(sorted(spending), 1):
        fund, department, field, section, policy, unit, project, group, item, leaf, source = (
            entry.place
        )
        yield {
            **common, "line_id": f"E{number:06d}", "direction": "expenditure",
            **_coded("fund_1", fund), **_coded("source_1", source),
            **_coded("department", department),
            **_coded("function_1", field), **_coded("function_2", section),
            **_coded("activity_1", policy), **_coded("activity_2", unit),
            **_coded("activity_3", project), **_coded("economic_1", group),
            **_coded("economic_2", item), **_coded("economic_3", leaf), "value": entry.after,
        }
    revenues = [entry for entry in book.revenues if entry.after]
    for number, entry in enumerate(sorted(revenues), 1):
        fund, *levels, name = entry.place
        yield {
            **common, "line_id": f"R{number:06d}", "direction": "revenue",
            **_coded("fund_1", fund), "name": name.label, "value": entry.after,
            **{key: value for level, one in enumerate(levels, 1)
               for key, value in _coded(f"economic_{level}", one).items()},
        }


def _coded(axis, name):
    return {f"{axis}_code": name.order or name.label, f"{axis}_label": _bare(name)}


def _bare(name):
    """Return a label without its code before it.

    >>> from collections import namedtuple
    >>> One = namedtuple("One", "order label")
    >>> _bare(One("201-01", "01 사무관리비")), _bare(One("100", "일반회계"))
    ('사무관리비', '일반회계')
    """
    first, _blank, rest = name.label.partition(" ")
    return rest if rest and name.order.endswith(first) else name.label
