"""The headers every answer carries, whichever part of the server made it (control A6)."""

from . import cookies

# What Odoo's web client needs: its templates are compiled in the browser, its pages
# carry their first data inline, its worker and previews are blobs.
_POLICY = {
    "default-src": "'self'",
    "script-src": "'self' 'unsafe-inline' 'unsafe-eval'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "media-src": "'self' data: blob:",
    "connect-src": "'self'",
    "worker-src": "'self' blob:",
    "frame-src": "'self' blob:",
    "manifest-src": "'self'",
}
_ALWAYS = {
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'self'",
}
_FIXED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Permitted-Cross-Domain-Policies": "none",
    "Permissions-Policy": (
        "accelerometer=(), autoplay=(self), camera=(), display-capture=(), geolocation=(), "
        "gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), "
        "publickey-credentials-create=(self), publickey-credentials-get=(self), usb=()"
    ),
    "Server": "gotgan",
}
_HSTS = "max-age=31536000"
_DROPPED = {"x-powered-by", "server"}
_PRIVATE = ("text/html", "application/json", "text/json")


def policy(present=""):
    """The content security policy: what a page has said of itself, and ours for all it has not.

    >>> policy("default-src 'none'").split("; ")[:2]
    ["default-src 'none'", "object-src 'none'"]
    >>> policy("frame-ancestors 'none'").split("; ")[:2]
    ["frame-ancestors 'none'", "default-src 'self'"]
    """
    said = [part.strip() for part in present.split(";") if part.strip()]
    named = {part.partition(" ")[0] for part in said}
    wanted = _ALWAYS if "default-src" in named else {**_POLICY, **_ALWAYS}
    return "; ".join(said + [f"{key} {value}" for key, value in wanted.items()
                             if key not in named])


def dress(headers, *, secure):
    """Return the list of headers an answer leaves with.

    :param bool secure: the request came by https

    >>> worn = dict(dress([("Server", "x/1"), ("Content-Type", "text/html")], secure=True))
    >>> worn["Server"], worn["Strict-Transport-Security"], worn["Cache-Control"]
    ('gotgan', 'max-age=31536000', 'no-store')
    """
    kept, seen = [], {}
    for name, value in headers:
        low = name.lower()
        if low == "set-cookie":
            value = cookies.outward(value)
        elif low in _DROPPED or low == "content-security-policy":
            seen[low] = value
            continue
        seen[low] = value
        kept.append((name, value))
    kept.append(("Content-Security-Policy", policy(seen.get("content-security-policy", ""))))
    kept += [(name, value) for name, value in _FIXED.items() if name.lower() not in seen
             or name == "Server"]
    if secure and "strict-transport-security" not in seen:
        kept.append(("Strict-Transport-Security", _HSTS))
    if "cache-control" not in seen and seen.get("content-type", "").startswith(_PRIVATE):
        kept.append(("Cache-Control", "no-store"))
    return kept
