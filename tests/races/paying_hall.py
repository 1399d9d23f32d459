"""A city hall that pays through a bank, and the process of its sender, which tests may kill."""

import base64
import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

from crowd import in_transaction
from test_double_payment import draft_vouchers

from odoo.fields import Command

from odoo.addons.gotgan_custody.core import CustodyPosting

HERE = Path(__file__).parent
PAYEES = 3
WON = 1_000


class Hall:
    """A city hall with an account at the bank, and money to pay out."""

    def __init__(self, registry, url):
        self.registry, self.serial = registry, 0
        self.cards = in_transaction(registry, lambda env: self.build(env, url))

    def build(self, env, url):
        from odoo.addons.gotgan_expenditure.tests.world import ExpenditureWorld

        world = ExpenditureWorld(env, "once")
        self.cell = world.fund_cell(100_000_000).id
        account = env["gotgan.treasury.account"].create({
            "name": "금고(경합)", "bank_code": "011", "number": "301-1", "client": "RACE",
            "fund_ids": world.fund.ids, "department_id": world.finance.id,
        })
        guarantee = env["gotgan.custody"]._find_account("contract")
        guarantee.treasury_account_id = account
        keeper = world.appoint("custodial_cashier", "최보관")
        env["ir.config_parameter"].set_param("gotgan.bank.url", url)
        env["ir.config_parameter"].set_param("gotgan.bank.secret", "s")
        names = ("author", "commitment_officer", "disbursing_officer", "cashier")
        self.ids = {
            **{name: getattr(world, name).id for name in names},
            "line": env["gotgan.budget.cell"].browse(self.cell).line_id.id,
            "payee": world.payee.id, "guarantee": guarantee.id, "keeper": keeper.id,
            "department": world.department.id, "today": world.today, "treasury": account.id,
            "invoice": env.ref("gotgan_expenditure.evidence_kind_tax_invoice").id,
        }
        return env["gotgan.officer.key"]._make(world.disbursing_officer)._get_cards()

    def introduce(self, bank):
        """Let the bank know who signs, and whose the payee's account is."""
        for card in self.cards:
            bank.officers.add(card)
        in_transaction(self.registry, lambda env: bank.register("011", *self.read_account(env)))

    def read_account(self, env):
        account = env["res.partner"].browse(self.ids["payee"]).bank_ids[0]
        return account.acc_number, account.acc_holder_name

    def use(self, way):
        """Speak to the bank by its service ("api") or by files ("file"); nothing is open."""
        in_transaction(self.registry, lambda env: env["gotgan.treasury.account"].browse(
            self.ids["treasury"]).write({"way": way}))

    def issue(self, singles, lists):
        """Issue and sign orders of one payee, and orders of payee lists; return their ids."""
        def work(env):
            orders = env["gotgan.payment.order"]
            for _place in range(singles):
                commitment = self.commit(env, WON + self.take_serial())
                orders |= self.order(draft_vouchers(env, self.ids, commitment, 1))
            for _place in range(lists):
                orders |= self.order(self.list(env, self.take_serial()))
            self.give_back(env)
            self.sign(env)
            return orders.ids

        return in_transaction(self.registry, work)

    def give_back(self, env):
        """Take a guarantee in, and have it given back: asked for by one, approved by another."""
        payee = env["res.partner"].browse(self.ids["payee"])
        case = env["gotgan.custody"]._receive([CustodyPosting(
            self.ids["guarantee"], payee.id, 3 * WON + self.take_serial(), payee.id, "계약보증금",
            self.ids["department"],
        )], source_model="res.partner", date=self.ids["today"])
        payout = case.with_user(self.ids["keeper"])._make_payouts()
        payout.action_submit()
        payout.with_user(self.ids["disbursing_officer"]).action_approve()

    def take_serial(self):
        self.serial += 1
        return self.serial

    def commit(self, env, amount):
        """Ask for money under a name that looks like no other, bind it; return the commitment."""
        request = env["gotgan.spending.request"].with_user(self.ids["author"]).create({
            "name": sha256(str(amount).encode()).hexdigest(), "partner_id": self.ids["payee"],
            "line_ids": [Command.create({"budget_line_id": self.ids["line"], "amount": amount})],
        })
        request.action_submit()
        request.with_user(self.ids["commitment_officer"]).action_approve()
        commitments = env["gotgan.commitment"].with_user(self.ids["commitment_officer"])
        commitment = commitments.create({
            "request_id": request.id, "basis": "승낙서", "inspected_kind": "none",
        })
        commitment.action_commit()
        return commitment

    def list(self, env, serial):
        name, won = f"명세 {serial}", 2 * WON + serial
        rows = "\n".join(
            f"{name}의 {one},{name}-{one},004,{10_000_000_000 + one},{won}" for one in range(PAYEES)
        )
        bulk = env["gotgan.bulk.payment"].with_user(self.ids["author"]).create({
            "name": name, "preset_id": env.ref("gotgan_expenditure_bulk.preset_bulk").id,
            "file": base64.b64encode(f"성명,식별번호,은행코드,계좌번호,금액\n{rows}".encode()),
            "file_name": "a.csv",
        })
        bulk.action_check()
        if bulk.warning_count:
            bulk._do_transition("accept", "같은 계좌 확인")
        bulk.commitment_id = self.commit(env, bulk.amount)
        bulk.action_confirm()
        voucher = bulk.voucher_id.with_user(self.ids["disbursing_officer"])
        voucher.write({
            "evidence_ids": [Command.link(self.ids["invoice"])],
            "papers_reason": "원본은 회계과에 편철함",
        })
        return voucher

    def order(self, voucher):
        voucher.action_resolve()
        orders = voucher.env["gotgan.payment.order"]
        order = orders.browse(voucher.action_new_payment_order()["res_id"])
        order.with_user(self.ids["disbursing_officer"]).action_issue()
        return order

    def sign(self, env):
        lists = env["gotgan.bank.list"].search([("state", "=", "draft")])
        lists = lists.filtered("instruction_ids").with_user(self.ids["disbursing_officer"])
        lists.action_close()
        lists.action_sign()

    def go_on(self):
        """Time passes: what has no word is asked about, and the officer gives anew what failed."""
        def work(env):
            env["gotgan.bank.instruction"].search([("state", "in", ("sent", "unknown"))]).write({
                "next_try": "2020-01-01", "valid_until": "2020-01-01",
            })
            failed = env["gotgan.payment.order"].search([("state", "=", "issued")]).filtered(
                lambda one: set(one._count_bank_states().get(one.id, ())) == {"rejected"},
            )
            if failed:
                failed.with_user(self.ids["disbursing_officer"]).action_instruct()
            held = env["gotgan.custody.payout"].search([("state", "=", "approved")])
            held = held.filtered("can_instruct")
            held.with_user(self.ids["disbursing_officer"]).action_instruct()
            if failed or held:
                self.sign(env)

        in_transaction(self.registry, work)


