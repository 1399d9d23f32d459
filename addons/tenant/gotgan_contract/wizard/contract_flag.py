from odoo import fields, models


class ContractFlag(models.TransientModel):
    """One red flag among the cases an officer may read, with its figure, reason and cases.

    The indicators are those of the Open Contracting Partnership's guide. They prove nothing; they
    say which cases to look at before they are published.
    """

    _name = "gotgan.contract.flag"
    _description = "Red Flag of Contracting"
    _order = "code, id"
    _rec_name = "code"

    code = fields.Char(string="Indicator", required=True, readonly=True)
    reason = fields.Char(readonly=True)
    figure = fields.Char(readonly=True)
    partner_id = fields.Many2one("res.partner", string="Bidder", readonly=True)
    case_ids = fields.Many2many("gotgan.contract.case", string="Contract Cases", readonly=True)

    def action_open_cases(self):
        """Open the cases the flag was raised on."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "name": f"{self.code} {self.reason}",
            "res_model": "gotgan.contract.case", "view_mode": "list,form",
            "domain": [("id", "in", self.case_ids.ids)],
        }
