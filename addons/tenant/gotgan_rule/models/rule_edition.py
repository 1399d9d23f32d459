from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.meeting import meet_on
from odoo.addons.gotgan_base.transition import Transition

from ..finding import SEVERITIES as RANKS
from ..finding import Finding
from .rule import ORIGINS, SEVERITIES, TENANT_KINDS, TIERS

KEEPER = "group:gotgan_rule.group_rule_keeper"
HOLDING = ("in_force", "superseded")


class RuleEdition(models.Model):
    """The answer to a rule from a day on, with its article.

    In force it is never changed: a new edition closes it on the day before its own first day, so
    that what was decided stays explainable. Editions of one kind never overlap; the database
    itself sees to that.
    """

    _name = "gotgan.rule.edition"
    _description = "Edition of a Rule"
    _inherit = [
        "gotgan.rule.check.mixin", "gotgan.rule.edition.memory.mixin", "gotgan.rule.value.mixin",
    ]
    _order = "rule_id, date_from desc, id desc"

    _transitions = {
        "enforce": Transition(("draft",), "in_force", KEEPER),
        "withdraw": Transition(("draft", "in_force"), "withdrawn", KEEPER, needs_reason=True),
        "verify": Transition(("in_force",), "in_force", KEEPER, needs_reason=True),
        # What follows by itself from another edition's step.
        "supersede": Transition(("in_force",), "superseded", "anyone"),
        "resume": Transition(("superseded",), "in_force", "anyone"),
    }
    _free_fields = ("note",)
    _sealed_fields = ("state", "is_shipped")
    _rule_checks = {"enforce": ("rule.article", "rule.retroactive", "rule.unverified")}
    _finding_depends = ("article", "date_from", "verified", "origin")

    area = fields.Selection(related="rule_id.area", store=True)
    origin = fields.Selection(
        ORIGINS, string="Set By", required=True, default="agency",
        help="What the agency sets for itself goes before the law's edition.",
    )
    tenant_kind = fields.Selection(
        TENANT_KINDS, string="For", required=True, default="any",
        help="The kind of agency the edition is written for.",
    )
    tier = fields.Selection(TIERS, required=True, default="any")
    date_from = fields.Date(
        string="From", required=True, default=lambda self: today(self.env),
    )
    date_to = fields.Date(
        string="To", copy=False, help="Empty: until a new edition begins. Named for a temporary "
        "rule: what held before goes on after it.",
    )
    severity = fields.Selection(
        SEVERITIES, compute="_compute_severity", store=True, readonly=False, precompute=True,
        required=True, help="An agency may be stricter than the law, never milder.",
    )
    article = fields.Char(help="The article, as a refusal cites it: 지방재정법 제43조제1항.")
    source = fields.Char(help="Where the value was read: official text, notice, ordinance.")
    verified = fields.Boolean(string="Confirmed", help="Somebody has compared it with the text.")
    check_mark = fields.Char(string="Confirmation", compute="_compute_check_mark")
    note = fields.Text()
    is_shipped = fields.Boolean(string="Came With the Program", readonly=True, copy=False)
    state = fields.Selection(
        [
            ("draft", "Draft"), ("in_force", "In Force"),
            ("superseded", "Superseded"), ("withdrawn", "Withdrawn"),
        ],
        default="draft", required=True, readonly=True, copy=False,
    )
    phase = fields.Selection(
        [
            ("draft", "Draft"), ("upcoming", "Upcoming"), ("current", "Holds Now"),
            ("elsewhere", "Other Agencies"), ("past", "Past"), ("withdrawn", "Withdrawn"),
        ],
        compute="_compute_phase", help="Where the edition stands today.",
    )
    is_current = fields.Boolean(compute="_compute_phase", search="_search_is_current")

    _dates_order = models.Constraint(
        "CHECK (date_to IS NULL OR date_to >= date_from)",
        "An edition ends on the day it begins or later.",
    )
    # Ranges, because those GiST compares by itself: no extension is needed.
    _no_overlap = models.Constraint(
        """EXCLUDE USING gist (
            int4range(rule_id, rule_id, '[]') WITH &&,
            int4range(
                CASE origin WHEN 'law' THEN 0 ELSE 100 END
                + CASE tenant_kind WHEN 'any' THEN 0 WHEN 'municipality' THEN 10
                                   WHEN 'agency' THEN 20 ELSE 30 END
                + CASE tier WHEN 'any' THEN 0 WHEN 'upper' THEN 1 ELSE 2 END,
                CASE origin WHEN 'law' THEN 0 ELSE 100 END
                + CASE tenant_kind WHEN 'any' THEN 0 WHEN 'municipality' THEN 10
                                   WHEN 'agency' THEN 20 ELSE 30 END
                + CASE tier WHEN 'any' THEN 0 WHEN 'upper' THEN 1 ELSE 2 END,
                '[]'
            ) WITH &&,
            daterange(date_from, date_to, '[]') WITH &&
        ) WHERE (state IN ('in_force', 'superseded'))""",
        "Two editions of the same rule would hold on the same day.",
    )

    @api.depends("rule_id.name", "date_from")
    def _compute_display_name(self):
        for edition in self:
            edition.display_name = self.env._(
                "%(rule)s (from %(day)s)",
                rule=edition.rule_id.name or "", day=edition._format_day(edition.date_from),
            )

    @api.depends("rule_id.severity")
    def _compute_severity(self):
        for edition in self:
            edition.severity = edition.rule_id.severity or "block"

    @api.depends("verified")
    @api.depends_context("lang")
    def _compute_check_mark(self):
        for edition in self:
            edition.check_mark = edition._get_check_mark()

    @api.depends("state", "date_from", "date_to")
    def _compute_phase(self):
        day = today(self.env)
        for edition in self:
            edition.phase = edition._get_phase(day)
            edition.is_current = edition.phase == "current"

    def _search_is_current(self, operator, value):
        if operator != "in":
            return NotImplemented
        match = self._get_holding_domain(today(self.env))
        return Domain.OR([match if one else ~match for one in set(value)])

    @api.constrains("severity", "origin", "rule_id")
    def _check_severity(self):
        """What binds everybody is not made milder by the one whom it binds."""
        for edition in self.filtered(lambda one: one.origin == "agency"):
            if RANKS.index(edition.severity) > RANKS.index(edition.rule_id.severity):
                raise ValidationError(self.env._(
                    "%(edition)s: an agency may be stricter than the law, never milder. Leave the "
                    "severity of the rule, or make it stricter.",
                    edition=edition.display_name,
                ))

    def action_enforce(self):
        """Put drafts in force from their first day on."""
        return self._do_transition("enforce")

    def action_withdraw(self):
        """Take back a draft, or an edition whose day has not come yet."""
        return self._do_transition("withdraw")

    def action_verify(self):
        """Say that the value was compared with the official text, and with which."""
        return self._do_transition("verify")

    # ---- what others call ----------------------------------------------------

    def _cite(self):
        """Return how a refusal names the basis: the article, or the agency's own standard."""
        self.ensure_one()
        return self.article or self.source or self.rule_id.name

    # ---- checks of an edition by the rules on rules ---------------------------

    def _check_rule_article(self, _edition):
        if not (self.article or "").strip():
            yield Finding(
                self.env._("The edition names no article."),
                fix=self.env._("Write the article that a refusal will cite."),
                facts=("article",),
            )

    def _check_rule_retroactive(self, _edition):
        day = today(self.env)
        if self.date_from and self.date_from < day:
            yield Finding(
                self.env._(
                    "It would begin on %(day)s, before today: what was decided since would be "
                    "judged by another standard.", day=self._format_day(self.date_from),
                ),
                fix=self.env._("Let it begin today or later, or have the reason recorded."),
                facts=(self.rule_id.code, str(self.date_from)),
            )

    def _check_rule_unverified(self, _edition):
        if not self.verified:
            yield Finding(
                self.env._("Nobody has compared the value with the official text yet."),
                fix=self.env._("Compare it and tick Confirmed; it can also be done later."),
                facts=("verified",),
            )

    # ---- steps ----------------------------------------------------------------

    def _on_enforce(self):
        meet_on(self.rule_id)
        for edition in self.sorted("date_from"):
            edition._take_place()

    def _take_place(self):
        """Hold from the first day on: what held before ends on the day before.

        A temporary edition ends by itself; what it interrupted goes on after it, as a new edition.
        """
        self.ensure_one()
        former, following = self._get_neighbours()
        date_to = self.date_to or (following and following.date_from - timedelta(days=1)) or False
        if following and date_to >= following.date_from:
            raise UserError(self.env._(
                "%(edition)s would run into the edition that begins on %(day)s. End it earlier.",
                edition=self.display_name, day=self._format_day(following.date_from),
            ))
        rest, rest_state = former._prepare_rest(date_to), former.state
        former._end_before(self)
        self.flush_model()
        self._write_locked({"state": "in_force", "date_to": date_to})
        if rest:
            self.flush_model()
            resumed = self.create(rest)
            resumed._write_locked({"state": rest_state})

    def _get_neighbours(self):
        """Return the edition that holds on the first day, and the next one after it."""
        own = self._get_slot()
        if self.search_count(own & Domain("date_from", "=", self.date_from), limit=1):
            raise UserError(self.env._(
                "%(edition)s: an edition begins on that day already, and it is never changed. "
                "Choose another first day, or withdraw the other one if its day has not come.",
                edition=self.display_name,
            ))
        covering = Domain("date_to", "=", False) | Domain("date_to", ">=", self.date_from)
        former = self.search(own & Domain("date_from", "<", self.date_from) & covering, limit=1)
        later = own & Domain("date_from", ">", self.date_from)
        return former, self.search(later, order="date_from", limit=1)

    def _prepare_rest(self, interrupted_to):
        """Return the values of the edition that goes on after an interruption, or nothing."""
        if not self or not interrupted_to or (self.date_to and self.date_to <= interrupted_to):
            return None
        rest = self.copy_data()[0]
        return {**rest, "date_from": interrupted_to + timedelta(days=1), "date_to": self.date_to}

    def _end_before(self, edition):
        """Close this edition, if there is one, on the day before ``edition`` begins."""
        if not self:
            return
        self._write_locked({"date_to": edition.date_from - timedelta(days=1)})
        if self.state == "in_force":
            self._do_transition("supersede")

    def _on_withdraw(self, _reason):
        meet_on(self.rule_id)
        for edition in self.filtered(lambda one: one.state == "in_force"):
            edition._leave_place()

    def _leave_place(self):
        """Give the days of an edition that has not begun back to the one before it."""
        if self.date_from <= today(self.env):
            raise UserError(self.env._(
                "%(edition)s is in force since %(day)s and cannot be withdrawn. Make a new "
                "edition.",
                edition=self.display_name, day=self._format_day(self.date_from),
            ))
        day_before = self.date_from - timedelta(days=1)
        former = self.search(self._get_slot() & Domain("date_to", "=", day_before), limit=1)
        self._write_locked({"state": "withdrawn"})
        self.flush_model()
        if former:
            former._write_locked({"date_to": self.date_to})
        if former.state == "superseded" and not self.date_to:
            former._do_transition("resume")

    def _on_verify(self, _reason):
        self._write_locked({"verified": True})

    # ---- inside ---------------------------------------------------------------

    def _check_open(self, vals):
        """Refuse to change what holds; say what takes the place of a correction."""
        self._check_sealed(vals)
        for edition in self.filtered(lambda one: one.state != "draft"):
            if set(vals) - set(self._free_fields):
                raise UserError(self.env._(
                    "%(edition)s is %(state)s and is never changed, so that what was decided by it "
                    "stays explainable. Add a new edition that begins on the day of the change.",
                    edition=edition.display_name, state=edition._get_state_label(),
                ))

    def _get_slot(self):
        """Return the domain of the other editions that this one may not overlap."""
        return Domain([
            ("rule_id", "=", self.rule_id.id), ("origin", "=", self.origin),
            ("tenant_kind", "=", self.tenant_kind), ("tier", "=", self.tier),
            ("state", "in", HOLDING), ("id", "!=", self.id),
        ])

    @api.model
    def _get_holding_domain(self, day):
        """Return the domain of editions that hold for this agency on ``day``."""
        kind, tier = self.env["gotgan.rule"]._get_profile()
        ends = Domain("date_to", "=", False) | Domain("date_to", ">=", day)
        return ends & Domain([
            ("state", "in", HOLDING), ("date_from", "<=", day),
            ("tenant_kind", "in", ("any", kind)), ("tier", "in", ("any", tier)),
        ])

    def _get_precedence(self):
        """Return what sorts editions of one day: the agency's own first, the special before the
        general, the later before the earlier.
        """
        self.ensure_one()
        return (
            self.origin == "agency", self.tenant_kind != "any", self.tier != "any", self.date_from,
        )

    def _get_check_mark(self):
        """Return in words whether somebody has compared the value with the official text."""
        return self.env._("Confirmed") if self.verified else self.env._("To be confirmed")

    def _get_phase(self, day):
        if self.state not in HOLDING:
            return self.state
        if self.date_from > day:
            return "upcoming"
        if self.date_to and self.date_to < day:
            return "past"
        return "current" if self._is_for_this_agency() else "elsewhere"

    def _is_for_this_agency(self):
        kind, tier = self.env["gotgan.rule"]._get_profile()
        return self.tenant_kind in ("any", kind) and self.tier in ("any", tier)

    def _format_day(self, day):
        return fields.Date.to_string(day) if day else ""

    def _get_document_label(self):
        return self.display_name

    def _get_step_label(self, name):
        if name == "verify":
            return self.env._("Confirm")
        return super()._get_step_label(name)
