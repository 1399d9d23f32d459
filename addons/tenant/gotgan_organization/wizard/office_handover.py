from datetime import timedelta

from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.gotgan_base.clock import today


class OfficeHandover(models.TransientModel):
    """Appoints a holder: ends the present term and begins the next in one step."""

    _name = "gotgan.office.handover"
    _description = "Appointment to an Office"

    office_id = fields.Many2one("gotgan.office", required=True, readonly=True, ondelete="cascade")
    holder_id = fields.Many2one(related="office_id.holder_id", string="Present Holder")
    user_id = fields.Many2one(
        "res.users", string="New Holder", ondelete="cascade", domain=[("share", "=", False)],
        help="Leave it empty to end the term without a successor.",
    )
    date = fields.Date(
        string="From", required=True, default=lambda self: today(self.env),
        help="First day of the new holder. The present holder acts until the day before.",
    )
    appointment = fields.Char(string="Appointment Document")

    def action_confirm(self):
        """End the term that runs into the day, and begin the new one.

        :raises UserError: nothing to do, or the present term began too late to end before the day
        """
        self.ensure_one()
        present = self._get_present_term()
        if not present and not self.user_id:
            raise UserError(self.env._(
                "%(office)s is vacant: choose the person to appoint.", office=self.office_id.name,
            ))
        self._end(present)
        if self.user_id:
            self.env["gotgan.office.term"].create(self._prepare_term())
        return {"type": "ir.actions.act_window_close"}

    def _get_latest_end(self):
        return self.date - timedelta(days=1)

    def _get_present_term(self):
        """Return the term that would run into the day of the new holder."""
        begun = self.office_id.term_ids.filtered(lambda term: term.date_from <= self.date)
        return begun.filtered(lambda term: not term.date_to or term.date_to >= self.date)

    def _end(self, term):
        if term and term.date_from > self._get_latest_end():
            raise UserError(self.env._(
                "%(term)s begins only on %(day)s. Hand over on a later day.",
                term=term.display_name, day=term.date_from,
            ))
        term.write({"date_to": self._get_latest_end()})

    def _prepare_term(self):
        return {
            "office_id": self.office_id.id,
            "user_id": self.user_id.id,
            "date_from": self.date,
            "appointment": self.appointment,
        }
