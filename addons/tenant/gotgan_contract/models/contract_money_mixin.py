from collections import Counter
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import Won, won_text
from odoo.addons.gotgan_expenditure.shares import split_by_share, take_in_order

from ..delays import compute_delay
from ..methods import BY_PROGRESS, KIND_WORDS


class ContractMoneyMixin(models.AbstractModel):
    """The money of a contract: what it binds, what was accepted and paid, what being late costs."""

    _name = "gotgan.contract.money.mixin"
    _description = "Money of a Contract"

    inspected = Won(compute="_compute_progress", string="Accepted")
    paid = Won(compute="_compute_progress", string="Paid Amount")
    unpaid = Won(compute="_compute_progress", string="Owed")
    advance_unsettled = Won(compute="_compute_advance_unsettled", string="Advance Not Settled")
    is_late = fields.Boolean(compute="_compute_late")
    late_days = fields.Integer(string="Days Late", compute="_compute_late", aggregator=None)
    late_damages = Won(string="Delay Damages So Far", compute="_compute_late")
    late_words = fields.Text(string="How It Is Computed", compute="_compute_late")
    progress_due = fields.Date(
        string="Progress Payment Due", compute="_compute_progress_due",
        help="Until when what was done is inspected and paid, while the work goes on.",
    )
    is_progress_due = fields.Boolean(compute="_compute_progress_due")
    excuse_ids = fields.One2many(
        "gotgan.contract.excuse", "contract_id", string="Days Not Charged", copy=False,
    )
    delay_days = fields.Integer(readonly=True, copy=False, string="Days of Delay", aggregator=None)
    delay_base = Won(readonly=True, copy=False, string="Amount It Is Computed On")
    delay_damages = Won(readonly=True, copy=False, string="Delay Damages")

    @api.depends("commitment_ids.line_ids.inspected", "commitment_ids.line_ids.paid",
                 "commitment_ids.line_ids.reduced")
    def _compute_progress(self):
        for contract in self:
            lines = contract.commitment_ids.line_ids
            contract.inspected = sum(lines.mapped("inspected"))
            contract.paid = sum(lines.mapped("paid"))
            owed = sum(line.amount - line.reduced for line in lines)
            contract.unpaid = owed - contract.paid

    @api.depends("advance_ids.unsettled")
    def _compute_advance_unsettled(self):
        for contract in self:
            contract.advance_unsettled = sum(contract.advance_ids.mapped("unsettled"))

    @api.depends(
        "state", "date_end", "amount", "completed_on", "delay_damages", "excuse_ids.state",
    )
    def _compute_late(self):
        day = today(self.env)
        for contract in self:
            contract.is_late = contract.late_days = contract.late_damages = 0
            contract.late_words = False
            last = contract.completed_on or (day if contract.state == "signed" else False)
            if not (last and contract.date_end and last > contract.date_end):
                continue
            delay = contract._count_delay(last)
            contract.is_late, contract.late_days = bool(delay.days), delay.days
            contract.late_damages = contract.delay_damages or delay.damages
            contract.late_words = contract._word_delay(delay)

    @api.depends(
        "state", "date_start", "date_end", "kind", "term_kind",
        "commitment_ids.inspection_ids.state",
    )
    def _compute_progress_due(self):
        """시행령 67③: what was done is paid every thirty days while the work goes on."""
        day = today(self.env)
        edition = self.env["gotgan.rule"]._seek("contract.progress_days", day)
        for contract in self:
            contract.progress_due = contract._get_progress_due(edition)
            contract.is_progress_due = bool(
                contract.progress_due and contract.progress_due <= day
            )

    def action_deduct_damages(self):
        """Keep the delay damages back from the voucher of the contract.

        They stand among the money held for others until the cashier hands them to revenue.
        """
        self.ensure_one()
        deductions = self.env["gotgan.voucher.deduction"]
        done = deductions.search([
            ("delay_contract_id", "=", self.id), ("voucher_id.state", "!=", "cancelled"),
        ])
        vouchers = self.commitment_ids.voucher_ids.filtered(lambda one: one.state == "draft")
        rest = self.delay_damages - sum(done.mapped("amount"))
        if rest <= 0:
            raise UserError(self._word_no_damages())
        if not vouchers:
            raise UserError(self.env._(
                "%(contract)s: of the delay damages of %(won)s won, %(rest)s won are not deducted "
                "yet. They are deducted from a voucher that is still a draft; write that first.",
                contract=self._get_document_label(), won=won_text(self.delay_damages),
                rest=won_text(rest),
            ))
        vouchers[0].write({"deduction_ids": [Command.create({
            "account_id": self.env["gotgan.custody"]._find_account("damages").id,
            "name": self.env._("Delay damages, %(days)s days", days=self.delay_days),
            "amount": min(rest, vouchers[0].net_amount), "delay_contract_id": self.id,
        })]})
        return vouchers[0].get_formview_action()

    def _word_no_damages(self):
        """Return why there is nothing to deduct."""
        words = {"contract": self._get_document_label(), "won": won_text(self.delay_damages)}
        if not self.delay_damages:
            return self.env._(
                "%(contract)s owes no delay damages: it was not late, or its completion is not "
                "inspected yet.", **words)
        return self.env._(
            "%(contract)s: the delay damages of %(won)s won are deducted already.", **words)

    def _get_progress_due(self, edition):
        """Return the day by which the next 기성 is due; none where the contract ends before.

        Goods are delivered and accepted as a whole, and orders of unit prices one by one.
        """
        if self.state != "signed" or not edition or not self.date_start:
            return False
        if self.kind not in BY_PROGRESS or self.term_kind == "unit":
            return False
        due = max([self.date_start, *self._get_notices()]) + timedelta(days=edition._get_days())
        return due if self.date_end and due < self.date_end else False

    def _get_settled_advances(self):
        """Return ``{advance id: won}`` of what inspections settled, the oldest advance first."""
        lines_sudo = self.commitment_ids.line_ids.sudo()
        claimed = lines_sudo._get_claimed_advances()
        sums = Counter()
        for line, won in claimed.items():
            sums[line.voucher_id.contract_advance_id.id] += won
        settled = sum(sums.values()) - sum(lines_sudo.mapped("advanced"))
        ids = sorted(sums)
        return dict(zip(
            ids, take_in_order(settled, [sums[one] for one in ids]), strict=True,
        ))

    # ---- binding ---------------------------------------------------------

    def _commit_amount(self, amount, request):
        """Bind ``amount`` won of an approved request, one commitment for each partner by share.

        :raises UserError: the request is missing, or has less than that
        """
        if not request:
            raise UserError(self.env._(
                "%(contract)s needs an approved spending request whose money it binds (Local "
                "Accounting Act, Article 29). Choose it first.",
                contract=self._get_document_label(),
            ))
        parties = self.party_ids.sorted(lambda one: (one.share, one.id))
        parts = split_by_share(amount, [round(one.share * 1000) for one in parties])
        for place, (party, part) in enumerate(zip(parties, parts, strict=True), 1):
            if part:
                self._commit_part(party.partner_id, part, request, place == len(parties))

    def _commit_part(self, partner, amount, request, is_last, **known):
        commitment = self.env["gotgan.commitment"].create({
            "request_id": request.id, "name": self.name, "partner_id": partner.id,
            "basis_kind": "contract", "basis": self.display_name,
            "basis_date": today(self.env), "is_final": is_last, **known,
        })
        rests = commitment.line_ids.mapped("split_rest")
        if sum(rests) < amount:
            raise UserError(self.env._(
                "%(contract)s: the request %(request)s keeps %(rest)s won, and %(amount)s won are "
                "to be bound. Have a further request approved, or lower the amount.",
                contract=self._get_document_label(), request=request.display_name,
                rest=won_text(sum(rests)), amount=won_text(amount),
            ))
        parts = split_by_share(amount, rests)
        for line, part in zip(commitment.line_ids, parts, strict=True):
            line.amount = part
        commitment.line_ids.filtered(lambda one: not one.amount).unlink()
        commitment._write_locked({"contract_id": self.id})
        commitment.action_commit()
        return commitment

    def _release_amount(self, amount, reason):
        """Give ``amount`` won back to the budget: the contract became smaller."""
        lines = self.commitment_ids.filtered(lambda one: one.state == "committed").line_ids
        rests = [line._get_open() for line in lines]
        if sum(rests) < amount:
            raise UserError(self.env._(
                "%(contract)s: only %(rest)s won are neither accepted nor claimed; %(amount)s won "
                "cannot be taken off.", contract=self._get_document_label(),
                rest=won_text(sum(rests)), amount=won_text(amount),
            ))
        parts = split_by_share(amount, rests)
        for commitment in lines.commitment_id:
            amounts = {
                line: part for line, part in zip(lines, parts, strict=True)
                if part and line.commitment_id == commitment
            }
            if amounts:
                commitment._reduce(amounts, reason)

    # ---- being late ------------------------------------------------------

    def _count_delay(self, last):
        """Return the ``Delay`` counted to the day ``last``, by the rates of the day of signing."""
        day = self.signed_on or today(self.env)
        rate = self._read_delay_rate(day)
        cap = self.env["gotgan.rule"]._find("contract.delay_cap", day)._get_rate()
        taken = self.commitment_ids.inspection_ids._get_taken()
        return compute_delay(
            self.date_end, last, self.amount, taken, rate, cap, self.excuse_ids._get_spans(),
        )

    def _recount_delay(self):
        """Count the delay of what is completed anew: days were excused, or are charged again."""
        for done in (*self, *self.order_ids):
            if not done.completed_on:
                continue
            delay = done._count_delay(done.completed_on)
            done._write_locked({
                "delay_days": delay.days, "delay_base": delay.base,
                "delay_damages": delay.damages,
            })

    def _read_delay_rate(self, day):
        edition = self.env["gotgan.rule"]._find("contract.delay_rate", day)
        word = KIND_WORDS[self.kind]
        return next(row["rate"] for row in edition._get_rows() if row["kind"] == word)

    def _word_delayed(self, delay):
        """Return what came late and how late, one part after the other."""
        parts = [
            self.env._("%(won)s won × %(days)s days", won=won_text(won), days=days)
            for won, days in delay.parts if won
        ]
        return parts[0] if len(parts) == 1 else f"({' + '.join(parts)})"

    def _word_delay(self, delay):
        """Return the computation in words, with its articles."""
        day = self.signed_on or today(self.env)
        rules = self.env["gotgan.rule"]
        rate, cap = rules._find("contract.delay_rate", day), rules._find("contract.delay_cap", day)
        text = self.env._(
            "%(base)s × %(rate)s = %(damages)s won (%(article)s)",
            base=self._word_delayed(delay),
            rate=f"{float(self._read_delay_rate(day) * 1000):g}/1000",
            damages=won_text(delay.damages), article=rate._cite(),
        )
        if delay.capped:
            text += self.env._("; cut to the ceiling (%(article)s)", article=cap._cite())
        limit = rules._seek("contract.termination_rate", day)
        if limit and self.amount and delay.damages >= self.amount * limit._get_rate():
            text += self.env._(
                "; the contract may be terminated where performance cannot be expected "
                "(%(article)s)", article=limit._cite(),
            )
        return text
