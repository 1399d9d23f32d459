from odoo import models
from odoo.tools import SQL

from ..core import BALANCED, HASHED, TOTALS
from ..folding import CellFold, Finding, HoldFold
from .ledger_seal import parse_heads, seal_hash

BATCH = 20_000


class LedgerVerifier(models.AbstractModel):
    """Folds every move and compares with the cells, the holds, the chains and the seals.

    It trusts nothing but the moves, and the moves only as far as their chain holds.
    """

    _name = "gotgan.ledger.verifier"
    _description = "Budget Ledger Verifier"

    def _verify(self):
        """Return ``{"moves", "cells", "holds", "seals": count, "findings": [Finding]}``.

        Findings come in the order of the moves; the first names the first wrong row.
        """
        self.env.flush_all()
        folds, holds, findings, moves = {}, {}, [], 0
        for row in self._iter_moves():
            moves += 1
            fold = folds.setdefault(row["cell_id"], CellFold(row["cell_id"]))
            findings += fold.add(row)
            HoldFold.add(holds, row)
        cells = self._check_cells(folds, findings)
        self._check_holds(holds, findings)
        self._check_balance(findings)
        seals = self._check_seals(findings)
        return {
            "moves": moves, "cells": cells, "holds": len(holds), "seals": seals,
            "findings": findings,
        }

    def _iter_moves(self):
        """Yield every move as a dict, by cell and number, without loading them all."""
        columns = (*HASHED, "id", "prev_hash", "hash", "parent_hold_id")
        last = (0, 0)
        while True:
            rows = self.env.execute_query(SQL(
                """
                SELECT %(hashed)s, m.id, m.prev_hash, m.hash, h.parent_id
                FROM gotgan_ledger_move m LEFT JOIN gotgan_ledger_hold h ON h.id = m.hold_id
                WHERE (m.cell_id, m.cell_seq) > %(last)s
                ORDER BY m.cell_id, m.cell_seq LIMIT %(batch)s
                """,
                hashed=SQL(", ").join(SQL.identifier("m", name) for name in HASHED),
                last=last, batch=BATCH,
            ))
            yield from (dict(zip(columns, row, strict=True)) for row in rows)
            if len(rows) < BATCH:
                return
            last = (rows[-1][0], rows[-1][1])

    def _check_cells(self, folds, findings):
        rows = self.env.execute_query_dict(SQL(
            "SELECT id, move_count, head_hash, %s FROM gotgan_budget_cell ORDER BY id",
            SQL(", ").join(map(SQL.identifier, TOTALS)),
        ))
        for row in rows:
            findings += folds.pop(row["id"], CellFold(row["id"])).compare(row)
        findings += [Finding("cell_missing", cell_id, None, "") for cell_id in folds]
        return len(rows)

    def _check_holds(self, folded, findings):
        rows = self.env.execute_query_dict(SQL(
            "SELECT id, cell_id, amount, used, released FROM gotgan_ledger_hold ORDER BY id"
        ))
        for row in rows:
            found = folded.get(row["id"], {"amount": 0, "used": 0, "released": 0})
            for name, value in found.items():
                if row[name] != value:
                    findings.append(Finding(
                        "hold_total", row["cell_id"], None,
                        f"hold {row['id']} {name} {row[name]:,} ≠ {value:,}",
                    ))

    def _check_balance(self, findings):
        """A document that only moves money has made or lost none."""
        rows = self.env.execute_query(SQL(
            """
            SELECT source_model, source_id, kind, SUM(amount)::int8, MIN(id), MIN(cell_id)
            FROM gotgan_ledger_move WHERE kind = ANY(%s)
            GROUP BY source_model, source_id, kind HAVING SUM(amount) <> 0 ORDER BY MIN(id)
            """,
            sorted(BALANCED),
        ))
        for model, record_id, kind, won, move_id, cell_id in rows:
            findings.append(Finding(
                "balance", cell_id, move_id, f"{model} {record_id}, {kind}: {won:+,}",
            ))

    def _check_seals(self, findings):
        previous = {}
        seal_sudo = self.env["gotgan.ledger.seal"].sudo()
        seals = seal_sudo.search([], order="fiscal_year_id, number")
        for seal in seals:
            year_id = seal.fiscal_year_id.id
            before = previous.get(year_id)
            linked = seal.prev_hash == (before.hash if before else "0" * 64)
            if not linked or seal.hash != seal_hash(seal.prev_hash, seal.heads):
                findings.append(Finding("seal", None, None, f"seal {seal.number} of {year_id}"))
            previous[year_id] = seal
            findings += self._check_sealed_heads(seal)
        return len(seals)

    def _check_sealed_heads(self, seal):
        heads = {(cell, count): head for cell, count, head in parse_heads(seal.heads)}
        rows = self.env.execute_query(SQL(
            """
            SELECT w.cell_id, w.cell_seq, m.hash FROM unnest(%s::int[], %s::int[])
                AS w(cell_id, cell_seq)
            LEFT JOIN gotgan_ledger_move m USING (cell_id, cell_seq)
            """,
            [cell for cell, _count in heads], [count for _cell, count in heads],
        ))
        return [
            Finding(
                "sealed_move", cell, None, f"move {count} is not the one sealed in {seal.number}"
            )
            for cell, count, found in rows
            if found != heads[cell, count]
        ]
