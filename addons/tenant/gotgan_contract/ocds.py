"""OCDS releases (Open Contracting Data Standard 1.1): plain data, and what is wrong with them.

No database. ``find_faults`` asks the published schema (``ocds_schema``) and whether what a release
refers to is there.
"""

from typing import NamedTuple

from .ocds_schema import Fault, find_schema_faults, merge

PREFIX = "ocds-gotgan"
VERSION = "1.1"
METHODS = {
    "private_one": "direct", "private_two": "limited", "open": "open", "limited": "selective",
    "nominated": "limited", "negotiated": "selective", "two_stage": "open",
}
CATEGORIES = {
    "works_general": "works", "works_special": "works", "works_other": "works", "goods": "goods",
    "service": "services", "transport": "services",
}
TENDER_STATES = {
    "draft": "planning", "announced": "active", "opened": "active", "awarded": "complete",
    "contracted": "complete", "failed": "unsuccessful", "cancelled": "cancelled",
}
# Who lost by the price alone was admitted and judged: nobody shut him out (R035, R036, R038).
BID_STATES = {
    "submitted": "pending", "late": "disqualified", "valid": "valid", "over_price": "valid",
    "below_floor": "valid", "disqualified": "disqualified", "withdrawn": "withdrawn",
}
CONTRACT_STATES = {
    "signed": "active", "completed": "active", "closed": "terminated",
    "terminated": "terminated", "cancelled": "cancelled",
}
# Which part an organisation plays where it is named.
ROLES = {
    "buyer": "buyer", "procuringEntity": "procuringEntity", "tenderers": "tenderer",
    "suppliers": "supplier", "payer": "payer", "payee": "payee",
}


class Part(NamedTuple):
    """What became known at a moment: the tags of its release, its id, and the data themselves."""

    moment: str
    tags: tuple
    key: str
    data: dict


def value(won):
    """Return an amount as the standard writes it.

    >>> value(1000)
    {'amount': 1000, 'currency': 'KRW'}
    """
    return {"amount": won, "currency": "KRW"}


def release_package(releases, publisher, published):
    """Return the release package of a publisher."""
    return {**_package(publisher, published), "releases": releases}


def record_package(records, publisher, published):
    """Return the record package of a publisher."""
    return {**_package(publisher, published), "records": records}


def record(releases):
    """Return the record of one process: its releases, compiled, and with every version."""
    compiled, versioned = merge(releases)
    return {
        "ocid": compiled["ocid"], "releases": releases, "compiledRelease": compiled,
        "versionedRelease": versioned,
    }


def _package(publisher, published):
    return {
        "version": VERSION, "uri": f"urn:gotgan:{published}", "publishedDate": published,
        "publisher": {"name": publisher}, "extensions": [
            "https://raw.githubusercontent.com/open-contracting-extensions/ocds_bid_extension/"
            "v1.1.5/extension.json",
        ],
    }


def make_releases(ocid, buyer, parts):
    """Return the releases of one process, the oldest first.

    A party keeps the roles it had: the list of roles is replaced as a whole when releases merge.

    >>> first, second = make_releases("ocds-1", {"id": "b", "name": "B"}, [
    ...     Part("2026-02-01T00:00:00Z", ("award",), "award",
    ...          {"awards": [{"id": "1", "suppliers": [{"id": "s", "name": "S"}]}]}),
    ...     Part("2026-01-01T00:00:00Z", ("tender",), "tender", {"tender": {"id": "1"}})])
    >>> first["id"], second["tag"], [one["id"] for one in second["parties"]]
    ('ocds-1-tender', ['award'], ['b', 's'])
    """
    parties, releases = {}, []
    for part in sorted(parts, key=lambda one: one.moment):
        release = {
            "ocid": ocid, "id": f"{ocid}-{part.key}", "date": part.moment, "tag": list(part.tags),
            "initiationType": "tender", "language": "ko", "buyer": buyer, **part.data,
        }
        parties = gather_parties(release, parties)
        releases.append({**release, "parties": list(parties.values())})
    return releases


def gather_parties(release, known=None):
    """Return ``{id: party}`` of every organisation a release names, with the known ones.

    >>> gather_parties({"buyer": {"id": "1", "name": "A"}})
    {'1': {'id': '1', 'name': 'A', 'roles': ['buyer']}}
    """
    parties = {key: {**one, "roles": [*one["roles"]]} for key, one in (known or {}).items()}
    for place, one in _walk(release):
        if place in ROLES and one.get("id"):
            party = parties.setdefault(one["id"], {**one, "roles": []})
            if ROLES[place] not in party["roles"]:
                party["roles"].append(ROLES[place])
    return parties


def find_faults(release):
    """Return what is wrong with a release: by the schema of the standard, and by its references.

    >>> release = {"ocid": "ocds-gotgan-1", "id": "1", "date": "2026-11-22T00:00:00Z",
    ...     "tag": ["tender"], "initiationType": "tender", "tender": {"id": "1"}}
    >>> find_faults(release)
    []
    >>> [(*fault.path, fault.rule) for fault in find_faults({**release, "date": "2026-11-22",
    ...     "contracts": [{"id": "1", "awardID": "2"}]})]
    [('date', 'format'), ('contracts', 0, 'awardID', 'reference')]
    """
    return [*find_schema_faults(release), *_find_loose_ends(release)]


def _find_loose_ends(release):
    """Every organisation that is named stands among the parties, every contract has its award."""
    known = {one.get("id") for one in release.get("parties") or ()}
    faults = [
        Fault((place,), "reference", one.get("name") or one.get("id"))
        for place, one in _walk(release) if place in ROLES and one.get("id") not in known
    ]
    if "awards" not in release and "compiled" not in release["tag"] and known:
        return faults  # the award stands in an earlier release of the same process
    awards = {one.get("id") for one in release.get("awards") or ()}
    return faults + [
        Fault(("contracts", place, "awardID"), "reference", one.get("awardID"))
        for place, one in enumerate(release.get("contracts") or ())
        if one.get("awardID") and one["awardID"] not in awards
    ]


def _walk(part, place=""):
    """Yield ``(name of the place, object)`` of every object of a document."""
    if isinstance(part, dict):
        yield place, part
        for name, one in part.items():
            yield from _walk(one, name)
    elif isinstance(part, list):
        for one in part:
            yield from _walk(one, place)
