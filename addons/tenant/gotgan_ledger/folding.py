"""Folding moves back into totals: the plain half of the verifier."""

from typing import NamedTuple

from .core import (
    CELL_EFFECT,
    FIRST_HASH,
    HOLD_EFFECT,
    OPENS,
    PARENT_EFFECT,
    TOTALS,
    apply,
    move_hash,
    shortage_of,
)


class Finding(NamedTuple):
    """One thing that is not as the moves say: what, in which cell, at which move, in figures."""

    kind: str
    cell_id: int
    move_id: int
    detail: str

    def text(self):
        """Return the finding as one line for people.

        >>> Finding("hash", 4, 17, "").text()
        'cell 4, move 17: the row was changed after it was written'
        """
        where = ", ".join(
            part for part in (
                f"cell {self.cell_id}" if self.cell_id else "",
                f"move {self.move_id}" if self.move_id else "",
            ) if part
        )
        tail = f" ({self.detail})" if self.detail else ""
        return f"{where or 'ledger'}: {WORDS[self.kind]}{tail}"


WORDS = {
    "hash": "the row was changed after it was written",
    "chain": "the row is not chained to the one before it",
    "sequence": "a row is missing before this one",
    "bound": "the row breaks a limit of the cell",
    "total": "the total of the cell is not the sum of its moves",
    "head": "the cell does not end at its last move",
    "hold_total": "money on hold is not what the moves say",
    "balance": "the document moved money and its two sides differ",
    "cell_missing": "moves exist, but the cell is gone",
    "seal": "the seal was changed or is not chained",
    "sealed_move": "a sealed row was changed or cut off",
}


class CellFold:
    """The running state of one cell as its moves, in order, make it."""

    def __init__(self, cell_id):
        self.cell_id, self.count, self.head = cell_id, 0, FIRST_HASH
        self.totals = dict.fromkeys(TOTALS, 0)

    def add(self, row):
        """Fold one move in; return what is wrong with it."""
        before, findings = self.totals, []
        self.totals = apply(before, CELL_EFFECT[row["kind"]], row["amount"])
        wrong = [
            ("sequence", row["cell_seq"] != self.count + 1, f"{self.count + 1} expected"),
            ("chain", row["prev_hash"] != self.head, ""),
            ("hash", row["hash"] != move_hash(row["prev_hash"], row), ""),
            ("bound", shortage_of(before, self.totals), ""),
        ]
        findings = [
            Finding(kind, self.cell_id, row["id"], detail) for kind, bad, detail in wrong if bad
        ]
        self.count, self.head = row["cell_seq"], row["hash"]
        return findings

    def compare(self, cell):
        """Return how the cell's row differs from its moves."""
        findings = [
            Finding("total", self.cell_id, None, f"{name} {cell[name]:,} ≠ {self.totals[name]:,}")
            for name in TOTALS if cell[name] != self.totals[name]
        ]
        if (cell["move_count"], cell["head_hash"]) != (self.count, self.head):
            findings.append(Finding(
                "head", self.cell_id, None, f"{cell['move_count']} moves ≠ {self.count}",
            ))
        return findings


class HoldFold:
    """Folds moves into ``{hold id: {amount, used, released}}``."""

    @staticmethod
    def add(holds, row):
        """Fold the move ``row`` (with ``parent_hold_id``) into ``holds``."""
        if not row["hold_id"]:
            return
        hold = holds.setdefault(row["hold_id"], {"amount": 0, "used": 0, "released": 0})
        if row["kind"] in OPENS:
            hold["amount"] += row["amount"]
        for name, sign in HOLD_EFFECT.get(row["kind"], {}).items():
            hold[name] += sign * row["amount"]
        if row["parent_hold_id"]:
            parent = holds.setdefault(
                row["parent_hold_id"], {"amount": 0, "used": 0, "released": 0},
            )
            for name, sign in PARENT_EFFECT.get(row["kind"], {}).items():
                parent[name] += sign * row["amount"]
