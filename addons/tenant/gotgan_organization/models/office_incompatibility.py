from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..kinds import KINDS
from ..roster import Seat, Separation


class OfficeIncompatibility(models.Model):
    """Two kinds of office that the law does not let one person hold, from when to when."""

    _name = "gotgan.office.incompatibility"
    _description = "Incompatible Offices"
    _order = "valid_from, id"

    kind_a = fields.Selection(KINDS, string="Office", required=True)
    kind_b = fields.Selection(KINDS, string="Other Office", required=True)
    legal_basis = fields.Char(required=True)
    exempt_staff_max = fields.Integer(
        string="Exempt up to Staff", aggregator=None,
        help="In a place of at most this many staff one person may hold both. 0: no exemption.",
    )
    exempt_basis = fields.Char(string="Basis of the Exemption")
    valid_from = fields.Date(required=True)
    valid_to = fields.Date()

    _two_kinds = models.Constraint(
        "CHECK (kind_a != kind_b)", "Name two different kinds of office.",
    )
    _dates_in_order = models.Constraint(
        "CHECK (valid_to >= valid_from)", "A rule cannot end before it begins.",
    )
    _pair_unique = models.UniqueIndex(
        "(LEAST(kind_a, kind_b), GREATEST(kind_a, kind_b), valid_from)",
        "There is already a rule on these two offices from that day.",
    )

    @api.depends("kind_a", "kind_b")
    def _compute_display_name(self):
        names = dict(self._fields["kind_a"]._description_selection(self.env))
        for rule in self:
            rule.display_name = f"{names.get(rule.kind_a)} ≠ {names.get(rule.kind_b)}"

    @api.model_create_multi
    def create(self, vals_list):
        rules = super().create(vals_list)
        self.env["gotgan.office"]._forget_rosters()
        return rules

    def write(self, vals):
        done = super().write(vals)
        self.env["gotgan.office"]._forget_rosters()
        return done

    def unlink(self):
        done = super().unlink()
        self.env["gotgan.office"]._forget_rosters()
        return done

    def _get_separation(self):
        return Separation(self.id, frozenset((self.kind_a, self.kind_b)), self.exempt_staff_max)

    def _check_terms(self, term, other):
        """Refuse that one person holds the offices of two terms while a rule keeps them apart.

        :raises ValidationError: with the person, both offices, the days and the article
        """
        seats = [self._get_seat(one.office_id) for one in (term, other)]
        broken = self.filtered(
            lambda rule: rule._get_separation().parts(*seats) and rule._is_in_force(term, other)
        )
        if broken:
            raise ValidationError(self.env._(
                "%(person)s cannot hold %(office)s (%(period)s) together with %(other)s "
                "(%(other_period)s): %(basis)s keeps these offices apart. Appoint somebody else, "
                "or end the other term first.",
                person=term.user_id.name, office=term.office_id.name, period=term._get_period(),
                other=other.office_id.name, other_period=other._get_period(),
                basis=broken[0].legal_basis,
            ))

    @api.model
    def _get_seat(self, office):
        home = office.department_id.id or None
        return Seat(office.id, office.kind, home=home, staff=office.staff_count)

    def _is_in_force(self, *terms):
        """Return whether a day exists that lies in the rule's validity and in all the terms."""
        spans = [(term.date_from, term.date_to) for term in terms]
        spans.append((self.valid_from, self.valid_to))
        begin = max(begin for begin, _end in spans)
        return all(not end or begin <= end for _begin, end in spans)
