from collections import Counter

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import Won, won_text
from odoo.addons.gotgan_base.transition import Transition

from ..core import CasePosting

CASHIER = "office:custodial_cashier"
AUTHOR = f"author|{CASHIER}"
DECIDERS = {"forfeit": "revenue_officer"}


class CustodyPayout(models.Model):
    """반환 청구, 납부, 세입 귀속: whoever asks does not decide, whoever decides does not pay.

    The offices are kept apart (지방회계법 46), by steps and by constraints. What goes back or is
    paid over is ordered by the disbursing officer, what becomes revenue is decided by the revenue
    officer; the custodial cash cashier executes it.
    """

    _name = "gotgan.custody.payout"
    _description = "Custody Payment"
    _inherit = ["gotgan.custody.document.mixin"]

    _number_series = "custody_payout"
    _sealed_fields = ("state", "number", "requester_id", "decider_id", "payer_id", "paid_on")
    _free_fields = ("transfer_reference",)
    _transitions = {
        "submit": Transition(("draft",), "submitted", AUTHOR),
        "reject": Transition(("submitted",), "draft", "decider:", needs_reason=True),
        "approve": Transition(("submitted",), "approved", "decider:"),
        "pay": Transition(("approved",), "paid", CASHIER),
        "bounce": Transition(("paid",), "bounced", CASHIER, needs_reason=True),
        "cancel": Transition(
            ("draft", "submitted", "approved"), "cancelled", AUTHOR, needs_reason=True,
        ),
    }

    state = fields.Selection([
        ("draft", "Draft"), ("submitted", "Requested"), ("approved", "Approved"),
        ("paid", "Executed"), ("bounced", "Transfer Came Back"), ("cancelled", "Cancelled"),
    ], default="draft", required=True, readonly=True, copy=False)
    kind = fields.Selection([
        ("return", "Giving Back"), ("remit", "Payment of Withheld Money"),
        ("forfeit", "Forfeiture to Revenue"),
    ], required=True, default="return")
    ground = fields.Selection([
        ("prescription", "Claim Lapsed by Time"), ("default", "Breach of Contract"),
        ("damages", "Delay Damages"),
    ], help="Why money held becomes revenue.")
    partner_id = fields.Many2one(
        "res.partner", string="Payee", ondelete="restrict", index=True,
    )
    bank_account_id = fields.Many2one(
        "res.partner.bank", string="Payee's Account", ondelete="restrict",
        domain="[('partner_id', '=', partner_id)]",
    )
    line_ids = fields.One2many("gotgan.custody.payout.line", "payout_id", string="Lines")
    amount = Won(compute="_compute_amount", store=True)
    due_date = fields.Date(string="Pay Over By", compute="_compute_due_date", store=True)
    requester_id = fields.Many2one(
        "res.users", string="Requested By", readonly=True, copy=False, ondelete="restrict",
    )
    decider_id = fields.Many2one(
        "res.users", string="Approved By", readonly=True, copy=False, ondelete="restrict",
    )
    payer_id = fields.Many2one(
        "res.users", string="Executed By", readonly=True, copy=False, ondelete="restrict",
    )
    paid_on = fields.Date(string="Executed On", readonly=True, copy=False)
    transfer_reference = fields.Char(copy=False)

    _second_person = models.Constraint(
        "CHECK (decider_id IS NULL OR decider_id NOT IN (requester_id, create_uid)) ",
        "Whoever asked for a payment cannot approve it.",
    )
    _third_person = models.Constraint(
        "CHECK (payer_id IS NULL OR payer_id <> decider_id)",
        "Whoever approved a payment cannot execute it.",
    )
    _decided_before_paid = models.Constraint(
        "CHECK (state NOT IN ('approved', 'paid', 'bounced') OR decider_id IS NOT NULL)",
        "Money leaves custody only after somebody approved it.",
    )
    _ground_given = models.Constraint(
        "CHECK (kind <> 'forfeit' OR state IN ('draft', 'cancelled') OR ground IS NOT NULL)",
        "A forfeiture names its ground.",
    )

    @api.depends("line_ids.amount")
    def _compute_amount(self):
        for payout in self:
            payout.amount = sum(payout.line_ids.mapped("amount"))

    @api.depends("line_ids.case_id")
    def _compute_due_date(self):
        for payout in self:
            days = filter(None, payout.line_ids.case_id.mapped("due_date"))
            payout.due_date = min(days, default=False)

    @api.depends("kind")
    def _compute_allowed_transitions(self):
        return super()._compute_allowed_transitions()

    def write(self, vals):
        """The bank's reference may be added until the transfer is recorded, and not after."""
        if "transfer_reference" in vals and any(
            one.state in ("paid", "bounced", "cancelled") for one in self
        ):
            raise UserError(self.env._(
                "The transfer is recorded; its reference can no longer be changed.",
            ))
        return super().write(vals)

    def action_submit(self):
        """Ask for the payment or forfeiture."""
        return self._do_transition("submit")

    def action_reject(self):
        """Send the request back, with a reason."""
        return self._do_transition("reject")

    def action_approve(self):
        """Order the payment as disbursing officer, or the forfeiture as revenue officer."""
        return self._do_transition("approve")

    def action_pay(self):
        """Confirm as custodial cash cashier that the money has left custody."""
        return self._do_transition("pay")

    def action_bounce(self):
        """Record that the transfer came back: the money is held again."""
        return self._do_transition("bounce")

    def action_cancel(self):
        """Drop the payment before it is executed."""
        return self._do_transition("cancel")

    # ---- effects ---------------------------------------------------------

    def _on_submit(self):
        self._check_complete()
        self._ask_sources("_check_custody_return")
        self._take_numbers()
        self._write_locked({"requester_id": self.env.uid, "decider_id": False})

    def _on_approve(self):
        for payout in self:
            if self.env.user in payout.requester_id | payout.create_uid:
                raise AccessError(self.env._(
                    "%(document)s: whoever asked for a payment cannot approve it. The office's "
                    "acting holder decides.", document=payout._get_document_label(),
                ))
        self._check_complete()
        self._promise()
        self._write_locked({"decider_id": self.env.uid})

    def _on_pay(self):
        for payout in self:
            if payout.decider_id & payout._get_payer():
                raise AccessError(self.env._(
                    "%(document)s: whoever approved a payment cannot execute it.",
                    document=payout._get_document_label(),
                ))
        self._check_complete()
        self._fix()
        for payout in self:
            payout._write_locked({
                "payer_id": payout._get_payer().id, "paid_on": today(self.env),
            })
        for (kind, day), payouts in self.grouped(lambda one: (one.kind, one.date)).items():
            custody = self.env["gotgan.custody"]
            leave = custody._forfeit if kind == "forfeit" else custody._pay_out
            leave(payouts._get_postings(), source_model=self._name, date=day)
        self._ask_sources("_follow_custody")
        self._ask_sources("_follow_forfeiture", forfeited=True)

    def _on_bounce(self, reason):
        for payout in self:
            if payout.kind == "forfeit":
                raise UserError(self.env._(
                    "%(document)s is revenue now; there was no transfer that could come back.",
                    document=payout._get_document_label(),
                ))
        self.env["gotgan.custody"]._redo(
            self._get_postings(), source_model=self._name, date=today(self.env), reason=reason,
        )
        self._ask_sources("_follow_custody")

    def _ask_sources(self, name, forfeited=False):
        """Ask or tell the documents the sums came from, where they have a word in it.

        :param bool forfeited: mean the sums that become revenue, not those that are paid out
        """
        payouts = self.filtered(lambda one: (one.kind == "forfeit") == forfeited)
        for model, cases in payouts.line_ids.case_id.grouped("source_model").items():
            call = getattr(self.env.get(model), name, None)
            if call:
                call(cases)

    def _get_payer(self):
        """Return who executes the payment."""
        return self.env.user

    def _promise(self):
        """What is approved is paid for nobody else; two approvals at once meet on the case.

        :raises UserError: with this document more would be approved than is held
        """
        promised = Counter({case: case.promised for case in self.line_ids.case_id})
        for line in self.line_ids:
            case = line.case_id
            promised[case] += line.amount
            if promised[case] > case.rest:
                raise UserError(self.env._(
                    "%(document)s: of %(case)s %(promised)s won of %(rest)s are approved for "
                    "payment already. Lower the amount, or have the other payment cancelled.",
                    document=line.payout_id._get_document_label(), case=case.display_name,
                    promised=won_text(promised[case] - line.amount), rest=won_text(case.rest),
                ))

    def _get_postings(self):
        return [
            CasePosting(line.case_id.id, line.amount, line.payout_id.id) for line in self.line_ids
        ]

    # ---- checks ----------------------------------------------------------

    def _check_complete(self):
        for payout in self:
            payout._check_lines()
            payout.line_ids.case_id.account_id._check_way_out(payout.kind)
            if payout.kind == "forfeit":
                payout._check_ground()
            else:
                payout._check_payee()

    def _check_lines(self):
        if not self.line_ids or any(line.amount <= 0 for line in self.line_ids):
            raise UserError(self.env._(
                "%(document)s needs at least one case, and each an amount above zero.",
                document=self._get_document_label(),
            ))
        for line in self.line_ids:
            if line.amount > line.case_id.rest:
                raise UserError(self.env._(
                    "%(document)s asks more of %(case)s than is held. Lower the amount.",
                    document=self._get_document_label(), case=line.case_id.display_name,
                ))

    def _check_payee(self):
        """Money goes back to whom it is held for; what was withheld, to whom it is owed by law.

        What was kept back for delay is nobody's but the agency's (지방계약법 30).
        """
        cases = self.line_ids.case_id
        owed = cases.filtered(lambda one: one.use == "damages")
        if owed:
            raise UserError(self.env._(
                "%(case)s was kept back for delay and becomes revenue (Local Contracts Act, "
                "Article 30). Draft its forfeiture to revenue. If it proves too much, "
                "cancel the voucher it was deducted from before, or have the revenue officer "
                "refund it after.", case=owed[0].display_name,
            ))
        due = cases.account_id.payee_id if self.kind == "remit" else cases.partner_id
        if not self.partner_id or due != self.partner_id:
            raise UserError(self.env._(
                "%(document)s pays %(payee)s, but the money is due to %(due)s. One payment goes "
                "to one payee: whom it is held for, or the office what was withheld is owed to.",
                document=self._get_document_label(), payee=self.partner_id.name or "-",
                due=", ".join(due.mapped("name")) or "-",
            ))
        if self.bank_account_id and self.bank_account_id.partner_id != self.partner_id:
            raise UserError(self.env._(
                "%(document)s: the account is not one of %(payee)s.",
                document=self._get_document_label(), payee=self.partner_id.name,
            ))
        if self.kind == "return" and not self.bank_account_id:
            raise UserError(self.env._(
                "%(document)s needs the payee's account. Choose it first.",
                document=self._get_document_label(),
            ))

    def _check_ground(self):
        """A claim lapses by time (지방재정법 82), a guarantee by breach (지방계약법 12, 15).

        What was kept back for delay becomes revenue without waiting (지방계약법 30).
        """
        if not self.ground:
            raise UserError(self.env._(
                "%(document)s needs the ground of the forfeiture.",
                document=self._get_document_label(),
            ))
        day = self.date or today(self.env)
        for case in self.line_ids.case_id:
            if self.ground == "default" and case.kind != "guarantee":
                raise UserError(self.env._(
                    "%(case)s is no guarantee: only guarantees are forfeited for breach of "
                    "contract (Act on Local Government Contracts, Articles 12 and 15).",
                    case=case.display_name,
                ))
            if self.ground == "damages" and case.use != "damages":
                raise UserError(self.env._(
                    "%(case)s was not kept back for delay. Choose another ground.",
                    case=case.display_name,
                ))
            if self.ground == "prescription" and not (
                case.claimable_until and case.claimable_until < day
            ):
                edition = self.env["gotgan.rule"]._find("custody.claim_years", day)
                raise UserError(self.env._(
                    "%(case)s can still be claimed until %(until)s (%(article)s): it is no "
                    "revenue yet. Give it back, or wait.",
                    case=case.display_name, article=edition._cite(),
                    until=case.claimable_until or self.env._("it is released, and five years on"),
                ))

    # ---- authority -------------------------------------------------------

    def _get_capacity_decider(self, _value):
        return self._get_capacity_office(DECIDERS.get(self.kind, "disbursing_officer"))

    def _get_authority_label(self, kind, value):
        if kind != "decider":
            return super()._get_authority_label(kind, value)
        office = DECIDERS.get(self.kind, "disbursing_officer")
        return self._get_authority_label("office", office)

    # ---- preparation -----------------------------------------------------

    @api.model
    def _draft(self, kind, cases):
        """Draft one document of ``kind`` per payee, department and ground of ``cases``."""
        if not cases:
            return self
        own = self.env.user._get_department()
        groups = cases.grouped(lambda one: (
            one._get_payee(kind), one.department_id or own, one.use == "damages",
        ))
        return self.create([
            self._prepare_draft(kind, payee, department, some)
            for (payee, department, _late), some in groups.items()
        ])

    @api.model
    def _prepare_draft(self, kind, payee, department, cases):
        forfeit = kind == "forfeit"
        lapsed = forfeit and all(one.stage == "lapsed" for one in cases)
        late = forfeit and all(one.use == "damages" for one in cases)
        return {
            "kind": kind, "partner_id": payee.id, "department_id": department.id,
            "name": cases.name if len(cases) == 1 else self.env._(
                "%(first)s and %(count)s more", first=cases[0].name, count=len(cases) - 1,
            ),
            "ground": "damages" if late else "prescription" if lapsed else False,
            "bank_account_id": payee.bank_ids[:1].id if not forfeit else False,
            "line_ids": [
                Command.create({"case_id": case.id, "amount": case.rest}) for case in cases
            ],
        }

    @api.model
    def _open(self, payouts):
        """Return the action that shows documents just drafted."""
        if not payouts:
            raise UserError(self.env._(
                "Nothing of this is held any more. Choose cases with money left.",
            ))
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "gotgan_custody.custody_payout_action",
        )
        if len(payouts) == 1:
            return {**action, "res_id": payouts.id, "views": [(False, "form")]}
        return {**action, "domain": [("id", "in", payouts.ids)], "context": {}}
