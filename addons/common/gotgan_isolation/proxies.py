"""Who really asks: what a reverse proxy says counts only when it is our own.

Nothing a client sends can name another host or database: those headers are removed
before Odoo sees the request, with ``proxy_mode`` or without.
"""

import ipaddress

_NEVER = (
    "HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_SERVER", "HTTP_X_FORWARDED_PORT",
    "HTTP_X_FORWARDED_PREFIX", "HTTP_X_FORWARDED_PATH", "HTTP_FORWARDED",
    "HTTP_X_HOST", "HTTP_X_REAL_IP", "HTTP_X_ORIGINAL_URL", "HTTP_X_REWRITE_URL",
)


def _address(text):
    try:
        return str(ipaddress.ip_address(text.strip()))
    except ValueError:
        return ""


def settle(environ, trusted):
    """Put the client's address and scheme in place and remove every header that forwards.

    >>> e = {"REMOTE_ADDR": "127.0.0.1", "wsgi.url_scheme": "http",
    ...      "HTTP_X_FORWARDED_FOR": "6.6.6.6, 203.0.113.9", "HTTP_X_FORWARDED_PROTO": "https",
    ...      "HTTP_X_FORWARDED_HOST": "b.kr", "HTTP_X_ODOO_DATABASE": "b"}
    >>> settle(e, {"127.0.0.1"})
    >>> e
    {'REMOTE_ADDR': '203.0.113.9', 'wsgi.url_scheme': 'https'}
    >>> e = {"REMOTE_ADDR": "203.0.113.9", "wsgi.url_scheme": "http",
    ...      "HTTP_X_FORWARDED_FOR": "6.6.6.6", "HTTP_X_FORWARDED_PROTO": "https"}
    >>> settle(e, {"127.0.0.1"})
    >>> e
    {'REMOTE_ADDR': '203.0.113.9', 'wsgi.url_scheme': 'http'}
    """
    last_hop = environ.pop("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2]
    scheme = environ.pop("HTTP_X_FORWARDED_PROTO", "").rpartition(",")[2].strip().lower()
    if _address(environ.get("REMOTE_ADDR") or "") in trusted:
        environ["REMOTE_ADDR"] = _address(last_hop) or environ["REMOTE_ADDR"]
        if scheme in ("http", "https"):
            environ["wsgi.url_scheme"] = scheme
    for name in [n for n in environ if n in _NEVER or n.startswith("HTTP_X_ODOO_")]:
        del environ[name]


def own_origin(environ):
    """The origin a page of this very host has.

    >>> own_origin({"wsgi.url_scheme": "https", "HTTP_HOST": "A.kr:443"})
    'https://a.kr'
    >>> own_origin({"wsgi.url_scheme": "http", "HTTP_HOST": "a.kr:8069"})
    'http://a.kr:8069'
    """
    scheme = environ["wsgi.url_scheme"]
    host = environ.get("HTTP_HOST", "").lower()
    return f"{scheme}://{host.removesuffix(':443' if scheme == 'https' else ':80')}"


def is_own_origin(environ):
    """Whether ``Origin`` is exactly that of the host asked: scheme, name and port."""
    return environ.get("HTTP_ORIGIN", "").lower() == own_origin(environ)
