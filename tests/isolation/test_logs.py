"""What the logs of the server processes must not hold (T26)."""

import logging
import re

from .client import COOKIE, Client
from .people import PASSWORD

NUMBER = "900101-1234568"  # a resident number with the right check digit


def traffic(pair):
    """Requests that carry every kind of secret, right and wrong ones."""
    client = pair.client(pair.a)
    client.login(password="Wrong-password-4711!")
    client.login()
    client.json2(pair.a.api_key, "res.users", "search_read", domain=[], fields=["login"])
    client.json2("f" * 40, "res.users", "read")
    client.call("res.partner", "create", [{"name": NUMBER, "email": 3, "no_such_field": NUMBER}])
    client.call("res.partner", "create", [{"name": "주민", "comment": NUMBER}])
    client.get(f"/web/content/{pair.a.attachment}?access_token={'a' * 32}")
    return client


def test_no_secret_is_logged(pair):
    """T26: passwords, keys, session identifiers, role passwords, resident numbers."""
    client = traffic(pair)
    log = pair.estate.processes[pair.a.name if pair.is_silo else "pool"].log()
    assert "Login successful" in log or "/web/login" in log
    secrets = {
        "password": PASSWORD, "wrong password": "Wrong-password-4711!",
        "API key": pair.a.api_key, "session": client.sid, "resident number": NUMBER,
        "role password": pair.estate.password(pair.a.database),
        "bus password": pair.estate.password("gotgan_bus"),
        "map key": pair.estate.keys["map"], "master key": pair.estate.keys["master"],
        "file": pair.a.secret,
    }
    assert [name for name, text in secrets.items() if text in log] == []
    assert COOKIE not in log


def test_a_debugging_log_hides_role_passwords(estate):
    """T26: even with the connection pool at its most talkative."""
    process = estate.start_pool("--log-handler=odoo.sql_db.connection:DEBUG", label="talkative")
    Client(process.port, "a.localhost").get("/web/login")
    process.stop()
    log = process.log()
    assert re.search("Create new connection", log)
    assert estate.password(estate.tenants["a"].database) not in log
    assert logging.getLevelName(10) in log
