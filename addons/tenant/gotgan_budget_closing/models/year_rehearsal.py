from odoo import api, fields, models

from odoo.addons.gotgan_base.clock import now
from odoo.addons.gotgan_base.fields import Won

from ..rehearsing import rehearse


class YearRehearsal(models.Model):
    """The report of one rehearsal of the year end: what would happen if it were done now.

    Everything was done in a savepoint and taken back; only this report stays.
    """

    _name = "gotgan.year.rehearsal"
    _description = "Rehearsal of the Year End"
    _inherit = ["gotgan.append.only.mixin"]
    _order = "id desc"
    _log_access = False

    closing_id = fields.Many2one(
        "gotgan.year.closing", required=True, readonly=True, ondelete="restrict", index=True,
    )
    fiscal_year_id = fields.Many2one(related="closing_id.fiscal_year_id")
    time = fields.Datetime(required=True, readonly=True)
    user_id = fields.Many2one(
        "res.users", string="By", required=True, readonly=True, ondelete="restrict",
    )
    line_ids = fields.One2many(
        "gotgan.year.rehearsal.line", "rehearsal_id", string="Steps", readonly=True, copy=False,
    )
    failed_count = fields.Integer(string="Would Be Refused", readonly=True, aggregator=None)
    authorized = Won(string="Authorised Carry-Over", readonly=True)
    unavoidable = Won(string="Unavoidable Carry-Over", readonly=True)
    continuing = Won(string="Continuing Appropriation", readonly=True)
    unused = Won(string="Lapses", readonly=True)

    @api.depends("closing_id", "time")
    def _compute_display_name(self):
        for one in self:
            moment = fields.Datetime.context_timestamp(self, one.time) if one.time else None
            when = moment.strftime("%Y.%m.%d. %H:%M") if moment else ""
            one.display_name = self.env._(
                "Rehearsal of %(year)s, %(time)s",
                year=one.fiscal_year_id.display_name, time=when,
            )

    @api.model
    def _rehearse(self, closing):
        """Run the year end of ``closing`` without effect; return the report."""
        found = rehearse(closing)
        rehearsal_sudo = self.sudo().create({
            "closing_id": closing.id, "time": now(self.env), "user_id": self.env.uid,
            "failed_count": sum(one.result == "failed" for one in found.steps), **found.totals,
        })
        line_sudo = self.env["gotgan.year.rehearsal.line"].sudo()
        line_sudo.create([
            {"rehearsal_id": rehearsal_sudo.id, **one._asdict()} for one in found.steps
        ])
        return rehearsal_sudo.sudo(False)
