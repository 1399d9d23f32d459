from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import won_text
from odoo.addons.gotgan_rule.finding import Finding

from ..contract_change import ContractChange as Base


class ContractChange(models.Model):
    """물가변동 of a 단가계약: its unit prices change from a day on, for the orders placed then."""

    _inherit = "gotgan.contract.change"

    _finding_depends = (*Base._finding_depends, "item_ids.unit_price", "item_ids.item_id")

    term_kind = fields.Selection(related="contract_id.term_kind", string="Kind of Contract")
    item_ids = fields.One2many(
        "gotgan.contract.change.item", "change_id", string="New Unit Prices", copy=True,
    )

    def _has_effect(self):
        return bool(self.item_ids) or super()._has_effect()

    def _check_agreeable(self):
        done = super()._check_agreeable()
        strange = self.item_ids.item_id.filtered(lambda one: one.contract_id != self.contract_id)
        if strange or (self.item_ids and self.kind != "price"):
            raise UserError(self.env._(
                "%(change)s: unit prices of the items of %(contract)s change only by a change of "
                "prices (Local Contracts Act, Article 22). Choose that kind, and items of the "
                "contract.", change=self._get_document_label(),
                contract=self.contract_id.display_name,
            ))
        return done

    def _on_agree(self):
        done = super()._on_agree()
        for change in self.filtered("item_ids"):
            change._write_prices()
        return done

    def _write_prices(self):
        """The new prices hold from the day of adjustment, never for a day that has passed."""
        day = max(today(self.env), self.reference_date or today(self.env))
        prices_sudo = self.env["gotgan.contract.item.price"].sudo()
        prices_sudo.create([
            {"item_id": one.item_id.id, "date_from": day, "unit_price": one.unit_price,
             "change_id": self.id}
            for one in self.item_ids
        ])
        self.item_ids.item_id.invalidate_recordset(["price_ids", "price_now"])

    def _check_contract_price_change(self, edition):
        """영 73: each unit price changes by the indices, no amount is computed beforehand."""
        if self.kind != "price" or self.term_kind != "unit":
            yield from super()._check_contract_price_change(edition)
            return
        result = self._adjust()
        if result is None or not result.due:
            yield from super()._check_contract_price_change(edition)
            return
        for line in self.item_ids.filtered(lambda one: one.unit_price != one.computed_price):
            yield Finding(
                self.env._("%(item)s: the computation gives %(won)s won.",
                           item=line.item_id.display_name, won=won_text(line.computed_price)),
                fix=self.env._("Take that price, or correct the indices."), record=line,
                facts=(line.item_id.id, line.unit_price),
            )
