"""Any sequence of ledger calls, with serialization failures injected, against a plain oracle."""

from crowd import in_transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

import odoo.service.model as service
from odoo.exceptions import UserError
from odoo.modules.registry import Registry
from odoo.tools import SQL, mute_logger

from odoo.addons.gotgan_ledger.core import TOTALS, Posting
from odoo.addons.gotgan_ledger.exceptions import LedgerShortage
from odoo.addons.gotgan_ledger.tests.world import LedgerWorld

amounts = st.integers(min_value=1, max_value=1_000)
hiccups = st.booleans()
HICCUP = "DO $$ BEGIN RAISE EXCEPTION 'injected' USING ERRCODE = 'serialization_failure'; END $$"


# What only moves money between cells, and the part of the appropriation it moves.
MOVING = {"draw": "reserve_used", "transfer": "transferred"}
# Not once the books are being closed.
SPENDING = ("request", "commit", *MOVING)


class LedgerMachine(RuleBasedStateMachine):
    """The oracle knows only sums; it was written apart from the ledger's own arithmetic."""

    registry = None

    def __init__(self):
        super().__init__()
        self.cells, self.year_id, self.today = in_transaction(self.registry, self._build)
        self.requests, self.commitments, self.closing = [], [], False

    @staticmethod
    def _build(env):
        world = LedgerWorld(env)
        cells = {cell.id: dict.fromkeys(TOTALS, 0) for cell in world.open_cells(2)}
        return cells, world.year.id, world.today

    # ---- one call, and what it should have done --------------------------

    def call(self, kind, target_id, amount, hiccup, allowed):
        return self.post(kind, [(target_id, amount)], hiccup, allowed)

    def post(self, kind, amounts, hiccup, allowed, unbalanced=False):
        """Post; a hiccup fails the first try after all its work is done. Return the hold's id.

        :param amounts: [(cell or hold id, won)]
        :param unbalanced: it is no posting at all, so it is refused before any money is looked at
        """
        tries = []

        def work(env):
            tries.append(1)
            hold = env["gotgan.ledger"]._post(
                kind, [Posting(*one, 1) for one in amounts], "hr.department", self.today, None,
            )
            env.flush_all()
            if hiccup and len(tries) == 1:
                env.cr.execute(SQL(HICCUP))
            return hold[:1].id

        late = self.closing and kind in SPENDING
        try:
            hold_id = in_transaction(self.registry, work)
        except LedgerShortage:
            assert not allowed and not unbalanced and not late, (kind, amounts)
            return None
        except UserError:
            assert late or unbalanced, kind
            return None
        assert allowed and not late
        assert len(tries) == 1 + hiccup
        return hold_id or True

    def pick(self, data, holds):
        return data.draw(st.sampled_from(holds))

    @rule(data=st.data(), amount=amounts, hiccup=hiccups)
    @precondition(lambda self: not self.closing)
    def appropriate(self, data, amount, hiccup):
        cell_id = data.draw(st.sampled_from(list(self.cells)))
        cell = self.cells[cell_id]
        amount = data.draw(st.sampled_from([amount, -amount]))
        # Money that was moved in keeps the cell up, but is not what was voted.
        allowed = cell["appropriated"] + amount >= cell["allotted"] and cell["voted"] + amount >= 0
        if self.call("appropriate", cell_id, amount, hiccup, allowed) is not None:
            cell["appropriated"] += amount
            cell["voted"] += amount

    @rule(data=st.data(), amount=amounts, hiccup=hiccups, kind=st.sampled_from(list(MOVING)),
          lost=st.sampled_from([0, 0, 0, 1]))
    def move(self, data, amount, hiccup, kind, lost):
        """Money goes from cell to cell; where a won is lost on the way, nothing is done."""
        source, target = data.draw(st.permutations(list(self.cells)))
        taken, given = self.cells[source], self.cells[target]
        allowed = not self.closing and not lost and (
            taken["appropriated"] - amount >= taken["allotted"])
        if self.post(kind, [(source, -amount), (target, amount - lost)], hiccup, allowed,
                     unbalanced=bool(lost)) is not None:
            for cell, won in ((taken, -amount), (given, amount)):
                cell["appropriated"] += won
                cell[MOVING[kind]] += won

    @rule(data=st.data(), amount=amounts, hiccup=hiccups)
    @precondition(lambda self: not self.closing)
    def carry_in(self, data, amount, hiccup):
        cell_id = data.draw(st.sampled_from(list(self.cells)))
        amount = data.draw(st.sampled_from([amount, amount, -amount]))
        if self.post("carry_in", [(cell_id, amount)], hiccup, amount > 0,
                     unbalanced=amount < 0) is not None:
            for total in ("appropriated", "carried_in"):
                self.cells[cell_id][total] += amount

    @rule(data=st.data(), amount=amounts, hiccup=hiccups)
    @precondition(lambda self: not self.closing)
    def allot(self, data, amount, hiccup):
        cell_id = data.draw(st.sampled_from(list(self.cells)))
        cell = self.cells[cell_id]
        amount = data.draw(st.sampled_from([amount, -amount]))
        after = cell["allotted"] + amount
        allowed = cell["requested"] + cell["committed"] <= after <= cell["appropriated"]
        if self.call("allot", cell_id, amount, hiccup, allowed) is not None:
            cell["allotted"] = after

    @rule(data=st.data(), amount=amounts, hiccup=hiccups)
    def request(self, data, amount, hiccup):
        cell_id = data.draw(st.sampled_from(list(self.cells)))
        cell = self.cells[cell_id]
        allowed = cell["requested"] + cell["committed"] + amount <= cell["allotted"]
        hold = self.call("request", cell_id, amount, hiccup, allowed)
        if hold:
            cell["requested"] += amount
            self.requests.append({"id": hold, "cell": cell, "rest": amount})

    @precondition(lambda self: self.requests)
    @rule(data=st.data(), amount=amounts, hiccup=hiccups)
    def commit(self, data, amount, hiccup):
        parent = self.pick(data, self.requests)
        hold = self.call("commit", parent["id"], amount, hiccup, amount <= parent["rest"])
        if hold:
            parent["rest"] -= amount
            parent["cell"]["requested"] -= amount
            parent["cell"]["committed"] += amount
            self.commitments.append({
                "id": hold, "cell": parent["cell"], "parent": parent, "rest": amount, "paid": 0,
            })

    @precondition(lambda self: self.requests)
    @rule(data=st.data(), amount=amounts, hiccup=hiccups)
    def release(self, data, amount, hiccup):
        hold = self.pick(data, self.requests)
        if self.call("release", hold["id"], amount, hiccup, amount <= hold["rest"]):
            hold["rest"] -= amount
            hold["cell"]["requested"] -= amount

    @precondition(lambda self: self.commitments)
    @rule(data=st.data(), amount=amounts, hiccup=hiccups)
    def pay(self, data, amount, hiccup):
        hold = self.pick(data, self.commitments)
        if self.call("pay", hold["id"], amount, hiccup, amount <= hold["rest"]):
            hold["rest"] -= amount
            hold["paid"] += amount
            hold["cell"]["paid"] += amount

    @precondition(lambda self: self.commitments)
    @rule(data=st.data(), amount=amounts, kind=st.sampled_from(["unpay", "return"]))
    def take_back(self, data, amount, kind):
        hold = self.pick(data, self.commitments)
        if self.call(kind, hold["id"], amount, False, amount <= hold["paid"]):
            hold["paid"] -= amount
            hold["cell"]["paid"] -= amount
            if kind == "unpay":
                hold["rest"] += amount
            else:
                hold["cell"]["committed"] -= amount

    @precondition(lambda self: self.commitments)
    @rule(data=st.data(), amount=amounts, kind=st.sampled_from(["uncommit", "decommit"]))
    def cancel(self, data, amount, kind):
        hold = self.pick(data, self.commitments)
        if self.call(kind, hold["id"], amount, False, amount <= hold["rest"]):
            hold["rest"] -= amount
            hold["cell"]["committed"] -= amount
            if kind == "uncommit":
                hold["parent"]["rest"] += amount
                hold["cell"]["requested"] += amount

    @rule()
    def close_or_reopen(self):
        self.closing = not self.closing
        state = "closing" if self.closing else "open"
        in_transaction(self.registry, lambda env: env["gotgan.fiscal.year"].browse(
            self.year_id)._write_locked({"state": state}))

    @invariant()
    def cells_are_as_the_oracle_says(self):
        rows = in_transaction(self.registry, lambda env: env["gotgan.budget.cell"].browse(
            list(self.cells)).read(list(TOTALS)))
        assert {row.pop("id"): row for row in rows} == self.cells

    def teardown(self):
        if self.closing:
            self.close_or_reopen()
        found = in_transaction(
            self.registry, lambda env: env["gotgan.ledger.verifier"]._verify()["findings"],
        )
        assert found == []


def test_any_sequence_of_calls(tenant, monkeypatch):
    LedgerMachine.registry = Registry(tenant)
    # The pause between tries is only politeness to other writers; here there are none.
    monkeypatch.setattr(service.time, "sleep", lambda seconds: None)
    case = LedgerMachine.TestCase
    case.settings = settings(
        max_examples=25, stateful_step_count=40, deadline=None, print_blob=True,
        suppress_health_check=list(HealthCheck),
    )
    with mute_logger("odoo.sql_db", "odoo.service.model"):
        case("runTest").runTest()
