from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL

from odoo.addons.gotgan_base.clock import today


class Absence(models.Model):
    """Who is away from when to when, and who signs in his place (직무대리규정)."""

    _name = "gotgan.absence"
    _description = "Absence"
    _order = "date_from desc, id desc"

    # Who stands in may sign: the access log keeps it as a right given.
    _access_kind = "grant"

    user_id = fields.Many2one(
        "res.users", string="Person", required=True, index=True, ondelete="restrict",
        default=lambda self: self.env.user, domain=[("share", "=", False)],
    )
    date_from = fields.Date(string="From", required=True, default=lambda self: today(self.env))
    date_to = fields.Date(string="Last Day", help="Empty while no end is known.")
    kind = fields.Selection(
        [
            ("leave", "Leave"), ("trip", "Business Trip"),
            ("vacancy", "Vacancy"), ("transfer", "Transfer"),
        ],
        required=True, default="leave",
    )
    substitute_id = fields.Many2one(
        "res.users", ondelete="restrict", index="btree_not_null",
        domain=[("share", "=", False)],
        help="Left empty, the first post below by the order of posts, or the next one above.",
    )
    note = fields.Char(string="Remarks")

    _dates_in_order = models.Constraint(
        "CHECK (date_to IS NULL OR date_to >= date_from)", "It cannot end before it begins.",
    )
    _somebody_else = models.Constraint(
        "CHECK (substitute_id <> user_id)", "Nobody stands in for himself.",
    )
    _one_at_a_time = models.Constraint(
        "EXCLUDE USING gist (int4range(user_id, user_id, '[]') WITH &&, "
        "daterange(date_from, date_to, '[]') WITH &&)",
        "The person is already entered as away in that time. Change that entry.",
    )

    @api.depends("user_id", "date_from", "date_to")
    def _compute_display_name(self):
        for one in self:
            one.display_name = f"{one.user_id.name or ''} ({one.date_from} – {one.date_to or ''})"

    @api.constrains("user_id", "substitute_id")
    def _check_internal(self):
        for one in self:
            if not (one.user_id | one.substitute_id).filtered("share"):
                continue
            raise ValidationError(self.env._(
                "%(absence)s: only members of staff stand in for each other.",
                absence=one.display_name,
            ))

    @api.model_create_multi
    def create(self, vals_list):
        rows = super().create(vals_list)
        self._forget()
        return rows

    def write(self, vals):
        done = super().write(vals)
        self._forget()
        return done

    def unlink(self):
        done = super().unlink()
        self._forget()
        return done

    @api.model
    def _forget(self):
        """Let posts and offices be asked anew who is there."""
        self.env["gotgan.approval"]._forget_posts()
        self.env["gotgan.office"]._forget_rosters()

    @api.model
    def _get_away(self, day):
        """Return {user id: substitute's user id or None} of those who are away on ``day``."""
        away_sudo = self.sudo().search([
            ("date_from", "<=", day), "|", ("date_to", "=", False), ("date_to", ">=", day),
        ])
        return {one.user_id.id: one.substitute_id.id or None for one in away_sudo}

    @api.model
    def _get_away_sql(self, day, user):
        """Return a query that has a row where the user (a column) is away on ``day``."""
        return SQL(
            """
            SELECT FROM gotgan_absence a
             WHERE a.user_id = %(user)s AND a.date_from <= %(day)s
               AND (a.date_to IS NULL OR a.date_to >= %(day)s)
            """,
            user=SQL(user), day=day,
        )
