"""The whole chain 품의 → 지급 against Odoo's own vendor bill and payment, in one run.

Both sides do each step as a person's request does it: a transaction and an environment of its own,
the user who may, the document's own button. Odoo's side is ``account`` with the generic chart in a
database cloned from the same base: a bill is written, posted, and paid by the payment dialog.

Beside the time that passes stand two figures that other work on the machine hardly moves: the CPU
time of this process per document, and the statements each document takes.
"""

import os
import statistics
import subprocess
import time
from typing import NamedTuple

import ground

ABOUT = "The chain from request to payment, against Odoo's vendor bill and payment."
AIMS = {1: 0.5, 100: 0.2}
UNITS = (("ms", 1000), ("cpu_ms", 1000), ("statements", 1))


class Taken(NamedTuple):
    """What a document takes: seconds that pass, CPU seconds of this process, statements."""

    seconds: float
    cpu: float
    statements: float


def read_meters():
    from odoo import sql_db

    return Taken(time.perf_counter(), time.process_time(), sql_db.sql_counter)


class Side:
    """Runs steps as requests and keeps how long each took."""

    def __init__(self, registry):
        self.registry, self.steps, self.done = registry, {}, 0

    def step(self, label, user_id, work):
        """Run ``work(env)`` in a transaction of its own; return its value."""
        from odoo.api import Environment

        begun = time.perf_counter()
        with self.registry.cursor() as cr:
            env = Environment(cr, user_id, {"lang": "en_US", "tz": "Asia/Seoul"})
            value = work(env)
            env.flush_all()
        self.steps.setdefault(label, []).append(time.perf_counter() - begun)
        return value

    def run(self, count):
        """Take ``count`` documents through the chain together; return what one of them took."""
        begun = read_meters()
        self.chain(count)
        self.done += count
        pairs = zip(read_meters(), begun, strict=True)
        return Taken(*((now - then) / count for now, then in pairs))


class Gotgan(Side):
    """Request, commitment, inspection, voucher, payment order, transfer; five people."""

    def __init__(self, registry):
        super().__init__(registry)
        from odoo.api import SUPERUSER_ID, Environment

        from odoo.addons.gotgan_expenditure.tests.world import ExpenditureWorld

        with registry.cursor() as cr:
            env = Environment(cr, SUPERUSER_ID, {})
            world = ExpenditureWorld(env, "bench")
            cell = world.fund_cell(10**14)
            self.line, self.payee, self.day = cell.line_id.id, world.payee.id, world.today
            self.cell, self.paid = cell.id, 0
            self.invoice = env.ref("gotgan_expenditure.evidence_kind_tax_invoice").id
            self.author, self.officer = world.author.id, world.commitment_officer.id
            self.disburser, self.cashier = world.disbursing_officer.id, world.cashier.id

    def make(self, label, user_id, model, rows):
        return self.step(label, user_id, lambda env: env[model].create(rows).ids)

    def press(self, label, user_id, model, ids, button):
        self.step(label, user_id, lambda env: getattr(env[model].browse(ids), button)())

    def chain(self, count):
        from odoo.fields import Command

        requests = self.make("request", self.author, "gotgan.spending.request", [{
            "name": f"사무용품 구입 {self.paid + place}호", "partner_id": self.payee,
            "line_ids": [Command.create({"budget_line_id": self.line, "amount": 1_000})],
        } for place in range(count)])
        self.press("submit", self.author, "gotgan.spending.request", requests, "action_submit")
        self.press("approve", self.officer, "gotgan.spending.request", requests, "action_approve")
        commitments = self.make("commitment", self.officer, "gotgan.commitment", [
            {"request_id": one, "basis": "승낙서"} for one in requests
        ])
        self.press("commit", self.officer, "gotgan.commitment", commitments, "action_commit")
        inspections = self.make("inspection", self.author, "gotgan.inspection", [
            {"commitment_id": one} for one in commitments
        ])
        self.press("inspect", self.author, "gotgan.inspection", inspections, "action_accept")
        vouchers = self.make("voucher", self.disburser, "gotgan.voucher", [
            {"commitment_id": one, "evidence_ids": [Command.link(self.invoice)]}
            for one in commitments
        ])
        self.press("resolve", self.disburser, "gotgan.voucher", vouchers, "action_resolve")
        orders = self.make("order", self.disburser, "gotgan.payment.order", [
            {"voucher_ids": [Command.set([one])]} for one in vouchers
        ])
        self.press("issue", self.disburser, "gotgan.payment.order", orders, "action_issue")
        self.step("pay", self.cashier, lambda env: self.confirm(env, orders))
        self.paid += count * 1_000

    def confirm(self, env, order_ids):
        """The cashier's dialog, as the screen fills it."""
        from odoo.fields import Command

        dialog = env["gotgan.payment.confirmation"].create({"line_ids": [
            Command.create({"order_id": one, "reference": f"이체 {one}"}) for one in order_ids
        ]})
        dialog.action_confirm()

    def check(self):
        """Return whether the ledger agrees with what was paid, case by case."""
        with self.registry.cursor() as cr:
            cr.execute(
                "SELECT paid, committed, requested FROM gotgan_budget_cell WHERE id = %s",
                [self.cell],
            )
            right = self.done and cr.fetchone() == (self.paid, self.paid, 0)
            cr.execute("SELECT count(*) FROM gotgan_payment_order WHERE state = 'paid'")
            return bool(right) and cr.fetchone() == (self.done,) and self.paid == self.done * 1_000


