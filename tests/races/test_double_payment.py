"""Several people reach for the last money of one commitment: it is claimed, ordered and paid once.

Every thread goes the way of a request: an environment of the acting officer, Odoo's retries, the
documents' own buttons.
"""

import pytest
from crowd import crowd, in_transaction

from odoo.exceptions import UserError
from odoo.fields import Command

RIVALS = 4


@pytest.fixture(scope="module")
def hall(tenant_module):
    """Return (registry, ids of people and masters): a city hall with 10,000,000 won."""
    from odoo.modules.registry import Registry

    registry = Registry(tenant_module)
    return registry, in_transaction(registry, build_hall)


def build_hall(env):
    from odoo.addons.gotgan_expenditure.tests.world import ExpenditureWorld

    world = ExpenditureWorld(env, "race")
    cell = world.fund_cell(10_000_000)
    names = ("author", "commitment_officer", "disbursing_officer", "cashier")
    people = {name: getattr(world, name).id for name in names}
    invoice = env.ref("gotgan_expenditure.evidence_kind_tax_invoice")
    return {
        **people, "cell": cell.id, "line": cell.line_id.id, "payee": world.payee.id,
        "invoice": invoice.id, "today": world.today,
    }


def commit_money(env, ids, amount):
    """Ask for money, bind and inspect it; return the commitment."""
    request = env["gotgan.spending.request"].with_user(ids["author"]).create({
        "name": "경합 시험", "partner_id": ids["payee"],
        "line_ids": [Command.create({"budget_line_id": ids["line"], "amount": amount})],
    })
    request.action_submit()
    request.with_user(ids["commitment_officer"]).action_approve()
    commitment = env["gotgan.commitment"].with_user(ids["commitment_officer"]).create({
        "request_id": request.id, "basis": "승낙서",
    })
    commitment.action_commit()
    inspection = env["gotgan.inspection"].with_user(ids["author"]).create({
        "commitment_id": commitment.id,
    })
    inspection.action_accept()
    return commitment


def draft_vouchers(env, ids, commitment, count):
    return env["gotgan.voucher"].with_user(ids["disbursing_officer"]).create([
        {"commitment_id": commitment.id, "evidence_ids": [Command.link(ids["invoice"])],
         "papers_reason": "원본은 회계과에 편철함"}
        for _place in range(count)
    ])


def assert_one_won(results):
    errors = [error for _value, error in results if error]
    assert len(errors) == len(results) - 1, results
    assert all(isinstance(error, UserError) for error in errors), errors
    return errors


def read_figures(ids):
    def work(env):
        cell = env["gotgan.budget.cell"].browse(ids["cell"])
        return cell.requested, cell.committed, cell.paid
    return work


def test_two_vouchers_on_the_last_money(hall):
    registry, ids = hall

    def prepare(env):
        return draft_vouchers(env, ids, commit_money(env, ids, 700_000), RIVALS).ids

    def resolve(voucher_id):
        def work(env):
            env["gotgan.voucher"].with_user(ids["disbursing_officer"]).browse(voucher_id).action_resolve()
        return work

    vouchers = in_transaction(registry, prepare)
    errors = assert_one_won(crowd(registry, [resolve(one) for one in vouchers]))
    assert all("700,000" in str(error) for error in errors), errors


def test_one_voucher_in_several_orders(hall):
    registry, ids = hall

    def prepare(env):
        voucher = draft_vouchers(env, ids, commit_money(env, ids, 300_000), 1)
        voucher.action_resolve()
        return env["gotgan.payment.order"].with_user(ids["disbursing_officer"]).create([
            {"voucher_ids": [Command.set(voucher.ids)]} for _place in range(RIVALS)
        ]).ids

    def issue(order_id):
        def work(env):
            env["gotgan.payment.order"].with_user(ids["disbursing_officer"]).browse(order_id).action_issue()
        return work

    orders = in_transaction(registry, prepare)
    assert_one_won(crowd(registry, [issue(one) for one in orders]))


