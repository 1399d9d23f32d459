from odoo import api, models
from odoo.tools import SQL

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import won_text

from ..checks import CHECKS, Result

# What is simply open: code of the check, documents, states, field of the amount.
OPEN_DOCUMENTS = {
    "commitments_draft": ("gotgan.commitment", ("draft", "submitted"), "amount"),
    "allotments_draft": ("gotgan.allotment", ("draft",), "amount"),
    "versions_open": ("gotgan.budget.version", ("submitted", "voted", "approved"), "difference"),
    "versions_draft": ("gotgan.budget.version", ("draft",), "difference"),
    "changes_open": (
        "gotgan.budget.change", ("draft", "returned", "submitted", "council_voted"), "amount",
    ),
    "allotments_asked": ("gotgan.allotment.request", ("draft", "submitted"), "amount"),
    "suballotments_draft": ("gotgan.suballotment", ("draft",), "amount"),
    "withholdings_open": ("gotgan.allotment.withholding", ("draft", "withheld"), "amount"),
    "inspections_open": ("gotgan.inspection", ("draft",), "amount"),
    "vouchers_open": (
        "gotgan.voucher", ("draft", "submitted", "resolved", "ordered"), "amount",
    ),
    "orders_open": ("gotgan.payment.order", ("draft", "issued"), "amount"),
    "carryovers_open": ("gotgan.carryover", ("draft", "submitted", "confirmed"), "amount"),
}


