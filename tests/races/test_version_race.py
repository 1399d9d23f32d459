"""Budgets that take effect while others spend, change and import: one of them is told, clearly."""

import base64

import pytest
from crowd import crowd, in_transaction

from odoo.exceptions import UserError

from odoo.addons.gotgan_budget.tests import sheet
from odoo.addons.gotgan_budget.version_row import VersionRow
from odoo.addons.gotgan_ledger.core import Posting
from odoo.addons.gotgan_ledger.exceptions import LedgerShortage
from odoo.addons.gotgan_ledger.tests.world import LedgerWorld

VERSION, IMPORT = "gotgan.budget.version", "gotgan.budget.import"
ROUNDS, SPENDERS = 6, 6


@pytest.fixture
def registry(tenant):
    from odoo.modules.registry import Registry

    return Registry(tenant)


def make_version(world, kind, cells, amounts):
    """A version that was voted; the law's checks are tested where the steps are."""
    version = world.env[VERSION]._make(world.year, kind, [
        VersionRow(cell.fund_id.id, cell.department_id.id, cell.project_id.id,
                   cell.subitem_id.id, cell.funding_source_id.id, won)
        for cell, won in zip(cells, amounts, strict=True)
    ], date_effective=world.today)
    version._write_locked({"state": "voted"})
    return version


def begin_year(env, amounts):
    """An original budget in force with a cell for each amount; return the cells' ids."""
    world = LedgerWorld(env)
    cells = world.open_cells(len(amounts))
    make_version(world, "original", cells, amounts)._do_transition("take_effect")
    return [cell.id for cell in cells]


def draft(env, cell_ids, amounts):
    world = LedgerWorld(env)
    cells = env["gotgan.budget.cell"].browse(cell_ids)
    return make_version(world, "supplementary", cells, amounts).id


def take_effect(version_id):
    return lambda env: env[VERSION].browse(version_id)._do_transition("take_effect")


def spend(cell_id, won):
    """Allot, ask and bind in one step, as a 수시배정 on the same day does."""

    def work(env):
        ledger, day = env["gotgan.ledger"], LedgerWorld(env).today
        origin = {"source_model": "hr.department", "date": day}
        ledger._allot([Posting(cell_id, won, 1)], **origin)
        [request] = ledger._reserve([Posting(cell_id, won, 1)], **origin)
        ledger._commit([Posting(request.id, won, 1)], **origin)

    return work


def check(registry):
    """The ledger is whole, and says what the one chain of versions says."""

    def work(env):
        assert env["gotgan.ledger.verifier"]._verify()["findings"] == []
        year = LedgerWorld(env).year
        forced = env[VERSION].search(
            [("fiscal_year_id", "=", year.id), ("state", "=", "in_force")], order="position")
        assert forced == env[VERSION]._get_head(year)._get_chain()
        whole = {key: won for key, won in forced[-1]._read_whole().items() if won}
        cells = env["gotgan.budget.cell"].search([("fiscal_year_id", "=", year.id)])
        assert whole == {
            (one.fund_id.id, one.department_id.id, one.project_id.id, one.subitem_id.id,
             one.funding_source_id.id): one.voted for one in cells if one.voted
        }

    in_transaction(registry, work)


def refusals(results):
    found = [error for _value, error in results if error]
    assert all(isinstance(error, UserError) for error in found), found
    return found


def read(registry, model, record_id, *names):
    return in_transaction(registry, lambda env: env[model].browse(record_id).read(names)[0])


