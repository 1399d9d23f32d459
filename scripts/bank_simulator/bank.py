"""The bank itself: accounts, a ledger, and what it does with an instruction. Never misbehaves."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

SEOUL = timezone(timedelta(hours=9))
OPENING = 1_000_000_000_000
HOLDER_WIDTH = 40


@dataclass
class Transfer:
    """One instruction the bank has decided about (or is about to)."""

    client: str
    key: str
    account: str
    bank: str
    number: str
    holder: str
    amount: int
    status: str
    reference: str
    reason: str
    day: str


@dataclass
class Holder:
    """Whose an account is."""

    bank: str
    number: str
    holder: str


@dataclass
class Entry:
    """One movement of an account; ``amount`` is negative when money leaves."""

    number: int
    account: str
    day: str
    kind: str
    key: str
    amount: int
    balance: int
    memo: str


def _as_told(holder):
    """A holder's name as an instruction can say it: what fits into 40 bytes."""
    while len(holder.encode("cp949", "replace")) > HOLDER_WIDTH:
        holder = holder[:-1]
    return holder.rstrip()


class Bank:
    """Decides once about each key of a client, and remembers it.

    :param clock: returns the time in Seoul
    :param refuses: ``refuses(key) -> reason`` of refusals by chance, empty: none
    :param journal: a file in which every change is kept, read again at the start
    :param opening: won on an account before its first movement
    :param officers: the register of signatures (``officers.Officers``); none: nobody is asked
    """

    def __init__(self, clock=None, refuses=None, journal=None, opening=OPENING, officers=None):
        self.opening, self.officers = opening, officers
        self.clock = clock or (lambda: datetime.now(SEOUL))
        self.refuses = refuses or (lambda key: "")
        self.transfers, self.entries, self.holders = {}, {}, {}
        self.journal = None
        if journal and Path(journal).exists():
            self._replay(Path(journal))
        self.journal = Path(journal) if journal else None

    # ---- what a client may ask -------------------------------------------

    def order(self, client, account, item):
        """Decide about one instruction; asked again about a key, answer as before."""
        known = self.transfers.get((client, item["key"]))
        if known:
            return known
        reason = self._why_not(client, account, item)
        status = "rejected" if reason else "done"
        made = Transfer(
            client, item["key"], account, item["bank"], item["number"], item["holder"],
            int(item["amount"]), status, "" if reason else f"T{len(self.transfers) + 1:012d}",
            reason, self._today(),
        )
        self.transfers[client, made.key] = made
        self._keep("transfer", made)
        if not reason:
            self._move(account, "transfer", made.key, -made.amount, made.holder)
        return made

    def inquire(self, client, key, valid_until=""):
        """Return (status, transfer or None): ``absent`` while it may come, ``void`` after that."""
        known = self.transfers.get((client, key))
        if known:
            return known.status, known
        return ("void" if valid_until and self._stamp() > valid_until else "absent"), None

    def statement(self, account, day=None):
        rows = self.entries.get(account, [])
        return list(rows) if day is None else [one for one in rows if one.day == day]

    def balance(self, account, before=None):
        rows = self.entries.get(account, [])
        last = next((one for one in reversed(rows) if before is None or one.day < before), None)
        return last.balance if last else self.opening

    def holder(self, bank, number):
        """Return the registered holder; an account nobody registered has none here."""
        return self.holders.get((bank, number), "")

    # ---- what happens at the bank ----------------------------------------

    def register(self, bank, number, holder):
        """Open an account of somebody else: the bank knows from now on whose it is."""
        self.holders[bank, number] = holder
        self._keep("holder", Holder(bank, number, holder))

    def give_back(self, client, key, reason):
        """The payee's bank sends a transfer back."""
        known = self.transfers.get((client, key))
        if not known or known.status != "done":
            return False
        known.status, known.reason = "returned", reason
        self._keep("transfer", known)
        self._move(known.account, "return", key, known.amount, reason)
        return True

    def deposit(self, account, amount, memo):
        self._move(account, "deposit", "", amount, memo)

    def transfer_by_hand(self, account, amount, memo):
        """Somebody transfers at the counter: the bank has no number of ours for it."""
        self._move(account, "transfer", "", -amount, memo)

    def _why_not(self, client, account, item):
        if self._stamp() > item["valid_until"]:
            return "처리시한 경과"
        if int(item["amount"]) <= 0:
            return "금액 오류"
        unsigned = self.officers and self.officers.why_not(client, account, item, self._today())
        if unsigned:
            return unsigned
        registered = _as_told(self.holder(item["bank"], item["number"]))
        if registered and registered != item["holder"]:
            return "예금주 불일치"
        if self.balance(account) < int(item["amount"]):
            return "잔액 부족"
        return self.refuses(item["key"])

    def _move(self, account, kind, key, amount, memo):
        entry = Entry(
            len(self.entries.get(account, [])) + 1, account, self._today(), kind, key, amount,
            self.balance(account) + amount, memo,
        )
        self.entries.setdefault(account, []).append(entry)
        self._keep("entry", entry)

    def _stamp(self):
        return self.clock().strftime("%Y%m%d%H%M%S")

    def _today(self):
        return self.clock().date().isoformat()

    # ---- the journal -----------------------------------------------------

    def _keep(self, kind, row):
        if self.journal:
            with self.journal.open("a", encoding="utf-8") as lines:
                lines.write(json.dumps([kind, asdict(row)], ensure_ascii=False) + "\n")

    def _replay(self, journal):
        for text in journal.read_text(encoding="utf-8").splitlines():
            kind, row = json.loads(text)
            if kind == "transfer":
                self.transfers[row["client"], row["key"]] = Transfer(**row)
            elif kind == "holder":
                self.holders[row["bank"], row["number"]] = row["holder"]
            else:
                self.entries.setdefault(row["account"], []).append(Entry(**row))
