"""The report of an agency to its city, version 2.

::

    {"schema": "gotgan.execution", "version": 2, "tenant": uuid, "year": 2026, "sequence": 17,
     "as_of": "2026-11-22T10:31:02Z", "depth": "object",
     "totals": {six figures in won},
     "counts": {"lines", "projects", "commitments", "orphans": documents that wait for nobody},
     "names": {"fund": {code: name}, "program": {code: name}, "object": {code: name}},
     "lines": [{"fund", "policy", "unit", "project", "item", "object": codes, six figures}],
     "cash": [{"month": "2026-01", "fund": code, "receipts": null, "payments": won,
               "balance": null}],
     "exceptions": [{"kind", "count", "amount", "items": [{codes or null, "number", "count",
                    "amount", "days"}]}],
     "cases": [{codes, "number", "date", "committed", "paid"}]}

What the depth does not allow is not there: at ``total`` no lines, at ``project`` no ``item`` and
``object``, below ``case`` no cases and no numbers. ``receipts`` and ``balance`` are null while the
tenant's ledger does not know them. The sums of the lines are the totals, and those of the cases
what is committed and paid, at every depth. Version 1 did not count ``orphans``: null then.
"""

from . import checks
from .depth import ADDRESS, CASE, DEPTHS, TOTAL
from .figures import CASE_FIGURES, FIGURES, add, check_figures
from .violation import Violation

SCHEMA = "gotgan.execution"
VERSION = 2

UUID = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
EXCEPTION_KINDS = (
    "exhausted",  # allotted money is used up
    "idle",  # a project without any commitment
    "payment_late",  # vouchers past the legal day of payment (지방계약법 18)
    "inspection_late",  # inspections past the legal day (지방계약법 시행령 64)
    "payment_returned",  # transfers that came back and are owed again
    "import_refused",  # rows of a budget file that were refused
)
NAME_KINDS = {
    "fund": "fund",
    "policy": "program",
    "unit": "program",
    "project": "program",
    "item": "object",
    "object": "object",
}
COUNTS = ("lines", "projects", "commitments")
MOST_LINES, MOST_CASES, MOST_ITEMS = 50_000, 200_000, 20_000

won = checks.integer(0)
signed_won = checks.integer()
count = checks.integer(0, 10_000_000)
code = checks.text(40)
figures = dict.fromkeys(FIGURES, won)


def upgrade(document):
    """Return a valid ``document`` of any known version in the shape of the newest."""
    while document["version"] < VERSION:
        document = VERSIONS[document["version"]].upgrade(document)
    return document


def validate(document):
    """Return what is wrong with a report, as a list of :class:`Violation`; empty: nothing.

    A newer version than this program knows is one violation that says so, and nothing else is
    judged: fields may mean something else there.

    >>> [str(one) for one in validate({"schema": "gotgan.execution", "version": 9})]
    ['version: 9 is not known here; known: 1, 2']
    """
    if not isinstance(document, dict):
        return [Violation("", "is not an object")]
    if document.get("schema") != SCHEMA:
        return [Violation("schema", f"is not {SCHEMA}")]
    version = document.get("version")
    if type(version) is not int or version not in VERSIONS:
        known = ", ".join(map(str, VERSIONS))
        return [Violation("version", f"{str(version)[:20]} is not known here; known: {known}")]
    return VERSIONS[version].check(document)[: checks.MOST_VIOLATIONS]


class Version:
    """One version of the report.

    :param check: returns the violations of a document
    :param upgrade: returns a document in the shape of the next version; none for the newest
    """

    def __init__(self, check, upgrade=None):
        self.check, self.upgrade = check, upgrade


def check_1(document):
    return _check(document, dict.fromkeys(COUNTS, count))


def check_2(document):
    return _check(document, {**dict.fromkeys(COUNTS, count), "orphans": checks.optional(count)})


def upgrade_1(document):
    """Return a document of version 1 as version 2: nobody counted what waits for nobody."""
    return {**document, "version": 2, "counts": {**document["counts"], "orphans": None}}


def _check(document, counts):
    depth = document.get("depth")
    found = checks.choice(*DEPTHS)(depth, "depth")
    if found:
        return found
    found = _shape(depth, counts)(document, "")
    return found or [
        *check_figures(document["totals"], "totals"),
        *_check_sums(document, depth),
        *_check_names(document, depth),
    ]