class YearExaminer(models.AbstractModel):
    """Asks the questions of the year end; changes nothing.

    It sees the documents of every department: whether a year can close is no secret, while opening
    the documents themselves keeps to the rights of the person who does.
    """

    _name = "gotgan.year.examiner"
    _description = "Examiner of the Year End"
    _inherit = ["gotgan.year.settlement.examiner"]

    @api.model
    def _examine(self, year):
        """Return ``[(Check, Result)]`` of a fiscal year, in the order of the checks."""
        self.env.flush_all()
        return [
            (check, self._examine_one(check.code, year)) for check in CHECKS
            if self._cite(check, year)
        ]

    @api.model
    def _word(self, check, result, year):
        """Return one answer as a line: what is asked, what was found, and the article."""
        codes = self.env["gotgan.year.closing.check"]._fields["code"]
        label = dict(codes._description_selection(self.env))[check.code]
        return f"• {label}: {result.detail} ({self._cite(check, year)})"

    @api.model
    def _examine_one(self, code, year):
        if code in OPEN_DOCUMENTS:
            model, states, amount = OPEN_DOCUMENTS[code]
            return self._examine_open(model, year, [("state", "in", states)], amount)
        return getattr(self, f"_examine_{code}")(year)

    def _examine_open(self, model, year, domain, amount="amount"):
        """Return green when no document of the year meets ``domain``."""
        domain = [("fiscal_year_id", "=", year.id), *domain]
        documents_sudo = self.env[model].sudo().search(domain)
        won = sum(documents_sudo.mapped(amount))
        if not documents_sudo:
            return Result(True, self.env._("None is open."))
        return Result(
            False,
            self.env._("%(count)s are open, %(won)s won.", count=len(documents_sudo),
                       won=won_text(won)),
            len(documents_sudo), won, model, domain,
        )

    def _examine_requests_open(self, year):
        """Requests whose tender was announced may stand: they go over."""
        lines_sudo = self.env["gotgan.carryover.line"].sudo().search([
            ("split_id", "!=", False), ("carryover_id.state", "in", ("submitted", "confirmed")),
        ])
        going = lines_sudo.split_id.request_id.ids
        return self._examine_open("gotgan.spending.request", year, [
            ("state", "in", ("draft", "submitted", "approved")), ("id", "not in", going),
        ])

    def _examine_advances_absorbed(self, year):
        return self._examine_open("gotgan.budget.version", year, [
            ("kind", "=", "advance"), ("state", "=", "in_force"), ("absorbed_by_id", "=", False),
        ], "difference")

    def _examine_suballotments_rest(self, year):
        """Money given to another department and not used comes back to be carried over there."""
        given_sudo = self.env["gotgan.suballotment"].sudo().search([
            ("fiscal_year_id", "=", year.id), ("kind", "=", "give"), ("state", "=", "issued"),
        ]).filtered("rest")
        if not given_sudo:
            return Result(True, self.env._("None is open."))
        won = sum(given_sudo.mapped("rest"))
        return Result(
            False,
            self.env._("%(won)s won of %(count)s sub-allotments are not used. Take back what the "
                       "department of the budget is to carry over.",
                       won=won_text(won), count=len(given_sudo)),
            len(given_sudo), won, given_sudo._name, [("id", "in", given_sudo.ids)],
        )

    def _examine_next_year_ready(self, year):
        following = year._get_next()
        years = [("id", "in", (year | following).ids)]
        mappings = [("from_year_id", "=", year.id)]
        applied = following and self.env["gotgan.year.mapping"].sudo().search_count([
            ("from_year_id", "=", year.id), ("state", "=", "applied"),
        ], limit=1)
        if not following or following.state not in ("open", "closing"):
            return Result(
                False, self.env._("The next fiscal year is not open."), 1, 0,
                "gotgan.fiscal.year", years,
            )
        if not applied:
            return Result(
                False, self.env._("The next year's subjects are not applied."), 1, 0,
                "gotgan.year.mapping", mappings,
            )
        return Result(True, self.env._("Open, and its subjects are applied."))

    def _examine_carryover_looked(self, year):
        plan, domain = self._get_plan(year), [("fiscal_year_id", "=", year.id)]
        if plan.looked_at:
            return Result(True, self.env._("The assistant has looked."))
        return Result(
            False, self.env._("The assistant has not looked at this year."), 1, 0,
            "gotgan.carryover.plan", domain,
        )

    def _examine_carryover_eligible(self, year):
        rows_sudo = self._get_plan(year).sudo().candidate_ids.filtered(
            lambda one: one.outcome != "unused" and not one.is_drafted
        )
        if not rows_sudo:
            return Result(True, self.env._("Everything that may go over is in a carry-over."))
        won, domain = sum(rows_sudo.mapped("amount")), [("id", "in", rows_sudo.ids)]
        return Result(
            False,
            self.env._("%(won)s won may go over and are in no carry-over: they would lapse.",
                       won=won_text(won)),
            len(rows_sudo), won, "gotgan.carryover.candidate", domain,
        )

    def _examine_commitments_open(self, year):
        """What is owed is paid, lowered or carried over before the books close."""
        result = self._examine_open("gotgan.commitment", year, [("state", "=", "committed")])
        if result.passed:
            return result
        open_sudo = self.env[result.model].sudo().search(result.domain)
        owed = sum(open_sudo.mapped("unpaid"))
        return result._replace(amount=owed, detail=self.env._(
            "%(count)s are open, %(won)s won owed. Pay, reduce or carry them over.",
            count=result.count, won=won_text(owed),
        ))

    def _examine_lapsing(self, year):
        [(count, won)] = self.env.execute_query(SQL(
            """SELECT COUNT(*), COALESCE(SUM(appropriated - paid - carried_over), 0)::int8
                 FROM gotgan_budget_cell
                WHERE fiscal_year_id = %s AND appropriated > paid + carried_over""", year.id,
        ))
        if not count:
            return Result(True, self.env._("Nothing lapses."))
        domain = [("fiscal_year_id", "=", year.id)]
        return Result(
            False, self.env._("%(won)s won are neither paid nor carried over and lapse.",
                              won=won_text(won)),
            count, won, "gotgan.budget.cell", domain,
        )

    def _examine_ledger_verified(self, year):
        cells = self._get_cell_ids(year)
        found = [
            one for one in self.env["gotgan.ledger.verifier"]._verify()["findings"]
            if one.cell_id is None or one.cell_id in cells
        ]
        domain = [("id", "in", [one.cell_id for one in found if one.cell_id])]
        if not found:
            return Result(True, self.env._("Every move, total and seal is as it was written."))
        return Result(
            False, self.env._("The ledger does not verify: %(first)s. Call the operator.",
                              first=found[0].text()),
            len(found), 0, "gotgan.budget.cell", domain,
        )

    def _examine_ledger_sealed(self, year):
        loose = self.env["gotgan.ledger.seal"].sudo()._get_changed_heads(year)
        if not loose:
            return Result(True, self.env._("The last move is under seal."))
        count = loose.count("\n") + 1
        return Result(
            False, self.env._("%(count)s budget lines have moves since the last seal. Seal now.",
                              count=count),
            count,
        )

    @api.model
    def _cite(self, check, year):
        """Return the basis of a check as the edition of that year's end says it."""
        edition = check.rule and self.env["gotgan.rule"]._seek(check.rule, year.date_to)
        return edition._cite() if edition else check.article

    def _examine_late_cash(self, year):
        """What comes in or goes out after the books closed does so in set cases, up to a day."""
        edition = self.env["gotgan.rule"]._seek("year_end.late_cash", year.date_to)
        last = edition._get_date(year.year) if edition else year.completion_date
        waiting = [
            self._examine_one(code, year) for code in ("vouchers_open", "orders_open")
        ]
        bad = next((one for one in waiting if not one.passed), None)
        if today(self.env) <= last or not bad:
            return Result(True, self.env._("Late receipts and payments go on until %(day)s.",
                                           day=last))
        return bad._replace(detail=self.env._(
            "They were possible until %(day)s: %(count)s are still open, %(won)s won.",
            day=last, count=bad.count, won=won_text(bad.amount),
        ))

    def _examine_books_close(self, year):
        last = year.cash_close_date
        if today(self.env) > last:
            return Result(True, self.env._("The books closed on %(day)s.", day=last))
        return Result(False, self.env._("The books close on %(day)s.", day=last))

    def _examine_cash_work_done(self, year):
        last = year.completion_date
        if today(self.env) > last:
            return Result(
                False, self.env._("Cash work had to be done by %(day)s: nothing can be posted any "
                                  "more.", day=last),
            )
        return Result(True, self.env._("Cash work goes on until %(day)s.", day=last))

    def _get_plan(self, year):
        plan_sudo = self.env["gotgan.carryover.plan"].sudo()
        found_sudo = plan_sudo.search([("fiscal_year_id", "=", year.id)], limit=1)
        return found_sudo.sudo(False)

    def _get_cell_ids(self, year):
        rows = self.env.execute_query(SQL(
            "SELECT id FROM gotgan_budget_cell WHERE fiscal_year_id = %s", year.id,
        ))
        return {row[0] for row in rows}
