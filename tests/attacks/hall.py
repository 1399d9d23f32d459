"""A city hall with one document in every state, an API key for every person, and a way to call."""

import json
import urllib.error
import urllib.request
from datetime import timedelta
from itertools import count

from odoo.fields import Command

# The guard takes two requests of the same words, payee and amount for one purchase made twice.
SERIAL = count(1)

ROLES = (
    "author", "colleague", "stranger", "commitment_officer", "disbursing_officer", "cashier",
    "auditor", "manager",
)
OFFICES = {
    "office:commitment_officer": "commitment_officer",
    "office:disbursing_officer": "disbursing_officer",
    "office:cashier": "cashier",
    "author": "author", "inspector": "author",
}


class Hall:
    """Builds the documents; each is written by the person whose work it is."""

    def __init__(self, env):
        from odoo.addons.gotgan_expenditure.tests.world import ExpenditureWorld

        self.env = env
        self.world = ExpenditureWorld(env, "attack")
        self.cell = self.world.fund_cell(100_000_000)
        self.papers = [Command.link(env.ref("gotgan_expenditure.evidence_kind_tax_invoice").id)]

    def model(self, name, role):
        return self.env[name].with_user(getattr(self.world, role))

    def build(self):
        """Return what the attacks need, as plain data."""
        # On this machine a password is enough, as in a listed office.
        self.env["gotgan.security.policy"]._set_office_networks(["127.0.0.0/8"])
        documents = {}
        for make in (self.requests, self.commitments, self.inspections, self.vouchers, self.orders):
            for document in make():
                documents[document._name, document.state] = document.id
        return {
            "documents": documents, "cell": self.cell.id, "payee": self.world.payee.id,
            "users": {role: getattr(self.world, role).id for role in ROLES},
            "keys": {role: self.key(getattr(self.world, role)) for role in ROLES},
        }

    def key(self, user):
        right = self.env.ref("gotgan_sign_in.group_api_user", raise_if_not_found=False)
        if right:  # where people sign in by the policy, keys need a right of their own
            user.sudo().group_ids += right
        keys_sudo = self.env["res.users.apikeys"].with_user(user).sudo()
        return keys_sudo._generate("rpc", "attack", self.env.cr.now() + timedelta(days=1))

    def request(self):
        return self.model("gotgan.spending.request", "author").create({
            "name": f"공격 시험 {next(SERIAL)}호", "partner_id": self.world.payee.id,
            "line_ids": [Command.create({
                "budget_line_id": self.cell.line_id.id, "amount": 1_000_000,
            })],
        })

    def submitted(self):
        request = self.request()
        request.action_submit()
        return request

    def approved(self):
        request = self.submitted()
        request.with_user(self.world.commitment_officer).action_approve()
        return request

    def commitment(self):
        return self.model("gotgan.commitment", "commitment_officer").create({
            "request_id": self.approved().id, "basis": "승낙서",
        })

    def committed(self):
        commitment = self.commitment()
        commitment.action_commit()
        return commitment

    def inspection(self):
        return self.model("gotgan.inspection", "author").create({
            "commitment_id": self.committed().id,
        })

    def passed(self):
        inspection = self.inspection()
        inspection.action_accept()
        return inspection

    def voucher(self):
        return self.model("gotgan.voucher", "disbursing_officer").create({
            "commitment_id": self.passed().commitment_id.id, "evidence_ids": self.papers,
        })

    def resolved(self):
        voucher = self.voucher()
        voucher.action_resolve()
        return voucher

    def order(self):
        return self.model("gotgan.payment.order", "disbursing_officer").create({
            "voucher_ids": [Command.set(self.resolved().ids)],
        })

    def issued(self):
        order = self.order()
        order.action_issue()
        return order

    def paid(self):
        order = self.issued().with_user(self.world.cashier)
        order._confirm_transfers(self.world.today, {order.id: "이체"})
        return order

    def requests(self):
        closed = self.committed().request_id
        return [self.request(), self.submitted(), self.approved(), closed]

    def commitments(self):
        return [self.commitment(), self.committed(), self.paid().voucher_ids.commitment_id]

    def inspections(self):
        return [self.inspection(), self.passed()]

    def vouchers(self):
        return [self.voucher(), self.resolved(), self.issued().voucher_ids, self.paid().voucher_ids]

    def orders(self):
        return [self.order(), self.issued(), self.paid()]


class Api:
    """Calls ``/json/2`` with one person's key."""

    def __init__(self, url, key):
        self.url, self.key = url, key

    def call(self, model, method, ids=(), **kwargs):
        """Return (HTTP status, answer); nothing is raised for a refusal."""
        request = urllib.request.Request(
            f"{self.url}/json/2/{model}/{method}",
            data=json.dumps({"ids": list(ids), **kwargs} if ids else kwargs).encode(),
            headers={"Authorization": f"bearer {self.key}", "Content-Type": "application/json"},
        )
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, json.loads(answer.read())
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode(errors="replace")
