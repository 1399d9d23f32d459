from odoo import fields, models

from odoo.addons.gotgan_base.clock import today


class BudgetVote(models.TransientModel):
    """The day and the number of the resolution that lets money go to another policy programme."""

    _name = "gotgan.budget.vote"
    _description = "Resolution on a Budget Change"

    change_id = fields.Many2one("gotgan.budget.change", required=True, ondelete="cascade")
    date = fields.Date(
        string="Voted On", required=True, default=lambda self: self._default_date(),
    )
    reference = fields.Char(
        string="Resolution", required=True, help="Number or name of the resolution.",
    )

    def _default_date(self):
        return today(self.env)

    def action_confirm(self):
        """Note the resolution; the change can then be executed."""
        self.ensure_one()
        self.change_id._record_vote(self.date, self.reference.strip())
        return {"type": "ir.actions.act_window_close"}
