from odoo import models
from odoo.exceptions import UserError

from odoo.addons.gotgan_base.clock import now
from odoo.addons.gotgan_base.fields import won_text
from odoo.addons.gotgan_fiscal_year.posting import BUDGET, CASH, SPENDING

from .. import statements
from ..core import (
    BALANCED,
    CELL_EFFECT,
    HOLD_EFFECT,
    NEEDS_HOLD,
    OPENS,
    PARENT_EFFECT,
    REVERSIBLE,
    SIGNED,
    TOTALS,
    Shortage,
    apply,
    hold_rest,
    move_hash,
    shortage_of,
    unbalanced,
)
from ..exceptions import LedgerShortage

# What kind of work each move is to the fiscal year: giving back and carrying over go on while the
# books close; money is moved inside a budget only while that budget is being spent (지방재정법
# 43, 47의2, 49); what comes from last year may come before the year begins.
WORK = {
    **dict.fromkeys(("appropriate", "allot", "carry_in"), BUDGET),
    **dict.fromkeys(("request", "commit", "draw", "transfer"), SPENDING),
    **dict.fromkeys(
        ("release", "uncommit", "decommit", "pay", "unpay", "return", "carry"), CASH,
    ),
}


class Ledger(models.AbstractModel):
    """The one door to the money. Features call it with plain values; it does all, or raises.

    Every call takes any number of :class:`~..core.Posting`, of any number of documents of one
    model. It locks the cells in ascending order, checks with the figures in hand and writes
    totals, holds and moves in one statement. Odoo retries what a concurrent writer made stale.

    :raises LedgerShortage: money is not there; carries every shortage with its figures
    :raises UserError: the fiscal year or month does not take postings, or a hold is of another kind
    """

    _name = "gotgan.ledger"
    _description = "Budget Ledger"

    # ---- what features call ----------------------------------------------

    def _appropriate(self, postings, *, source_model, date, reason=None):
        """Add to (or, negative, take from) the appropriation of cells."""
        return self._post("appropriate", postings, source_model, date, reason)

    def _draw(self, postings, *, source_model, date, reason=None):
        """Move money of the contingency reserve (예비비 사용): minus there, plus where it goes.

        :raises UserError: what leaves and what arrives differ in a document
        """
        return self._post("draw", postings, source_model, date, reason)

    def _transfer(self, postings, *, source_model, date, reason=None):
        """Move appropriation between cells (이용·전용·변경사용·이체): signed, zero per document.

        :raises UserError: what leaves and what arrives differ in a document
        """
        return self._post("transfer", postings, source_model, date, reason)

    def _carry_in(self, postings, *, source_model, date, reason=None):
        """Add what the year before carried over to the appropriation of this year's cells."""
        return self._post("carry_in", postings, source_model, date, reason)

    def _allot(self, postings, *, source_model, date, reason=None):
        """Release appropriation for spending (배정), or take it back."""
        return self._post("allot", postings, source_model, date, reason)

    def _reserve(self, postings, *, source_model, date, reason=None):
        """Keep money of cells for spending requests (품의); return their holds in order."""
        return self._post("request", postings, source_model, date, reason)

    def _release(self, postings, *, source_model, date, reason=None):
        """Give back the unused part of requests."""
        return self._post("release", postings, source_model, date, reason)

    def _commit(self, postings, *, source_model, date, reason=None):
        """Turn parts of requests into commitments (원인행위); return their holds in order."""
        return self._post("commit", postings, source_model, date, reason)

    def _uncommit(self, postings, *, source_model, date, reason=None):
        """Cancel commitments so that their money stays with the request they came from."""
        return self._post("uncommit", postings, source_model, date, reason)

    def _decommit(self, postings, *, source_model, date, reason=None):
        """Cancel commitments and give their money back to the cell."""
        return self._post("decommit", postings, source_model, date, reason)

    def _pay(self, postings, *, source_model, date, reason=None):
        """Record payments made against commitments."""
        return self._post("pay", postings, source_model, date, reason)

    def _unpay(self, postings, *, source_model, date, reason=None):
        """Record that a transfer came back: the commitment is owed again."""
        return self._post("unpay", postings, source_model, date, reason)

    def _return(self, postings, *, source_model, date, reason=None):
        """Return money paid too much to the appropriation of the same year (여입)."""
        return self._post("return", postings, source_model, date, reason)

    def _carry(self, postings, *, source_model, date, reason=None):
        """Record appropriation carried over to the next year."""
        return self._post("carry", postings, source_model, date, reason)

    def _reverse(self, kind, postings, *, source_model, date, reason):
        """Post the other way round what was carried over, or given back to be carried over.

        ``kind`` is what was posted then, the amounts are those posted then, above zero. What was
        given back is held again, by the same hold.

        :raises LedgerShortage: it was posted for less, or is in use by now
        """
        assert kind in REVERSIBLE
        return self._post(kind, postings, source_model, date, reason, sign=-1)

    def _read_as_of(self, year, day):
        """Return ``{cell id: {total: won}}`` of a fiscal year as it stood at the end of ``day``.

        The fold of the moves dated until then, by the database. Cells without a move by then are
        left out. ``appropriated`` and its parts are the budget as of the day.
        """
        return self._read_totals(statements.read_as_of(year.id, day))

    def _read_at(self, cells, moment):
        """Return ``{cell id: {total: won}}`` of ``cells`` as the ledger stood at ``moment``.

        ``moment`` is of the database's clock (naive UTC); what was posted in the same transaction
        is in. A move posted later is left out, whatever day it is dated.
        """
        return self._read_totals(statements.read_at(cells.ids, moment))

    def _read_after(self, documents):
        """Return ``{cell id: {total: won}}`` as cells stood when ``documents`` had posted on them.

        Cells on which these documents posted nothing are left out, and so is every later move.
        """
        return self._read_totals(statements.read_after(documents._name, documents.ids))

    def _read_totals(self, query):
        self.env["gotgan.ledger.move"].flush_model()
        rows = self.env.execute_query(query)
        return {row[0]: dict(zip(TOTALS, row[1:], strict=True)) for row in rows}

    # ---- how it is done --------------------------------------------------

    def _post(self, kind, postings, source_model, date, reason, sign=1):
        postings = list(postings)
        self._check_amounts(kind, postings)
        postings = [one._replace(amount=sign * one.amount) for one in postings]
        if not postings:
            return self.env["gotgan.ledger.hold"]
        self.env.flush_all()
        targets = self._get_holds(kind, postings) if kind in NEEDS_HOLD else {}
        cells = self._lock_cells(postings, targets)
        self._check_years(kind, cells, date)
        self._play(kind, postings, cells, targets)
        holds = self._open_holds(kind, postings, targets, source_model)
        places = [self._get_cell_id(posting, targets) for posting in postings]
        moves = self._chain(
            kind, zip(postings, places, holds, strict=True), cells, (source_model, date, reason),
        )
        self.env.cr.execute(statements.store(kind, postings, cells, targets, moves))
        self._forget_cached()
        return self.env["gotgan.ledger.hold"].browse(filter(None, holds))

    def _check_amounts(self, kind, postings):
        for posting in postings:
            whole = isinstance(posting.amount, int) and posting.amount
            if not whole or (posting.amount < 0 and kind not in SIGNED):
                raise UserError(self.env._(
                    "An amount of %(amount)s won cannot be posted: it must be a whole number "
                    "above zero.", amount=posting.amount,
                ))
        if kind in BALANCED:
            for won in unbalanced(postings).values():
                raise UserError(self.env._(
                    "What is taken from budget lines and what is added to others differ by "
                    "%(won)s won. Money can only be moved within the budget (Local Finance Act, "
                    "Article 47): make both sides equal.", won=won_text(won),
                ))

    def _get_holds(self, kind, postings):
        """Return ``{hold id: dict}`` of the holds posted on (changed only under a cell lock)."""
        rows = self.env.execute_query_dict(
            statements.read_holds([posting.target for posting in postings]),
        )
        holds = {row["id"]: row for row in rows}
        for posting in postings:
            if holds.get(posting.target, {}).get("kind") != NEEDS_HOLD[kind]:
                raise UserError(self.env._(
                    "No money is on hold for this step any more. Reload the document."
                ))
        return holds

    def _lock_cells(self, postings, targets):
        """Lock the cells in ascending order; return ``{cell id: {totals…}}`` as they stand now."""
        ids = {self._get_cell_id(posting, targets) for posting in postings}
        rows = self.env.execute_query_dict(statements.lock_cells(ids))
        if len(rows) != len(ids):
            raise UserError(self.env._("This budget line no longer exists. Choose another one."))
        return {row["id"]: row for row in rows}

    def _get_cell_id(self, posting, targets):
        return targets[posting.target]["cell_id"] if targets else posting.target

    def _check_years(self, kind, cells, date):
        year_ids = sorted({cell["fiscal_year_id"] for cell in cells.values()})
        for year in self.env["gotgan.fiscal.year"].browse(year_ids):
            year._check_posting(date, WORK[kind])

    def _play(self, kind, postings, cells, targets):
        """Apply the postings to the figures in hand; raise with every shortage met on the way."""
        shortages = []
        for posting in postings:
            cell = cells[self._get_cell_id(posting, targets)]
            before = {name: cell[name] for name in TOTALS}
            after = apply(before, CELL_EFFECT[kind], posting.amount)
            broken = self._play_hold(kind, posting, targets)
            over = broken or shortage_of(before, after)
            if over:
                shortages.append(Shortage(over[0], cell["id"], over[1], over[2]))
            cell.update(after)
        if shortages:
            raise LedgerShortage(self._get_shortage_message(shortages), shortages)

    def _play_hold(self, kind, posting, targets):
        """Apply one posting to its hold; return what it lacks, if anything."""
        if kind not in NEEDS_HOLD:
            return None
        hold = targets[posting.target]
        effect = HOLD_EFFECT.get(kind) or PARENT_EFFECT[kind]
        if posting.amount < 0:
            rest = hold["released"]
        else:
            rest = hold["used"] if effect.get("used", 0) < 0 else hold_rest(hold)
        for name, sign in effect.items():
            hold[name] += sign * posting.amount
        asked = abs(posting.amount)
        return ("hold", rest, asked) if asked > rest else None

    def _open_holds(self, kind, postings, targets, source_model):
        """Return the hold of each posting: a new one, the one it is posted on, or None."""
        if kind in OPENS:
            rows = self.env.execute_query(
                statements.insert_holds(kind, postings, targets, source_model),
            )
            return sorted(row[0] for row in rows)
        return [posting.target if targets else None for posting in postings]

    def _chain(self, kind, rows, cells, origin):
        """Return the rows of the moves, each chained to the one before it in its cell."""
        source_model, date, reason = origin
        common = {
            "kind": kind, "date": date, "source_model": source_model, "reason": reason or None,
            "author_id": self.env.uid, "posted_at": now(self.env),
        }
        moves = []
        for posting, cell_id, hold_id in rows:
            cell = cells[cell_id]
            cell["move_count"] += 1
            row = {
                **common, "cell_id": cell["id"], "cell_seq": cell["move_count"],
                "amount": posting.amount, "hold_id": hold_id, "source_id": posting.source_id,
                "fiscal_year_id": cell["fiscal_year_id"], "prev_hash": cell["head_hash"],
            }
            row["hash"] = cell["head_hash"] = move_hash(row["prev_hash"], row)
            moves.append(row)
        return moves

    def _forget_cached(self):
        """Forget what a posting may have changed; a line's address is not among it."""
        for model in ("gotgan.budget.cell", "gotgan.ledger.hold"):
            self.env[model].invalidate_model(flush=False)
        lines = self.env["gotgan.budget.line"]
        computed = [name for name, field in lines._fields.items() if not field.store]
        lines.invalidate_model(computed, flush=False)

    # ---- words -----------------------------------------------------------

    def _get_shortage_message(self, shortages):
        return "\n".join(self._get_shortage_text(one) for one in shortages)

    def _get_shortage_text(self, shortage):
        cell = self.env["gotgan.budget.cell"].browse(shortage.target)
        words = {
            "cell": cell.display_name, "have": won_text(shortage.have),
            "want": won_text(shortage.want),
        }
        return self._get_bound_text(shortage.bound, words)

    def _get_bound_text(self, bound, words):
        _ = self.env._
        texts = {
            "available": _(
                "Budget short: %(cell)s — available %(have)s won, asked %(want)s won "
                "(Local Accounting Act, Article 29(2)). Ask the budget office for an allotment, "
                "or choose another budget line.",
                **words,
            ),
            "appropriation": _(
                "Allotment too large: %(cell)s — not yet allotted %(have)s won, "
                "asked %(want)s won.",
                **words,
            ),
            "cut_appropriation": _(
                "The appropriation of %(cell)s cannot be lowered by %(want)s won: only %(have)s "
                "won of it are not allotted. Take allotment back first.",
                **words,
            ),
            "cut_allotment": _(
                "The allotment of %(cell)s cannot be lowered by %(want)s won: only %(have)s won "
                "of it are free. The rest is requested or committed.",
                **words,
            ),
            "paid": _(
                "Payment too large: %(cell)s — committed and unpaid %(have)s won, "
                "asked %(want)s won.",
                **words,
            ),
            "hold": _(
                "Not that much is left of this document: %(cell)s — left %(have)s won, "
                "asked %(want)s won.",
                **words,
            ),
            "negative": _("A total of %(cell)s would fall below zero.", **words),
        }
        return texts[bound]