def test_one_order_confirmed_by_several_clicks(hall):
    registry, ids = hall

    def prepare(env):
        voucher = draft_vouchers(env, ids, commit_money(env, ids, 200_000), 1)
        voucher.action_resolve()
        order = env["gotgan.payment.order"].with_user(ids["disbursing_officer"]).create({
            "voucher_ids": [Command.set(voucher.ids)],
        })
        order.action_issue()
        return order.id

    def confirm(order_id):
        def work(env):
            order = env["gotgan.payment.order"].with_user(ids["cashier"]).browse(order_id)
            order._confirm_transfers(ids["today"], {order.id: "이체 1"})
        return work

    _requested, _committed, paid = in_transaction(registry, read_figures(ids))
    order_id = in_transaction(registry, prepare)
    assert_one_won(crowd(registry, [confirm(order_id)] * RIVALS))
    assert in_transaction(registry, read_figures(ids))[2] == paid + 200_000


def test_two_commitments_on_the_last_of_a_request(hall):
    registry, ids = hall

    def prepare(env):
        request = env["gotgan.spending.request"].with_user(ids["author"]).create({
            "name": "경합 시험", "partner_id": ids["payee"],
            "line_ids": [Command.create({"budget_line_id": ids["line"], "amount": 500_000})],
        })
        request.action_submit()
        request.with_user(ids["commitment_officer"]).action_approve()
        return env["gotgan.commitment"].with_user(ids["commitment_officer"]).create([
            {"request_id": request.id, "basis": "승낙서"} for _place in range(RIVALS)
        ]).ids

    def commit(commitment_id):
        def work(env):
            env["gotgan.commitment"].with_user(ids["commitment_officer"]).browse(commitment_id).action_commit()
        return work

    _requested, committed, _paid = in_transaction(registry, read_figures(ids))
    commitments = in_transaction(registry, prepare)
    assert_one_won(crowd(registry, [commit(one) for one in commitments]))
    assert in_transaction(registry, read_figures(ids))[1] == committed + 500_000


def test_cancelled_while_it_is_claimed(hall):
    """A voucher and the cancellation of its commitment: one of them, never both."""
    registry, ids = hall

    def prepare(env):
        commitment = commit_money(env, ids, 100_000)
        voucher = draft_vouchers(env, ids, commitment, 1)
        inspection = commitment.inspection_ids
        return voucher.id, inspection.id

    def resolve(env):
        env["gotgan.voucher"].with_user(ids["disbursing_officer"]).browse(voucher_id).action_resolve()

    def take_back(env):
        inspection = env["gotgan.inspection"].with_user(ids["author"]).browse(inspection_id)
        inspection._do_transition("cancel", "검수 취소")

    voucher_id, inspection_id = in_transaction(registry, prepare)
    assert_one_won(crowd(registry, [resolve, take_back]))


def test_the_ledger_still_adds_up(hall):
    registry, _ids = hall
    checked = in_transaction(registry, lambda env: env["gotgan.ledger.verifier"]._verify())
    assert not checked["findings"]


def test_two_returns_noticed_together(hall):
    """반납: both notices fit what was paid, together they do not."""
    registry, ids = hall

    def prepare(env):
        voucher = draft_vouchers(env, ids, commit_money(env, ids, 250_000), 1)
        voucher.action_resolve()
        order = env["gotgan.payment.order"].with_user(ids["disbursing_officer"]).create({
            "voucher_ids": [Command.set(voucher.ids)],
        })
        order.action_issue()
        order.with_user(ids["cashier"])._confirm_transfers(ids["today"], {order.id: "이체"})
        returns = env["gotgan.spending.return"].with_user(ids["author"]).create([
            {"voucher_id": voucher.id, "ground": "overpaid"} for _place in range(2)
        ])
        returns.line_ids.amount = 200_000
        return returns.ids

    def notice(return_id):
        def work(env):
            returns = env["gotgan.spending.return"].with_user(ids["disbursing_officer"])
            returns.browse(return_id).action_notice()
        return work

    returns = in_transaction(registry, prepare)
    [error] = assert_one_won(crowd(registry, [notice(one) for one in returns]))
    assert "200,000" in str(error), error
