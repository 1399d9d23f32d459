"""Tells a tenant's database which agency it belongs to."""

import hashlib
import json

from . import identity

MARK = "gotgan.tenant.agency_digest"
FUNCTION = "gotgan_become(jsonb)"


def digest(agency):
    """Return a mark of what was told, so that telling it again can be left out.

    >>> digest({"a": 1, "b": 2}) == digest({"b": 2, "a": 1})
    True
    """
    text = json.dumps(agency, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def is_told(cur, agency):
    return identity.has_parameters(cur, {MARK: digest(agency)})


def tell(cur, agency):
    """Call ``gotgan_become`` where the template has it; write the parameters in any case.

    Returns whether the function was there. All in the caller's transaction.
    """
    cur.execute("SELECT to_regprocedure(%s) IS NOT NULL", [FUNCTION])
    has_function = cur.fetchone()[0]
    if has_function:
        cur.execute("SELECT gotgan_become(%s::jsonb)", [json.dumps(agency, ensure_ascii=False)])
    identity.write_parameters(cur, {**agency["parameters"], MARK: digest(agency)})
    return has_function
