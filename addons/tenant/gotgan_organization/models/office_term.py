from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.meeting import meet_on

from ..changes import changed_fields


class OfficeTerm(models.Model):
    """Who held an office from when to when.

    History is not written anew: a term that has begun is only ever ended, by its last day.
    """

    _name = "gotgan.office.term"
    _description = "Term of Office"
    _order = "date_from desc, id desc"

    # Who holds an office may sign: the access log keeps it as a right given.
    _access_kind = "grant"

    office_id = fields.Many2one("gotgan.office", required=True, index=True, ondelete="restrict")
    kind = fields.Selection(related="office_id.kind", store=True, precompute=True)
    user_id = fields.Many2one(
        "res.users", string="Holder", required=True, index=True, ondelete="restrict",
        domain=[("share", "=", False)],
    )
    date_from = fields.Date(string="From", required=True, default=lambda self: today(self.env))
    date_to = fields.Date(string="Last Day", help="Empty while no end is known.")
    appointment = fields.Char(
        string="Appointment Document", help="Number and date of the order of appointment.",
    )

    _dates_in_order = models.Constraint(
        "CHECK (date_to >= date_from)", "A term cannot end before it begins.",
    )
    _one_holder = models.Constraint(
        "EXCLUDE USING gist (int4range(office_id, office_id, '[]') WITH &&, "
        "daterange(date_from, date_to, '[]') WITH &&) DEFERRABLE INITIALLY DEFERRED",
        "Somebody else holds this office in that time. Reload the page to see who.",
    )

    @api.depends("office_id", "user_id", "date_from", "date_to")
    def _compute_display_name(self):
        for term in self:
            office, holder = term.office_id.name or "", term.user_id.name or ""
            term.display_name = f"{office} {holder} ({term._get_period()})"

    @api.constrains("user_id")
    def _check_internal(self):
        for term in self.filtered(lambda one: one.user_id.share):
            raise ValidationError(self.env._(
                "%(person)s is not a member of staff and cannot be appointed to %(office)s.",
                person=term.user_id.name, office=term.office_id.name,
            ))

    @api.constrains("office_id", "date_from", "date_to")
    def _check_one_holder(self):
        for term in self:
            same_office = ("office_id", "=", term.office_id.id)
            others = self.search([same_office, *term._get_overlap_domain()])
            if others:
                raise ValidationError(self.env._(
                    "%(person)s already holds %(office)s (%(period)s). Hand it over by ending that "
                    "term the day before the new one begins.",
                    person=others[0].user_id.name, office=term.office_id.name,
                    period=others[0]._get_period(),
                ))

    @api.constrains("office_id", "user_id", "date_from", "date_to")
    def _check_separation(self):
        meet_on(self.user_id.sudo())
        rules = self.env["gotgan.office.incompatibility"].search([])
        for term in self:
            others = self.search([("user_id", "=", term.user_id.id), *term._get_overlap_domain()])
            for other in others:
                rules._check_terms(term, other)

    @api.model_create_multi
    def create(self, vals_list):
        self._meet_on_offices(vals_list)
        terms = super().create(vals_list)
        terms._refresh_holders(terms.user_id)
        return terms

    def write(self, vals):
        self._check_history_kept(vals)
        people = self.user_id
        self._meet_on_offices([vals, *({"office_id": one.office_id.id} for one in self)])
        done = super().write(vals)
        self._refresh_holders(people | self.user_id)
        return done

    def unlink(self):
        people = self.user_id
        done = super().unlink()
        self._refresh_holders(people)
        return done

    @api.ondelete(at_uninstall=False)
    def _unlink_except_started(self):
        for term in self.filtered(lambda one: one._is_started()):
            raise UserError(self.env._(
                "%(term)s has begun and cannot be deleted. End it by its last day instead.",
                term=term.display_name,
            ))

    # ---- what others ask -------------------------------------------------

    @api.model
    def _get_running(self, day=None):
        """Return the terms that run on ``day`` (today in Seoul by default) in active offices."""
        return self.search(self._get_running_domain(day or today(self.env)))

    @api.model
    def _get_running_domain(self, day):
        return [
            ("office_id.active", "=", True), ("date_from", "<=", day),
            "|", ("date_to", "=", False), ("date_to", ">=", day),
        ]

    def _is_started(self):
        self.ensure_one()
        return self.date_from <= today(self.env)

    def _get_period(self):
        return f"{self.date_from or ''} – {self.date_to or ''}"

    # ---- guards ----------------------------------------------------------

    @api.model
    def _meet_on_offices(self, vals_list):
        """Let those who appoint to the same office pass one after the other.

        Before a term is written, not after: two rows already written would wait for each other
        in the constraint, at the commit, where nothing runs the work again.
        """
        ids = {vals.get("office_id") for vals in vals_list}
        meet_on(self.env["gotgan.office"].sudo().browse(one for one in ids if type(one) is int))

    def _get_overlap_domain(self):
        """Return the domain of other terms that share at least a day with this one."""
        self.ensure_one()
        domain = [
            ("id", "!=", self.id), "|", ("date_to", "=", False), ("date_to", ">=", self.date_from),
        ]
        return [*domain, ("date_from", "<=", self.date_to)] if self.date_to else domain

    def _check_history_kept(self, vals):
        """Refuse to say afterwards that somebody else held the office, or at other times."""
        for term in self.filtered(lambda one: one._is_started()):
            fixed = changed_fields(term, vals, ("office_id", "user_id", "date_from"))
            ending = changed_fields(term, vals, ("date_to",))
            if fixed or (ending and not term._may_end(vals["date_to"])):
                raise UserError(self.env._(
                    "%(term)s has begun: who held the office until now is not rewritten. "
                    "Only its last day can be set, to yesterday at the earliest.",
                    term=term.display_name,
                ))

    def _may_end(self, last_day):
        """Return whether the term may be given that last day: not one that is already past."""
        yesterday = today(self.env) - timedelta(days=1)
        days = (self.date_to, fields.Date.to_date(last_day))
        return all(not day or day >= yesterday for day in days)

    @api.model
    def _refresh_holders(self, people):
        self.env["gotgan.office"]._forget_rosters()
        people._sync_accounting_officers()

    # ---- daily -----------------------------------------------------------

    @api.model
    def _cron_sync_accounting_officers(self):
        """Terms begin and end at midnight in Seoul; the group of officers follows."""
        group = self.env.ref("gotgan_organization.group_accounting_officer")
        (group.user_ids | self._get_running().user_id)._sync_accounting_officers()
