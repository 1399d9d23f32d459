import base64

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.gotgan_base.business_number import is_business_number


class HubSupplier(models.Model):
    """공급자: who runs the service and signs its papers."""

    _name = "hub.supplier"
    _description = "Supplier"
    _order = "sequence, id"

    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    name = fields.Char(required=True, string="Company Name")
    business_number = fields.Char(string="Business Registration Number")
    branch_number = fields.Char(help="종사업장번호, four digits, if any.")
    representative = fields.Char()
    address = fields.Char()
    business_type = fields.Char(default="정보통신업")
    business_item = fields.Char(default="소프트웨어 공급")
    contact_name = fields.Char(string="Officer in Charge")
    phone = fields.Char()
    email = fields.Char(string="E-mail")
    bank_account = fields.Char(help="Bank, number and holder, as they stand on statements.")
    seal = fields.Image(max_width=400, max_height=400, string="Picture of the Seal")
    due_days = fields.Integer(
        required=True, default=30, aggregator=None, string="Days to Pay",
        help="From the day a statement is issued.",
    )
    quote_days = fields.Integer(
        required=True, default=30, aggregator=None, string="Days a Quotation Is Good For",
    )
    catalogue_number = fields.Char(
        help="The number under which the service stands in the catalogue of digital services.",
    )

    _days_positive = models.Constraint(
        "CHECK (due_days > 0 AND quote_days > 0)", "Periods are one day or more.",
    )

    @api.constrains("business_number")
    def _check_business_number(self):
        for supplier in self.filtered("business_number"):
            if not is_business_number(supplier.business_number):
                raise ValidationError(self.env._(
                    "%(supplier)s: the business registration number %(number)s is not right. "
                    "Compare it with the certificate of registration.",
                    supplier=supplier.name, number=supplier.business_number,
                ))

    @api.model
    def _get(self):
        """Return the supplier that signs papers now.

        :raises UserError: there is none
        """
        found_sudo = self.sudo().search([], limit=1)
        if not found_sudo:
            raise UserError(self.env._(
                "No supplier is recorded, so no paper can be signed. Record one under Plans and "
                "Contracts, Supplier."
            ))
        return found_sudo.sudo(self.env.su)

    def _get_seal(self):
        """Return the picture of the seal as bytes, empty where there is none."""
        supplier_sudo = self.sudo().with_context(bin_size=False)
        return base64.b64decode(supplier_sudo.seal or b"")
