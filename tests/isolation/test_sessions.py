"""Sessions belong to one tenant, and only the server makes them (T7, T15, A6)."""

import pathlib

import pytest

from .client import COOKIE


def test_a_cookie_of_a_is_unknown_at_b(pair, signed_in):
    """T7: by page, RPC, content and report."""
    thief = pair.client(pair.b)
    for path in ("/odoo", f"/web/content/{pair.b.attachment}", "/report/html/x.y/1"):
        thief.cookies = {COOKIE: signed_in.sid}
        answer = thief.get(path)
        assert answer.status in (303, 404), path
        assert pair.b.secret not in answer.text
    assert thief.get("/web/login").status == 200
    assert thief.sid != signed_in.sid
    thief.cookies = {COOKIE: signed_in.sid}
    assert not thief.is_signed_in
    assert signed_in.is_signed_in


@pytest.mark.parametrize("sid", [
    "Zk3" * 28, "A" * 84, "../" * 28, "..%2f" * 16 + "abcd", "x", "",
])
def test_an_identifier_somebody_chose_is_never_taken(pair, sid):
    """Fixation: the answer brings another identifier; nothing is stored under the chosen one."""
    client = pair.client(pair.a)
    client.cookies = {COOKIE: sid}
    client.get("/web/login")
    assert client.sid != sid
    client.cookies = {COOKIE: sid}
    client.login()
    assert client.is_signed_in
    assert client.sid != sid
    victim = pair.client(pair.a)
    victim.cookies = {COOKIE: sid}
    assert not victim.is_signed_in


def test_the_identifier_changes_when_signing_in(pair):
    client = pair.client(pair.a)
    client.get("/web/login")
    before = client.sid
    client.login()
    assert client.sid != before
    old = pair.client(pair.a)
    old.cookies = {COOKIE: before}
    assert not old.is_signed_in


def test_the_plain_cookie_name_is_ignored(pair, signed_in):
    """A6: a sibling domain could set ``session_id``; it is not read."""
    client = pair.client(pair.a)
    client.cookies = {"session_id": signed_in.sid}
    assert not client.is_signed_in


def test_the_cookie_is_bound_to_host_and_https(pair):
    """A6."""
    answer = pair.client(pair.a).get("/web/login")
    cookies = [line for line in answer.set_cookies if line.startswith(f"{COOKIE}=")]
    assert len(cookies) == 1
    attributes = {part.strip().lower() for part in cookies[0].split(";")[1:]}
    assert {"secure", "httponly", "samesite=lax", "path=/"} <= attributes
    assert not any(part.startswith("domain") for part in attributes)
    assert all("Secure" in line for line in answer.set_cookies)


def folder(pair, tenant):
    return pathlib.Path(pair.estate.folder, "data", "sessions", tenant.database)


def test_files_lie_apart_and_others_cannot_read_them(pair, signed_in):
    found = folder(pair, pair.a)
    sid = signed_in.sid
    assert (found / sid[:2] / sid).is_file()
    assert found.stat().st_mode & 0o077 == 0
    assert (found / sid[:2] / sid).stat().st_mode & 0o077 == 0


def test_signing_out_of_a_leaves_b_alone(pair):
    """T15: logging out, revoking devices and the cleaning-up of one tenant."""
    here, there = pair.client(pair.a), pair.client(pair.b)
    here.login()
    there.login()
    sid = here.sid
    here.get("/web/session/logout")
    here.cookies = {COOKIE: sid}
    assert not here.is_signed_in
    assert there.is_signed_in


def test_session_settings_of_a_do_not_sign_b_out(pair):
    """T15: A says sessions live for no time at all, and cleans up."""
    here, there = pair.client(pair.a), pair.client(pair.b)
    here.login()
    there.login()
    pair.inside(pair.a, VACUUM)
    assert not here.is_signed_in
    assert there.is_signed_in


VACUUM = """
env["ir.config_parameter"].set_param("sessions.max_inactivity_seconds", "-5")
env["ir.http"]._gc_sessions()
"""
