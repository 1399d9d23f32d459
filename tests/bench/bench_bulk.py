"""대량지급: 100,000 payees from their file to the bank, each an instruction of its own.

Four transactions as people make them: the list is loaded and checked, put into a voucher, its order
issued (which writes the instructions), and the list to the bank closed and signed. Then the sender
carries everything to a simulated bank in this process over HTTP, and its words pay the order.

    scripts/gotgan bench bulk [--rows 100000] [--json]
"""

import base64
import sys
import threading
import time
from pathlib import Path

import ground
from bench_import import PeakMemory, resident

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))

ABOUT = "A list of payees: validated, vouchered, instructed, sent."
AIM_SECONDS, AIM_MB = 120, 1024
HEADING = "성명,식별번호,은행코드,계좌번호,금액,소득세,지방소득세,적요"
WON, KEPT = 100, 3
STEPS = ("validated", "vouchered", "ordered", "instructed", "signed")


class Bulk:
    """One list on its way; every step is a transaction of the person whose step it is."""

    def __init__(self, registry, rows):
        self.registry, self.rows, self.seconds, self.peaks = registry, rows, {}, {}
        self.with_env(None, self.prepare)

    def with_env(self, user, work):
        from odoo.api import SUPERUSER_ID, Environment

        with self.registry.cursor() as cr:
            env = Environment(cr, user or SUPERUSER_ID, {"lang": "ko_KR", "tz": "Asia/Seoul"})
            value = work(env)
            env.flush_all()
        return value

    def step(self, label, user, work):
        memory = PeakMemory()
        memory.start()
        begun = time.perf_counter()
        value = self.with_env(user, work)
        self.seconds[label] = round(time.perf_counter() - begun, 2)
        self.peaks[label] = memory.stop()
        return value

    def prepare(self, env):
        from odoo.addons.gotgan_expenditure.tests.world import ExpenditureWorld

        world = ExpenditureWorld(env, "bulk")
        line = world.fund_cell(10**12).line_id
        for use in ("income_tax", "local_income_tax"):
            if not env["gotgan.custody.account"].search([("use", "=", use)]):
                env["gotgan.custody.account"].create({"name": use, "kind": "sundry", "use": use})
        env["gotgan.treasury.account"].create({
            "name": "금고(측정)", "bank_code": "011", "number": "301-9", "client": "BENCH",
            "fund_ids": world.fund.ids, "department_id": world.finance.id,
        })
        self.author, self.disburser = world.author.id, world.disbursing_officer.id
        self.officer, self.invoice = world.commitment_officer.id, env.ref(
            "gotgan_expenditure.evidence_kind_tax_invoice",
        ).id
        self.line, self.payee = line.id, world.payee.id
        self.cards = env["gotgan.officer.key"]._make(world.disbursing_officer)._get_cards()

    def run(self):
        """Take the list from its file to the signed list of the bank."""
        data = "\n".join((HEADING, *(
            f"수급자{n},E-{n},004,{10_000_000_000 + n},{WON},{KEPT},,11월" for n in range(self.rows)
        ))).encode()
        self.bulk = self.step("validated", self.author, lambda env: self.check(env, data))
        commitment = self.with_env(self.author, self.request)
        commitment = self.with_env(self.officer, lambda env: self.commit(env, commitment))
        self.voucher = self.step(
            "vouchered", self.author, lambda env: self.confirm(env, commitment),
        )
        self.order = self.step("ordered", self.disburser, self.draw_up)
        self.step(
            "instructed", self.disburser,
            lambda env: env["gotgan.payment.order"].browse(self.order).action_issue(),
        )
        self.step("signed", self.disburser, self.sign)

    def check(self, env, data):
        bulk = env["gotgan.bulk.payment"].create({
            "name": "측정 명세", "preset_id": env.ref("gotgan_expenditure_bulk.preset_bulk").id,
            "file": base64.b64encode(data), "file_name": "bench.csv",
        })
        bulk.action_check()
        return bulk.id

    def request(self, env):
        from odoo.fields import Command

        one = env["gotgan.spending.request"].create({
            "name": "측정 지급", "partner_id": self.payee, "line_ids": [
                Command.create({"budget_line_id": self.line, "amount": self.rows * WON}),
            ],
        })
        one.action_submit()
        return one.id

    def commit(self, env, request):
        env["gotgan.spending.request"].browse(request).action_approve()
        commitment = env["gotgan.commitment"].create({
            "request_id": request, "basis": "승낙서", "inspected_kind": "none",
        })
        commitment.action_commit()
        return commitment.id

    def confirm(self, env, commitment):
        bulk = env["gotgan.bulk.payment"].browse(self.bulk)
        bulk.commitment_id = commitment
        bulk.action_confirm()
        return bulk.voucher_id.id

    def draw_up(self, env):
        voucher = env["gotgan.voucher"].browse(self.voucher)
        voucher.write({
            "evidence_ids": [self.invoice], "papers_reason": "원본은 회계과에 편철함",
        })
        voucher.action_resolve()
        return voucher.action_new_payment_order()["res_id"]

    def sign(self, env):
        lists = env["gotgan.bank.list"].search([("state", "=", "draft")])
        lists.action_close()
        lists.action_sign()

    def send(self, url):
        """Carry everything to the bank at ``url``, and enter what it says."""
        def configure(env):
            env["ir.config_parameter"].set_param("gotgan.bank.url", url)
            env["ir.config_parameter"].set_param("gotgan.bank.secret", "s")

        self.with_env(None, configure)
        self.step("sent", None, lambda env: env["gotgan.bank.instruction"]._send_due())

    def read(self, env):
        """Return what the database says at the end."""
        env.cr.execute(
            "SELECT state, count(*), sum(amount)::int8 FROM gotgan_bank_instruction"
            " WHERE order_id = %s GROUP BY state", [self.order],
        )
        stands = {state: (count, int(won)) for state, count, won in env.cr.fetchall()}
        return stands, env["gotgan.payment.order"].browse(self.order).state


