"""What the tests of the treasury speak of: an account, a bank that answers, and a sender."""

from unittest.mock import patch

from odoo.addons.gotgan_expenditure.tests.common import ExpenditureCase
from odoo.addons.gotgan_treasury.bank.courier import Silence

API = "odoo.addons.gotgan_treasury.models.bank_adapter_api.BankAdapterApi._post"
COMMIT = "odoo.addons.base.models.ir_cron.IrCron._commit_progress"


class FakeBank:
    """Decides once about each key, and behaves as ``mood`` says.

    An account in ``refused`` is refused in any mood. Moods: done, reject, pending, mute (does it,
    says nothing), deaf (does not hear), late (void).
    """

    def __init__(self, day):
        self.day, self.mood, self.heard, self.known, self.holders = day, "done", [], {}, {}
        self.entries, self.refused = [], set()

    def post(self, account, path, said):
        return getattr(self, path.rsplit("/", 1)[1])(account, said)

    def transfers(self, _account, said):
        if self.mood == "deaf":
            raise Silence("deaf")
        self.heard += [one["key"] for one in said["transfers"]]
        results = [self.decide(one) for one in said["transfers"]]
        if self.mood == "mute":
            raise Silence("mute")
        return {"results": results}

    def decide(self, item):
        status = {"reject": "rejected", "pending": "pending"}.get(self.mood, "done")
        status = "rejected" if item.get("number") in self.refused else status
        said = {
            "key": item["key"], "status": status, "reference": f"T-{item['key']}",
            "reason": "잔액 부족" if status == "rejected" else "", "day": self.day.isoformat(),
        }
        self.known[item["key"]] = {**said, "status": "done" if status == "pending" else status}
        if status == "done":
            self.move("transfer", item["key"], -item["amount"])
        return said

    def inquiries(self, _account, said):
        if self.mood == "deaf":
            raise Silence("deaf")
        unknown = "void" if self.mood == "late" else "absent"
        return {"results": [
            self.known.get(one["key"]) or {"key": one["key"], "status": unknown}
            for one in said["transfers"]
        ]}

    def statement(self, _account, _said):
        return {"entries": self.entries}

    def holder(self, _account, said):
        return {"holder": self.holders.get(said["number"], "")}

    def move(self, kind, key, amount, memo=""):
        before = self.entries[-1]["balance"] if self.entries else 100_000_000
        self.entries.append({
            "number": len(self.entries) + 1, "day": self.day.isoformat(), "kind": kind, "key": key,
            "amount": amount, "balance": before + amount, "memo": memo,
        })


class TreasuryCase(ExpenditureCase):
    """Money out of an account that is linked to a bank."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.treasury = cls.env["gotgan.treasury.account"].create({
            "name": "일반회계 금고(시험)", "bank_code": "011", "number": "301-0000-1111-01",
            "client": "TEST", "fund_ids": cls.world.fund.ids, "department_id": cls.world.finance.id,
        })
        cls.instructions = cls.env["gotgan.bank.instruction"]
        cls.officer_key = cls.env["gotgan.officer.key"]._make(cls.disburser)
        cls.bank = FakeBank(cls.today)
        for target, double in (
            (API, lambda _adapter, account, path, said: cls.bank.post(account, path, said)),
            (COMMIT, lambda *_args, **_more: cls.env.flush_all() or float("inf")),
        ):
            patcher = patch(target, double)
            patcher.start()
            cls.addClassCleanup(patcher.stop)

    def setUp(self):
        super().setUp()
        self.bank.__init__(self.today)
        self.bank.holders[self.account.acc_number] = self.account.acc_holder_name

    def issue(self, amount=1_000_000, count=1):
        commitments = self.commit(self.approve_request(amount, count=count))
        self.inspect(commitments)
        return self.order(self.resolve(commitments))

    def sign(self, orders):
        lists = orders.instruction_ids.list_id.filtered(lambda one: one.state == "draft")
        lists.with_user(self.disburser).action_close()
        lists.with_user(self.disburser).action_sign()
        return lists

    def limit(self, amount, **values):
        """A daily limit that a second person has confirmed."""
        limit = self.env["gotgan.bank.limit"].create({
            "account_id": self.treasury.id, "amount": amount, **values,
        })
        limit.with_user(self.officer).action_confirm()
        return limit

    def run_sender(self):
        self.instructions._send_due()
        self.env.invalidate_all()

    def hurry(self, instructions):
        """Let the next inquiry be due."""
        instructions.sudo().write({"next_try": "2020-01-01"})

    def pay_by_bank(self, amount=1_000_000, mood="done"):
        """Issue, sign and send one order; return (order, instruction)."""
        order = self.issue(amount)
        self.sign(order)
        self.bank.mood = mood
        self.run_sender()
        return order, order.instruction_ids
