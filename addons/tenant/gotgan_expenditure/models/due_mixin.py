from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.gotgan_base.clock import today

SOON_DAYS = 2


class DueMixin(models.AbstractModel):
    """A document with a day the law gives; the colour of its list follows from it.

    The document gives ``due_date`` and says in which states the clock runs.
    """

    _name = "gotgan.due.mixin"
    _description = "Document With a Legal Term"

    _running_states = ("draft",)

    urgency = fields.Selection(
        [("overdue", "Overdue"), ("today", "Today"), ("soon", "Soon")],
        compute="_compute_urgency", help="Where the document stands against its legal term.",
    )

    @api.depends("due_date", "state")
    def _compute_urgency(self):
        day = today(self.env)
        for record in self:
            runs = record.due_date and record.state in record._running_states
            record.urgency = runs and _get_urgency((record.due_date - day).days)

    def _check_clock_day(self, name):
        """Refuse a day that starts a legal clock and lies ahead, or before what it is owed for.

        :raises ValidationError: it is after today, or before the commitment and its basis
        """
        for record in self.filtered(lambda one: one[name] and one._has_clock_bounds()):
            bound = [one for one in (record.commitment_id.basis_date, record.commitment_id.date)
                     if one]
            if record[name] > today(self.env) or (bound and record[name] < min(bound)):
                raise ValidationError(self.env._(
                    "%(document)s: %(field)s cannot be %(day)s. Enter a day from the commitment "
                    "(%(first)s) until today.", document=record._get_document_label(),
                    field=self._fields[name]._description_string(self.env), day=record[name],
                    first=min(bound, default="-"),
                ))

    def _has_clock_bounds(self):
        """Say whether the days are bounded by the commitment; an addon may know better."""
        return True

    def _get_term_day(self, code, day, working=False):
        """Return the last day of the term that rule ``code`` gives from ``day`` on.

        The edition of that day counts: a relief that ends later does not shorten it, one that has
        ended does not lengthen it. Asked once per day, however many documents.
        """
        count = self.env["gotgan.rule"]._find(code, day)._get_days()
        if working:
            return self.env["gotgan.calendar"]._add_working_days(day, count)
        return fields.Date.add(day, days=count)


def _get_urgency(left):
    """Return the urgency of something due in ``left`` days.

    >>> [_get_urgency(left) for left in (-1, 0, 1, 5)]
    ['overdue', 'today', 'soon', False]
    """
    if left < 0:
        return "overdue"
    if left == 0:
        return "today"
    return "soon" if left <= SOON_DAYS else False
