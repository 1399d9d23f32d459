"""Where the product is reached: hosts under one domain, and how they are written as addresses."""

import os


def domain():
    return os.environ.get("GOTGAN_DOMAIN") or "localhost"


def pattern(port):
    """The address of a host, with ``{host}`` in it: behind a proxy GOTGAN_ADDRESS says it."""
    return os.environ.get("GOTGAN_ADDRESS") or f"http://{{host}}:{port}"


def of(name, port):
    """The address of a tenant, of ``hub``, or of the public site (an empty name).

    >>> of("yongin", 8069), of("", 8069)
    ('http://yongin.localhost:8069', 'http://localhost:8069')
    """
    host = f"{name}.{domain()}" if name else domain()
    return pattern(port).format(host=host)
