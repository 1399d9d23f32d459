from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import Won

SHOWN_DIGITS = 4


class Card(models.Model):
    """법인카드: who holds it, whose it is, and how much it may spend in a month.

    Only the last four digits are kept: with them a statement is told apart, and nobody can pay.
    """

    _name = "gotgan.card"
    _description = "Corporate Card"
    _order = "department_id, name, id"

    name = fields.Char(required=True, help="How people call the card, e.g. that of the mayor.")
    digits = fields.Char(string="Last Four Digits", required=True, size=4)
    partner_id = fields.Many2one(
        "res.partner", string="Card Company", required=True, ondelete="restrict",
    )
    department_id = fields.Many2one(
        "hr.department", required=True, ondelete="restrict", index=True,
        default=lambda self: self._default_department_id(),
    )
    holder_id = fields.Many2one("res.users", ondelete="restrict")
    limit_amount = Won(
        string="Limit of a Month",
        help="Beyond it no use is matched. Zero: no limit of the agency's own.",
    )
    valid_until = fields.Date()
    active = fields.Boolean(default=True)
    used_amount = Won(compute="_compute_used_amount", string="Used This Month")
    use_ids = fields.One2many("gotgan.card.use", "card_id", string="Uses")

    _digits_unique = models.UniqueIndex(
        "(partner_id, digits) WHERE active", "This card is registered already.",
    )
    _limit_not_negative = models.Constraint(
        "CHECK (limit_amount >= 0)", "A limit cannot be negative.",
    )

    def _default_department_id(self):
        user_sudo = self.env.user.sudo()
        return user_sudo.employee_id.department_id

    @api.depends("use_ids.amount", "use_ids.used_on")
    def _compute_used_amount(self):
        first = today(self.env).replace(day=1)
        rows = self.env["gotgan.card.use"]._read_group(
            Domain("card_id", "in", self.ids) & Domain("used_on", ">=", first),
            ["card_id"], ["amount:sum"],
        )
        used = {card.id: won for card, won in rows}
        for card in self:
            card.used_amount = used.get(card.id, 0)

    @api.constrains("digits")
    def _check_digits(self):
        for card in self:
            if not (card.digits.isascii() and card.digits.isdecimal()
                    and len(card.digits) == SHOWN_DIGITS):
                raise ValidationError(self.env._(
                    "%(card)s: enter the last four digits of the card, and no more of it.",
                    card=card.name,
                ))
