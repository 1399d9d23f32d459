from collections import Counter

from odoo import api, models
from odoo.exceptions import UserError

from odoo.addons.gotgan_base.clock import now, today
from odoo.addons.gotgan_base.fields import won_text

from .. import statements
from ..core import SIGNS, add_years, move_hash, next_month


class Custody(models.AbstractModel):
    """The one door to money held for others (세입세출외현금). It does all, or raises.

    Every call takes any number of postings of documents of one model, locks the accounts and then
    the cases in ascending order, checks with the figures in hand, and writes balances, rests and
    chained moves in one statement. What a concurrent writer made stale, Odoo runs again.

    :raises UserError: a case has less left, the day lies ahead or in a month that is closed
    """

    _name = "gotgan.custody"
    _description = "Money Held for Others"

    # ---- what features call ----------------------------------------------

    @api.model
    def _receive(self, postings, *, source_model, date, reason=None):
        """Take sums into custody; return one case per :class:`~..core.CustodyPosting`, in order."""
        postings = list(postings)
        self._check_amounts(postings)
        if not postings:
            return self.env["gotgan.custody.case"]
        accounts = self._lock_accounts({one.account for one in postings})
        self.env["gotgan.custody.account"].sudo().browse(accounts)._check_way_in(source_model)
        self._check_day(date)
        case_sudo = self.env["gotgan.custody.case"].sudo()
        cases = case_sudo.create(self._prepare_cases(postings, source_model, date)).sudo(False)
        self.env.flush_all()
        rows = [
            (one.account, case.id, one.amount, one.source_id)
            for one, case in zip(postings, cases, strict=True)
        ]
        self._store("in", rows, accounts, [], (source_model, date, reason))
        return cases

    @api.model
    def _pay_out(self, postings, *, source_model, date, reason=None):
        """Pay out parts of cases (:class:`~..core.CasePosting`); return the cases, in order."""
        return self._post("out", postings, source_model, date, reason)

    @api.model
    def _forfeit(self, postings, *, source_model, date, reason=None):
        """Turn parts of cases into revenue (세입 귀속); return the cases, in order."""
        return self._post("forfeit", postings, source_model, date, reason)

    @api.model
    def _undo(self, postings, *, source_model, date, reason):
        """Take back what was received: the payment it was withheld from came back."""
        return self._post("undo", postings, source_model, date, reason)

    @api.model
    def _redo(self, postings, *, source_model, date, reason):
        """Hold again what was paid out: its transfer came back."""
        return self._post("redo", postings, source_model, date, reason)

    @api.model
    def _find_account(self, use):
        """Return the account in which money of this ``use`` is held.

        :raises UserError: the agency keeps none
        """
        account = self.env["gotgan.custody.account"].search([("use", "=", use)], limit=1)
        if not account:
            uses = self.env["gotgan.custody.account"]._fields["use"]
            raise UserError(self.env._(
                "There is no custody account for %(use)s. The custodial cash cashier opens one "
                "under Custody, Accounts.",
                use=dict(uses._description_selection(self.env)).get(use, use),
            ))
        return account

    @api.model
    def _find_cases(self, source_model, source_ids):
        """Return the cases that came from these documents, oldest first."""
        return self.env["gotgan.custody.case"].search(
            [("source_model", "=", source_model), ("source_id", "in", list(source_ids))],
            order="id",
        )

    @api.model
    def _read_as_of(self, day):
        """Return ``{account id: balance}`` at the end of ``day``; accounts without moves are 0."""
        self.env["gotgan.custody.move"].flush_model()
        return Counter(dict(self.env.execute_query(statements.read_as_of(day))))

    # ---- how it is done --------------------------------------------------

    def _post(self, kind, postings, source_model, date, reason):
        postings = list(postings)
        self._check_amounts(postings)
        if not postings:
            return self.env["gotgan.custody.case"]
        self.env.flush_all()
        ids = {one.case for one in postings}
        places = dict(self.env.execute_query(statements.read_places(ids)))
        accounts = self._lock_accounts(set(places.values()))
        self._check_day(date)
        rows = self.env.execute_query_dict(statements.lock_cases(ids))
        cases = {row["id"]: row for row in rows}
        self._play(kind, postings, cases)
        moved = [(places[one.case], one.case, one.amount, one.source_id) for one in postings]
        self._store(kind, moved, accounts, list(cases.values()), (source_model, date, reason))
        return self.env["gotgan.custody.case"].browse([one.case for one in postings])

    def _lock_accounts(self, ids):
        self.env.flush_all()
        rows = self.env.execute_query_dict(statements.lock_accounts(ids))
        if len(rows) != len(ids):
            raise UserError(self.env._("This custody account no longer exists. Choose another."))
        return {row["id"]: row for row in rows}

    def _play(self, kind, postings, cases):
        """Apply the postings to the cases in hand; refuse what a case cannot give."""
        for one in postings:
            case = cases.get(one.case)
            if case is None:
                raise UserError(self.env._("This case of custody no longer exists. Reload."))
            case["rest"] += SIGNS[kind] * one.amount
            if not (case["promised"] or 0) <= case["rest"] <= case["amount"]:
                self._refuse(kind, one, case)

    def _refuse(self, kind, posting, case):
        before = case["rest"] - SIGNS[kind] * posting.amount
        left = before - (case["promised"] or 0) if SIGNS[kind] < 0 else case["amount"] - before
        name = self.env["gotgan.custody.case"].sudo().browse(posting.case).display_name
        raise UserError(self.env._(
            "%(case)s: %(left)s won are possible, %(want)s won were asked. Money held for one "
            "person pays for nobody else; lower the amount.",
            case=name, left=won_text(left), want=won_text(posting.amount),
        ))

    def _store(self, kind, rows, accounts, cases, origin):
        moves = self._chain(kind, rows, accounts, origin)
        for account in accounts.values():
            if account["balance"] < 0:
                raise UserError(self.env._("A custody account would fall below zero."))
        self.env.cr.execute(statements.store(list(accounts.values()), cases, moves))
        for model in ("account", "case", "move", "book.line"):
            self.env[f"gotgan.custody.{model}"].invalidate_model(flush=False)
        self._on_moved(self.env["gotgan.custody.move"].sudo().search([
            ("account_id", "in", list(accounts)), ("hash", "in", [one["hash"] for one in moves]),
            ("account_seq", "in", [one["account_seq"] for one in moves]),
        ], order="id"))

    def _on_moved(self, moves):
        """Tell other books what has just moved; ``moves`` with the rights of the system."""

    def _chain(self, kind, rows, accounts, origin):
        """Return the rows of the moves, each chained to the one before it in its account."""
        source_model, date, reason = origin
        common = {
            "kind": kind, "date": date, "source_model": source_model, "reason": reason or None,
            "author_id": self.env.uid, "posted_at": now(self.env),
        }
        moves = []
        for account_id, case_id, amount, source_id in rows:
            account = accounts[account_id]
            account["balance"] += SIGNS[kind] * amount
            account["move_count"] += 1
            row = {
                **common, "account_id": account_id, "account_seq": account["move_count"],
                "case_id": case_id, "amount": amount, "source_id": source_id,
                "prev_hash": account["head_hash"],
            }
            row["hash"] = account["head_hash"] = move_hash(row["prev_hash"], row)
            moves.append(row)
        return moves

    # ---- what is refused -------------------------------------------------

    def _check_amounts(self, postings):
        for one in postings:
            if not isinstance(one.amount, int) or one.amount <= 0:
                raise UserError(self.env._(
                    "An amount of %(amount)s won cannot be posted: it must be a whole number "
                    "above zero.", amount=one.amount,
                ))

    def _check_day(self, date):
        """Refuse days ahead and months that are closed; asked with the accounts locked."""
        if date > today(self.env):
            raise UserError(self.env._(
                "%(day)s lies in the future. Choose today or an earlier day.", day=date,
            ))
        self.env["gotgan.custody.closing"]._check_day(date)

    # ---- preparation -----------------------------------------------------

    def _prepare_cases(self, postings, source_model, date):
        series = self.env["gotgan.number.series"]
        numbers = series._take("custody_case", date.year, len(postings))
        account_sudo = self.env["gotgan.custody.account"].sudo()
        by_id = {one.id: one for one in account_sudo.browse({one.account for one in postings})}
        terms = {account_id: self._get_terms(one, date) for account_id, one in by_id.items()}
        return [
            {
                "number": f"{date.year}-{number:06d}", "account_id": one.account,
                "partner_id": one.partner, "amount": one.amount, "rest": one.amount,
                "name": one.why or by_id[one.account].name, "date": date,
                "department_id": one.department, "source_model": source_model,
                "source_id": one.source_id, **terms[one.account],
            }
            for one, number in zip(postings, numbers, strict=True)
        ]

    def _get_terms(self, account, date):
        """Return the days the law gives to a case of ``account`` that begins on ``date``.

        What is withheld is paid over on a day of the next month, or the first working day after
        it; safekeeping can be claimed at once, a guarantee only once it is released.
        """
        if account.kind == "deposit":
            until = self._get_claimable_until(date)
            return {"claimable_from": date, "claimable_until": until}
        edition = self.env["gotgan.rule"]._seek("custody.withholding_due", date)
        rows = edition._get_rows() if edition else []
        day = next((int(row["day"]) for row in rows if row["use"] == account.use), None)
        if not day:
            return {}
        calendar = self.env["gotgan.calendar"]
        due = next_month(date, day)
        if not calendar._is_working_day(due):
            due = calendar._add_working_days(due, 1)
        return {"due_date": due}

    def _get_claimable_until(self, day):
        """Return the day on which a claim that can be made since ``day`` lapses."""
        edition = self.env["gotgan.rule"]._find("custody.claim_years", day)
        return add_years(day, int(edition._get_number()))
