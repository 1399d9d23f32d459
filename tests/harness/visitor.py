"""A browser of one person, reduced to what a server sees of it: a cookie jar and calls."""

import http.client
import json
import re
from urllib.parse import urlencode

PASSWORD = "gotgan-demo"


class Visitor:
    """Somebody at one host; a connection of their own is kept open."""

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
