"""The headers every class of route answers with (A6)."""

import pytest

ROUTES = {
    "page": ("GET", "/web/login"), "web client": ("GET", "/odoo"),
    "static": ("GET", "/web/static/img/favicon.ico"),
    "image": ("GET", "/web/image/res.users/2/avatar_128"),
    "content": ("GET", "/web/content/{attachment}"),
    "404": ("GET", "/no/such/page"), "static 404": ("GET", "/web/static/nothing.js"),
    "redirect": ("GET", "/web/session/logout"), "json": ("JSON", "/web/session/check"),
    "json error": ("JSON", "/web/dataset/call_kw"), "api": ("POST", "/json/2/res.users/read"),
    "400": ("POST", "/web/login"), "manifest": ("GET", "/web/manifest.webmanifest"),
    "robots": ("GET", "/robots.txt"), "asset": ("GET", "/web/assets/0/x.js"),
    "unknown host": ("HOST", "/web/login"), "health": ("GET", "/web/health"),
    "websocket refused": ("GET", "/websocket"),
}


@pytest.mark.parametrize("kind", ROUTES)
@pytest.mark.parametrize("who", ["anonymous", "signed in"])
def test_every_class_of_route(pair, kind, who):
    verb, path = ROUTES[kind]
    client = pair.client(pair.a)
    if who == "signed in":
        client.login()
    path = path.format(attachment=pair.a.attachment)
    if verb == "JSON":
        answer = client.rpc(path)
    elif verb == "HOST":
        answer = client.get(path, host="nobody.localhost")
    else:
        answer = client.request(verb, path, "" if verb == "POST" else None)
    check(answer)


def check(answer):
    found = {name.lower(): value for name, value in answer.headers.items()}
    policy = found["content-security-policy"]
    for part in ("frame-ancestors 'self'", "object-src 'none'", "base-uri 'self'",
                 "form-action 'self'", "default-src "):
        assert part in policy
    assert "*" not in policy and "http:" not in policy
    assert found["x-content-type-options"] == "nosniff"
    assert found["referrer-policy"] == "same-origin"
    assert "camera=()" in found["permissions-policy"]
    assert found["cross-origin-opener-policy"] == "same-origin"
    assert set(answer.headers.get_all("Server")) == {"gotgan"}
    assert "x-powered-by" not in found
    if found.get("content-type", "").startswith(("text/html", "application/json")):
        assert "cache-control" in found
    assert "strict-transport-security" not in found


def test_a_broken_request_line_names_no_server(pair):
    import socket

    with socket.create_connection(("127.0.0.1", pair.port(pair.a)), timeout=60) as raw:
        raw.sendall(b"NONSENSE\r\n\r\n")
        text = raw.recv(4096).decode(errors="replace")
    for word in ("Werkzeug", "Python", "Odoo"):
        assert word not in text


def test_https_is_told_by_a_trusted_proxy_only(pair):
    """HSTS when the request came by https; any other header of a proxy is ignored."""
    secure = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.9"}
    answer = pair.client(pair.a).get("/web/login", headers=secure)
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    plain = pair.client(pair.a).get("/web/login")
    assert plain.headers["Strict-Transport-Security"] is None


def test_redirects_stay_on_the_host(pair):
    """An address given by a visitor never leads to another host."""
    client = pair.client(pair.a)
    for target in ("http://evil.kr", "//evil.kr", "/\\evil.kr", "https:evil.kr"):
        client.get(f"/web/session/logout?redirect={target}")
        answer = client.get(f"/web/session/logout?redirect={target}")
        location = answer.headers["Location"] or "/"
        assert location.startswith(("/", f"http://{pair.a.host}")), location
        assert not location.startswith(("//", "/\\")), location
