from odoo import api, fields, models

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
