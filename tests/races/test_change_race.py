"""Two officers and one budget line: what is moved, withheld and allotted never exceeds it."""

import pytest
from crowd import crowd, in_transaction

from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command

from odoo.addons.gotgan_ledger.tests.world import LedgerWorld

OFFICERS = 8


@pytest.fixture
def registry(tenant):
    from odoo.modules.registry import Registry

    return Registry(tenant)


def make_officers(env):
    """Return the ids of two budget officers: who asked does not execute."""
    return [make_officer(env, place) for place in range(2)]


def make_officer(env, place):
    officer = env["res.users"].with_context(no_reset_password=True).create({
        "name": "예산담당", "login": f"budget-race-{place}",
        "group_ids": [Command.set([
            env.ref("base.group_user").id, env.ref("gotgan_budget.group_budget_officer").id,
        ])],
    })
    return officer.id


def open_ground(env):
    """Two cells of one project and item, with 100 won each, and an officer; their ids."""
    world = LedgerWorld(env)
    here = world.fund_cell(100, allotted=0)
    world.subitem = world._master(
        "gotgan.expenditure.object", "T201-02", "공공운영비", level="subitem",
        parent_id=world.subitem.parent_id.id,
    )
    return make_officers(env), here.id, world.fund_cell(100, allotted=0).id


def submit(env, officers, taken, given, won, count=1):
    """Submit ``count`` reallocations of ``won`` won; return their ids."""
    cell = env["gotgan.budget.cell"].browse(taken)
    changes = env["gotgan.budget.change"].with_user(officers[1]).create([{
        "name": f"변경사용 {place}", "fiscal_year_id": cell.fiscal_year_id.id,
        "department_id": cell.department_id.id, "reason": "시험", "line_ids": [
            Command.create({"direction": "take", "cell_id": taken, "amount": won}),
            Command.create({"direction": "give", "cell_id": given, "amount": won}),
        ],
    } for place in range(count)])
    changes.action_submit()
    return changes.ids


def execute(officer, change_id):
    def work(env):
        env["gotgan.budget.change"].with_user(officer).browse(change_id).action_execute()
    return work


def read(registry, cell_id):
    names = ["appropriated", "allotted", "transferred", "withheld"]
    return in_transaction(registry, lambda env: env["gotgan.budget.cell"].browse(cell_id).read(
        names, load=None)[0])


def findings(registry):
    return in_transaction(registry, lambda env: env["gotgan.ledger.verifier"]._verify()["findings"])


def test_eight_officers_move_what_there_is_and_no_more(registry):
    officers, here, there = in_transaction(registry, open_ground)
    ids = in_transaction(registry, lambda env: submit(env, officers, here, there, 30, OFFICERS))
    results = crowd(registry, [execute(officers[0], one) for one in ids])
    refused = [error for _value, error in results if error]
    assert len(refused) == OFFICERS - 3, refused
    assert all(isinstance(error, UserError) for error in refused), refused
    assert read(registry, here)["transferred"] == -90
    assert read(registry, there)["appropriated"] == 190
    assert findings(registry) == []


def test_what_the_budget_lets_be_transferred_is_used_once(registry):
    """이용 voted with the budget: eight at once, room for three."""
    officers, here, _there = in_transaction(registry, open_ground)

    def vote(env):
        cell = env["gotgan.budget.cell"].browse(here)
        version = env["gotgan.budget.version"].create({
            "fiscal_year_id": cell.fiscal_year_id.id, "kind": "original", "transfer_ids": [
                Command.create({"name": "인건비", "fund_id": cell.fund_id.id, "amount": 70}),
            ],
        })
        version._write_locked({"state": "in_force"})
        return version.transfer_ids.id

    def use(voted):
        def work(env):
            env["gotgan.transfer.authorization"].with_user(officers[0]).browse(voted)._use(20)
        return work

    voted = in_transaction(registry, vote)
    results = crowd(registry, [use(voted)] * OFFICERS)
    refused = [error for _value, error in results if error]
    assert len(refused) == OFFICERS - 3, refused
    assert all(isinstance(error, UserError) for error in refused), refused
    assert in_transaction(
        registry, lambda env: env["gotgan.transfer.authorization"].browse(voted).used_amount,
    ) == 60


def test_one_change_is_executed_once(registry):
    officers, here, there = in_transaction(registry, open_ground)
    [one] = in_transaction(registry, lambda env: submit(env, officers, here, there, 30))
    results = crowd(registry, [execute(officers[0], one)] * OFFICERS)
    assert sum(error is None for _value, error in results) == 1
    assert read(registry, here)["transferred"] == -30
    assert findings(registry) == []


def test_money_going_both_ways_never_deadlocks(registry):
    officers, here, there = in_transaction(registry, open_ground)
    forth = in_transaction(registry, lambda env: submit(env, officers, here, there, 10, 4))
    back = in_transaction(registry, lambda env: submit(env, officers, there, here, 10, 4))
    results = crowd(registry, [execute(officers[0], one) for one in (*forth, *back)])
    assert [error for _value, error in results if error] == []
    assert read(registry, here)["transferred"] == 0
    assert findings(registry) == []


def test_what_is_withheld_while_others_move_and_allot_stays_there(registry):
    officers, here, there = in_transaction(registry, open_ground)
    ids = in_transaction(registry, lambda env: submit(env, officers, here, there, 30, 3))

    def make(model, **vals):
        def work(env):
            cell = env["gotgan.budget.cell"].browse(here)
            return env[model].with_user(officers[0]).create({
                "fiscal_year_id": cell.fiscal_year_id.id, "reason": "시험",
                "line_ids": [Command.create({"cell_id": here, "amount": 40})], **vals,
            }).id
        return in_transaction(registry, work)

    def press(model, button, record_id):
        def work(env):
            getattr(env[model].with_user(officers[0]).browse(record_id), button)()
        return work

    withholding, allotment = "gotgan.allotment.withholding", "gotgan.allotment"
    works = [execute(officers[0], one) for one in ids]
    works += [press(withholding, "action_withhold", make(withholding)) for _one in range(2)]
    works += [press(allotment, "action_issue", make(allotment)) for _one in range(2)]
    results = crowd(registry, works)
    refused = [error for _value, error in results if error]
    assert refused
    assert all(isinstance(error, (UserError, ValidationError)) for error in refused), refused
    cell = read(registry, here)
    assert cell["allotted"] + cell["withheld"] <= cell["appropriated"], cell
    assert findings(registry) == []
