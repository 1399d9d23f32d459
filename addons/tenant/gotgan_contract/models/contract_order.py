from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import Won, won_text
from odoo.addons.gotgan_base.transition import Transition

CLERK = "group:gotgan_contract.group_contract_officer"
OFFICER = "office:commitment_officer"
DECIDER = f"approval|{OFFICER}"
WRITER = f"author|{CLERK}"
PLACED = ("placed", "completed", "revoked")


class ContractOrder(models.Model):
    """발주(납품요구): a department asks for quantities of a 단가계약 (지방계약법 제25조).

    The commitment officer places it. The money is bound in that moment, for only then is it known
    how much is owed (지방회계법 제29조); where the agency bound it all at signing, the order lives
    of that. The prices are those in force on the day.
    """

    _name = "gotgan.contract.order"
    _description = "Order on a Unit-Price Contract"
    _inherit = [
        "gotgan.contract.decision.mixin", "gotgan.contract.order.delay.mixin",
        "gotgan.paper.mixin", "gotgan.transition.mixin", "gotgan.number.mixin",
    ]
    _order = "id desc"
    _rec_names_search = ["number", "name"]

    _number_series = "contract_order"
    _sealed_fields = (
        "state", "number", "date", "term_from", "term_until", "commitment_id", "completed_on",
        "delay_days", "delay_base", "delay_damages", "signer_id",
    )
    _free_fields = ("note",)
    _approval_steps = {"submit": ("place", "reject")}
    _transitions = {
        "submit": Transition(("draft",), "submitted", WRITER),
        "reject": Transition(("submitted",), "draft", DECIDER, needs_reason=True),
        "place": Transition(("submitted",), "placed", DECIDER),
        "cancel": Transition(("draft", "submitted"), "cancelled", WRITER, needs_reason=True),
        "recall": Transition(("placed",), "revoked", OFFICER, needs_reason=True),
        # What the inspections decide.
        "complete": Transition(("placed",), "completed", "delivered:all"),
        "reopen": Transition(("completed",), "placed", "delivered:rest"),
    }

    name = fields.Char(string="Title", required=True)
    contract_id = fields.Many2one(
        "gotgan.contract", required=True, index=True, ondelete="restrict",
        domain="[('term_kind', '=', 'unit'), ('state', '=', 'signed')]",
    )
    binds = fields.Selection(related="contract_id.binds")
    fiscal_year_id = fields.Many2one(related="contract_id.fiscal_year_id", store=True)
    department_id = fields.Many2one(
        "hr.department", required=True, ondelete="restrict", index=True,
        default=lambda self: self._default_department_id(),
    )
    partner_id = fields.Many2one(
        "res.partner", required=True, ondelete="restrict", index=True,
        help="In a joint contract the partner who delivers this order.",
    )
    request_id = fields.Many2one(
        "gotgan.spending.request", ondelete="restrict", index="btree_not_null",
        domain="[('state', '=', 'approved'), ('department_id', '=', department_id),"
               " ('fiscal_year_id', '=', fiscal_year_id)]",
        help="Whose money the order binds.",
    )
    requester_id = fields.Many2one(
        related="request_id.create_uid", store=True, precompute=True, string="Requested By",
    )
    is_final = fields.Boolean(
        string="Last of the Request", default=True,
        help="What the request kept and this order does not use goes back to the budget.",
    )
    date = fields.Date(readonly=True, copy=False, string="Placed On")
    term_from = fields.Date(readonly=True, copy=False)
    term_until = fields.Date(readonly=True, copy=False)
    due_date = fields.Date(string="Deliver By", required=True)
    place = fields.Char(string="Place of Delivery")
    line_ids = fields.One2many(
        "gotgan.contract.order.line", "order_id", string="Items", copy=True,
    )
    amount = Won(compute="_compute_amount", store=True)
    accepted = Won(compute="_compute_accepted", string="Accepted")
    paid = Won(compute="_compute_accepted", string="Paid Amount")
    rest = Won(related="contract_id.order_rest", string="Left of the Contract")
    commitment_id = fields.Many2one(
        "gotgan.commitment", readonly=True, copy=False, ondelete="restrict",
        index="btree_not_null",
    )
    inspection_ids = fields.One2many(
        "gotgan.inspection", "contract_order_id", string="Inspections", readonly=True,
    )
    voucher_ids = fields.Many2many(
        "gotgan.voucher", string="Vouchers", compute="_compute_voucher_ids",
    )
    completed_on = fields.Date(readonly=True, copy=False, string="Delivered On")
    note = fields.Text(string="Remarks")
    state = fields.Selection([
        ("draft", "Draft"),
        ("submitted", "Handed In"),
        ("placed", "Placed"),
        ("completed", "All Delivered"),
        ("revoked", "Revoked"),
        ("cancelled", "Cancelled"),
    ], default="draft", required=True, readonly=True, copy=False)

    _two_people = models.Constraint(
        "CHECK (signer_id <> create_uid AND signer_id <> requester_id)",
        "Who wrote an order, or asked for its money, does not sign it.",
    )
    _within_term = models.Constraint(
        "CHECK (state NOT IN ('placed', 'completed') OR (date BETWEEN term_from AND term_until "
        "AND due_date BETWEEN date AND term_until))",
        "An order is placed and delivered within the term of its contract.",
    )

    def _default_department_id(self):
        user_sudo = self.env.user.sudo()
        return user_sudo.employee_id.department_id

    @api.depends("number", "name")
    def _compute_display_name(self):
        for order in self:
            order.display_name = f"{order.number or ''} {order.name or ''}".strip()

    @api.depends("line_ids.price_amount", "line_ids.amount")
    def _compute_amount(self):
        for order in self:
            order.amount = sum(order.line_ids.mapped("price_amount"))

    @api.depends("line_ids.delivered_amount", "commitment_id.voucher_ids.state")
    def _compute_accepted(self):
        for order in self:
            order.accepted = sum(order.line_ids.mapped("delivered_amount"))
            vouchers = order._get_vouchers().filtered(lambda one: one.state == "paid")
            order.paid = sum(vouchers.mapped("amount"))

    @api.depends("commitment_id.voucher_ids", "inspection_ids")
    def _compute_voucher_ids(self):
        for order in self:
            order.voucher_ids = order._get_vouchers()

    @api.onchange("contract_id")
    def _onchange_contract_id(self):
        contract = self.contract_id
        if contract:
            self.name = self.name or contract.name
            self.partner_id = contract.partner_id
            self.place = self.place or contract.place

    @api.model_create_multi
    def create(self, vals_list):
        contracts = self.env["gotgan.contract"].browse([one["contract_id"] for one in vals_list])
        return super().create([
            {"name": contract.name, "partner_id": contract.partner_id.id, **vals}
            for contract, vals in zip(contracts, vals_list, strict=True)
        ])

    def action_submit(self):
        """Hand the order to the commitment officer."""
        return self._do_transition("submit")

    def action_reject(self):
        """Return the order to its author, with the reason."""
        return self._do_transition("reject")

    def action_place(self):
        """Place the order as commitment officer: its money is bound in the same moment."""
        return self._do_transition("place")

    def action_cancel(self):
        """Drop an order that was not placed, with the reason."""
        return self._do_transition("cancel")

    def action_recall(self):
        """Take back what was not delivered yet, with the reason."""
        return self._do_transition("recall")

    def action_new_inspection(self):
        """Open the inspection of what was delivered."""
        self.ensure_one()
        if self.state != "placed":
            raise UserError(self.env._(
                "%(order)s is %(state)s. Only a placed order is delivered and inspected.",
                order=self._get_document_label(), state=self._get_state_label(),
            ))
        action = self.commitment_id.action_new_inspection()
        action["context"] = {
            **action["context"], "default_contract_order_id": self.id,
            "default_place": self.place,
        }
        return action

    def action_new_voucher(self):
        """Open the voucher of what was accepted of the order."""
        self.ensure_one()
        return self.commitment_id.action_new_voucher()

    # ---- effects ---------------------------------------------------------

    def _on_submit(self):
        for order in self:
            order._check_placeable()

    def _get_approval_fields(self):
        items = ", ".join(
            f"{one.item_id.display_name} × {one.quantity:g}" for one in self.line_ids
        )
        return (
            ("contract_id", self.contract_id.display_name), ("partner_id", self.partner_id.name),
            ("request_id", self.request_id.display_name), ("line_ids", items),
            ("amount", won_text(self.amount)), ("due_date", str(self.due_date or "")),
        )

    def _get_bound(self):
        return self.amount

    def _on_place(self):
        day = today(self.env)
        for order in self:
            order._check_placeable()
            order.line_ids._set_prices(day)
            contract = order.contract_id
            order._write_locked({
                "date": day, "term_from": contract.date_start, "term_until": contract.date_end,
            })
        self._take_numbers()
        for order in self:
            order.contract_id._add_ordered(order.amount, order)
            order._write_locked({"commitment_id": order._bind().id})

    def _on_recall(self, reason):
        for order in self:
            order.contract_id._add_ordered(order.accepted - order.amount, order)
            commitment = order.commitment_id
            if order.binds != "order" or commitment.state != "committed":
                continue
            rests = {one: one._get_open() for one in commitment.line_ids if one._get_open()}
            if order.accepted:
                commitment._reduce(rests, reason)
            else:
                commitment._do_transition("cancel", reason)

    def _on_complete(self):
        for order in self:
            notices = order._get_passed().mapped("notice_date")
            completed = max(filter(None, notices), default=today(self.env))
            delay = order._count_delay(completed)
            order._write_locked({
                "completed_on": completed, "delay_days": delay.days, "delay_base": delay.base,
                "delay_damages": delay.damages,
            })

    def _on_reopen(self):
        self._write_locked({
            "completed_on": False, "delay_days": 0, "delay_base": 0, "delay_damages": 0,
        })

    def _bind(self):
        """Return the commitment of the order: its own, or the contract's that has room.

        :raises UserError: the request is missing or too small, or no commitment has room
        """
        contract = self.contract_id
        if self.binds == "order":
            if not self.request_id:
                raise UserError(self.env._(
                    "%(order)s needs an approved spending request: the money of an order is bound "
                    "when it is placed (Local Accounting Act, Article 29). Choose it first.",
                    order=self._get_document_label(),
                ))
            commitment = contract._commit_part(
                self.partner_id, self.amount, self.request_id, self.is_final, name=self.name,
                basis_kind="order", basis=self.display_name,
            )
            commitment._write_locked({"contract_order_id": self.id})
            return commitment
        rooms = {one: contract._get_order_room(one) for one in contract.commitment_ids
                 if one.state == "committed" and one.partner_id == self.partner_id}
        room = max(rooms.values(), default=0)
        if room < self.amount:
            raise UserError(self.env._(
                "%(order)s: the commitment to %(partner)s has %(room)s won that are not ordered "
                "yet, asked %(amount)s won (Local Accounting Act, Article 29). Lower the "
                "quantities, or agree on a change that binds more.",
                order=self._get_document_label(), partner=self.partner_id.name,
                room=won_text(room), amount=won_text(self.amount),
            ))
        return next(one for one, won in rooms.items() if won == room)

    def _check_placeable(self):
        """Refuse an order that its contract does not carry today.

        :raises UserError: with the article, and what to do
        """
        contract, day = self.contract_id, today(self.env)
        words = {
            "order": self._get_document_label(), "contract": contract.display_name,
            "state": contract._get_state_label(), "from": contract.date_start,
            "until": contract.date_end, "due": self.due_date,
        }
        if contract.term_kind != "unit" or contract.state != "signed":
            raise UserError(self.env._(
                "%(order)s: %(contract)s is %(state)s, or has no unit prices. Orders are placed "
                "on a unit-price contract in performance (Local Contracts Act, Article 25).",
                **words))
        if not contract.date_start <= day <= contract.date_end or not (
            day <= self.due_date <= contract.date_end
        ):
            raise UserError(self.env._(
                "%(order)s: %(contract)s runs from %(from)s to %(until)s; today or the day of "
                "delivery %(due)s lies outside (Local Contracts Act, Article 25). Choose another "
                "day, or agree on a longer period first.", **words))
        if not self.line_ids:
            raise UserError(self.env._(
                "%(order)s asks for nothing. Enter items and quantities.", **words))
        if self.partner_id not in contract.party_ids.partner_id:
            raise UserError(self.env._(
                "%(order)s goes to %(partner)s, who is not a partner of %(contract)s. Choose one "
                "of its partners.", partner=self.partner_id.name, **words))
        contract._check_order_rest(self.line_ids._get_today_amount(), self)

    # ---- what comes of it --------------------------------------------------

    def _follow_deliveries(self):
        """Complete what is wholly delivered, and open again what is not any more."""
        done = self.filtered(
            lambda one: one.state == "placed" and one._get_capacity_delivered("all")
        )
        back = self.filtered(
            lambda one: one.state == "completed" and one._get_capacity_delivered("rest")
        )
        if done:
            done._do_transition("complete")
        if back:
            back._do_transition("reopen")

    def _get_capacity_delivered(self, value):
        """Return a text if what was delivered decides the step by itself."""
        whole = bool(self.line_ids) and not any(self.line_ids.mapped("left_quantity"))
        if value == "all":
            return self.env._("All of it passed inspection") if whole else ""
        return "" if whole else self.env._("An inspection was taken back")

    def _get_passed(self):
        return self.inspection_ids.filtered(lambda one: one.state == "passed")

    def _get_vouchers(self):
        """Return the vouchers that claim what was accepted of the orders."""
        own = self.filtered(lambda one: one.binds == "order").commitment_id.voucher_ids
        others = (self - self.filtered(lambda one: one.binds == "order")).inspection_ids
        named = self.env["gotgan.voucher"]
        if others:
            named = named.search([("inspection_ids", "in", others.ids)])
        return (own | named).filtered(lambda one: one.state != "cancelled")

    def _prepare_items(self):
        """Return the commands of an inspection's items: all that is left to deliver."""
        return [
            Command.clear(),
            *(
                Command.create({"order_line_id": line.id, "quantity": line.left_quantity})
                for line in self.line_ids if line.left_quantity
            ),
        ]

    def _get_number_year(self):
        return self.fiscal_year_id.year
