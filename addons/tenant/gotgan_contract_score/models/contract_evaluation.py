from fractions import Fraction

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command

from odoo.addons.gotgan_base.clock import now
from odoo.addons.gotgan_base.fields import Won
from odoo.addons.gotgan_base.transition import Transition
from odoo.addons.gotgan_rule.finding import Finding

from ..scoring import PriceRule, keep_digits, passes, points, price_points, text, trimmed_mean

CLERK = "group:gotgan_contract.group_contract_officer"
PASS_RULES = {"negotiated": "contract.negotiation_pass", "two_stage": "contract.two_stage_pass"}
# How the table of the pass lines, which is Korean, calls a project.
PROJECT_WORDS = {True: "소프트웨어사업", False: "그 밖의 사업"}


class ContractEvaluation(models.Model):
    """제안서 평가: criteria, committee, sheets, then the prices of those who passed.

    The criteria stand before the notice; the committee scores what was opened; the envelopes with
    the prices are opened after the technical scores are fixed, and only of those who passed
    (지방계약법 시행령 제18조, 제43조).
    """

    _name = "gotgan.contract.evaluation"
    _description = "Evaluation of Proposals"
    _inherit = ["gotgan.rule.check.mixin"]
    _order = "id desc"
    _rec_name = "case_id"

    _sealed_fields = ("state", "pass_rate", "pass_points", "closed_on", "priced_on")
    _rule_checks = {"start": ("contract.evaluators",)}
    _finding_depends = ("evaluator_ids.state", "evaluator_ids.user_id",
                        "evaluator_ids.organisation")
    _transitions = {
        "start": Transition(("draft",), "scoring", CLERK),
        "close": Transition(("scoring",), "closed", CLERK),
        "price": Transition(("closed",), "priced", CLERK),
    }

    case_id = fields.Many2one(
        "gotgan.contract.case", required=True, ondelete="restrict", readonly=True,
    )
    department_id = fields.Many2one(related="case_id.department_id")
    method = fields.Selection(related="case_id.method")
    case_state = fields.Selection(related="case_id.state", string="State of the Case")
    criterion_ids = fields.One2many("gotgan.contract.criterion", "evaluation_id", string="Criteria")
    evaluator_ids = fields.One2many(
        "gotgan.contract.evaluator", "evaluation_id", string="Committee",
    )
    sheet_ids = fields.One2many("gotgan.contract.sheet", "evaluation_id", string="Score Sheets")
    offer_ids = fields.One2many(related="case_id.offer_ids", string="Result")
    envelope_ids = fields.One2many(
        "gotgan.contract.envelope", "evaluation_id", string="Price Envelopes",
    )
    round_ids = fields.One2many(
        "gotgan.contract.negotiation", "evaluation_id", string="Negotiations",
    )
    technical_limit = fields.Float(
        string="Technical Points", digits=(6, 3), compute="_compute_limits", aggregator=None,
    )
    price_limit = fields.Float(
        string="Points of the Price", digits=(6, 3), compute="_compute_limits", aggregator=None,
    )
    first_offer_id = fields.Many2one(
        "gotgan.contract.offer", string="First in Order", compute="_compute_first_offer",
        help="With whom is negotiated now.",
    )
    ceiling = Won(
        string="Most to Agree On", compute="_compute_first_offer", aggregator=None,
        help="The lower of the price limit of the case and the price of the first in order.",
    )
    agreed_amount = Won(string="Agreed Price", compute="_compute_agreed_amount", aggregator=None)
    open_sheets = fields.Integer(
        string="Sheets Not Handed In", compute="_compute_open_sheets", aggregator=None,
    )
    pass_rate = fields.Float(
        string="Pass Line (%)", digits=(6, 3), readonly=True, copy=False, aggregator=None,
        help="Share of the technical points from which a proposal passes; taken from the rule in "
             "force on the day of the notice.",
    )
    pass_points = fields.Float(
        string="Pass Line of the Total", digits=(6, 3), readonly=True, copy=False, aggregator=None,
        help="Total of technical and price score from which a proposal is negotiated with; taken "
             "from the rule in force on the day of the notice.",
    )
    is_software = fields.Boolean(
        string="Software Project",
        help="A project under the Software Promotion Act has a pass line of its own.",
    )
    closed_on = fields.Datetime(string="Technical Scores Fixed On", readonly=True, copy=False)
    priced_on = fields.Datetime(string="Prices Scored On", readonly=True, copy=False)
    state = fields.Selection([
        ("draft", "Being Prepared"),
        ("scoring", "Being Scored"),
        ("closed", "Technical Scores Fixed"),
        ("priced", "Prices Opened"),
    ], default="draft", required=True, readonly=True, copy=False)

    _once = models.UniqueIndex("(case_id)", "This case has its evaluation already.")

    @api.depends("criterion_ids.points", "criterion_ids.side")
    def _compute_limits(self):
        for evaluation in self:
            evaluation.technical_limit = float(evaluation._get_limit("technical"))
            evaluation.price_limit = float(evaluation._get_limit("price"))

    @api.depends("case_id.offer_ids.rank", "case_id.offer_ids.amount", "state")
    def _compute_first_offer(self):
        for evaluation in self:
            first = evaluation.case_id.offer_ids.filtered(lambda one: one.rank == 1)[:1]
            evaluation.first_offer_id = first if evaluation.state == "priced" else False
            evaluation.ceiling = evaluation.first_offer_id._get_ceiling()

    @api.depends("round_ids.amount")
    def _compute_agreed_amount(self):
        for evaluation in self:
            evaluation.agreed_amount = evaluation._get_agreed().amount

    @api.depends("sheet_ids.state", "evaluator_ids.state")
    def _compute_open_sheets(self):
        for evaluation in self:
            evaluation.open_sheets = len(
                evaluation._get_seated_sheets().filtered(lambda one: one.state == "draft"),
            )

    @api.model_create_multi
    def create(self, vals_list):
        evaluations = super().create(vals_list)
        for evaluation in evaluations:
            case = evaluation.case_id
            if case.method not in PASS_RULES or case.state != "draft":
                raise UserError(self.env._(
                    "%(case)s: proposals are evaluated in a contract by negotiation or a "
                    "two-stage tender, and the criteria stand before the notice (Enforcement "
                    "Decree of the Local Contracts Act, Articles 18 and 43).",
                    case=case._get_document_label(),
                ))
        return evaluations

    def write(self, vals):
        if "is_software" in vals:
            self.filtered(lambda one: one.is_software != vals["is_software"])._refuse_new_terms()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_after_notice(self):
        for evaluation in self.filtered(lambda one: one.case_state != "draft"):
            raise UserError(self.env._(
                "%(evaluation)s: its criteria stand in the notice. Cancel the case instead.",
                evaluation=evaluation._get_document_label(),
            ))

    def action_start(self):
        """Give every member of the committee a sheet for every proposal."""
        return self._do_transition("start")

    def action_close(self):
        """Fix the technical scores once every sheet is handed in."""
        return self._do_transition("close")

    def action_price(self):
        """Draw the planned price, score the prices and put the proposals in order."""
        return self._do_transition("price")

    def action_show_sheets(self):
        """List the sheets of this evaluation."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "gotgan_contract_score.contract_sheet_action")
        return {**action, "domain": [("evaluation_id", "=", self.id)], "context": {}}

    # ---- effects ---------------------------------------------------------

    def _on_start(self):
        for evaluation in self:
            case = evaluation.case_id
            if case.state != "opened":
                raise UserError(self.env._(
                    "%(case)s is %(state)s. The committee scores what was opened; open the "
                    "proposals first.", case=case.display_name, state=case._get_state_label(),
                ))
            rate, total = evaluation._find_pass_lines()
            evaluation._write_locked({"pass_rate": float(rate * 100), "pass_points": total})
            evaluation._make_sheets()

    def _on_close(self):
        for evaluation in self:
            waiting = evaluation._get_seated_sheets().filtered(lambda one: one.state == "draft")
            if waiting:
                raise UserError(self.env._(
                    "%(evaluation)s: %(count)s sheets are not handed in yet, the first is %(sheet)s"
                    ". Have them handed in, or exclude the member with the reason.",
                    evaluation=evaluation._get_document_label(), count=len(waiting),
                    sheet=waiting[0].display_name,
                ))
            evaluation._refuse_findings("start")
            evaluation._write_locked({"closed_on": now(self.env)})
            evaluation._fix_technical_scores()

    def _on_price(self):
        for evaluation in self:
            case = evaluation.case_id
            sealed = case.offer_ids._get_counted().filtered("is_sealed")
            if sealed:
                raise UserError(self.env._(
                    "%(evaluation)s: the price of %(bidder)s is not opened. Open every envelope "
                    "of those who passed, or withdraw the offer with the reason.",
                    evaluation=evaluation._get_document_label(),
                    bidder=sealed[0].partner_id.display_name,
                ))
            evaluation._write_locked({"priced_on": now(self.env)})
            case._fix_price()
            evaluation._score_prices()
            case._rank()
            evaluation._refuse_low_totals()

    def _make_sheets(self):
        """A sheet of each member, and one of the office for what is measured (정량평가)."""
        offers = self.case_id.offer_ids._get_counted()
        measured = self.criterion_ids.filtered(lambda one: one.kind == "quantitative")
        judged = self.criterion_ids.filtered(lambda one: one.kind == "qualitative")
        seats = [(False, measured)] if measured.filtered(_is_technical) else []
        seats += [(one, judged) for one in self._get_seated()]
        sheets_sudo = self.env["gotgan.contract.sheet"].sudo()
        sheets_sudo.create([
            {
                "evaluation_id": self.id, "evaluator_id": seat and seat.id, "offer_id": offer.id,
                "line_ids": [
                    Command.create({"criterion_id": one.id, "max_points": one.points})
                    for one in criteria.filtered(_is_technical)
                ],
            }
            for seat, criteria in seats for offer in offers
        ])

    def _fix_technical_scores(self):
        limit = self._get_limit("technical")
        rate = Fraction(f"{self.pass_rate:.3f}") / 100
        for offer in self.case_id.offer_ids._get_counted():
            score = self._get_technical_score(offer)
            fits = passes(score, limit, rate)
            offer._write_locked({"technical_score": float(score), "is_fit": fits})
            if not fits:
                offer._do_transition("disqualify", self.env._(
                    "Technical score %(score)s of %(limit)s, below the %(rate)s %% that are needed",
                    score=text(score), limit=text(limit), rate=text(Fraction(rate * 100)),
                ))

    def _get_technical_score(self, offer):
        """Return the measured points and the mean of the members' points, extremes left out."""
        sheets = self._get_seated_sheets().filtered(lambda one: one.offer_id == offer)
        office = sheets.filtered(lambda one: not one.evaluator_id)
        sums = [one._get_sum() for one in sheets - office]
        drop = self.case_id._read_row("contract.evaluators", self._get_day())["drop"]
        digits = self._get_price_rule().digits
        return keep_digits(
            sum((one._get_sum() for one in office), Fraction(0)) + trimmed_mean(sums, drop), digits,
        )

    def _score_prices(self):
        """Score the prices of a negotiated contract, and add both scores up."""
        case, rule = self.case_id, self._get_price_rule()
        offers = case.offer_ids._get_counted()
        base = case._get_price_limit()
        lowest = min(offers.mapped("amount"), default=0)
        limit = self._get_limit("price")
        for offer in offers:
            price = price_points(limit, offer.amount, lowest, base, rule) if limit else Fraction(0)
            total = points_of(offer.technical_score) + price
            offer._write_locked({"price_score": float(price), "score": float(total)})

    def _refuse_low_totals(self):
        """Take out whom nobody negotiates with, for a total below the line (시행령 43①, ⑧)."""
        least = points(self.pass_points)
        for offer in self.case_id.offer_ids.filtered(lambda one: one.state == "valid"):
            total = points_of(offer.score)
            if total < least:
                offer._write_locked({"is_fit": False})
                offer._do_transition("disqualify", self.env._(
                    "Total score %(score)s, below the %(least)s that are needed",
                    score=text(total), least=text(least),
                ))

    # ---- checks ----------------------------------------------------------

    def _check_sealed(self, vals, initial=()):
        done = super()._check_sealed(vals, initial)
        if not initial and "case_id" in vals:
            raise AccessError(self.env._("An evaluation belongs to its case from the beginning."))
        return done

    def _check_contract_evaluators(self, edition):
        """시행령 43: how many sit in the committee, and who does not."""
        row, seated = edition._get_rows()[0], self._get_seated()
        if not row["min"] <= len(seated) <= row["max"]:
            yield Finding(
                self.env._("The committee has %(count)s members; it needs %(least)s to %(most)s.",
                           count=len(seated), least=row["min"], most=row["max"]),
                fix=self.env._("Name members, or exclude those too many with the reason."),
            )
        for member in seated:
            why = member._get_conflict()
            if why:
                yield Finding(why, fix=self.env._("Exclude the member and name another."))

    def _find_share_faults(self, edition):
        """What stands against the criteria: their sum, and the share of the technical points."""
        technical, price = self._get_limit("technical"), self._get_limit("price")
        wants_price = self.case_id.method == "negotiated"
        fits = self.case_id.method in PASS_RULES and technical and bool(price) == wants_price
        if not fits or technical + price != 100:
            yield Finding(
                self.env._("The criteria have %(technical)s technical points and %(price)s for the "
                           "price.", technical=text(technical), price=text(price)),
                fix=self.env._("A contract by negotiation has both, a two-stage tender only "
                               "technical ones; together 100."), severity="block",
            )
            return
        row = edition._get_rows()[0]
        if wants_price and not row["from"] <= technical / 100 <= row["to"]:
            yield Finding(
                self.env._("%(technical)s of 100 points are technical; the standard allows "
                           "%(least)s to %(most)s.", technical=text(technical),
                           least=text(row["from"] * 100), most=text(row["to"] * 100)),
                fix=self.env._("Change the points, or state the reason in the notice."),
                facts=("share", text(technical)),
            )

    def _refuse_new_terms(self):
        for case in self.case_id.filtered(lambda one: one.state != "draft"):
            raise UserError(self.env._(
                "%(case)s is %(state)s: its criteria stand in the notice (Enforcement Decree of "
                "the Local Contracts Act, Article 43). Cancel the case and announce it anew.",
                case=case._get_document_label(), state=case._get_state_label(),
            ))

    def _refuse_new_members(self):
        for evaluation in self.filtered(lambda one: one.state != "draft"):
            raise UserError(self.env._(
                "%(evaluation)s is %(state)s: its committee stands. A member can only be excluded.",
                evaluation=evaluation._get_document_label(), state=evaluation._get_state_label(),
            ))

    # ---- values ----------------------------------------------------------

    def _get_limit(self, side):
        chosen = self.criterion_ids.filtered(lambda one: one.side == side)
        return sum((points(one.points) for one in chosen), Fraction(0))

    def _find_pass_lines(self):
        """Return the share of the technical points and the total from which a proposal passes."""
        edition = self.case_id._find_edition(PASS_RULES[self.method])
        if self.method == "two_stage":
            return edition._get_rate(), 0
        word = PROJECT_WORDS[self.is_software]
        row = next((one for one in edition._get_rows() if one["project"] == word), None)
        if not row:
            raise UserError(self.env._(
                "%(rule)s names no line for %(project)s. A manager corrects it under Masters, "
                "Legal Standards.", rule=edition.rule_id.name, project=word,
            ))
        return row["technical"], row["total"]

    def _get_day(self):
        return self.case_id.announced_on or None

    def _get_rule_day(self, code):
        return self.case_id.announced_on or super()._get_rule_day(code)

    def _get_price_rule(self):
        row = self.case_id._read_row("contract.price_score", self._get_day())
        return PriceRule(row["full"], row["low"], row["bonus"], row["digits"])

    def _get_seated(self):
        return self.evaluator_ids.filtered(lambda one: one.state == "named")

    def _get_seated_sheets(self):
        """Return the sheets that count: the office's, and those of members still in their seat."""
        return self.sheet_ids.filtered(lambda one: one.evaluator_id.state in (False, "named"))

    def _get_agreed(self):
        """Return the round of negotiation that ended in an agreement; may be empty."""
        return self.round_ids.filtered(lambda one: one.result == "agreed")


def _is_technical(criterion):
    return criterion.side == "technical"


def points_of(score):
    """Return a kept score, of four decimals, as an exact number."""
    return Fraction(f"{score:.4f}")
