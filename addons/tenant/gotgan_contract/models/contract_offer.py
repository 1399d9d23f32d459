from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.gotgan_base.clock import now
from odoo.addons.gotgan_base.fields import Won
from odoo.addons.gotgan_base.meeting import meet_on
from odoo.addons.gotgan_base.transition import Transition

from ..floors import rate_text
from ..prices import parse_choices

CLERK = "group:gotgan_contract.group_contract_officer"
OFFICER = "office:commitment_officer"
# What the opening says of an offer, and the step that records it.
STEPS = {"valid": "accept", "over_price": "exceed", "below_floor": "undercut"}
COUNTED = ("submitted", "valid", "over_price", "below_floor")
OFFERED = frozenset([
    "case_id", "partner_id", "amount", "choices", "received_on", "score", "way",
])
WAITING = ("submitted", "late")


class ContractOffer(models.Model):
    """견적·투찰: who offered how much, when, and how it fared at the opening.

    What came in after the end is set apart and does not count (시행령 39), unless the commitment
    officer (계약담당자), not the clerk who types it in, admits it; the ground stays on record.
    """

    _name = "gotgan.contract.offer"
    _description = "Offer"
    _inherit = ["gotgan.transition.mixin"]
    _order = "case_id desc, rank, amount, id"
    _rec_name = "partner_id"

    _open_states = WAITING
    _sealed_fields = ("state", "rank", "lot", "late_ground", "is_sealed")
    _transitions = {
        "accept": Transition(("submitted", "valid"), "valid", "opening"),
        "exceed": Transition(("submitted", "over_price"), "over_price", "opening"),
        "undercut": Transition(("submitted", "below_floor"), "below_floor", "opening"),
        "disqualify": Transition(
            ("submitted", "valid"), "disqualified", CLERK, needs_reason=True,
        ),
        "withdraw": Transition(
            ("submitted", "late", "valid"), "withdrawn", CLERK, needs_reason=True,
        ),
        # What the time of receipt says, and who may overrule it.
        "miss": Transition(("submitted",), "late", "clock:late"),
        "reach": Transition(("late",), "submitted", "clock:in_time"),
        "admit": Transition(("late",), "submitted", OFFICER, needs_reason=True),
    }

    case_id = fields.Many2one(
        "gotgan.contract.case", required=True, index=True, ondelete="restrict",
    )
    department_id = fields.Many2one(related="case_id.department_id")
    partner_id = fields.Many2one("res.partner", string="Bidder", required=True, ondelete="restrict",
                                 index=True)
    amount = Won(required=True, string="Offered Amount", aggregator=None)
    is_sealed = fields.Boolean(
        string="Price Closed", readonly=True, copy=False,
        help="The envelope with the price is opened after the proposals are judged.",
    )
    choices = fields.Char(
        string="Chosen Numbers", help="The two numbers of the preliminary prices, such as 3, 11.",
    )
    score = fields.Float(digits=(6, 3), help="Of the proposal, where the contract is negotiated.",
                         aggregator=None)
    received_on = fields.Datetime(
        string="Received", required=True, default=lambda self: now(self.env), copy=False,
    )
    way = fields.Selection([
        ("electronic", "Procurement System"), ("paper", "Paper"),
    ], string="Came By", required=True, default="electronic")
    late_ground = fields.Char(
        string="Ground of a Late Entry", readonly=True, copy=False,
        help="Why the commitment officer admitted an offer that came in after the end.",
    )
    bond_wanted = Won(
        string="Bid Bond Needed", compute="_compute_bond_wanted", aggregator=None,
        help="Of a tender; private contracts need none.",
    )
    rate = fields.Char(string="Rate (%)", compute="_compute_rate")
    rank = fields.Integer(readonly=True, copy=False, aggregator=None)
    lot = fields.Integer(
        readonly=True, copy=False, aggregator=None,
        help="The order in which lots were cast among equal prices.",
    )
    state = fields.Selection([
        ("submitted", "Submitted"),
        ("late", "After the End"),
        ("valid", "Valid"),
        ("over_price", "Above the Planned Price"),
        ("below_floor", "Below the Lowest Award Amount"),
        ("disqualified", "Disqualified"),
        ("withdrawn", "Withdrawn"),
    ], default="submitted", required=True, readonly=True, copy=False)

    _amount_positive = models.Constraint(
        "CHECK (amount > 0 OR (is_sealed AND amount = 0))", "An offer is above zero won.",
    )
    _once = models.UniqueIndex(
        "(case_id, partner_id) WHERE state <> 'withdrawn'",
        "This bidder has an offer in the case already. Withdraw it first.",
    )

    @api.depends("amount", "case_id.method", "case_id.announced_on")
    def _compute_bond_wanted(self):
        for offer in self:
            offer.bond_wanted = offer.case_id._get_bid_bond(offer.amount or 0)

    @api.depends("amount", "case_id.planned_price")
    def _compute_rate(self):
        for offer in self:
            offer.rate = rate_text(offer.amount or 0, offer.case_id.planned_price)

    @api.constrains("choices", "case_id")
    def _check_choices(self):
        for offer in self.filtered("choices"):
            rule = offer.case_id._read_draw_rule()
            numbers = parse_choices(offer.choices)
            fits = all(1 <= number <= rule["count"] for number in numbers)
            if not fits or len(numbers) != len(set(numbers)) or len(numbers) > rule["choices"]:
                raise ValidationError(self.env._(
                    "%(bidder)s chooses %(choices)s different numbers from 1 to %(count)s.",
                    bidder=offer.partner_id.display_name, choices=rule["choices"],
                    count=rule["count"],
                ))

    @api.model_create_multi
    def create(self, vals_list):
        offers = super().create(vals_list)
        offers._check_case_open()
        offers._sort_by_time()
        return offers

    def write(self, vals):
        done = super().write(vals)
        if set(vals) & {"case_id", "received_on"}:
            self._sort_by_time()
        return done

    @api.ondelete(at_uninstall=False)
    def _unlink_except_after_opening(self):
        self._check_case_open()

    @api.ondelete(at_uninstall=False)
    def _unlink_except_late(self):
        """That somebody came too late stays on record."""
        late = self.filtered(lambda one: one.state == "late" or one.late_ground)
        if late:
            raise UserError(self.env._(
                "%(offer)s came in after the end, which stays on record (Enforcement Decree of "
                "the Local Contracts Act, Article 39). Withdraw it with the reason instead.",
                offer=late[0]._get_document_label(),
            ))

    def action_disqualify(self):
        """Exclude a bidder by the review of qualification, with the reason."""
        return self._do_transition("disqualify")

    def action_withdraw(self):
        """Take an offer out, with the reason."""
        return self._do_transition("withdraw")

    def action_admit(self):
        """Admit an offer that came in after the end, as commitment officer, with the ground."""
        return self._do_transition("admit")

    def _do_transition(self, name, reason=None):
        done = super()._do_transition(name, reason)
        if name in ("disqualify", "withdraw") and done is True:
            for case in self.case_id.filtered(lambda one: one.state == "opened"):
                case._rank()
        return done

    def _on_admit(self, reason):
        self._check_case_open()
        self._write_locked({"late_ground": reason})

    def _on_disqualify(self, _reason):
        self._leave_ranking()

    def _on_withdraw(self, _reason):
        self._leave_ranking()

    def _leave_ranking(self):
        for offer in self:
            if offer.case_id.state not in ("announced", "opened"):
                raise UserError(self.env._(
                    "%(case)s is %(state)s: its offers are final.",
                    case=offer.case_id.display_name, state=offer.case_id._get_state_label(),
                ))
        self._write_locked({"rank": 0})

    def _get_capacity_opening(self, _value):
        """The opening judges by price alone, whoever presses the button."""
        return self.env._("Opening") if self.case_id.opened_on else ""

    def _check_open(self, vals):
        if set(vals) & OFFERED:
            self._check_case_open()
        return super()._check_open(vals)

    def _sort_by_time(self):
        """Set apart what came in after the end and was not admitted (시행령 39)."""
        late = self.filtered(lambda one: one.state == "submitted" and one._came_late())
        back = self.filtered(lambda one: one.state == "late" and not one._came_late())
        if late:
            late._do_transition("miss")
        if back:
            back._do_transition("reach")

    def _came_late(self):
        end = self.case_id.deadline
        return bool(end and self.received_on > end and not self.late_ground)

    def _get_capacity_clock(self, value):
        """The time of receipt decides, whoever types it in."""
        return self.env._("Time of receipt") if self._came_late() == (value == "late") else ""

    def _check_case_open(self):
        for offer in self:
            if offer.case_id.state != "announced":
                raise UserError(self.env._(
                    "%(case)s is %(state)s. Offers are entered between the notice and the opening.",
                    case=offer.case_id.display_name, state=offer.case_id._get_state_label(),
                ))
        meet_on(self.case_id)

    def _get_counted(self):
        """Return the offers that stand."""
        return self.filtered(lambda one: one.state in COUNTED)

    def _rank_by_score(self, results):
        """Put the best proposal first (협상에 의한 계약); offers above the price stay out."""
        order = self.filtered(lambda one: results[one.id][1]).sorted(
            lambda one: (-one.score, one.amount),
        )
        for place, offer in enumerate(order, 1):
            results[offer.id] = (results[offer.id][0], place)

    def _take_verdicts(self, results):
        """Move every offer to what the opening says of it: ``{id: (verdict, rank)}``."""
        for offer in self:
            verdict, place = results[offer.id]
            offer._write_locked({"rank": place})
            if offer.state != verdict:
                offer._do_transition(STEPS[verdict])

    def _get_document_label(self):
        return self.env._(
            "Offer of %(bidder)s in %(case)s", bidder=self.partner_id.display_name,
            case=self.case_id.display_name,
        )
