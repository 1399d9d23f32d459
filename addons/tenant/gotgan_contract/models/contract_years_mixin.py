from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import SQL

from odoo.addons.gotgan_base.fields import Won, won_text


class ContractYearsMixin(models.AbstractModel):
    """장기계속계약: the first contract states the total, each year signs a part of it.

    (지방계약법 제24조, 총공사부기금액.) An agreed change of one year moves the total by as much, so
    the rest is what the first contract stated less what the years were signed for.
    """

    _name = "gotgan.contract.years.mixin"
    _description = "Contract of Several Years"

    year_ids = fields.Many2many(
        "gotgan.contract", string="Contracts of the Years", compute="_compute_years",
    )
    years_total = Won(string="Total with Changes", compute="_compute_years")
    years_sum = Won(string="Signed So Far", compute="_compute_years")
    years_rest = Won(string="Rest of the Total", compute="_compute_years")

    @api.depends(
        "master_id", "term_kind", "total_amount", "original_amount", "amount", "state", "inspected",
    )
    def _compute_years(self):
        for contract in self:
            if contract.term_kind != "long":
                contract.update({
                    "year_ids": False, "years_total": 0, "years_sum": 0, "years_rest": 0,
                })
                continue
            years_sudo = contract.sudo()._get_years()
            signed = years_sudo.filtered(lambda one: one.state not in ("draft", "cancelled"))
            rest = contract.sudo()._get_first().total_amount - signed._get_years_part(
                "original_amount"
            )
            done = signed._get_years_part("amount")
            contract.update({
                "year_ids": years_sudo.ids, "years_total": done + rest, "years_sum": done,
                "years_rest": rest,
            })

    @api.constrains("master_id")
    def _check_master(self):
        if self._has_cycle("master_id"):
            raise ValidationError(self.env._(
                "A contract cannot follow itself. Name the contract of the year before.",
            ))

    def _check_signable(self):
        if self.term_kind == "long":
            self._check_total()
        return super()._check_signable()

    def _check_total(self):
        """Refuse a year beyond the stated total.

        The row of the first contract is written, so that of two years signed at once the later
        one is run again and sees the earlier.

        :raises UserError: with the article and what is left
        """
        first_sudo = self.sudo()._get_first()
        if not first_sudo.total_amount:
            raise UserError(self.env._(
                "%(contract)s: the first contract of several years states the total "
                "(지방계약법 제24조). Enter the total of all years.",
                contract=self._get_document_label(),
            ))
        self.env.cr.execute(SQL(
            "UPDATE gotgan_contract SET total_amount = total_amount WHERE id = %s", first_sudo.id,
        ))
        others_sudo = first_sudo._get_years().filtered(
            lambda one: one.id != self.id and one.state not in ("draft", "cancelled")
        )
        rest = first_sudo.total_amount - others_sudo._get_years_part("original_amount")
        if self.original_amount > rest:
            raise UserError(self.env._(
                "%(contract)s: %(amount)s won are more than the %(rest)s won left of the total of "
                "%(total)s won (지방계약법 제24조). Lower the amount of this year.",
                contract=self._get_document_label(), amount=won_text(self.original_amount),
                rest=won_text(rest), total=won_text(first_sudo.total_amount),
            ))

    def _get_years_part(self, name):
        """Return the won these years take of the total: of one that was terminated, what was done.

        :param str name: the field that counts for a year that stands
        """
        return sum(one.inspected if one.state == "terminated" else one[name] for one in self)

    def _get_first(self):
        """Return the contract that states the total."""
        first = self._origin or self
        if not first.master_id and self.master_id:
            first = self.master_id
        while first.master_id:
            first = first.master_id
        return first

    def _get_years(self):
        """Return the contracts of all years, the first one first."""
        years = layer = self._get_first()
        while layer := self.env["gotgan.contract"].search(
            [("master_id", "in", layer.ids)], order="id",
        ):
            years |= layer
        return years