def _shape(depth, counts):
    """Return the check of a document of ``depth``: what lies deeper is not expected there."""
    address = dict.fromkeys(ADDRESS[depth], code)
    number = {"number": checks.optional(checks.text(60))} if depth == CASE else {}
    anywhere = dict.fromkeys(ADDRESS[depth], checks.optional(code))
    item = {**anywhere, **number, "count": count, "amount": won, "days": count}
    cash = {
        "month": checks.text(7, pattern=r"\d{4}-(0[1-9]|1[0-2])"),
        **({} if depth == TOTAL else {"fund": code}),
        "receipts": checks.optional(signed_won),
        "payments": signed_won,
        "balance": checks.optional(signed_won),
    }
    trouble = {
        "kind": checks.choice(*EXCEPTION_KINDS),
        "count": count,
        "amount": won,
        "items": checks.array(checks.record(item), 0 if depth == TOTAL else MOST_ITEMS),
    }
    case = {**address, "number": checks.text(60), "date": checks.day, "committed": won, "paid": won}
    names = checks.mapping(code, checks.text(200), MOST_LINES)
    return checks.record(
        {
            "schema": checks.choice(SCHEMA),
            "version": checks.integer(1),
            "tenant": checks.text(36, pattern=UUID),
            "year": checks.integer(2000, 2999),
            "sequence": checks.integer(1),
            "as_of": checks.moment,
            "depth": checks.choice(depth),
            "totals": checks.record(figures),
            "counts": checks.record(counts),
            "names": checks.record(dict.fromkeys(("fund", "program", "object"), names)),
            "lines": checks.array(
                checks.record({**address, **figures}), 0 if depth == TOTAL else MOST_LINES
            ),
            "cash": checks.array(checks.record(cash), 12 * 1000),
            "exceptions": checks.array(checks.record(trouble), len(EXCEPTION_KINDS)),
            "cases": checks.array(checks.record(case), MOST_CASES if depth == CASE else 0),
        }
    )


def _check_sums(document, depth):
    """What is below adds up to what is above, to the won, and nothing is there twice."""
    if depth == TOTAL:
        return _check_exceptions(document)
    found = _check_equal(document, "lines", FIGURES) + _check_once(document["lines"], depth)
    for place, line in enumerate(document["lines"]):
        found += check_figures(line, f"lines[{place}]")
        if len(found) >= checks.MOST_VIOLATIONS:
            return found
    if depth == CASE:
        found += _check_equal(document, "cases", CASE_FIGURES)
    return found + _check_exceptions(document)


def _check_equal(document, part, names):
    sums, totals = add(document[part], names), document["totals"]
    return [
        Violation(f"totals.{name}", f"is {totals[name]}, but its {part} add up to {sums[name]}")
        for name in names
        if sums[name] != totals[name]
    ]


def _check_once(lines, depth):
    addresses = {tuple(line[key] for key in ADDRESS[depth]) for line in lines}
    return [Violation("lines", "name the same subject twice")] * (len(addresses) < len(lines))


def _check_exceptions(document):
    kinds = [one["kind"] for one in document["exceptions"]]
    found = [Violation("exceptions", "name a kind twice")] * (len(set(kinds)) < len(kinds))
    for place, one in enumerate(document["exceptions"]):
        sums = add(one["items"], ("count", "amount"))
        found += [
            Violation(f"exceptions[{place}].{name}", f"is {one[name]}, but its items say {total}")
            for name, total in sums.items()
            if one["items"] and one[name] != total
        ]
    return found


def _check_names(document, depth):
    """Every code that is used has a name, so that nobody reads bare codes."""
    names = document["names"]
    rows = [
        *document["lines"],
        *document["cases"],
        *(item for one in document["exceptions"] for item in one["items"]),
    ]
    used = {(NAME_KINDS[key], row[key]) for row in rows for key in ADDRESS[depth] if row[key]}
    used |= {("fund", row["fund"]) for row in document["cash"] if "fund" in row}
    return [
        Violation(f"names.{kind}.{one}", "is missing")
        for kind, one in sorted(used)
        if one not in names[kind]
    ]


VERSIONS = {1: Version(check_1, upgrade_1), 2: Version(check_2)}
