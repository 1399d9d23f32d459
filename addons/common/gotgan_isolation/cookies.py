"""Cookies as they travel: Odoo says ``session_id``, the browser knows ``__Host-session_id``.

The prefix makes the browser refuse the cookie from a sibling or parent domain, over
plain http and for a part of the site; translating at the door leaves no place in Odoo
that could be forgotten.
"""

INSIDE = "session_id"
OUTSIDE = "__Host-session_id"


def inward(header):
    """The ``Cookie`` header Odoo sees: our session under Odoo's name, and no other of that name.

    >>> inward("a=1; __Host-session_id=S; session_id=evil; b=2")
    'a=1; session_id=S; b=2'
    >>> inward("__Host-session_id=S; __Host-session_id=T")
    'session_id=S'
    >>> inward("session_id=evil")
    ''
    """
    kept, seen = [], False
    for part in (header or "").split(";"):
        name, equals, value = part.strip().partition("=")
        name = name.strip()
        if name == OUTSIDE and not seen:
            seen = True
            kept.append(f"{INSIDE}={value.strip()}")
        elif equals and name not in (INSIDE, OUTSIDE):
            kept.append(f"{name}={value.strip()}")
    return "; ".join(kept)


def outward(header):
    """A ``Set-Cookie`` header as it leaves: Secure, SameSite, and the session's own name.

    >>> outward("session_id=S; Expires=Fri, 01 Jan 2027 00:00:00 GMT; HttpOnly; Path=/")
    '__Host-session_id=S; Expires=Fri, 01 Jan 2027 00:00:00 GMT; HttpOnly; Path=/; Secure; ...'
    >>> outward("cids=1; Path=/web; SameSite=None; Domain=kr")
    'cids=1; Path=/web; Secure; SameSite=Lax'
    """
    pair, *attributes = [part.strip() for part in header.split(";")]
    name, _equals, value = pair.partition("=")
    dropped = {"secure", "samesite", "domain"}
    if name == INSIDE:
        name = OUTSIDE
        dropped |= {"path", "httponly"}
    kept = [a for a in attributes if a and a.partition("=")[0].strip().lower() not in dropped]
    if name == OUTSIDE:
        kept += ["HttpOnly", "Path=/"]
    return "; ".join([f"{name}={value}", *kept, "Secure", "SameSite=Lax"])