class Sender:
    """The process that runs the sender in children of its own."""

    def __init__(self, dbname):
        from odoo.tools import config

        self.process = subprocess.Popen(
            [sys.executable, HERE / "paid_once_writer.py", dbname],
            env={
                **os.environ, "GOTGAN_ADDONS_PATH": ",".join(config["addons_path"]),
                "GOTGAN_TEST_HOST": config["db_host"] or "",
                "GOTGAN_TEST_PORT": str(config["db_port"]),
                "GOTGAN_TEST_USER": config["db_user"] or "",
                "GOTGAN_TEST_PASSWORD": config["db_password"] or "",
                "GOTGAN_TEST_DATA": config["data_dir"],
            },
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )

    def run(self, told="live"):
        """Return (how the child ended, the lines it ran)."""
        self.process.stdin.write(f"{told}\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def stop(self):
        self.process.stdin.close()
        self.process.wait(60)


def find_open(env):
    orders = env["gotgan.payment.order"].search([("state", "=", "issued")])
    return orders.ids + env["gotgan.custody.payout"].search([("state", "=", "approved")]).ids


def check_books(env, hall, bank):
    """Books, cash and bank agree to the won, and no payee has two transfers or none."""
    entries = bank.statement("301-1")
    moved = {one.key: -one.amount for one in entries}
    assert len(moved) == len(entries), "a key was paid twice"
    instructions = env["gotgan.bank.instruction"].search([])
    paid = instructions.filtered(lambda one: one.state == "acked")
    assert {one.key: one.amount for one in paid} == moved
    wanted = [(one.order_id.id, one.payout_id.id, one.part) for one in paid]
    assert len(set(wanted)) == len(wanted), "a transfer was paid twice under two keys"
    refused = env["gotgan.bulk.payee"].search([("state", "=", "returned")])
    for order in instructions.order_id:
        parts = set(order.instruction_ids.mapped("part"))
        done = set(paid.filtered(lambda one, order=order: one.order_id == order).mapped("part"))
        assert order.state == "paid" and parts - done <= set(refused.ids)
        assert not done & set(refused.ids)
    given_back = sum(paid.payout_id.mapped("amount"))
    assert given_back and set(instructions.payout_id.mapped("state")) == {"paid"}
    total = sum(moved.values())
    assert env["gotgan.budget.cell"].browse(hall.cell).paid == total - given_back
    held = env["gotgan.custody.account"].browse(hall.ids["guarantee"])
    assert (held.balance, held._find_broken()) == (0, [])
    moves = env["gotgan.cash.move"].search([])
    received = sum(moves.filtered(lambda one: one.kind == "receipt").mapped("amount"))
    assert received == given_back
    assert received - sum(moves.mapped("amount")) == total