class Odoo(Side):
    """Vendor bill, posting, payment; one accountant."""

    def __init__(self, registry):
        super().__init__(registry)
        from odoo.api import SUPERUSER_ID, Environment

        with registry.cursor() as cr:
            env = Environment(cr, SUPERUSER_ID, {})
            self.user = env.ref("base.user_admin").id
            self.partner = env["res.partner"].create({"name": "주식회사 한빛문구"}).id
            self.account = (
                env["account.account"].search([("account_type", "=", "expense")], limit=1).id
            )
            self.day = env.cr.now().date()

    def chain(self, count):
        from odoo.fields import Command

        bills = self.step("bill", self.user, lambda env: env["account.move"].create([{
            "move_type": "in_invoice", "partner_id": self.partner, "invoice_date": self.day,
            "invoice_line_ids": [Command.create({
                "name": "사무용품 구입", "account_id": self.account, "quantity": 1,
                "price_unit": 1_000, "tax_ids": [],
            })],
        } for _one in range(count)]).ids)
        self.step("post", self.user, lambda env: env["account.move"].browse(bills).action_post())
        self.step("pay", self.user, lambda env: self.register(env, bills))

    def register(self, env, bills):
        context = {"active_model": "account.move", "active_ids": bills}
        dialog = env["account.payment.register"].with_context(**context).create({
            "payment_date": self.day, "group_payment": False,
        })
        dialog.action_create_payments()

    def check(self):
        """Return whether Odoo says that each of the bills is paid."""
        with self.registry.cursor() as cr:
            cr.execute(
                "SELECT count(*), sum(amount_total)::int FROM account_move"
                " WHERE partner_id = %s AND move_type = 'in_invoice'"
                " AND payment_state IN ('paid', 'in_payment')", [self.partner],
            )
            return self.done > 0 and cr.fetchone() == (self.done, self.done * 1_000)


def install_account(name):
    """Install Odoo's ``account`` (with its generic chart) in the database ``name``."""
    done = subprocess.run(
        [os.environ["GOTGAN_ODOO_BIN"], "server", "-c", os.environ["GOTGAN_ODOO_CONF"], "-d", name,
         "-i", "account", "--stop-after-init", "--no-http", "--max-cron-threads=0",
         "--log-level=error"],
        check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )
    if done.returncode:
        raise RuntimeError(f"Odoo's account could not be installed: {done.stdout[-2000:]}")


def compare(sides, count, rounds):
    """Measure both in turns; return the medians per document, and their ratios."""
    found = {name: [] for name in sides}
    for side in sides.values():
        side.run(count)
        side.steps.clear()
    for _round in range(rounds):
        for name, side in sides.items():
            found[name].append(side.run(count))
    pairs = list(zip(found["gotgan"], found["odoo"], strict=True))
    return {
        "documents": count, "rounds": rounds, "aim": AIMS[count],
        **{
            f"{name}_{unit}": round(statistics.median(one[place] for one in taken) * factor, 1)
            for name, taken in found.items()
            for place, (unit, factor) in enumerate(UNITS)
        },
        "ratio": round(statistics.median(ours.seconds / odoo.seconds for ours, odoo in pairs), 3),
        "cpu_ratio": round(statistics.median(ours.cpu / odoo.cpu for ours, odoo in pairs), 3),
        "steps_ms": {
            name: {
                label: round(statistics.median(times) * 1000 / count, 2)
                for label, times in side.steps.items()
            }
            for name, side in sides.items()
        },
    }


def measure(gotgan_registry, odoo_registry, single, batch):
    sides = {"gotgan": Gotgan(gotgan_registry), "odoo": Odoo(odoo_registry)}
    results = [compare(sides, 1, single), compare(sides, 100, batch)]
    checked = {name: side.check() for name, side in sides.items()}
    met = all(checked.values()) and all(one["ratio"] <= one["aim"] for one in results)
    return {"results": results, "checked": checked, "met": met}


def as_text(result):
    lines = [
        "The whole chain 품의 → 지급 per document, against Odoo's vendor bill + payment",
        f"{'documents':>10}{'Gotgan ms':>12}{'Odoo ms':>10}{'ratio':>8}{'aim':>7}"
        f"{'CPU ms':>10}{'Odoo':>8}{'ratio':>8}{'statements':>12}{'Odoo':>8}",
    ]
    for one in result["results"]:
        lines.append(
            f"{one['documents']:>10}{one['gotgan_ms']:>12,.1f}{one['odoo_ms']:>10,.1f}"
            f"{one['ratio']:>8.2f}{one['aim']:>7}{one['gotgan_cpu_ms']:>10,.1f}"
            f"{one['odoo_cpu_ms']:>8,.1f}{one['cpu_ratio']:>8.2f}"
            f"{one['gotgan_statements']:>12,.1f}{one['odoo_statements']:>8,.1f}"
        )
    for one in result["results"]:
        for name, steps in one["steps_ms"].items():
            parts = ", ".join(f"{label} {ms:,.1f}" for label, ms in steps.items())
            lines.append(f"  {one['documents']} {name}: {parts}")
    lines.append(f"figures agree: {result['checked']}")
    return "\n".join(lines)


def main(argv):
    """Measure and print; 1 where an aim is missed or a document is."""
    chosen = ground.options(argv, ABOUT, single=15, batch=3)
    base = ground.database(os.environ["GOTGAN_BASE"], "_account")
    with ground.tenant() as registry, base as other:
        install_account(other)
        result = measure(registry, ground.load(other), chosen.single, chosen.batch)
    ground.report(result, as_text(result), chosen.json)
    return 0 if result["met"] else 1
