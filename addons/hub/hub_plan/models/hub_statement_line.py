from odoo import api, fields, models

from odoo.addons.gotgan_base.fields import Won

from .. import billing, pricing
from ..papers.words import LINES, UNITS


class HubStatementLine(models.Model):
    """One line of a statement: for these days, by these terms, from these samples."""

    _name = "hub.statement.line"
    _description = "Statement Line"
    _order = "statement_id, date_from, id"

    statement_id = fields.Many2one(
        "hub.statement", required=True, index=True, ondelete="cascade",
    )
    code = fields.Selection(
        [("base", "Base Charge"), ("users", "Extra Users"), ("storage", "Extra Storage"),
         ("term_discount", "Discount for the Term"),
         ("number_discount", "Discount for the Number of Agencies")],
        required=True, string="Item",
    )
    term_id = fields.Many2one("hub.contract.term", required=True, ondelete="restrict")
    plan_id = fields.Many2one(related="term_id.plan_id")
    date_from = fields.Date(required=True)
    date_to = fields.Date(required=True)
    quantity = fields.Integer(required=True, aggregator=None)
    unit = fields.Char(compute="_compute_unit")
    unit_price = Won()
    amount = Won(required=True)
    usage_id = fields.Many2one(
        "hub.usage", ondelete="restrict", string="Greatest Sample",
        help="The sample that decided; empty where no sample was above what was agreed.",
    )

    @api.depends("code")
    def _compute_unit(self):
        for line in self:
            line.unit = UNITS.get(line.code)

    @api.depends("code", "date_from")
    def _compute_display_name(self):
        for line in self:
            line.display_name = LINES[line.code]

    def action_open_samples(self):
        """Show the samples of the days of this line, the greatest first."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("hub_plan.hub_usage_action")
        usage = self.env["hub.usage"]
        action["domain"] = usage._get_domain(
            self.statement_id.tenant_id, self.date_from, self.date_to,
        )
        action["context"] = {}
        return action

    @api.model
    def _prepare(self, statement, segment):
        """Return the values of the lines of one segment."""
        usage, agreed = self.env["hub.usage"], segment.agreed
        days = (statement.tenant_id, segment.first, segment.last)
        users = usage._get_peak(*days, "users")
        size = usage._get_peak(*days, "total_bytes")
        deciding = {
            "users": users if users.users > agreed.users else usage,
            "storage": size if pricing.needed_gib(size.total_bytes) > agreed.gib else usage,
        }
        return [
            {
                "statement_id": statement.id, "code": line.code, "term_id": agreed.key,
                "date_from": segment.first, "date_to": segment.last, "quantity": line.quantity,
                "unit_price": line.unit_price, "amount": line.amount,
                "usage_id": deciding.get(line.code, usage).id,
            }
            for line in billing.segment_lines(segment, users.users, size.total_bytes)
        ]
