"""Many tenants and many people, for the measurements of the platform.

``estate(number, template)`` opens tenants in a product of its own (harness.product) through the
hub's register, the way sign-ups do; the provisioner makes them.
"""

import contextlib
import http.client
import json
import pathlib
import re
import subprocess
import time

from harness.product import Product

PASSWORD = "gotgan-demo"
OPENING = """
import json
names, template = json.loads({values!r})
for name in names:
    tenant = env["hub.tenant"]._request({{"name": name, "agency_name": name, "kind": "agency"}})
    if template:
        tenant._write_locked({{"release": template}})
    tenant._provision()
env.cr.commit()
"""


@contextlib.contextmanager
def estate(names, template=None, **env):
    """Yield a running product in which tenants of these names are open."""
    with Product(standby=0) as product:
        open_tenants(product, names, template)
        yield product


def open_tenants(product, names, template=None):
    """Open tenants; returns the seconds it took until the last one was active."""
    begun = time.monotonic()
    code = OPENING.format(values=json.dumps([list(names), template]))
    subprocess.run(
        [str(w) for w in product.odoo("shell", "-d", product.database, "--no-http")],
        env={**product._bare(), **product.provisioner_env()},
        input=code, text=True, check=True, capture_output=True,
    )
    wanted = len(names)
    while True:
        listed = ",".join(f"'{name}'" for name in names)
        states = dict(product.query(
            f"SELECT state, count(*) FROM hub_tenant WHERE name IN ({listed}) GROUP BY state"
        ))
        if states.get("active") == wanted:
            return time.monotonic() - begun
        if states.get("failed"):
            raise RuntimeError(f"tenants failed: {product.log('provisioner')[-2000:]}")
        time.sleep(0.2)


def memory(pid):
    """Proportional set size of a process and its children, in bytes."""
    pids = [pid, *(int(p) for p in _children(pid))]
    total = 0
    for one in pids:
        text = pathlib.Path(f"/proc/{one}/smaps_rollup").read_text()
        total += int(re.search(r"^Pss:\s+(\d+) kB", text, re.MULTILINE)[1]) * 1024
    return total


def _children(pid):
    try:
        return pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []


class Visitor:
    """A browser of one person, reduced to what a server sees of it: a cookie jar and calls."""

    def __init__(self, port, host):
        self.port, self.host, self.cookies = port, host, {}
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def request(self, method, path, body=None, **headers):
        """Return ``(status, text, headers)``; a dropped connection is opened again once."""
        headers = {"Host": self.host, **headers}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{k}={v}" for k, v in self.cookies.items())
        for attempt in (1, 2):
            try:
                self.connection.request(method, path, body=body, headers=headers)
                answer = self.connection.getresponse()
                text = answer.read().decode(errors="replace")
                break
            except (http.client.HTTPException, OSError):
                self.connection.close()
                if attempt == 2:
                    raise
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _equals, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, text, answer.headers

    def sign_in(self, login, password=PASSWORD):
        _status, text, _headers = self.request("GET", "/web/login")
        token = re.search(r'name="csrf_token" value="([^"]+)"', text)[1]
        from urllib.parse import urlencode

        body = urlencode({"csrf_token": token, "login": login, "password": password})
        status, text, headers = self.request(
            "POST", "/web/login", body, **{"Content-Type": "application/x-www-form-urlencoded"},
        )
        if status not in (302, 303):
            raise RuntimeError(f"{self.host}: {login} was not let in: {status} {text[:500]}")
        return headers.get("Location")

    def call(self, model, method, *args, **kwargs):
        """Call a method as the web client does; raises what the server says."""
        body = json.dumps({"jsonrpc": "2.0", "method": "call", "id": 1, "params": {
            "model": model, "method": method, "args": args, "kwargs": kwargs,
        }})
        status, text, _headers = self.request(
            "POST", f"/web/dataset/call_kw/{model}/{method}", body,
            **{"Content-Type": "application/json"},
        )
        answer = json.loads(text) if status == 200 else {"error": {"status": status}}
        if "error" in answer:
            raise RuntimeError(f"{self.host} {model}.{method}: {answer['error']}"[:600])
        return answer["result"]


