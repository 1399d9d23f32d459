from collections import Counter

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.gotgan_base.fields import Won, won_text
from odoo.addons.gotgan_base.meeting import meet_on
from odoo.addons.gotgan_base.transition import Transition
from odoo.addons.gotgan_rule.finding import Finding

from ..matching import score

WRITER = "statement:taken"
MATCHER = "matcher:taken"
# What the card company says is changed by nobody.
FIXED = frozenset((
    "statement_id", "card_id", "row", "used_on", "hour", "merchant", "holder", "amount", "method",
    "approval",
))
PROMOTION = ("기관", "시책")
SUGGESTED_AMONG = 200


class CardUse(models.Model):
    """One use of a card: when, where, for what, with how many; and the request it belongs to.

    업무추진비 is judged by the rules on its use when it is matched: night, holidays, kinds of
    places, won per head.
    """

    _name = "gotgan.card.use"
    _description = "Card Use"
    _inherit = ["gotgan.card.refund.mixin", "gotgan.due.mixin", "gotgan.rule.check.mixin"]
    _order = "used_on desc, hour desc, id desc"
    _rec_name = "merchant"

    _transitions = {
        "match": Transition(("open",), "matched", MATCHER),
        "unmatch": Transition(("matched",), "open", MATCHER, needs_reason=True),
        "settle": Transition(("matched",), "settled", WRITER),
        "explain": Transition(("open",), "explained", WRITER, needs_reason=True),
        "set_off": Transition(("open",), "set_off", WRITER),
    }
    _open_states = ("open",)
    _running_states = ("open",)
    _sealed_fields = ("state", "voucher_id", "refund_of_id", "return_id")
    _rule_checks = {"match": ("card.night", "card.weekend", "card.prohibited", "card.per_head")}
    _finding_depends = ("heads", "sort", "request_id")

    statement_id = fields.Many2one(
        "gotgan.card.statement", required=True, readonly=True,
        ondelete="cascade", index=True,
    )
    card_id = fields.Many2one("gotgan.card", readonly=True, ondelete="restrict", index=True)
    department_id = fields.Many2one(related="statement_id.department_id", store=True, index=True)
    row = fields.Integer(readonly=True, aggregator=None)
    used_on = fields.Date(string="Day", readonly=True, required=True)
    hour = fields.Char(string="Time", readonly=True, help="As the statement says it, e.g. 13:05.")
    merchant = fields.Char(string="Place", readonly=True)
    industry = fields.Char(string="Kind of Place")
    holder = fields.Char(string="Used By", readonly=True)
    purpose = fields.Char()
    heads = fields.Integer(string="Persons", aggregator=None)
    amount = Won(readonly=True, required=True)
    method = fields.Selection(
        [("card", "Card"), ("cash", "Cash"), ("transfer", "Transfer")], required=True,
        readonly=True, default="card",
    )
    sort = fields.Char(string="Sort of Expense", help="기관 or 시책: 업무추진비.")
    approval = fields.Char(string="Approval Number", readonly=True)
    request_id = fields.Many2one(
        "gotgan.spending.request", ondelete="restrict", index="btree_not_null",
        domain="[('department_id', '=', department_id), ('state', 'in', ('approved', 'closed'))]",
    )
    voucher_id = fields.Many2one(
        "gotgan.voucher", readonly=True, copy=False, ondelete="restrict", index="btree_not_null",
    )
    refund_of_id = fields.Many2one(
        "gotgan.card.use", string="Takes Back", readonly=True, copy=False, ondelete="restrict",
        index="btree_not_null", help="The use whose amount this refund lowers.",
    )
    refund_ids = fields.One2many("gotgan.card.use", "refund_of_id", string="Refunds")
    net_amount = Won(compute="_compute_net_amount", string="After Refunds")
    limit_warning = fields.Char(compute="_compute_limit_warning")
    due_date = fields.Date(string="Match By", compute="_compute_due_date", store=True)
    suggestion = fields.Char(
        compute="_compute_suggestion", help="The request that fits best, and why.",
    )
    suggested_request_id = fields.Many2one(
        "gotgan.spending.request", compute="_compute_suggestion",
    )
    state = fields.Selection([
        ("open", "To Match"), ("matched", "Matched"), ("settled", "In a Voucher"),
        ("explained", "Without a Request"), ("set_off", "Taken Back in Full"),
    ], default="open", required=True, readonly=True, copy=False)

    _approval_unique = models.UniqueIndex(
        "(card_id, approval, amount) WHERE approval <> ''",
        "This use of the card is in the books already.",
    )

    @api.depends("amount", "refund_ids.amount")
    def _compute_net_amount(self):
        for use in self:
            use.net_amount = use.amount + sum(use.refund_ids.mapped("amount"))

    @api.depends("card_id.limit_amount", "used_on", "amount", "state")
    @api.depends_context("lang")
    def _compute_limit_warning(self):
        for use in self:
            spent, limit = use._get_month_amount(), use.card_id.limit_amount
            use.limit_warning = limit and spent > limit and self.env._(
                "%(card)s has spent %(spent)s won this month; its limit is %(limit)s won.",
                card=use.card_id.name, spent=won_text(spent), limit=won_text(limit),
            )

    @api.depends("used_on")
    def _compute_due_date(self):
        for use in self:
            edition = use.used_on and self.env["gotgan.rule"]._seek("card.settle_days", use.used_on)
            use.due_date = edition and fields.Date.add(use.used_on, days=edition._get_days())

    @api.depends("request_id", "state", "amount", "purpose")
    @api.depends_context("lang")
    def _compute_suggestion(self):
        for use in self:
            asks = use.state == "open" and use.amount > 0 and not use.request_id
            best = asks and use._find_suggestions()[:1]
            use.suggested_request_id = best[0][0] if best else False
            use.suggestion = use._word_suggestion(*best[0]) if best else False

    @api.depends("request_id", "card_id.holder_id")
    def _compute_allowed_transitions(self):
        """Who may match depends on whose request it is."""
        return super()._compute_allowed_transitions()

    def write(self, vals):
        if FIXED & set(vals) and not self.env.su:
            raise AccessError(self.env._(
                "What the card company says of a use is changed by nobody. Load a corrected "
                "statement.",
            ))
        return super().write(vals)

    def action_match(self):
        """Match the uses with their requests; the rules on 업무추진비 are asked."""
        for use in self.filtered(lambda one: not one.request_id):
            use.request_id = use.suggested_request_id
        return self._do_transition("match")

    def action_unmatch(self):
        """Take the match back, with a reason."""
        return self._do_transition("unmatch")

    def action_explain(self):
        """Say why a use has no request: refunded, paid back by the holder, cancelled."""
        return self._do_transition("explain")

    # ---- effects ---------------------------------------------------------------

    def _do_transition(self, name, reason=None):
        """What a use was matched with, its refunds are matched with, and taken out of again."""
        done = super()._do_transition(name, reason)
        if done is True and name in ("match", "unmatch"):
            source = self._transitions[name].source
            refunds = self.refund_ids.filtered(lambda one: one.state in source)
            if name == "match":
                for one in refunds:
                    one.request_id = one.refund_of_id.request_id
            if refunds:
                refunds._do_transition(name, reason)
        return done

    def _on_match(self):
        self._check_limit()
        for use in self.filtered(lambda one: not one.request_id):
            raise UserError(self.env._(
                "%(place)s, %(day)s, %(won)s won: choose the request it belongs to, or say why it "
                "has none.", place=use.merchant or "-", day=use.used_on, won=won_text(use.amount),
            ))

    def _check_limit(self):
        """Refuse to accept what a card spent beyond its month's limit.

        What is accepted together counts together; two people who accept at once meet on the card.
        """
        limited = self.filtered(lambda one: one.amount > 0 and one.card_id.limit_amount)
        meet_on(limited.card_id)
        together = Counter()
        for use in limited:
            month = (use.card_id, use.used_on.replace(day=1))
            limit, spent = use.card_id.limit_amount, use._get_month_amount(self) + together[month]
            together[month] += use.net_amount
            if spent + use.net_amount > limit:
                raise UserError(self.env._(
                    "%(card)s may spend %(limit)s won a month, %(spent)s won are accepted; with "
                    "%(place)s, %(day)s, it would be %(total)s won. Have the accounting department "
                    "raise the limit for this month, or have the holder pay it back.",
                    card=use.card_id.name, limit=won_text(limit), spent=won_text(spent),
                    place=use.merchant or "-", day=use.used_on,
                    total=won_text(spent + use.net_amount),
                ))

    def _get_month_amount(self, without=None):
        """Return the won of the card in the month of this use, refunds taken off.

        :param without: only what is matched or paid, without these uses
        """
        if not (self.card_id and self.used_on):
            return 0
        first = self.used_on.replace(day=1)
        domain = [
            ("card_id", "=", self.card_id.id), ("method", "=", "card"), ("used_on", ">=", first),
            ("used_on", "<", fields.Date.add(first, months=1)),
        ]
        if without is not None:
            domain += [
                ("state", "in", ("matched", "settled")), ("id", "not in", without._origin.ids),
            ]
        use_sudo = self.env["gotgan.card.use"].sudo()
        return int(use_sudo._read_group(domain, [], ["amount:sum"])[0][0] or 0)

    def _set_off(self):
        """Find for each refund the use it takes back; what is taken back in full is done.

        A refund of what was paid already stays open: its money comes back by a return (반납).
        """
        for refund in self.filtered(lambda one: one.amount < 0 and not one.refund_of_id):
            origin = refund._find_origin() if not refund._is_of_paid() else None
            if not origin:
                continue
            refund._write_locked({"refund_of_id": origin.id})
            if origin.state == "open" and not origin.net_amount:
                (origin | origin.refund_ids)._do_transition("set_off")
            elif origin.state == "matched":
                refund_sudo = refund.sudo()
                refund_sudo.request_id = origin.request_id
                refund_sudo._do_transition("match")

    def _find_origin(self):
        """Return the use a refund takes back: same approval, or same place, and enough left."""
        uses = self.search([
            ("card_id", "=", self.card_id.id), ("amount", ">=", -self.amount),
            ("used_on", "<=", self.used_on), ("state", "in", ("open", "matched")),
            ("statement_id.state", "=", "taken"),
            "|", "&", ("approval", "!=", False), ("approval", "=", self.approval),
            ("merchant", "=", self.merchant or "-"),
        ])
        fitting = uses.filtered(lambda one: one.net_amount + self.amount >= 0)
        return fitting.sorted(lambda one: (
            one.approval != self.approval, one.net_amount != -self.amount, -one.used_on.toordinal(),
        ))[:1]

    def _get_capacity_statement(self, state):
        """Whoever may write the statement works on its uses, once it is in the books."""
        statement = self.statement_id
        fits = statement.state == state and statement.has_access("write")
        return self.env.user.name if fits else ""

    def _get_capacity_matcher(self, state):
        """Whoever asked for the money, holds the card, or heads the department matches a use.

        A colleague of the same department does not put it under somebody else's request.
        """
        user, use_sudo = self.env.user, self.sudo()
        request_sudo = use_sudo.request_id or use_sudo.suggested_request_id
        people = use_sudo.card_id.holder_id | use_sudo.department_id.manager_id.user_id
        if request_sudo:
            people |= request_sudo._get_author()
        fits = use_sudo.statement_id.state == state and (self.env.su or user in people)
        return user.name if fits else ""

    def _get_authority_label(self, kind, value):
        if kind == "matcher":
            return self.env._("the author of the request, the card's holder or the head")
        if kind != "statement":
            return super()._get_authority_label(kind, value)
        return self.env._("those who work on the statement, once it is in the books")

    def _get_rule_day(self, _code):
        return self.used_on

    # ---- rules on the use of 업무추진비 -------------------------------------------

    def _is_promotion(self):
        """Say whether it is 업무추진비: by the object of the request, or by the file's own word."""
        if self.method != "card" or self.amount <= 0 or self.sort in PROMOTION:
            return self.method == "card" and self.amount > 0
        edition = self.env["gotgan.rule"]._seek("card.promotion_objects", self.used_on)
        codes = edition._get_codes() if edition else ()
        objects_sudo = self.sudo().request_id.line_ids.budget_line_id.subitem_id
        return any((one.code or "").partition("-")[0] in codes for one in objects_sudo)

    def _check_card_night(self, edition):
        row = edition._get_rows()[0]
        hour = int(self.hour[:2]) if self.hour else None
        night = hour is not None and (hour >= row["from_hour"] or hour < row["to_hour"])
        if self._is_promotion() and night:
            yield Finding(
                self.env._("The card was used at %(hour)s: in the night.", hour=self.hour),
                fix=self.env._("Attach what proves the official business at that hour."),
                facts=(self.hour,),
            )

    def _check_card_weekend(self, _edition):
        calendar = self.env["gotgan.calendar"]
        if self._is_promotion() and not calendar._is_working_day(self.used_on):
            yield Finding(
                self.env._(
                    "%(day)s is no working day (%(name)s).", day=self.used_on,
                    name=calendar._get_name(self.used_on) or self.env._("weekend"),
                ),
                fix=self.env._("Attach the order of duty or of the journey of that day."),
                facts=(str(self.used_on),),
            )

    def _check_card_prohibited(self, edition):
        words = [one.strip() for one in edition._get_text().split(",")]
        place = f"{self.merchant or ''} {self.industry or ''}"
        found = next((word for word in words if word and word in place), None)
        if self._is_promotion() and found:
            yield Finding(
                self.env._(
                    "%(place)s sounds like a kind of place where it may not be spent (“%(word)s”).",
                    place=place.strip(), word=found,
                ),
                fix=self.env._("Look at the kind of business on the receipt; if it is one, have "
                               "the holder pay it back."),
                facts=(found,),
            )

    def _check_card_per_head(self, edition):
        limit = edition._get_won()
        won = self.net_amount
        if self._is_promotion() and self.heads and won > limit * self.heads:
            yield Finding(
                self.env._(
                    "%(won)s won for %(heads)s persons are %(each)s won each; the limit is "
                    "%(limit)s won.", won=won_text(won), heads=self.heads,
                    each=won_text(won // self.heads), limit=won_text(limit),
                ),
                fix=self.env._("Correct the number of persons by the record of the meeting, or "
                               "have the rest paid back."),
                facts=(self.heads, won),
            )

    # ---- matching ------------------------------------------------------------------

    def _find_suggestions(self):
        """Return [(request, Score)], the best first, of what is worth a suggestion."""
        requests = self.env["gotgan.spending.request"].search([
            ("department_id", "=", self.department_id.id), ("state", "in", ("approved", "closed")),
            ("kind", "in", ("card", "general")), ("amount", ">=", self.amount),
        ], order="id desc", limit=SUGGESTED_AMONG)
        spent = dict(self._read_group(
            [("request_id", "in", requests.ids), ("id", "!=", self._origin.id)],
            ["request_id"], ["amount:sum"],
        ))
        scored = [
            (request, score(
                self.amount, self.used_on, f"{self.purpose or ''} {self.merchant or ''}",
                request.amount - spent.get(request, 0), request.date, request.name,
            )) for request in requests
        ]
        return sorted(
            (one for one in scored if one[1].points), key=lambda one: -one[1].points,
        )

    def _word_suggestion(self, request, found):
        _ = self.env._
        words = {
            "amount": _("same amount"), "within": _("within what is left"),
            "day": _("a few days before"), "words": _("same words"),
        }
        return _(
            "%(request)s (%(points)s points: %(why)s)", request=request.display_name,
            points=found.points, why=", ".join(words[one] for one in found.reasons),
        )

    # ---- preparation -----------------------------------------------------------------

    def _prepare_from_row(self, statement, one):
        return {
            "statement_id": statement.id, "card_id": statement.card_id.id, "row": one.row,
            "used_on": one.time.date(), "hour": f"{one.time:%H:%M}" if one.timed else False,
            "merchant": one.merchant, "industry": one.industry, "holder": one.holder,
            "purpose": one.purpose, "heads": one.heads, "amount": one.amount,
            "method": one.method, "sort": one.sort, "approval": one.approval,
        }

    def _get_key(self):
        return self._make_key(
            self.approval, self.amount, (self.used_on, self.hour), self.merchant, self.method,
        )

    @staticmethod
    def _make_key(approval, amount, moment, merchant, method):
        if approval:
            return ("approval", approval, amount)
        return (*moment, merchant or "", amount, method)
