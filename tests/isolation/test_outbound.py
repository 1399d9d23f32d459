"""Nothing leaves the server process but to named places (A15, T17)."""

import http.server
import json
import os
import re
import shutil
import subprocess
import sys
import threading

import psycopg2
import pytest
from psycopg2.extensions import make_dsn, parse_dsn

from .estate import ROOT
from .process import Process

ALLOWED = {"named place", "pinned name"}


class Listener(http.server.ThreadingHTTPServer):
    """Counts who comes; ``/redirect`` sends them to ``target``."""

    def __init__(self, target=""):
        self.target, self.visits = target, 0
        super().__init__(("127.0.0.1", 0), _Visit)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def port(self):
        return self.server_address[1]


class _Visit(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.visits += 1
        if self.path == "/redirect":
            self.send_response(302)
            self.send_header("Location", self.server.target)
        else:
            self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_POST = do_GET

    def log_message(self, *_args):
        """A test's log is its failures."""


@pytest.fixture
def listeners():
    counting = Listener()
    redirecting = Listener(f"http://127.0.0.1:{counting.port}/")
    yield counting, redirecting
    counting.shutdown()
    redirecting.shutdown()


def test_every_kind_of_client_is_refused(listeners):
    """T17: loopback, private, metadata, public; by number, name, redirect and datagram."""
    counting, redirecting = listeners
    done = subprocess.run(
        [sys.executable, "-m", "isolation.outbound_probe", str(counting.port),
         str(redirecting.port)], capture_output=True, text=True, check=True, timeout=60,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(
            [str(ROOT / "tests"), os.environ.get("PYTHONPATH", "")])})
    found = json.loads(done.stdout.splitlines()[-1])
    assert {name for name, result in found.items() if result == "reached"} == ALLOWED
    assert {name: result for name, result in found.items()
            if name not in ALLOWED and result != "refused"} == {}
    assert counting.visits == 0


def test_a_name_that_changes_its_address_keeps_the_first():
    """T17, DNS rebinding: a named place is resolved once; later answers count for nothing."""
    from .estate import _load

    outbound = _load(ROOT / "addons/common/gotgan_isolation/outbound.py")
    answers = iter((["203.0.113.5"], ["169.254.169.254"]))
    places = outbound.Places([("mail.kr", 25)], lambda host, port: next(answers))
    for _later in range(3):
        assert places.addresses("mail.kr") == ["203.0.113.5"]
    assert not places.has("169.254.169.254", 25)


def server_attempts(pair, port):
    """Ways in which Odoo itself opens connections when a person asks for it."""
    client, key = pair.client(pair.a), pair.a.api_key
    client.login()
    server = client.json2(key, "ir.mail_server", "create", vals_list=[{
        "name": "x", "smtp_host": "127.0.0.1", "smtp_port": port,
        "from_filter": "a@example.kr"}]).json()
    tried = client.json2(key, "ir.mail_server", "test_smtp_connection", ids=server)
    assert tried.status == 422, tried.text
    client.json2(key, "ir.mail_server", "unlink", ids=server)
    client.json2(key, "publisher_warranty.contract", "update_notification", ids=[])
    client.json2(key, "res.partner", "message_post", ids=[3],
                 body=f"http://127.0.0.1:{port}/preview")
    client.rpc("/mail/link_preview", {"message_id": 1})
    client.call("base_import.import", "execute_import", [1], ["image_1920"], [], {})
    client.call("res.partner", "autocomplete_by_name", "x", 0)
    client.get(f"/web/image?unique=http://127.0.0.1:{port}/x.png")


def test_the_server_opens_no_connection_when_asked(pair, listeners):
    """T17: a mail server's test, a link in a message, calls home."""
    counting, _redirecting = listeners
    server_attempts(pair, counting.port)
    assert counting.visits == 0
    log = pair.estate.processes[pair.a.name if pair.is_silo else "pool"].log()
    assert f"Outbound connection refused: 127.0.0.1:{counting.port}" in log
    assert not re.search(r"Outbound.*odoo\.com", log)


WORKDAY = """
import sys
from isolation.client import Client
port, host, key = int(sys.argv[1]), sys.argv[2], sys.argv[3]
client = Client(port, host)
client.login()
assert client.is_signed_in
for path in ("/odoo", "/web/webclient/translations", "/web/manifest.webmanifest",
             "/web/image/res.users/2/avatar_128"):
    assert client.get(path).status == 200, path
client.call("res.partner", "web_search_read", [], {"name": {}, "avatar_128": {}})
client.call("res.partner", "create", [{"name": "x", "email": "x@example.kr"}])
client.json2(key, "res.partner", "message_post", ids=[3], body="http://example.kr/page")
jobs = client.json2(key, "ir.cron", "search", domain=[["active", "in", [True, False]]]).json()
done = [client.json2(key, "ir.cron", "method_direct_trigger", ids=[job]).status for job in jobs]
print("JOBS", len(done))
"""


def socket_folder(estate):
    """Where PostgreSQL can be reached without a network."""
    with estate.as_superuser("postgres") as cur:
        cur.execute("SHOW unix_socket_directories")
        folder = cur.fetchone()[0].split(",")[0].strip()
    tenant = estate.tenants["a"]
    parts = {**parse_dsn(estate.dsn), "host": folder, "dbname": tenant.database,
             "user": tenant.database, "password": estate.password(tenant.database)}
    try:
        psycopg2.connect(make_dsn(**parts)).close()
    except psycopg2.OperationalError as error:
        pytest.skip(f"PostgreSQL has no socket for us: {error}")
    return folder


def isolated(estate, folder):
    """A server process in a network of its own: nothing but loopback, and no route."""
    if not (shutil.which("unshare") and shutil.which("nsenter") and shutil.which("ip")):
        pytest.skip("needs unshare, nsenter and ip")
    if subprocess.run(["unshare", "-n", "true"], check=False, capture_output=True).returncode:
        pytest.skip("this machine does not let us make a network namespace")
    environ = {"GOTGAN_KEYS": str(estate.keys_file), "GOTGAN_HOSTS": str(estate.hosts_file),
               "GOTGAN_OUTBOUND": "localhost:25"}
    process = Process("offline", estate.folder, estate.dsn, environ, prefix=(
        "unshare", "-n", "sh", "-c", 'ip link set lo up && exec "$@"', "sh"))
    text = process.config.read_text()
    process.config.write_text(re.sub("db_host = .*", f"db_host = {folder}", text))
    return process


def test_a_working_day_without_a_network(estate):
    """A15: signing in, pages, records, mails and every job of Odoo: no attempt to leave."""
    process = isolated(estate, socket_folder(estate))
    inside = ["nsenter", "-n", "-t"]
    process.start(wait=False)
    estate.processes["offline"] = process
    tenant = estate.tenants["a"]
    process.wait_for(lambda: subprocess.run(
        [*inside, str(process.process.pid), sys.executable, "-c",
         "import sys, socket; socket.create_connection(('127.0.0.1', int(sys.argv[1])), 2)",
         str(process.port)], check=False, capture_output=True).returncode == 0)
    done = subprocess.run(
        [*inside, str(process.process.pid), sys.executable, "-c", WORKDAY, str(process.port),
         tenant.host, tenant.api_key], capture_output=True, text=True, check=False, timeout=120,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(
            [str(ROOT / "tests"), os.environ.get("PYTHONPATH", "")])})
    process.stop()
    assert re.search(r"JOBS [1-9]\d", done.stdout), done.stdout + done.stderr
    attempts = [line for line in process.log().splitlines() if "Outbound" in line]
    assert attempts == []
