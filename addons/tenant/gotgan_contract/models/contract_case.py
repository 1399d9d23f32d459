import secrets

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tools.misc import format_datetime

from odoo.addons.gotgan_base.clock import now, today
from odoo.addons.gotgan_base.fields import Won, won_text
from odoo.addons.gotgan_base.particles import fit_particles
from odoo.addons.gotgan_base.transition import Transition

from ..floors import Bid, rank, rate_text
from ..methods import FIRMS, KINDS, METHODS, PRIVATE

CLERK = "group:gotgan_contract.group_contract_officer"
OFFICER = "office:commitment_officer"


class ContractCase(models.Model):
    """계약 건: a need, the way it is contracted, the offers, the opening, the award.

    The law proposes the way by kind, estimated price and bidder (지방계약법 제9조, 시행령
    제25조, 제30조). The preliminary prices are sealed with the notice and disclosed with the
    opening, so that everybody can repeat the draw.
    """

    _name = "gotgan.contract.case"
    _description = "Contract Case"
    _inherit = [
        "gotgan.contract.case.check.mixin", "gotgan.contract.case.flag.mixin",
        "gotgan.number.mixin", "gotgan.paper.mixin",
    ]
    _order = "id desc"
    _rec_names_search = ["number", "name"]

    _number_series = "contract_case"
    _sealed_fields = (
        "state", "number", "announced_on", "opened_on", "awarded_on", "disclosed_seed",
        "seal", "floor_amount", "winner_id", "lot_seed",
    )
    _free_fields = ("note",)
    _transitions = {
        "announce": Transition(("draft",), "announced", CLERK),
        "open": Transition(("announced",), "opened", CLERK),
        "cast": Transition(("opened",), "opened", CLERK),
        "award": Transition(("opened",), "awarded", OFFICER),
        "fail": Transition(("announced", "opened"), "failed", CLERK, needs_reason=True),
        "cancel": Transition(
            ("draft", "announced", "opened", "awarded"), "cancelled", f"{CLERK}|{OFFICER}",
            needs_reason=True,
        ),
        # What the contract decides.
        "conclude": Transition(("awarded",), "contracted", "contract:signed"),
    }

    name = fields.Char(string="Title", required=True)
    kind = fields.Selection(KINDS, required=True, default="goods")
    department_id = fields.Many2one(
        "hr.department", required=True, ondelete="restrict", index=True,
        default=lambda self: self._default_department_id(),
    )
    fiscal_year_id = fields.Many2one(
        "gotgan.fiscal.year", required=True, ondelete="restrict",
        default=lambda self: self.env["gotgan.fiscal.year"]._get_current(),
    )
    request_id = fields.Many2one(
        "gotgan.spending.request", ondelete="restrict", index="btree_not_null",
        help="The approved request whose money the contract binds.",
    )
    origin_id = fields.Many2one(
        "gotgan.contract.case", string="Tendered Before", readonly=True, copy=False,
        ondelete="restrict", index="btree_not_null",
    )
    estimated_price = Won(
        required=True, help="Without value added tax: what the thresholds of the law are asked by.",
    )
    base_price = Won(help="With value added tax: what the preliminary prices lie around.")
    item_code = fields.Char(
        string="Item Classification No.", size=8,
        help="The eight digits of the procurement service's classification, which follows UNSPSC.",
    )
    firm_kind = fields.Selection(FIRMS, string="Bidders", required=True, default="any")
    ground = fields.Selection(
        selection=lambda self: self.env["gotgan.contract.ground"]._select(), required=True,
        string="Ground of a Private Contract", default="amount",
    )
    ground_text = fields.Char(
        string="Explanation",
        help="The item of the decree and the facts, where it is not the amount.",
    )
    proposed_method = fields.Selection(METHODS, compute="_compute_proposed_method")
    method_reason = fields.Text(string="Why This Way", compute="_compute_proposed_method")
    method = fields.Selection(
        METHODS, compute="_compute_method", store=True, readonly=False, required=True,
        precompute=True,
    )
    is_urgent = fields.Boolean(string="Urgent Notice")
    is_joint = fields.Boolean(string="Joint Contract Allowed")
    region = fields.Char(
        string="Limited To", help="Region, record or ability the tender is limited to.",
    )
    deadline = fields.Datetime(string="Offers Until", copy=False)
    is_ended = fields.Boolean(
        string="Time Is Over", compute="_compute_is_ended", help="No more offers come in.",
    )
    notice_url = fields.Char(string="Notice on the Procurement System", copy=False)
    announced_on = fields.Date(readonly=True, copy=False, string="Announced")
    opened_on = fields.Datetime(readonly=True, copy=False, string="Opened")
    awarded_on = fields.Date(readonly=True, copy=False, string="Awarded")
    seed = fields.Char(readonly=True, copy=False, groups="base.group_system")
    disclosed_seed = fields.Char(string="Seed of the Draw", readonly=True, copy=False)
    seal = fields.Char(
        readonly=True, copy=False, help="Fingerprint of seed and prices, fixed with the notice.",
    )
    price_ids = fields.One2many(
        "gotgan.contract.price", "case_id", string="Preliminary Prices", copy=False,
    )
    planned_price = Won(
        copy=False, help="Made by the opening; entered where no preliminary prices are drawn.",
    )
    floor_rate = fields.Float(
        string="Lowest Award Rate (%)", digits=(6, 3), compute="_compute_floor_rate", store=True,
        readonly=False, precompute=True,
    )
    floor_amount = Won(readonly=True, copy=False, string="Lowest Award Amount")
    offer_ids = fields.One2many("gotgan.contract.offer", "case_id", string="Offers", copy=False)
    has_late = fields.Boolean(compute="_compute_has_late", string="Late Offers")
    winner_id = fields.Many2one(
        "gotgan.contract.offer", string="Winning Offer", readonly=True, copy=False,
        ondelete="restrict",
    )
    awarded_amount = Won(compute="_compute_awarded_amount", store=True)
    awarded_rate = fields.Char(string="Rate (%)", compute="_compute_awarded_rate")
    contract_ids = fields.One2many("gotgan.contract", "case_id", string="Contracts", copy=False)
    flags = fields.Text(string="Red Flags", compute="_compute_flags")
    note = fields.Text(string="Remarks")
    state = fields.Selection([
        ("draft", "Draft"),
        ("announced", "Announced"),
        ("opened", "Opened"),
        ("awarded", "Awarded"),
        ("contracted", "Contracted"),
        ("failed", "Failed"),
        ("cancelled", "Cancelled"),
    ], default="draft", required=True, readonly=True, copy=False)

    _prices = models.Constraint(
        "CHECK (estimated_price >= 0 AND base_price >= 0 AND planned_price >= 0)",
        "A price cannot be negative.",
    )
    _item_code_digits = models.Constraint(
        "CHECK (item_code IS NULL OR item_code ~ '^[0-9]{8}$')",
        "An item classification number has eight digits.",
    )

    def _default_department_id(self):
        user_sudo = self.env.user.sudo()
        return user_sudo.employee_id.department_id

    @api.depends("number", "name")
    def _compute_display_name(self):
        for case in self:
            case.display_name = f"{case.number or ''} {case.name or ''}".strip()

    @api.depends("kind", "estimated_price", "firm_kind", "ground", "method")
    def _compute_proposed_method(self):
        for case in self:
            proposal = case._get_proposal()
            case.proposed_method = proposal.method
            reasons = [case._word_proposal(proposal), case._word_choice(proposal)]
            case.method_reason = fit_particles("\n".join(filter(None, reasons)))

    @api.depends("kind", "estimated_price", "firm_kind", "ground")
    def _compute_method(self):
        for case in self:
            case.method = case._get_proposal().method

    @api.depends("deadline")
    def _compute_is_ended(self):
        for case in self:
            case.is_ended = not case.deadline or case.deadline <= now(self.env)

    @api.depends("kind", "estimated_price", "method")
    def _compute_floor_rate(self):
        for case in self:
            case.floor_rate = float(case._get_floor_rate() * 100)

    @api.depends("offer_ids.state", "offer_ids.late_ground")
    def _compute_has_late(self):
        for case in self:
            case.has_late = any(one.state == "late" or one.late_ground for one in case.offer_ids)

    @api.depends("winner_id.amount", "planned_price")
    def _compute_awarded_rate(self):
        for case in self:
            winner = case.winner_id
            case.awarded_rate = rate_text(winner.amount, case.planned_price) if winner else False

    @api.depends("state", "offer_ids.state", "offer_ids.amount", "deadline", "announced_on")
    def _compute_flags(self):
        for case in self:
            case.flags = self.env["gotgan.contract.ocds"]._word_flags(case)

    @api.onchange("request_id")
    def _onchange_request_id(self):
        if self.request_id:
            self.department_id = self.request_id.department_id
            self.name = self.name or self.request_id.name

    def action_announce(self):
        """Publish the need, or ask for quotes; the preliminary prices are sealed."""
        return self._do_transition("announce")

    def action_open(self):
        """Open the offers: draw the planned price, judge and rank."""
        return self._do_transition("open")

    def action_award(self):
        """Decide the winner as commitment officer."""
        return self._do_transition("award")

    def action_fail(self):
        """Record that nobody can win, with the reason."""
        return self._do_transition("fail")

    def action_cancel(self):
        """Give the case up, with the reason."""
        return self._do_transition("cancel")

    def action_retender(self):
        """Begin again from a case that failed."""
        self.ensure_one()
        again = self.copy({"ground": self.ground})
        again.origin_id = self
        return again._get_form_action()

    def action_new_contract(self):
        """Open the contract of the award, everything filled in."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "name": self.env._("New Contract"),
            "res_model": "gotgan.contract", "view_mode": "form",
            "context": {"default_case_id": self.id},
        }

    def action_download_release(self):
        """Download the OCDS releases of these cases, once they are sound."""
        return self._get_open_data("release")

    def action_download_record(self):
        """Download the OCDS records of these cases, every release compiled into one."""
        return self._get_open_data("record")

    def action_show_flags(self):
        """Show the red flags of these cases among all of their years; of none given, all."""
        return self.env["gotgan.contract.ocds"]._show_flags(self)

    # ---- effects ---------------------------------------------------------

    def _on_announce(self):
        self._take_numbers()
        for case in self:
            case._write_locked({
                "announced_on": today(self.env), **case._seal_prices(secrets.token_hex(16)),
            })

    def _on_open(self):
        for case in self:
            if case.deadline and case.deadline > now(self.env):
                raise UserError(self.env._(
                    "%(case)s: offers come in until %(deadline)s. Open them after that.",
                    case=case._get_document_label(), deadline=format_datetime(
                        self.env, case.deadline, dt_format="yyyy-MM-dd HH:mm",
                    ),
                ))
            if not case.offer_ids.filtered(lambda one: one.state == "submitted"):
                raise UserError(self.env._(
                    "%(case)s has no offers. Enter them, or record the failure.",
                    case=case._get_document_label(),
                ))
            case._fix_price()
            case._write_locked({"opened_on": now(self.env)})
            case._rank()

    def _on_award(self):
        for case in self:
            first = case.offer_ids.filtered(lambda one: one.state == "valid" and one.rank == 1)
            if len(first) != 1:
                raise UserError(self.env._(
                    "%(case)s: no offer is first. Record the failure and tender again.",
                    case=case._get_document_label(),
                ))
            case._write_locked({"winner_id": first.id, "awarded_on": today(self.env)})

    def _on_cancel(self, _reason):
        for case in self:
            if case.contract_ids.filtered(lambda one: one.state not in ("draft", "cancelled")):
                raise UserError(self.env._(
                    "%(case)s has a contract. Terminate that one.", case=case._get_document_label(),
                ))

    def _get_capacity_contract(self, _value):
        """The award becomes a contract when its contract is signed."""
        signed = self.contract_ids.filtered(lambda one: one.number)
        return self.env._("Contract signed") if signed else ""

    # ---- opening ---------------------------------------------------------

    def _rank(self):
        """Judge every offer by planned price and floor, and rank those that may win."""
        counted = self.offer_ids._get_counted()
        bids = [Bid(one.id, one.amount, one.received_on, one.lot) for one in counted]
        # Where nothing bounds the price, none lies above it.
        planned = self._get_price_limit() or max(counted.mapped("amount"), default=0)
        results = rank(bids, planned, self.floor_amount)
        if self.method == "negotiated":
            counted._rank_by_score(results)
        counted._take_verdicts(results)

    # ---- words and values ------------------------------------------------

    def _prepare_contract(self):
        """Return the values a contract of this award begins with."""
        winner = self.winner_id
        return {
            "name": self.name, "kind": self.kind, "department_id": self.department_id.id,
            "fiscal_year_id": self.fiscal_year_id.id, "request_id": self.request_id.id,
            "partner_id": winner.partner_id.id, "original_amount": self.awarded_amount,
            "party_ids": [Command.create({"partner_id": winner.partner_id.id, "share": 100.0})],
        }

    def _get_open_data(self, kind):
        self._refuse_unseen()
        self.env["gotgan.contract.ocds"]._refuse_unsound(self)
        ids = ",".join(map(str, self.ids))
        return {
            "type": "ir.actions.act_url", "url": f"/gotgan/contract/ocds/{kind}/{ids}",
            "target": "new",
        }

    def _is_private(self):
        return self.method in PRIVATE

    def _get_form_action(self):
        return {
            "type": "ir.actions.act_window", "res_model": self._name, "res_id": self.id,
            "view_mode": "form",
        }

    def _get_number_year(self):
        return self.fiscal_year_id.year

    def _won(self, amount):
        return won_text(amount)
