"""Check a list of payees as a whole: every fault of every row, and the payees that are sound.

Plain Python: rows in, payees and faults out. A fault is data (row, column, code, params); the words
come later, in the reader's language (``wording``).
"""

import hmac
import re
from typing import NamedTuple

from odoo.addons.gotgan_treasury.banks import find_bank

from .cells import find_identifier_fault, get_text, mask, read_account, read_won
from .columns import compact

ERROR, WARNING = "error", "warning"
MAX_ROWS = 100_000
BROKEN = re.compile("[\udc80-\udcff\ufffd]")
TOTAL_WORDS = {"합계", "총계", "소계", "계"}


class Payee(NamedTuple):
    """One sound row.

    :param identifier: as people may see it
    :param identity: keyed digest of the identifier, by which the same person is found again
    :param parts: ``{use of custody: won kept back}``
    """

    row: int
    name: str
    identifier: str
    identity: str
    bank_code: str
    account_number: str
    amount: int
    deducted: int
    net_amount: int
    memo: str
    parts: dict
    origin_id: int | None = None


class Fault(NamedTuple):
    """One thing that is wrong in a row; row 0 is the whole list."""

    row: int
    column: str
    code: str
    params: dict
    severity: str = ERROR


def digest(secret, identifier):
    """Return the keyed digest by which the holder of an identifier is found again.

    >>> digest(b"s", "124-81-00998") == digest(b"s", "1248100998"), digest(b"s", "")
    (True, '')
    """
    plain = re.sub(r"[\s-]", "", identifier).upper()
    return hmac.digest(secret, plain.encode(), "sha256").hex()[:32] if plain else ""


class Checker:
    """Takes rows one after the other; keeps ``payees`` and ``faults``.

    :param bytes secret: the agency's own; without it nobody can guess an identifier from its digest
    """

    def __init__(self, secret):
        self.secret = secret
        self.payees, self.faults = [], []
        self.rows = 0
        self._twins, self._accounts, self._people = {}, {}, {}

    def take_cells(self, row, cells, layout):
        """Check a row of a file. Blank rows and rows of totals are read over."""
        if isinstance(cells, Exception):
            self._blame(row, "", "unreadable_row", number=row, fault=str(cells))
            return
        texts = [get_text(cell) for cell in cells]
        if not any(texts) or {compact(text) for text in texts if text} & TOTAL_WORDS:
            return
        values = {}
        for place, column in layout.items():
            text = texts[place] if place < len(texts) else ""
            key = (column.role, column.use) if column.role == "deduction" else column.role
            values[key] = (text, column.headings[0])
        self.take(row, values)

    def take(self, row, values, identity=None, origin_id=None):
        """Check one row.

        :param values: ``{role, or ("deduction", use): (text, heading)}``
        :param identity: of a row that was checked before and keeps no plain identifier
        """
        self.rows += 1
        before = len(self.faults)
        name = self._read_name(row, values)
        identifier = self._read_identifier(row, values, identity)
        bank = self._read_bank(row, values)
        account = self._read_account(row, values)
        amount, parts = self._read_amounts(row, values)
        if any(one.severity == ERROR for one in self.faults[before:]):
            return
        deducted = sum(parts.values())
        payee = Payee(
            row, name, mask(identifier), identity or digest(self.secret, identifier), bank, account,
            amount, deducted, amount - deducted, values.get("memo", ("", ""))[0], parts, origin_id,
        )
        self._compare(payee)
        self.payees.append(payee)

    def finish(self):
        """Say what is wrong with the list as a whole."""
        if self.rows > MAX_ROWS:
            self._blame(0, "", "too_many_rows", count=self.rows, limit=MAX_ROWS)
        if not self.rows and not self.faults:
            self._blame(0, "", "no_rows")

    # ---- cells -----------------------------------------------------------

    def _read_name(self, row, values):
        name, heading = values["name"]
        if not name:
            self._blame(row, heading, "missing_value")
        elif BROKEN.search(name):
            shown = BROKEN.sub("?", name)
            self._blame(row, heading, "broken_characters", value=shown)
        return name

    def _read_identifier(self, row, values, identity):
        text, heading = values.get("identifier", ("", ""))
        code = text and not identity and find_identifier_fault(text)
        if code:
            self._blame(row, heading, code, value=mask(text))
        return text

    def _read_bank(self, row, values):
        text, heading = values["bank"]
        bank = text and find_bank(text)
        if not text:
            self._blame(row, heading, "missing_value")
        elif not bank:
            self._blame(row, heading, "unknown_bank", value=text[:40])
        return bank

    def _read_account(self, row, values):
        text, heading = values["account"]
        account = text and read_account(text)
        if not text:
            self._blame(row, heading, "missing_value")
        elif not account:
            broken = re.search(r"\d[eE]\+?\d", text)
            code = "shortened_account" if broken else "bad_account"
            self._blame(row, heading, code, value=text[:40])
        return account

    def _read_amounts(self, row, values):
        amount = self._read_won(row, values["amount"])
        parts, readable = {}, amount is not None
        for key, cell in values.items():
            if key[0] != "deduction" or not cell[0]:
                continue
            won = self._read_won(row, cell, least=0)
            readable = readable and won is not None
            if won:
                parts[key[1]] = parts.get(key[1], 0) + won
        if readable:
            self._check_sum(row, values, amount, parts)
        return amount, parts

    def _read_won(self, row, cell, least=1):
        text, heading = cell
        won = read_won(text)
        if won is None:
            self._blame(row, heading, "bad_amount" if text else "missing_value", value=text[:40])
        elif won < least:
            self._blame(row, heading, "negative_amount", value=won)
            return None
        return won

    def _check_sum(self, row, values, amount, parts):
        rest = amount - sum(parts.values())
        if rest < 0:
            self._blame(
                row, values["amount"][1], "deducted_too_much", amount=amount,
                deducted=amount - rest,
            )
        text, heading = values.get("net", ("", ""))
        if text and read_won(text) != rest:
            self._blame(row, heading, "wrong_net", value=text[:40], net=rest)

    # ---- rows among each other ---------------------------------------------

    def _compare(self, payee):
        """Find the same payment twice, one account of two people, one person with two accounts."""
        who = payee.identity or payee.name
        twin = (who, payee.account_number, payee.amount, payee.memo)
        first = self._twins.setdefault(twin, payee.row)
        if first != payee.row:
            self._blame(payee.row, "", "twin_row", name=payee.name, other=first)
            return
        place = (payee.bank_code, payee.account_number)
        other_row, other = self._accounts.setdefault(place, (payee.row, who))
        if other != who:
            self._blame(payee.row, "", "shared_account", WARNING, other=other_row)
        person_row, account = self._people.setdefault(who, (payee.row, place))
        if person_row != payee.row:
            code = "same_person" if account == place else "other_account"
            self._blame(payee.row, "", code, WARNING, name=payee.name, other=person_row)

    def _blame(self, row, column, code, severity=ERROR, **params):
        self.faults.append(Fault(row, column, code, params, severity))
