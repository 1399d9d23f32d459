from odoo import api, fields, models
from odoo.exceptions import UserError

# The ground that is the amount itself: thresholds of the rules judge it.
AMOUNT = "amount"


class ContractGround(models.Model):
    """수의계약 사유: why a contract may be private, with its article and the days it holds.

    Dated data, so that a new item of the decree needs no new release. What a case has used stays as
    it was: only its last day is added (지방계약법 제9조제1항 단서, 시행령 제25조부터 제27조까지).
    """

    _name = "gotgan.contract.ground"
    _description = "Ground of a Private Contract"
    _order = "sequence, id"

    code = fields.Char(required=True, help="Small letters; kept in the cases.")
    name = fields.Char(required=True)
    description = fields.Char(
        required=True, help="What the decree says, as it stands in the reason of a case.",
    )
    article = fields.Char(required=True, help="Law, article, paragraph and item.")
    date_from = fields.Date(string="In Force From", required=True)
    date_to = fields.Date(string="To", help="The last day; empty while no end is known.")
    after_failure = fields.Boolean(
        string="After Failed Tenders",
        help="Only where a tender and its repetition failed, on the terms of the first.",
    )
    verified = fields.Boolean(string="Confirmed", help="Compared with the official text.")
    sequence = fields.Integer(default=100)

    _code_once = models.UniqueIndex("(code)", "There is a ground with this code already.")
    _code_form = models.Constraint(
        "CHECK (code ~ '^[a-z][a-z0-9_]*$')",
        "A code is made of small letters, digits and underscores, such as urgent.",
    )
    _days = models.Constraint(
        "CHECK (date_to >= date_from)", "A ground cannot end before it begins.",
    )

    def write(self, vals):
        """A ground in use is only ever ended."""
        if set(vals) - {"date_to", "sequence", "verified"}:
            self._refuse_used()
        return super().write(vals)

    def copy_data(self, default=None):
        """A copy is another ground, with a code of its own."""
        return [
            {**vals, "code": f"{vals['code']}_copy", **(default or {})}
            for vals in super().copy_data(default=default)
        ]

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        self._refuse_used()

    @api.model
    def _find(self, code, day):
        """Return the ground ``code`` where it is in force on ``day``; else nothing."""
        return self.search([
            ("code", "=", code), ("date_from", "<=", day),
            "|", ("date_to", "=", False), ("date_to", ">=", day),
        ], limit=1)

    @api.model
    def _select(self):
        """Return every ground there ever was, as the choices of a field."""
        grounds_sudo = self.sudo().search([])
        return [(one.code, one.name) for one in grounds_sudo]

    def _refuse_used(self):
        case_sudo = self.env["gotgan.contract.case"].sudo()
        used = case_sudo.search([("ground", "in", self.mapped("code"))], limit=1)
        if used:
            raise UserError(self.env._(
                "%(ground)s stands in %(case)s and stays as it is. End it by its last day, and add "
                "another ground with a code of its own.",
                ground=self.filtered(lambda one: one.code == used.ground).name,
                case=used.display_name,
            ))
