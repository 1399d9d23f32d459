import logging
from datetime import datetime, time, timedelta, timezone

from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.gotgan_base.clock import SEOUL, seoul_day

from .. import roots
from ..chain import GENESIS, from_ranges, leaves_of, root_of, to_ranges

_logger = logging.getLogger(__name__)
BATCH = 20_000


class AccessSeal(models.Model):
    """Chains the rows of the access log, after they were written: no writer waits for another.

    A seal holds every row that could be seen and was in no seal yet. ``to_xid`` was the oldest
    transaction still running then: whatever is older is in this seal or in one before, or was put
    in afterwards. ``next_xid`` was given to nobody yet: a row with that number or more is younger.
    """

    _name = "gotgan.access.seal"
    _description = "Seal of the Access Log"
    _inherit = ["gotgan.append.only.mixin"]
    _order = "id desc"
    _rec_name = "time"
    _log_access = False

    time = fields.Datetime(readonly=True)
    first_number = fields.Integer(string="First Row", readonly=True)
    last_number = fields.Integer(string="Last Row", readonly=True)
    row_count = fields.Integer(string="Rows", readonly=True)
    total_count = fields.Integer(string="Rows So Far", readonly=True)
    ranges = fields.Text(string="Rows of the Seal", readonly=True)
    leaves = fields.Text(string="Hashes of the Rows", readonly=True)
    previous = fields.Char(string="Root Before", readonly=True)
    root = fields.Char(readonly=True)
    to_xid = fields.Char(string="Reaches to Transaction", readonly=True)
    next_xid = fields.Char(string="Next Transaction", readonly=True)
    cluster = fields.Char(string="Database Cluster", readonly=True)

    _root_unique = models.UniqueIndex(
        "(previous)", "Somebody else is sealing the access log at this moment. Try again.",
    )

    def action_seal(self):
        """Seal what can be sealed now."""
        self.check_access("read")
        self._seal()
        return True

    def action_verify(self):
        """Seal what is new, read the whole log again, and say what was found."""
        self.check_access("read")
        self._seal()
        verifier_sudo = self.env["gotgan.access.verifier"].sudo()
        result = verifier_sudo._verify()
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success" if result["ok"] else "danger",
                "title": self.env._("Integrity of the access log"),
                "message": verifier_sudo._get_summary(result),
                "sticky": True,
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    def _seal(self):
        """Seal every row that can be seen, in batches; return how many rows that were."""
        count = 0
        while True:
            sealed = self._seal_batch()
            if not sealed:
                return count
            count += sealed

    def _seal_batch(self):
        """Make one seal over at most ``BATCH`` rows; none where there is nothing new.

        Two sealers at once: the unique root before lets only one of them through.
        """
        seal_sudo = self.sudo()
        last_sudo = seal_sudo.search([], limit=1)
        oldest, following, cluster = self._get_horizon()
        rows, reach = self._get_new_rows(last_sudo, int(oldest), cluster)
        if not rows:
            return 0
        ids, hashes = [row[0] for row in rows], [row[1] for row in rows]
        previous = last_sudo.root or GENESIS
        ranges, leaves = to_ranges(ids), leaves_of(hashes)
        seal_sudo.create([{
            "time": self._get_time(),
            "first_number": ids[0], "last_number": ids[-1], "row_count": len(ids),
            "total_count": last_sudo.total_count + len(ids),
            "ranges": ranges, "leaves": leaves, "previous": previous,
            "root": root_of(previous, ranges, leaves, hashes),
            "to_xid": str(reach), "next_xid": following, "cluster": cluster,
        }])
        self.env.flush_all()
        return len(ids)

    def _get_time(self):
        """Return the start of this transaction by the database's clock.

        Whoever is not in the snapshot and got a later number wrote later than this.
        """
        ((moment,),) = self.env.execute_query(SQL("SELECT now() AT TIME ZONE 'UTC'"))
        return moment.replace(microsecond=0)

    def _get_horizon(self):
        """Return, as text: the oldest running transaction, the next number, and the cluster."""
        ((horizon, following, cluster),) = self.env.execute_query(SQL(
            """
            SELECT pg_snapshot_xmin(pg_current_snapshot())::text,
                   pg_snapshot_xmax(pg_current_snapshot())::text,
                   (SELECT system_identifier::text FROM pg_control_system())
            """
        ))
        return horizon, following, cluster

    def _get_new_rows(self, last_sudo, oldest, cluster):
        """Return ``[(id, hash)]`` of the rows in no seal yet, by id, and how far seals then reach.

        In another cluster (a restored dump) transactions are counted anew: there, what is in no
        seal yet is found by its id.
        """
        if last_sudo and last_sudo.cluster != cluster:
            return self._get_rows_without_seal(), oldest
        start = int(last_sudo.to_xid or 0)
        rows = self.env.execute_query(SQL(
            """
            SELECT id, hash, xid FROM gotgan_access_log
            WHERE xid >= %s AND NOT id = ANY(%s) ORDER BY xid, id LIMIT %s
            """, start, self._get_sealed_since(start), BATCH + 1,
        ))
        reach = min(oldest, rows[BATCH][2]) if len(rows) > BATCH else oldest
        return sorted(row[:2] for row in rows[:BATCH]), max(reach, start)

    def _get_sealed_since(self, start):
        """Return the ids in those seals that may hold rows of transactions from ``start`` on."""
        known = []
        for (ranges,) in self.env.execute_query(SQL(
            "SELECT ranges FROM gotgan_access_seal WHERE next_xid::bigint >= %s", start,
        )):
            known.extend(from_ranges(ranges))
        return known

    def _get_rows_without_seal(self):
        known = set()
        for (ranges,) in self.env.execute_query(SQL("SELECT ranges FROM gotgan_access_seal")):
            known.update(from_ranges(ranges))
        rows = self.env.execute_query(SQL("SELECT id, hash FROM gotgan_access_log ORDER BY id"))
        return [row for row in rows if row[0] not in known]

    def _write_root(self):
        """Write the last root of the days that are over, once, when it is safely committed."""
        yesterday = seoul_day(self._get_time()) - timedelta(days=1)
        written = [line.get("day", "") for line in roots.read(self.env.cr.dbname)]
        midnight = datetime.combine(yesterday + timedelta(days=1), time.min, tzinfo=SEOUL)
        limit = midnight.astimezone(timezone.utc).replace(tzinfo=None)
        seal_sudo = self.sudo().search([("time", "<", limit)], limit=1)
        if not seal_sudo or yesterday.isoformat() in written:
            return
        self._append_root(seal_sudo, yesterday)

    def _append_root(self, seal_sudo, day):
        """Append the root of a seal to the file beside the database, after the commit."""
        dbname = self.env.cr.dbname
        line = {
            "day": day.isoformat(), "seal": seal_sudo.id, "rows": seal_sudo.total_count,
            "last": seal_sudo.last_number, "root": seal_sudo.root,
        }

        @self.env.cr.postcommit.add
        def write():
            roots.append(dbname, line)
            _logger.info("access log root %(day)s: seal %(seal)s, %(rows)s rows, %(root)s", line)

    # ---- cron ------------------------------------------------------------

    @api.model
    def _cron_seal(self):
        """Seal, and once a day write the root of the day before outside the database."""
        self._seal()
        self._write_root()
