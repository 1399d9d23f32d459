"""Money goes over to the next year while somebody still claims it in the old one."""

import pytest
from closing_year import AFTER, IN_YEAR, Hands, end_the_year, on, open_both
from crowd import crowd, in_transaction

from odoo.exceptions import UserError

BOUND, DELIVERED = 4_000_000, 1_500_000
ROUNDS = 4


@pytest.fixture
def registry(tenant):
    from odoo.modules.registry import Registry

    return Registry(tenant)


def build(env):
    """Commitments of 4,000,000 won, confirmed to go over, and claims on a part of each of them."""
    open_both(env)
    hands = Hands(env)
    rows = []
    for number in range(ROUNDS):
        project = hands.world._make_project(f"이월 경합 {number}")
        cell = hands.fund(10_000_000, project=project)
        commitment = hands.bind(cell, BOUND)
        hands.inspect(commitment, DELIVERED)
        rows.append((cell, commitment))
    carryover = hands.confirm()
    end_the_year(hands)
    vouchers = [hands.draft_voucher(one, DELIVERED) for _cell, one in rows]
    assert len(carryover) == 1
    split = carryover.line_ids.ids
    return {
        "carryover": carryover.id, "lines": split, "disburser": hands.disburser.id,
        "budget": hands.budget.id, "cashier": hands.cashier.id,
        "cells": [cell.id for cell, _one in rows],
        "vouchers": [one.id for one in vouchers],
        "commitments": [one.id for _cell, one in rows],
    }


def carry(found):
    return on(AFTER, lambda env: env["gotgan.carryover"].with_user(found["budget"]).browse(
        found["carryover"]).action_carry() and None)


def resolve(found, voucher_id):
    return on(AFTER, lambda env: env["gotgan.voucher"].with_user(found["disburser"]).browse(
        voucher_id).action_resolve() and None)


def test_a_claim_is_resolved_while_its_money_goes_over(registry):
    """Either the claim is first, and the carry-over is refused, or nothing of it is claimed."""
    found = in_transaction(registry, on(IN_YEAR, build))
    results = crowd(registry, [
        carry(found), *[resolve(found, one) for one in found["vouchers"]], carry(found),
    ])
    errors = [error for _value, error in results]
    assert all(error is None or isinstance(error, UserError) for error in errors), errors
    carried = errors[0] is None or errors[-1] is None
    claimed = [error is None for error in errors[1:-1]]
    assert not (errors[0] is None and errors[-1] is None), "it went over twice"
    assert carried != any(claimed), errors
    in_transaction(registry, on(AFTER, lambda env: check(env, found, carried, claimed)))


def check(env, found, carried, claimed):
    assert env["gotgan.ledger.verifier"]._verify()["findings"] == []
    state = env["gotgan.carryover"].browse(found["carryover"]).state
    assert state == ("carried" if carried else "confirmed")
    for cell_id, commitment_id, done in zip(
        found["cells"], found["commitments"], claimed, strict=True,
    ):
        cell = env["gotgan.budget.cell"].browse(cell_id)
        line = env["gotgan.commitment"].browse(commitment_id).line_ids
        assert line.vouchered + line.reduced <= line.amount
        assert line.vouchered == (DELIVERED if done else 0)
        assert (cell.carried_over, cell.committed) == ((BOUND, 0) if carried else (0, BOUND))
    lines = env["gotgan.carryover.line"].browse(found["lines"])
    assert sum(lines.next_cell_id.mapped("carried_in")) == (BOUND * ROUNDS if carried else 0)


def pay(env, found):
    """Claim, order and pay what was delivered of every commitment, before anything goes over."""
    vouchers = env["gotgan.voucher"].with_user(found["disburser"]).browse(found["vouchers"])
    vouchers.action_resolve()
    orders = env["gotgan.payment.order"].with_user(found["disburser"]).create([
        {"voucher_ids": [(6, 0, one.ids)]} for one in vouchers
    ])
    orders.action_issue()
    return orders.ids


def lower(env, found):
    """The carry-over takes only what is left of each commitment."""
    carryover = env["gotgan.carryover"].with_user(found["budget"]).browse(found["carryover"])
    carryover._do_transition("reopen", "지급분 제외")
    carryover.line_ids.write({"amount": BOUND - DELIVERED, "adjustment": "지급분 제외"})
    carryover.action_submit()
    carryover.action_confirm()


def test_the_bank_pays_one_part_while_the_other_goes_over(registry):
    """Both do their work on the same cells at once; no won is paid and carried."""
    found = in_transaction(registry, on(IN_YEAR, build))
    order_ids = in_transaction(registry, on(AFTER, lambda env: pay(env, found)))
    in_transaction(registry, on(AFTER, lambda env: lower(env, found)))

    def confirm(order_id):
        def work(env):
            orders = env["gotgan.payment.order"].with_user(found["cashier"])
            order = orders.browse(order_id)
            order._confirm_transfers(AFTER, {order_id: f"이체-{order_id}"})
        return on(AFTER, work)

    results = crowd(registry, [carry(found), *[confirm(one) for one in order_ids]])
    assert [error for _value, error in results if error] == []

    def look(env):
        assert env["gotgan.ledger.verifier"]._verify()["findings"] == []
        for cell in env["gotgan.budget.cell"].browse(found["cells"]):
            assert (cell.committed, cell.paid, cell.carried_over) == (
                DELIVERED, DELIVERED, BOUND - DELIVERED)

    in_transaction(registry, on(AFTER, look))
