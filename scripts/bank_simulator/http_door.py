"""HTTP with JSON. Every body is signed with the shared secret (HMAC-SHA256, hexadecimal)."""

import hmac
import json
from dataclasses import asdict
from hashlib import sha256
from http.server import BaseHTTPRequestHandler

MOST = 64 * 1024 * 1024


def make_handler(desk, lock, secret):
    """Return the request handler of one bank."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        bank_desk, bank_lock, bank_secret = desk, lock, secret

        def do_POST(self):
            body = self.rfile.read(min(int(self.headers.get("Content-Length") or 0), MOST))
            if not self._is_signed(body):
                self._answer(401, {"error": "signature"})
                return
            action = ACTIONS.get(self.path)
            if action is None:
                self._answer(404, {"error": "path"})
                return
            try:
                with self.bank_lock:
                    said = action(self.bank_desk, json.loads(body))
            except (ValueError, KeyError, TypeError) as error:
                self._answer(400, {"error": str(error)})
                return
            self._answer(200, said)

        def _is_signed(self, body):
            if not self.bank_secret:
                return True
            wanted = hmac.new(self.bank_secret.encode(), body, sha256).hexdigest()
            return hmac.compare_digest(wanted, self.headers.get("Gotgan-Signature") or "")

        def _answer(self, status, said):
            data = json.dumps(said, ensure_ascii=False).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json; charset=utf-8")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_words):
            """Account numbers do not go into a log."""

    return Handler


def transfers(desk, asked):
    return {"results": desk.transfer(asked["client"], asked["account"], asked["transfers"])}


def inquiries(desk, asked):
    return {"results": desk.inquire(asked["client"], asked["transfers"])}


def statement(desk, asked):
    rows = desk.bank.statement(asked["account"], asked["day"])
    opening = desk.bank.balance(asked["account"], before=asked["day"])
    return {
        "opening": opening, "closing": rows[-1].balance if rows else opening,
        "entries": [asdict(one) for one in rows],
    }


def holder(desk, asked):
    return {"holder": desk.bank.holder(asked["bank"], asked["number"])}


def register(desk, asked):
    desk.bank.register(asked["bank"], asked["number"], asked["holder"])
    return {"done": True}


def enter_officer(desk, asked):
    desk.bank.officers.add(asked)
    return {"done": True}


def give_back(desk, asked):
    return {"done": desk.bank.give_back(asked["client"], asked["key"], asked["reason"])}


def deposit(desk, asked):
    desk.bank.deposit(asked["account"], int(asked["amount"]), asked["memo"])
    return {"done": True}


def arrive(desk, asked):
    desk.wire.deliver_late(everything=True)
    return {"done": True, "asked": len(asked)}


ACTIONS = {
    "/v1/transfers": transfers,
    "/v1/inquiries": inquiries,
    "/v1/statement": statement,
    "/v1/holder": holder,
    # What happens inside the bank, for demonstrations and tests.
    "/bank/holder": register,
    "/bank/officer": enter_officer,
    "/bank/return": give_back,
    "/bank/deposit": deposit,
    "/bank/arrive": arrive,
}
