from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.gotgan_base.business_number import format_business_number, is_business_number


class ResPartner(models.Model):
    """A payee: the business registration number tells one company from another."""

    _inherit = "res.partner"

    business_number = fields.Char(
        string="Business Registration Number", index="btree_not_null", copy=False,
        help="Ten digits, such as 124-81-00998. Empty for persons.",
    )

    _business_number_unique = models.UniqueIndex(
        "(business_number) WHERE business_number IS NOT NULL AND active",
        "Another payee already has this business registration number.",
    )

    @api.constrains("business_number")
    def _check_business_number(self):
        for partner in self.filtered("business_number"):
            if not is_business_number(partner.business_number):
                raise ValidationError(self.env._(
                    "%(number)s of %(payee)s is not a business registration number: a digit is "
                    "wrong. Copy it from the registration certificate, such as 124-81-00998.",
                    number=partner.business_number, payee=partner.name,
                ))

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._format_number(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._format_number(vals))

    def _format_number(self, vals):
        """Return ``vals`` with the number as it is written: 000-00-00000."""
        number = vals.get("business_number")
        if not number:
            return vals
        return {**vals, "business_number": format_business_number(number)}
