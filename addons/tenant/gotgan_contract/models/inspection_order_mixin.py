from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.gotgan_base.fields import won_text
from odoo.addons.gotgan_expenditure.shares import take_in_order


class InspectionOrderMixin(models.AbstractModel):
    """검수 of an order: the quantities that came decide what is accepted (지방계약법 제17조)."""

    _name = "gotgan.inspection.order.mixin"
    _description = "Inspection of an Order"

    contract_order_id = fields.Many2one(
        "gotgan.contract.order", string="Order", ondelete="restrict", index="btree_not_null",
        copy=False,
    )
    item_ids = fields.One2many(
        "gotgan.inspection.item", "inspection_id", string="Delivered Items", copy=False,
    )

    @api.onchange("item_ids")
    def _onchange_item_ids(self):
        if self.item_ids:
            self._spread_items()

    def _do_transition(self, name, reason=None):
        done = super()._do_transition(name, reason)
        if done is True and self.contract_order_id:
            self.contract_order_id._follow_deliveries()
        return done

    def _on_accept(self):
        for inspection in self:
            inspection._check_order()
            if inspection.contract_order_id:
                inspection._spread_items()
                inspection._check_spread()
        return super()._on_accept()

    def _on_cancel(self, reason):
        for inspection in self.filtered(lambda one: one.state == "passed"):
            if inspection.contract_order_id.state == "revoked":
                raise UserError(self.env._(
                    "%(inspection)s: the rest of %(order)s was revoked, so what came of it stays "
                    "accepted.", inspection=inspection._get_document_label(),
                    order=inspection.contract_order_id.display_name,
                ))
        return super()._on_cancel(reason)

    def _count(self, sign):
        done = super()._count(sign)
        if self.item_ids:
            self.item_ids.order_line_id._add_delivered(self.item_ids._get_parts(sign))
        return done

    def _check_order(self):
        """Goods of a unit-price contract are counted, and by the order they belong to."""
        order, commitment = self.contract_order_id, self.commitment_id
        contract_sudo = commitment.contract_id.sudo()
        words = {"inspection": self._get_document_label(), "order": order.display_name or "-",
                 "contract": contract_sudo.display_name}
        if contract_sudo.term_kind != "unit" and not order:
            return
        if not order or commitment != order.commitment_id or not self.item_ids:
            raise UserError(self.env._(
                "%(inspection)s: deliveries of %(contract)s are inspected by order, with the "
                "quantities that came (Local Contracts Act, Article 17). Write the inspection "
                "from its order.", **words))
        if order.state != "placed" or self.item_ids.order_line_id.order_id != order:
            raise UserError(self.env._(
                "%(inspection)s: %(order)s is %(state)s, or items of another order are listed. "
                "Only what a placed order asked for is accepted.", state=order._get_state_label(),
                **words))
        over = self.item_ids.filtered(lambda one: round(one.quantity - one.left_quantity, 3) > 0)
        if over:
            raise UserError(self.env._(
                "%(inspection)s: of %(item)s %(left)s are left to deliver, %(quantity)s are "
                "listed. Lower the quantity, or place a further order.",
                item=over[0].order_line_id.display_name, left=f"{over[0].left_quantity:g}",
                quantity=f"{over[0].quantity:g}", **words))

    def _spread_items(self):
        """Take what the delivered items come to from the lines of the commitment in order."""
        self.env.add_to_compute(self.item_ids._fields["amount"], self.item_ids)
        rests = [
            line.commitment_line_id.amount - line.commitment_line_id.reduced
            - line.commitment_line_id.inspected for line in self.line_ids
        ]
        parts = take_in_order(sum(self.item_ids.mapped("amount")), rests)
        for line, part in zip(self.line_ids, parts, strict=True):
            line.amount = part

    def _check_spread(self):
        total = sum(self.item_ids.mapped("amount"))
        if sum(self.line_ids.mapped("amount")) != total:
            raise UserError(self.env._(
                "%(inspection)s: the delivered items come to %(total)s won, but its commitment "
                "has only %(rest)s won left to accept. Reload the inspection from its order.",
                inspection=self._get_document_label(), total=won_text(total),
                rest=won_text(sum(self.line_ids.mapped("amount"))),
            ))
        self.line_ids.filtered(lambda one: not one.amount).unlink()

    # ---- preparation -----------------------------------------------------

    def _complete(self, vals, commitment):
        order_id = vals.get("contract_order_id")
        known = self.with_context(default_contract_order_id=order_id) if order_id else self
        return super(InspectionOrderMixin, known)._complete(vals, commitment)

    def _prepare_from_commitment(self, commitment):
        prepared = super()._prepare_from_commitment(commitment)
        order = commitment.contract_order_id or self.contract_order_id or (
            self.env["gotgan.contract.order"].browse(
                self.env.context.get("default_contract_order_id") or (),
            )
        )
        if not order:
            return prepared
        return {
            **prepared, "name": order.name, "contract_order_id": order.id,
            "item_ids": order._prepare_items(),
        }
