from datetime import date, datetime, time, timedelta, timezone

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from odoo.addons.gotgan_base.clock import SEOUL, today
from odoo.addons.gotgan_base.transition import Transition

MASS = 100
DUE_DAY = 10
# The kinds that are counted, by the column that counts them.
COUNTED = {
    "view": "view", "lookup": "search", "input": "input", "change": "change", "delete": "delete",
    "print": "print", "download": "download", "grant": "grant", "other": "other",
}


class AccessReview(models.Model):
    """The monthly review of the access log, signed by who made it (제8조제2항: 월 1회 이상)."""

    _name = "gotgan.access.review"
    _description = "Monthly Review of the Access Log"
    _inherit = ["gotgan.transition.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "month desc"

    _transitions = {
        "sign": Transition(
            source=("open",), target="signed", who="group:gotgan_access_log.group_access_reader",
        ),
        "reopen": Transition(
            source=("signed",), target="open", needs_reason=True,
            who="group:gotgan_access_log.group_access_reader",
        ),
    }
    _open_states = ("open",)
    _free_fields = ("activity_ids",)
    _sealed_fields = (
        "state", "signer_id", "signed_at", "row_count", "off_hours_count", "mass_count",
        "download_count", "refused_count", "grant_count", "verification", "intact",
    )

    month = fields.Date(
        required=True, default=lambda self: self._default_month(), copy=False,
        help="The first day of the month that is reviewed.",
    )
    state = fields.Selection(
        [("open", "To Review"), ("signed", "Reviewed")], default="open", required=True,
        readonly=True, copy=False,
    )
    due_date = fields.Date(compute="_compute_due_date", store=True, string="Due")
    overdue = fields.Boolean(compute="_compute_overdue")
    line_ids = fields.One2many("gotgan.access.review.line", "review_id", string="Persons",
                               readonly=True, copy=False)
    row_count = fields.Integer(string="Records", readonly=True, copy=False)
    off_hours_count = fields.Integer(string="Out of Hours", readonly=True, copy=False)
    mass_count = fields.Integer(string="Mass Views", readonly=True, copy=False)
    download_count = fields.Integer(string="Downloads and Prints", readonly=True, copy=False)
    refused_count = fields.Integer(string="Refused", readonly=True, copy=False)
    grant_count = fields.Integer(string="Grants of Rights", readonly=True, copy=False)
    verification = fields.Text(string="Integrity", readonly=True, copy=False)
    intact = fields.Boolean(readonly=True, copy=False)
    finding = fields.Text(string="Findings", copy=False,
                          help="What was looked at, what stood out, whom was asked.")
    measure = fields.Text(string="Measures", copy=False, help="What was done, and by when.")
    signer_id = fields.Many2one("res.users", string="Reviewed By", readonly=True, copy=False)
    signed_at = fields.Datetime(string="Reviewed At", readonly=True, copy=False)

    _month_unique = models.UniqueIndex("(month)", "This month has its review already.")

    def _default_month(self):
        """Return the month that is over, or this one where that has its review."""
        last = self._get_last_month()
        known = self.search_count([("month", "=", last)])
        return today(self.env).replace(day=1) if known else last

    @api.depends("month")
    def _compute_display_name(self):
        for review in self:
            month = review.month.strftime("%Y-%m") if review.month else ""
            review.display_name = self.env._("Review of the access log %(month)s", month=month)

    @api.depends("month")
    def _compute_due_date(self):
        for review in self:
            following = (review.month or today(self.env)).replace(day=28) + timedelta(days=4)
            review.due_date = following.replace(day=DUE_DAY)

    @api.depends("due_date", "state")
    def _compute_overdue(self):
        for review in self:
            late = bool(review.due_date) and review.due_date < today(self.env)
            review.overdue = late and review.state == "open"

    @api.constrains("month")
    def _check_month(self):
        for review in self:
            if review.month.day != 1 or review.month > today(self.env):
                raise UserError(self.env._(
                    "%(month)s cannot be reviewed: choose the first day of a month that has begun.",
                    month=review.month,
                ))

    @api.model_create_multi
    def create(self, vals_list):
        months = [vals["month"] for vals in vals_list if vals.get("month")]
        for vals, month in zip(vals_list, months, strict=False):
            vals["month"] = fields.Date.to_date(month).replace(day=1)
        reviews = super().create(vals_list)
        reviews._gather()
        return reviews

    def action_gather(self):
        """Count the month again and verify the log again."""
        self._check_open({"line_ids": True})
        self.check_access("write")
        self._gather()
        return True

    def action_sign(self):
        return self._do_transition("sign")

    def action_reopen(self):
        return self._do_transition("reopen")

    def action_open_rows(self):
        """Open the rows of the month that a button of the form stands for."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "gotgan_access_log.access_log_action"
        )
        start, end = self._get_period()
        rows = [("time", ">=", start), ("time", "<", end)]
        chosen = self.env.context.get("rows") or []
        return {**action, "domain": rows + chosen, "context": {}}

    # ---- effects ---------------------------------------------------------

    def _on_sign(self):
        for review in self:
            if len((review.finding or "").strip()) < 10:
                raise UserError(self.env._(
                    "%(review)s: write what you found, at least 10 characters, before you sign "
                    "(Safety Measures Standard, Article 8).", review=review.display_name,
                ))
        self._gather()
        self._write_locked({"signer_id": self.env.uid, "signed_at": self.env.cr.now()})
        self.activity_feedback(["mail.mail_activity_data_todo"])

    def _on_reopen(self, _reason):
        self._write_locked({"signer_id": False, "signed_at": False})

    # ---- counting --------------------------------------------------------

    def _get_last_month(self):
        return (today(self.env).replace(day=1) - timedelta(days=1)).replace(day=1)

    def _get_period(self):
        """Return the start and the end of the month in Seoul, as UTC."""
        self.ensure_one()
        following = (self.month.replace(day=28) + timedelta(days=4)).replace(day=1)
        return _to_utc(self.month), _to_utc(following)

    def _gather(self):
        """Count the rows of the month by person, and verify the whole log."""
        verifier_sudo = self.env["gotgan.access.verifier"].sudo()
        result = verifier_sudo._verify() if self else {}
        for review in self:
            rows = review._get_counts()
            review.sudo().line_ids.unlink()
            lines_sudo = self.env["gotgan.access.review.line"].sudo()
            lines_sudo.create([{**row, "review_id": review.id} for row in rows])
            review._write_locked({
                **review._get_totals(rows), "intact": result["ok"],
                "verification": verifier_sudo._get_summary(result),
            })

    def _get_totals(self, rows):
        def total(*names):
            return sum(row[name] for row in rows for name in names)

        return {
            "row_count": total("row_count"), "off_hours_count": total("off_hours_count"),
            "mass_count": total("mass_count"), "refused_count": total("refused_count"),
            "download_count": total("download_count", "print_count"),
            "grant_count": total("grant_count"),
        }

    def _get_counts(self):
        """Return one dict per person with what they did in the month."""
        kinds = SQL(", ").join(
            SQL("count(*) FILTER (WHERE kind = %s AND result = 'done') AS %s", kind,
                SQL.identifier(f"{name}_count"))
            for name, kind in COUNTED.items()
        )
        start, end = self._get_period()
        self.env.cr.execute(SQL(
            """
            SELECT coalesce(login, '') AS login, coalesce(max(person), '') AS person,
                   count(*) AS row_count, coalesce(sum(person_count), 0) AS person_count,
                   count(*) FILTER (WHERE off_hours AND kind NOT IN ('sign_in', 'sign_out'))
                       AS off_hours_count,
                   count(*) FILTER (WHERE person_count >= %(mass)s AND result = 'done')
                       AS mass_count,
                   count(*) FILTER (WHERE result = 'refused') AS refused_count, %(kinds)s
            FROM gotgan_access_log WHERE time >= %(start)s AND time < %(end)s
            GROUP BY coalesce(login, '') ORDER BY row_count DESC
            """,
            mass=MASS, kinds=kinds, start=start, end=end,
        ))
        return self.env.cr.dictfetchall()

    # ---- reminders -------------------------------------------------------

    def _is_reminded(self):
        return any(one.date_deadline >= self.due_date for one in self.activity_ids
                   if one.summary and one.date_deadline > self.due_date)

    def _remind(self, summary):
        """Give an activity to everybody who reads the log as an auditor."""
        readers = self.env.ref("gotgan_access_log.group_access_reader").all_user_ids
        quiet = self.with_context(mail_activity_quick_update=True)
        for review in quiet:
            for reader in readers.filtered(lambda one: one.active and not one.share):
                review.activity_schedule(
                    "mail.mail_activity_data_todo", summary=summary, user_id=reader.id,
                    date_deadline=max(review.due_date, today(self.env)),
                )

    # ---- cron ------------------------------------------------------------

    @api.model
    def _cron_review(self):
        """Open the review of the month that is over, and remind of those that are overdue."""
        month = self._get_last_month()
        if not self.search_count([("month", "=", month)]):
            self.create([{"month": month}])._remind(self.env._("Review the access log."))
        late = self.search([("state", "=", "open"), ("due_date", "<", today(self.env))])
        late.filtered(lambda one: not one._is_reminded())._remind(
            self.env._("The review is overdue: it is due once a month.")
        )


def _to_utc(day: date):
    midnight = datetime.combine(day, time.min, tzinfo=SEOUL)
    return midnight.astimezone(timezone.utc).replace(tzinfo=None)
