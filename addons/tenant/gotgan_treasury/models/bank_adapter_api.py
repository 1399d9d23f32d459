import hmac
import json
from datetime import date
from hashlib import sha256

import requests

from odoo import models

from ..bank.answer import Verdict
from ..bank.courier import Silence
from ..bank.statement import Entry

URL, SECRET = "gotgan.bank.url", "gotgan.bank.secret"
TIMEOUT = (5, 30)


class BankAdapterApi(models.AbstractModel):
    """The bank answers at once, over HTTP with JSON signed with a shared secret."""

    _name = "gotgan.bank.adapter.api"
    _description = "Online Way to a Bank"
    _inherit = ["gotgan.bank.adapter"]

    def _send(self, account, instructions):
        said = {
            "lists": [
                {"number": one.number, "signature": one.signature} for one in instructions.list_id
            ],
            "transfers": [self._say_order(one) for one in instructions],
        }
        return self._read_verdicts(self._post(account, "/v1/transfers", said))

    def _inquire(self, account, instructions):
        said = {"transfers": [self._say(one) for one in instructions]}
        return self._read_verdicts(self._post(account, "/v1/inquiries", said))

    def _read_statement(self, account, day):
        said = self._post(account, "/v1/statement", {"day": day.isoformat()})
        try:
            return [
                Entry(
                    int(one["number"]), date.fromisoformat(one["day"]), one["kind"], one["key"],
                    int(one["amount"]), int(one["balance"]), str(one["memo"]),
                )
                for one in said["entries"]
            ]
        except (KeyError, TypeError, ValueError) as error:
            raise Silence(f"statement: {error}") from error

    def _check_holder(self, account, bank_code, number):
        said = self._post(account, "/v1/holder", {"bank": bank_code, "number": number})
        return str(said.get("holder") or "")

    def _read_verdicts(self, said):
        try:
            return [
                Verdict(
                    one["key"], one["status"], one.get("reference") or "", one.get("reason") or "",
                    date.fromisoformat(one["day"]) if one.get("day") else None,
                )
                for one in said["results"]
            ]
        except (KeyError, TypeError, ValueError) as error:
            raise Silence(f"results: {error}") from error

    def _post(self, account, path, said):
        parameters_sudo = self.env["ir.config_parameter"].sudo()
        url = (parameters_sudo.get_param(URL) or "").rstrip("/")
        secret = parameters_sudo.get_param(SECRET) or ""
        if not url.startswith(("https://", "http://")):
            raise Silence("unconfigured")
        said = {"client": account.client, "account": account.number, **said}
        body = json.dumps(said, ensure_ascii=False).encode()
        seal = hmac.new(secret.encode(), body, sha256).hexdigest()
        try:
            response = requests.post(
                url + path, data=body, timeout=TIMEOUT, allow_redirects=False,
                headers={"Content-Type": "application/json", "Gotgan-Signature": seal},
            )
            answer = response.json()
        except (requests.RequestException, ValueError) as error:
            raise Silence(type(error).__name__) from error
        if response.status_code != 200 or not isinstance(answer, dict):
            raise Silence(str(response.status_code))
        return answer
