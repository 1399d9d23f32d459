"""32 people and one cell, many cells in every order: nothing is overspent, nobody deadlocks."""

import random

import pytest
from crowd import crowd, in_transaction
from psycopg2.errors import DeadlockDetected

from odoo.addons.gotgan_ledger.core import Posting
from odoo.addons.gotgan_ledger.exceptions import LedgerShortage
from odoo.addons.gotgan_ledger.tests.world import LedgerWorld

WRITERS = 32


@pytest.fixture
def registry(tenant):
    from odoo.modules.registry import Registry

    return Registry(tenant)


def make(registry, build):
    """Run ``build(world)`` in a committed transaction."""
    return in_transaction(registry, lambda env: build(LedgerWorld(env)))


def reserve(cell_ids, amount, date):
    def work(env):
        return env["gotgan.ledger"]._reserve(
            [Posting(cell_id, amount, 1) for cell_id in cell_ids],
            source_model="hr.department", date=date,
        ).ids
    return work


def read(registry, cell_ids, name):
    return in_transaction(
        registry, lambda env: env["gotgan.budget.cell"].browse(cell_ids).mapped(name),
    )


def findings(registry):
    return in_transaction(registry, lambda env: env["gotgan.ledger.verifier"]._verify()["findings"])


def test_32_writers_on_a_budget_of_20_spend_20(registry):
    cell_id, today = make(registry, lambda world: (world.fund_cell(20).id, world.today))
    results = crowd(registry, [reserve([cell_id], 1, today)] * WRITERS)
    refused = [error for _value, error in results if error]
    assert all(isinstance(error, LedgerShortage) for error in refused), refused
    assert len(refused) == WRITERS - 20
    assert read(registry, [cell_id], "requested") == [20]
    assert findings(registry) == []


def test_a_commitment_is_paid_once_by_16_cashiers(registry):
    def build(world):
        cell = world.fund_cell(1_000)
        hold = world.post("commit", world.post("request", cell, 700), 700)
        return cell.id, hold.id, world.today

    cell_id, hold_id, today = make(registry, build)

    def pay(env):
        env["gotgan.ledger"]._pay(
            [Posting(hold_id, 700, 1)], source_model="hr.department", date=today,
        )

    results = crowd(registry, [pay] * 16)
    assert sum(error is None for _value, error in results) == 1
    assert read(registry, [cell_id], "paid") == [700]


def test_cells_locked_in_every_order_never_deadlock(registry):
    cell_ids, today = make(
        registry,
        lambda world: ([world.put(cell, 10_000) or cell.id for cell in world.open_cells(6)],
                       world.today),
    )
    chance = random.Random(20260101)
    picks = [chance.sample(cell_ids, chance.randint(2, 6)) for _ in range(16)]
    results = crowd(registry, [reserve(pick, 7, today) for pick in picks])
    assert not [error for _value, error in results if isinstance(error, DeadlockDetected)]
    assert [error for _value, error in results if error] == []
    expected = [7 * sum(cell_id in pick for pick in picks) for cell_id in cell_ids]
    assert read(registry, cell_ids, "requested") == expected
    assert findings(registry) == []


def test_eight_importers_open_the_same_cell_once(registry):
    def address(world):
        cell = world.open_cell()
        return [
            world.year.id, world.fund.id, world.department.id,
            world._make_project("아직 예산이 없는 사업").id, world.subitem.id,
            cell.funding_source_id.id,
        ]

    key = tuple(make(registry, address))
    results = crowd(registry, [lambda env: env["gotgan.budget.cell"]._open([key])[key]] * 8)
    assert len({value for value, _error in results}) == 1, results
    assert [error for _value, error in results if error] == []
