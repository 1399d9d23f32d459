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
         str(redirecting.port)], capture_output=True, text=True, check=True, timeout=180,
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


INSIDE = """
import requests, urllib.request
from odoo.exceptions import UserError
where = "127.0.0.1", PORT
server = env["ir.mail_server"].create({"name": "x", "smtp_host": where[0], "smtp_port": where[1],
                                       "from_filter": "a@example.kr"})
def tried(call):
    try:
        call()
    except (UserError, OSError) as refused:
        print("REFUSED", type(refused).__name__)
tried(server.test_smtp_connection)
tried(lambda: requests.get("http://%s:%s/" % where))
tried(lambda: urllib.request.urlopen("http://%s:%s/" % where))
env["publisher_warranty.contract"].update_notification(cron_mode=False)
message = env["res.partner"].browse(1).message_post(body="http://%s:%s/page" % where)
env["mail.link.preview"]._create_from_message_and_notify(message)
print("DONE")
"""


def test_the_server_opens_no_connection_when_asked(pair, listeners):
    """T17: mail servers, links in messages and calls home, with every right there is."""
    counting, _redirecting = listeners
    process = pair.process(pair.a)
    begun = len(process.log())
    said = pair.inside(pair.a, INSIDE.replace("PORT", str(counting.port)))
    assert said.count("REFUSED") == 3 and "DONE" in said
    assert counting.visits == 0
    log = process.log()[begun:]
    assert log.count(f"Outbound connection refused: 127.0.0.1:{counting.port}") == 3
    assert "odoo.com" not in log


def test_a_person_cannot_make_it_either(pair, signed_in, listeners):
    """T17: what the web client can ask the server to fetch."""
    counting, _redirecting = listeners
    here = f"http://127.0.0.1:{counting.port}"
    signed_in.call("res.partner", "message_post", [1], body=f"{here}/page")
    signed_in.rpc("/mail/link_preview", {"message_id": 1})
    signed_in.call("base_import.import", "execute_import", [1], ["image_1920"], [], {})
    signed_in.call("res.partner", "autocomplete_by_name", "x", 0)
    signed_in.call("mail.push.device", "register_devices", endpoint=here, keys={})
    signed_in.get(f"/web/image?unique={here}/x.png")
    assert counting.visits == 0


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
         tenant.host, tenant.api_key], capture_output=True, text=True, check=False, timeout=300,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(
            [str(ROOT / "tests"), os.environ.get("PYTHONPATH", "")])})
    process.stop()
    assert re.search(r"JOBS [1-9]\d", done.stdout), done.stdout + done.stderr
    attempts = [line for line in process.log().splitlines() if "Outbound" in line]
    assert attempts == []
