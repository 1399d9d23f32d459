from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL, hmac

from odoo.addons.gotgan_base.clock import now


class HubRateLimit(models.Model):
    """How often one address or mailbox did one thing lately; in the database, for all workers.

    Whom a row counts is kept as a keyed hash only: the table is no list of visitors.
    """

    _name = "hub.rate.limit"
    _description = "Rate Limit of the Public Site"
    _log_access = False

    key = fields.Char(required=True, readonly=True)
    since = fields.Datetime(required=True, readonly=True)
    until = fields.Datetime(required=True, readonly=True, index=True)
    count = fields.Integer(required=True, readonly=True, aggregator=None)

    _key_unique = models.UniqueIndex(
        "(key)", "One row counts how often one visitor did one thing.",
    )

    def _take(self, what, whom, limit, seconds):
        """Count one more ``what`` by ``whom``; return whether it is within ``limit`` a window.

        The count goes up in the statement that reads it, so that two at once both count.
        """
        moment = now(self.env)
        until = moment + timedelta(seconds=seconds)
        key = hmac(self.env(su=True), "hub_subscription.rate", (what, whom))
        rows = self.env.execute_query(SQL(
            """
            INSERT INTO hub_rate_limit AS r (key, since, until, count)
            VALUES (%(key)s, %(now)s, %(until)s, 1)
            ON CONFLICT (key) DO UPDATE SET
                count = CASE WHEN r.until <= %(now)s THEN 1 ELSE r.count + 1 END,
                since = CASE WHEN r.until <= %(now)s THEN %(now)s ELSE r.since END,
                until = CASE WHEN r.until <= %(now)s THEN %(until)s ELSE r.until END
            RETURNING count
            """,
            key=key, now=moment, until=until,
        ))
        return rows[0][0] <= limit

    @api.autovacuum
    def _gc_past_windows(self):
        self.search([("until", "<", now(self.env))]).unlink()
