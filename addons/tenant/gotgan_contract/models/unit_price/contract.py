from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import Won, won_text

from ...delays import Delay
from ..contract import Contract as Base

OPEN = ("submitted", "placed")


class Contract(models.Model):
    """단가계약 (지방계약법 제25조): unit prices are agreed, the quantities come with each order.

    ``ordered`` is a running total under a constraint: two orders on the last won of a contract
    cannot both be placed. Nothing is bound by signing, unless the agency chose so.
    """

    _name = "gotgan.contract"
    _inherit = ["gotgan.contract.labour.mixin", "gotgan.contract"]

    _sealed_fields = (*Base._sealed_fields, "ordered")

    binds = fields.Selection(
        [("order", "With Each Order"), ("signing", "At Signing")], string="Money Is Bound",
        required=True, default="order",
        help="Of a unit-price contract: what is owed is known only when an order is placed "
             "(Local Accounting Act, Article 29).",
    )
    item_ids = fields.One2many(
        "gotgan.contract.item", "contract_id", string="Items and Unit Prices", copy=True,
    )
    order_ids = fields.One2many("gotgan.contract.order", "contract_id", string="Orders")
    ordered = Won(readonly=True, copy=False, default=0, string="Ordered Amount")
    is_delivery_due = fields.Boolean(
        string="Delivery Is Waited For", compute="_compute_orders",
    )
    is_term_over = fields.Boolean(compute="_compute_orders", string="Term Is Over")
    order_rest = Won(compute="_compute_order_rest", string="Not Ordered Yet")

    _ordered_within = models.Constraint(
        "CHECK (term_kind <> 'unit' OR COALESCE(ordered, 0) BETWEEN 0 AND COALESCE(amount, 0))",
        "The orders of a unit-price contract stay within its amount.",
    )

    @api.depends("order_ids.state", "date_end")
    def _compute_orders(self):
        day = today(self.env)
        for contract in self:
            states = contract.order_ids.mapped("state")
            over = contract.date_end and contract.date_end < day
            contract.is_delivery_due = "placed" in states
            contract.is_term_over = bool(over and not set(states) & set(OPEN))

    @api.depends("ordered", "amount", "term_kind")
    def _compute_order_rest(self):
        for contract in self:
            unit = contract.term_kind == "unit"
            contract.order_rest = contract.amount - contract.ordered if unit else 0

    def _compute_late(self):
        done = super()._compute_late()
        for contract in self.filtered(lambda one: one.term_kind == "unit" and one.is_late):
            contract.late_words = self.env._(
                "%(won)s won, the sum of the late orders; each is counted on its own amount and "
                "day (Local Contracts Act, Article 30).", won=won_text(contract.late_damages),
            )
        return done

    def action_new_order(self):
        """Open an order on the contract."""
        return self._get_new_action("gotgan.contract.order", self.env._("New Order"))

    def action_open_orders(self):
        """Show the ledger of the orders: what was ordered, delivered, and is left."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "domain": [("contract_id", "=", self.id)],
            "res_model": "gotgan.contract.order.line", "view_mode": "list",
            "name": self.env._("Ledger of Orders"),
        }

    def action_new_inspection(self):
        """A unit-price contract is inspected order by order."""
        if self.term_kind != "unit":
            return super().action_new_inspection()
        placed = self.order_ids.filtered(lambda one: one.state == "placed")
        if not placed:
            raise UserError(self.env._(
                "%(contract)s has no placed order that waits for its delivery. Place an order "
                "first.", contract=self._get_document_label(),
            ))
        if len(placed) == 1:
            return placed.action_new_inspection()
        return {
            "type": "ir.actions.act_window", "domain": [("id", "in", placed.ids)],
            "res_model": "gotgan.contract.order", "view_mode": "list,form",
            "name": self.env._("Orders to Be Delivered"),
        }

    def action_deduct_damages(self):
        """Each order pays for its own delay."""
        late = self.order_ids.filtered("delay_damages") if self.term_kind == "unit" else ()
        if not late:
            return super().action_deduct_damages()
        raise UserError(self.env._(
            "%(contract)s: delay damages are deducted from the voucher of the late order (Local "
            "Contracts Act, Article 30). Open %(orders)s.",
            contract=self._get_document_label(), orders=", ".join(late.mapped("display_name")),
        ))

    def action_end_term(self):
        """Complete a unit-price contract whose term is over and whose orders all came."""
        for contract in self:
            contract._check_term_over()
        self._follow_inspections()

    # ---- effects ---------------------------------------------------------

    def _on_sign(self):
        done = super()._on_sign()
        for contract in self.filtered(lambda one: one.term_kind == "unit"):
            contract.item_ids._begin_prices(contract.signed_on)
        return done

    def _on_terminate(self, reason):
        """What was ordered and did not come is taken back with its contract."""
        placed = self.order_ids.filtered(lambda one: one.state == "placed")
        if placed:
            placed._do_transition("recall", reason)
        return super()._on_terminate(reason)

    def _commit_amount(self, amount, request):
        """Signing binds nothing where each order binds its own money."""
        if self.term_kind == "unit" and self.binds == "order":
            return None
        return super()._commit_amount(amount, request)

    def _release_amount(self, amount, reason):
        if self.term_kind == "unit" and self.order_rest < amount:
            raise UserError(self.env._(
                "%(contract)s: %(ordered)s won are ordered already; only %(rest)s won can be "
                "taken off.", contract=self._get_document_label(),
                ordered=won_text(self.ordered), rest=won_text(self.order_rest),
            ))
        if self.term_kind == "unit" and self.binds == "order":
            return None
        return super()._release_amount(amount, reason)

    def _add_ordered(self, won, order):
        """Add to what is ordered of the contract, or take it off; refused beyond its amount.

        The row is locked and looked at with the figures in hand, so that of two orders placed at
        once the later one is run again and sees the earlier.
        """
        self.flush_recordset()
        self.env.cr.execute(SQL(
            "SELECT amount - ordered FROM gotgan_contract WHERE id = %s FOR NO KEY UPDATE",
            self.id,
        ))
        self._check_order_rest(won, order, self.env.cr.fetchone()[0])
        self.env.cr.execute(SQL(
            "UPDATE gotgan_contract SET ordered = ordered + %s WHERE id = %s", won, self.id,
        ))
        self.invalidate_recordset(["ordered", "order_rest"])

    def _check_order_rest(self, won, order, rest=None):
        rest = self.order_rest if rest is None else rest
        if won > rest:
            raise UserError(self.env._(
                "%(order)s comes to %(won)s won, but of %(contract)s (%(amount)s won) only "
                "%(rest)s won are not ordered yet (Local Contracts Act, Article 25). Lower the "
                "quantities, or agree on a change of the contract first.",
                order=order._get_document_label(), won=won_text(won),
                contract=self.display_name, amount=won_text(self.amount), rest=won_text(rest),
            ))

    # ---- checks ------------------------------------------------------------

    def _check_term_over(self):
        """Refuse to end a contract that is not of unit prices, runs still, or waits for orders."""
        words = {"contract": self._get_document_label(), "until": self.date_end}
        if self.term_kind != "unit" or self.state != "signed":
            raise UserError(self.env._(
                "%(contract)s is %(state)s. Only a unit-price contract in performance ends with "
                "its term; others end with their inspection.",
                state=self._get_state_label(), **words))
        waiting = self.order_ids.filtered(lambda one: one.state in OPEN)
        if waiting:
            raise UserError(self.env._(
                "%(contract)s has open orders: %(orders)s. It ends after their delivery.",
                orders=", ".join(waiting.mapped("display_name")), **words))
        if self.date_end >= today(self.env):
            raise UserError(self.env._(
                "%(contract)s runs until %(until)s. It ends the day after.", **words))

    def _check_signable(self):
        if self.term_kind == "unit":
            self._check_items()
        return super()._check_signable()

    def _check_items(self):
        """Unit prices are what a unit-price contract agrees on."""
        total = sum(self.item_ids.mapped("amount"))
        if not total or total > self.original_amount:
            raise UserError(self.env._(
                "%(contract)s: its items come to %(total)s won at the estimated quantities, its "
                "amount is %(amount)s won. A unit-price contract states unit prices within its "
                "amount (Local Contracts Act, Article 25). Correct the items.",
                contract=self._get_document_label(), total=won_text(total),
                amount=won_text(self.original_amount),
            ))

    def _get_capacity_inspected(self, value):
        """A unit-price contract ends with its term or its amount, not with its first delivery."""
        if self.term_kind != "unit":
            return super()._get_capacity_inspected(value)
        waiting = self.order_ids.filtered(lambda one: one.state in OPEN)
        used = self.ordered and self.ordered == self.amount
        done = not waiting and bool(used or self.date_end < today(self.env))
        if value == "all":
            return self.env._("Everything ordered was delivered") if done else ""
        return "" if done else self.env._("An inspection was taken back")

    def _get_notices(self):
        notices = super()._get_notices()
        return notices if notices or self.term_kind != "unit" else [self.date_end]

    def _get_order_room(self, commitment):
        """Return what of a commitment made at signing no order has asked for yet."""
        waiting = self.order_ids.filtered(
            lambda one: one.state == "placed" and one.commitment_id == commitment
        )
        opened = sum(line._get_open() for line in commitment.line_ids)
        return opened - sum(one.amount - one.accepted for one in waiting)

    # ---- being late ----------------------------------------------------------

    def _count_delay(self, last):
        """What the late orders of a unit-price contract come to together."""
        if self.term_kind != "unit":
            return super()._count_delay(last)
        late = self.order_ids.filtered("late_days")
        return Delay(
            max(late.mapped("late_days"), default=0), sum(late.mapped("amount")),
            sum(late.mapped("late_damages")), False,
        )
