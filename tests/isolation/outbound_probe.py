"""Run inside a Python process of its own: what the outbound guard lets through.

Prints one JSON line ``{attempt: "refused" | "reached" | error}``. ``argv``: port of a
listener on loopback that counts, port of one that redirects to it.
"""

import http.client
import json
import smtplib
import socket
import sys
import urllib.request
import xmlrpc.client

import requests

from isolation.estate import ROOT, _load


def tried(call):
    try:
        call()
    except Exception as error:
        named = {type(error).__name__, *(type(e).__name__ for e in _causes(error))}
        return "refused" if named & {"OutboundRefused", "gaierror"} else repr(error)
    return "reached"


def _causes(error):
    seen = []
    while error is not None and error not in seen:
        seen.append(error)
        reason = getattr(error, "reason", None)
        args = [a for a in error.args if isinstance(a, Exception)]
        error = error.__cause__ or error.__context__ or (
            reason if isinstance(reason, Exception) else None) or (args[0] if args else None)
    return seen


def udp(address):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.sendto(b"x", address)


def raw(family, address, method="connect"):
    with socket.socket(family, socket.SOCK_STREAM) as sock:
        sock.settimeout(2)
        getattr(sock, method)(address)


def attempts(counting, redirecting):
    def get(url):
        return lambda: requests.get(url, timeout=2)

    def by_hand():
        http.client.HTTPConnection("127.0.0.1", counting).request("GET", "/")

    local = f"127.0.0.1:{counting}"
    return {
        "loopback": get(f"http://{local}/"), "loopback name": get(f"http://localhost:{counting}/"),
        "all": get(f"http://0.0.0.0:{counting}/"), "short": get(f"http://127.1:{counting}/"),
        "number": get(f"http://2130706433:{counting}/"), "hex": get(f"http://0x7f000001:{counting}/"),
        "ipv6": get(f"http://[::1]:{counting}/"),
        "mapped": get(f"http://[::ffff:127.0.0.1]:{counting}/"),
        "metadata": get("http://169.254.169.254/latest/meta-data/"),
        "private": get("http://10.0.0.1/"), "private 2": get("http://192.168.0.1/"),
        "public": get("http://1.1.1.1/"), "name": get("http://example.com/"),
        "local name": get(f"http://x.localhost:{counting}/"),
        "urllib": lambda: urllib.request.urlopen(f"http://{local}/", timeout=2),
        "http.client": by_hand,
        "smtp": lambda: smtplib.SMTP("127.0.0.1", counting, timeout=2),
        "xmlrpc": lambda: xmlrpc.client.ServerProxy(f"http://{local}/").x(),
        "raw": lambda: raw(socket.AF_INET, ("127.0.0.1", counting)),
        "connect_ex": lambda: raw(socket.AF_INET, ("127.0.0.1", counting), "connect_ex"),
        "unix": lambda: raw(socket.AF_UNIX, "/run/docker.sock"),
        "create_connection": lambda: socket.create_connection(("127.0.0.1", counting), 2),
        "udp": lambda: udp(("127.0.0.1", 53)), "dns": lambda: socket.getaddrinfo("evil.kr", 80),
        "dns 2": lambda: socket.gethostbyname("evil.kr"),
        "named place": get(f"http://127.0.0.1:{redirecting}/plain"),
        "redirect": get(f"http://127.0.0.1:{redirecting}/redirect"),
        "pinned name": get(f"http://allowed.localhost:{redirecting}/plain"),
    }


def main():
    counting, redirecting = map(int, sys.argv[1:3])
    outbound = _load(ROOT / "addons/common/gotgan_isolation/outbound.py")
    outbound.close([("127.0.0.1", redirecting), ("allowed.localhost", redirecting)])
    print(json.dumps({name: tried(call)
                      for name, call in attempts(counting, redirecting).items()}))


if __name__ == "__main__":
    main()
