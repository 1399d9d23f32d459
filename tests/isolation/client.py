"""A client that sends exactly what a test says: any host, header, cookie and body.

It keeps cookies like a browser and, unlike one, sends Secure cookies over plain http.
"""

import http.client
import json
import re
import urllib.parse
from dataclasses import dataclass

from .people import PASSWORD

COOKIE = "__Host-session_id"


@dataclass
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self):
        return self.body.decode(errors="replace")

    def json(self):
        return json.loads(self.body)

    @property
    def set_cookies(self):
        return self.headers.get_all("Set-Cookie") or []


class Client:
    """Talks to the process at ``port``; ``host`` is what it writes into the Host header."""

    def __init__(self, port, host, address="127.0.0.1"):
        self.port, self.host, self.address = port, host, address
        self.cookies = {}

    def request(self, method, path, body=None, headers=None, host=None):
        connection = http.client.HTTPConnection(self.address, self.port, timeout=60)
        sent = {"Host": self.host if host is None else host, "Accept-Language": "ko-KR"}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{k}={v}" for k, v in self.cookies.items())
        if body is not None and not isinstance(body, (str, bytes)):
            body = urllib.parse.urlencode(body)
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        sent.update(headers or {})
        try:
            connection.request(method, path, body=body, headers=sent)
            response = connection.getresponse()
            answer = Answer(response.status, response.headers, response.read())
        finally:
            connection.close()
        for line in answer.set_cookies:
            name, _equals, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer

    def get(self, path, **kwargs):
        return self.request("GET", path, **kwargs)

    def post(self, path, body, **kwargs):
        return self.request("POST", path, body, **kwargs)

    def rpc(self, path, params=None, **kwargs):
        """JSON-RPC as the web client speaks it."""
        body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "call", "params": params or {}})
        headers = {"Content-Type": "application/json", **kwargs.pop("headers", {})}
        return self.request("POST", path, body, headers=headers, **kwargs)

    def call(self, model, method, *args, **kwargs):
        return self.rpc("/web/dataset/call_kw", {
            "model": model, "method": method, "args": list(args), "kwargs": kwargs})

    def json2(self, _key, _model, _method, **body):
        return self.request("POST", f"/json/2/{_model}/{_method}", json.dumps(body), headers={
            "Content-Type": "application/json", "Authorization": f"bearer {_key}"})

    def login(self, login="admin", password=PASSWORD):
        """Sign in by the page; the cookie jar then holds the session."""
        page = self.get("/web/login")
        token = re.search(r'name="csrf_token" value="([^"]+)"', page.text)
        answer = self.post("/web/login", {
            "csrf_token": token[1], "login": login, "password": password})
        return answer

    @property
    def is_signed_in(self):
        return "error" not in self.rpc("/web/session/get_session_info").json()

    @property
    def sid(self):
        return self.cookies.get(COOKIE)