def test_a_cut_takes_effect_while_others_bind_the_money(registry):
    """1,000 won, six people who bind 100 each, and a budget that leaves 700: never overspent."""
    cells = in_transaction(registry, lambda env: begin_year(env, [1_000] * ROUNDS))
    for cell_id in cells:
        version_id = in_transaction(registry, lambda env, one=cell_id: draft(env, [one], [350]))
        results = crowd(registry, [take_effect(version_id), *[spend(cell_id, 100)] * SPENDERS])
        assert all(isinstance(one, LedgerShortage) for one in refusals(results)), results
        cut = results[0][1] is None
        cell = read(registry, "gotgan.budget.cell", cell_id, "voted", "allotted", "committed")
        bound = sum(error is None for _value, error in results[1:])
        assert cell["committed"] == cell["allotted"] == 100 * bound <= cell["voted"]
        assert cell["voted"] == (350 if cut else 1_000)
        assert bound == (3 if cut else SPENDERS), results
        state = read(registry, VERSION, version_id, "state")["state"]
        assert state == ("in_force" if cut else "voted")
        check(registry)


def test_two_budgets_on_one_base_take_effect_at_once(registry):
    cells = in_transaction(registry, lambda env: begin_year(env, [1_000, 1_000]))
    for number in range(ROUNDS):
        pair = [
            in_transaction(registry, lambda env, one=cell_id, won=2_000 + 100 * number: draft(
                env, [one], [won]))
            for cell_id in cells
        ]
        results = crowd(registry, [take_effect(one) for one in (*pair, *pair)])
        refused = refusals(results)
        assert len(refused) == 3, results
        states = {one: read(registry, VERSION, one, "state")["state"] for one in pair}
        assert sorted(states.values()) == ["in_force", "voted"]
        [late] = [one for one in pair if states[one] == "voted"]
        said = str(results[pair.index(late)][1])
        assert "base up to date" in said, said
        check(registry)

        def go_on(env, late=late):
            version = env[VERSION].browse(late)
            version.action_rebase()
            version._do_transition("take_effect")

        in_transaction(registry, go_on)
        check(registry)
        for cell_id in cells:
            assert read(registry, "gotgan.budget.cell", cell_id, "voted")["voted"] == (
                2_000 + 100 * number)


def load(env, *rows):
    """A previewed import of a file with these rows."""
    world = LedgerWorld(env)
    document = env[IMPORT].create({
        "file": base64.b64encode(sheet.as_csv(rows)), "file_name": "예산서.csv",
        "fiscal_year_id": world.year.id,
    })
    document.action_preview()
    return document.id


def confirm(document_id):
    return lambda env: env[IMPORT].browse(document_id).action_confirm()


def imported_cells(env):
    return env["gotgan.budget.cell"].search([
        ("department_id.name", "=", "소통과"), ("fiscal_year_id", "=", LedgerWorld(env).year.id),
    ]).ids


def test_an_import_is_confirmed_while_a_budget_takes_effect(registry):
    number = in_transaction(registry, lambda env: LedgerWorld(env).year.year)
    first = in_transaction(registry, lambda env: load(env, sheet.row(number, 2_000)))
    in_transaction(registry, confirm(first))
    for place in range(ROUNDS):
        own, [cell_id] = in_transaction(
            registry, lambda env: (LedgerWorld(env).open_cell().id, imported_cells(env)))
        before = read(registry, "gotgan.budget.cell", cell_id, "voted")["voted"] // 1_000
        version_id = in_transaction(
            registry, lambda env, one=own, won=place: draft(env, [one], [500 + won]))
        document_id = in_transaction(registry, lambda env, base=before, turn=place: load(
            env, sheet.row(number, base + 10, base, 예산구분=f"추경{turn + 11}회")))
        results = crowd(registry, [confirm(document_id), take_effect(version_id)])
        refusals(results)
        check(registry)
        state = read(registry, IMPORT, document_id, "state")["state"]
        assert (state == "confirmed") == (results[0][1] is None), results
        imported = read(registry, "gotgan.budget.cell", cell_id, "voted")["voted"] // 1_000
        assert imported == before + (10 if results[0][1] is None else 0)
        assert results[0][1] is None or results[1][1] is None, results
        if results[1][1] is not None:
            assert "base up to date" in str(results[1][1]), results
