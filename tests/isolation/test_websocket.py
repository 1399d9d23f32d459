"""Websockets: whose they are, from which page they may be opened, what they hear (T7, T12, T14)."""

import contextlib
import json
import secrets
import select
import time

import psycopg2
import pytest

from .client import COOKIE
from .websocket import Websocket


def origin(pair, tenant):
    return f"http://{tenant.host}"


@contextlib.contextmanager
def opened(client, *args, **kwargs):
    socket = Websocket(client, *args, **kwargs)
    try:
        yield socket
    finally:
        socket.close()


def strange_origins(pair):
    host = pair.a.host
    return [
        origin(pair, pair.b), "http://evil.localhost", "http://localhost", f"https://{host}",
        f"http://{host}:1", f"http://x.{host}", f"http://{host}.evil.kr", "null", "", None,
        f"http://{host}@evil.kr", f"http://{host} http://evil.kr",
    ]


def test_only_the_hosts_own_pages_open_one(pair, signed_in):
    """T14: a sibling's, a parent's, another scheme's or port's Origin: refused."""
    for strange in strange_origins(pair):
        with opened(signed_in, strange) as socket:
            assert socket.status == 403, strange
    with opened(signed_in, origin(pair, pair.a)) as socket:
        assert socket.status == 101


def test_a_forwarded_host_does_not_help(pair, signed_in):
    with opened(signed_in, origin(pair, pair.b),
                headers={"X-Forwarded-Host": pair.b.host}) as socket:
        assert socket.status == 403


def test_a_cookie_of_a_opens_nothing_at_b(pair, signed_in):
    """T7: the socket of B that is shown A's cookie is a stranger's."""
    thief = pair.client(pair.b)
    thief.cookies = {COOKIE: signed_in.sid}
    with opened(thief, origin(pair, pair.b)) as socket:
        assert socket.status == 101
        assert signed_in.sid not in socket.head
        socket.send("subscribe", {"channels": ["tell"], "last": 0})
        change_settings(pair, pair.b, pair.b.secret)
        assert pair.b.secret not in all_heard(socket)


def hears(pair, tenant, client, channel, seconds=6):
    """What a signed-in socket hears while the tenant changes its user's settings.

    The first word is waited for longer: with the first socket the process begins to listen.
    """
    with opened(client, origin(pair, tenant)) as socket:
        assert socket.status == 101
        socket.send("subscribe", {"channels": [channel], "last": 0})
        change_settings(pair, tenant, "F12")
        assert socket.receive(60)
        while socket.receive(1):
            pass
        change_settings(pair, tenant)
        return socket.receive(seconds)


def all_heard(socket, seconds=3):
    found = []
    while (message := socket.receive(seconds)) is not None:
        found.append(message)
    return json.dumps(found)


def change_settings(pair, tenant, value="F13"):
    """Odoo tells a person's sockets when the person's settings change."""
    settings = pair.client(tenant).json2(
        tenant.api_key, "res.users.settings", "search", domain=[]).json()
    return pair.client(tenant).json2(
        tenant.api_key, "res.users.settings", "set_res_users_settings", ids=settings[:1],
        new_settings={"push_to_talk_key": value})


def test_the_bus_works_in_its_own_tenant(pair, signed_in):
    """Bus and its database: what happens at A is heard by A's socket at once."""
    signed_in.call("res.users.settings", "search", [])
    heard = hears(pair, pair.a, signed_in, "mine")
    assert heard, pair.estate.processes[
        pair.a.name if pair.is_silo else "pool"].log()[-1500:]


def test_a_channel_name_of_b_hears_nothing_of_b(pair, signed_in):
    """T12: subscribing at A to a channel that is written like one of B."""
    with opened(signed_in, origin(pair, pair.a)) as socket:
        for channel in (json.dumps([pair.b.database, "res.partner", 3]), pair.b.database):
            socket.send("subscribe", {"channels": [channel], "last": 0})
        change_settings(pair, pair.b, pair.b.secret)
        assert pair.b.secret not in all_heard(socket)


def test_a_role_cannot_reach_where_processes_meet(pair):
    """T12: notifications are sent in a database that no tenant's role can open."""
    for database in ("gotgan_bus", "postgres", "template1"):
        with pytest.raises(psycopg2.OperationalError, match="permission denied"):
            pair.estate.connect(database, pair.a.database)


def test_a_notification_in_a_does_not_leave_it(pair):
    """T12: where servers wake each other up, and in B, nothing arrives of what A forges."""
    estate = pair.estate
    places = [("gotgan_bus", "gotgan_bus"), (pair.b.database, pair.b.database)]
    listeners = [estate.connect(name, role) for name, role in places]
    try:
        for connection in listeners:
            connection.autocommit = True
            connection.cursor().execute("LISTEN imbus; LISTEN cron_trigger")
        with estate.as_tenant(pair.a) as cur:
            mark = 10**9 + secrets.randbelow(10**9)
            forged = json.dumps([[pair.b.database, "res.partner", mark]])
            cur.execute("SELECT pg_notify('imbus', %s), pg_notify('cron_trigger', %s)",
                        [forged, pair.b.database])
        # Processes of others wake each other up here meanwhile: what they say is not forged.
        until = time.monotonic() + 1
        while select.select(listeners, [], [], max(0, until - time.monotonic()))[0]:
            for connection in listeners:
                connection.poll()
        heard = [(one.channel, one.payload) for connection in listeners
                 for one in connection.notifies]
        assert [one for one in heard if str(mark) in one[1]] == []
        assert ("cron_trigger", pair.b.database) not in heard
    finally:
        for connection in listeners:
            connection.close()