def start_bank():
    """Return (server, address) of a bank with ample money that does as it is told."""
    from bank_simulator import serve

    server, _door = serve.build(serve.parse(["--port", "0", "--secret", "s"]))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, f"http://127.0.0.1:{server.server_address[1]}"


def measure(rows):
    server, url = start_bank()
    try:
        with ground.tenant() as registry:
            idle = round(resident())
            bulk = Bulk(registry, rows)
            for card in bulk.cards:
                server.RequestHandlerClass.bank_desk.bank.officers.add(card)
            bulk.run()
            signed, _state = bulk.with_env(None, bulk.read)
            bulk.send(url)
            paid, state = bulk.with_env(None, bulk.read)
    finally:
        server.shutdown()
        server.server_close()
    told = (rows, rows * (WON - KEPT))
    right = signed == {"created": told} and paid == {"acked": told} and state == "paid"
    seconds = round(sum(bulk.seconds[name] for name in STEPS), 2)
    peak = max(bulk.peaks[name] for name in STEPS)
    return {
        "rows": rows, "seconds": seconds, "steps": bulk.seconds, "peak_mb": peak, "idle_mb": idle,
        "sent_peak_mb": bulk.peaks["sent"], "aim": {"seconds": AIM_SECONDS, "peak_mb": AIM_MB},
        "met": right and seconds <= AIM_SECONDS and peak <= AIM_MB, "right": right,
    }


def as_text(result):
    steps = ", ".join(f"{name} {seconds} s" for name, seconds in result["steps"].items())
    return (
        f"{result['rows']:,} payees validated, vouchered and instructed in {result['seconds']} s, "
        f"peak {result['peak_mb']} MB (idle {result['idle_mb']}; aim {AIM_SECONDS} s, "
        f"{AIM_MB:,} MB: {'met' if result['met'] else 'MISSED'})\n"
        f"  {steps}; sending took {result['sent_peak_mb']} MB at most\n"
        f"  figures agree: {result['right']}"
    )


def main(argv):
    """Measure and print; 1 where the aim is missed or a payee is."""
    chosen = ground.options(argv, ABOUT, rows=100_000)
    result = measure(chosen.rows)
    ground.report(result, as_text(result), chosen.json)
    return 0 if result["met"] else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
