"""The published schemas of the Open Contracting Data Standard 1.1.5, asked of documents.

No database and no network: the schemas lie in ``data/ocds`` (see NOTICE there), with the extension
for bids patched into the release as its readme says.
"""

import json
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from jsonschema import Draft4Validator, FormatChecker
from ocdsmerge import Merger
from referencing import Registry
from referencing.jsonschema import DRAFT4

FOLDER = Path(__file__).parent / "data" / "ocds"
BASE = "https://standard.open-contracting.org/schema/1__1__5/"
RELEASE, RELEASES = "release-schema.json", "release-package-schema.json"
RECORDS, VERSIONS = "record-package-schema.json", "versioned-release-validation-schema.json"
BIDS = "bid-extension-release-schema.json"
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})")
_FORMATS = FormatChecker(formats=())


class Fault(NamedTuple):
    """What a document has against the standard: where, which kind of fault, what stands there."""

    path: tuple
    rule: str
    found: object


@_FORMATS.checks("date-time")
def _is_moment(text):
    return not isinstance(text, str) or bool(_MOMENT.fullmatch(text))


@_FORMATS.checks("uri")
def _is_address(text):
    return not isinstance(text, str) or bool(urlsplit(text).scheme)


def patch(target, change):
    """Return ``target`` with a JSON merge patch (RFC 7396) applied.

    >>> patch({"a": {"b": 1, "c": 2}}, {"a": {"b": 3, "c": None}, "d": 4})
    {'a': {'b': 3}, 'd': 4}
    """
    if not isinstance(change, dict):
        return change
    merged = dict(target) if isinstance(target, dict) else {}
    for name, value in change.items():
        if value is None:
            merged.pop(name, None)
        else:
            merged[name] = patch(merged.get(name), value)
    return merged


@cache
def read(name):
    """Return a schema; that of a release with the extension for bids in it."""
    schema = json.loads((FOLDER / name).read_text(encoding="utf-8"))
    return patch(schema, read(BIDS)) if name == RELEASE else schema


@cache
def _get_validator(name):
    registry = Registry().with_resources(
        (BASE + one, DRAFT4.create_resource(read(one))) for one in (RELEASE, VERSIONS)
    )
    return Draft4Validator(read(name), registry=registry, format_checker=_FORMATS)


@cache
def _get_merger():
    return Merger(read(RELEASE))


def find_schema_faults(document, name=RELEASE):
    """Return the faults of a document by one of the schemas, each once.

    >>> find_schema_faults({"ocid": "ocds-213czf-1", "id": "1", "date": "2026-11-22T00:00:00Z",
    ...     "tag": ["tender"], "initiationType": "auction", "awards": [{"title": "x"}]})
    [Fault(path=('awards', 0, 'id'), rule='required', found=None), \
Fault(path=('initiationType',), rule='enum', found='auction')]
    """
    errors = sorted(_get_validator(name).iter_errors(document), key=lambda one: one.json_path)
    return list(dict.fromkeys(fault for one in errors for fault in _read_error(one)))


def _read_error(error):
    path = tuple(error.absolute_path)
    if error.validator == "required":
        missing = (one for one in error.validator_value if one not in error.instance)
        return [Fault((*path, one), "required", None) for one in missing]
    found = error.instance
    return [Fault(path, error.validator, None if isinstance(found, list | dict) else found)]


def merge(releases):
    """Return the compiled and the versioned release, merged by the rules of the standard."""
    merger = _get_merger()
    return merger.create_compiled_release(releases), merger.create_versioned_release(releases)
