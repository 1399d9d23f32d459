"""What the courier works on: the table of instructions, and an account's line to its bank."""

import logging
from datetime import timedelta

from odoo.tools import SQL

from odoo.addons.gotgan_base.clock import now, today

from .bank.answer import is_contradiction, settle
from .statements import insert_attempts, lock_instructions, settle_instructions

_logger = logging.getLogger(__name__)

LONGEST_WAIT = 60
# What counts no more against the limit of the day on which it was signed.
NOT_LEFT = ("rejected", "returned")
# The purpose is marked by the rows that change hands; whoever else takes some meets us on them.
TAKE_NEW = """
    UPDATE gotgan_bank_instruction i
       SET state = 'sent', attempts = i.attempts + 1, valid_until = %(valid)s, next_try = %(next)s
     WHERE i.id IN (
        SELECT w.id FROM gotgan_bank_instruction w JOIN gotgan_bank_list l ON l.id = w.list_id
         WHERE w.state = 'created' AND w.account_id = %(account)s AND l.state = 'signed'
         ORDER BY w.id LIMIT %(most)s FOR UPDATE OF w SKIP LOCKED)
    RETURNING i.id
"""
TAKE_OPEN = """
    UPDATE gotgan_bank_instruction i
       SET attempts = i.attempts + 1,
           next_try = %(now)s + make_interval(mins => LEAST(%(longest)s, 1 << LEAST(i.attempts, 6)))
     WHERE i.id IN (
        SELECT w.id FROM gotgan_bank_instruction w
         WHERE w.state IN ('sent', 'unknown') AND w.account_id = %(account)s
           AND w.next_try <= %(now)s
         ORDER BY w.id LIMIT %(most)s FOR UPDATE SKIP LOCKED)
    RETURNING i.id
"""
FIRST_INQUIRY = timedelta(minutes=1)


class Store:
    """The instructions of one account, as :class:`.bank.courier.Courier` keeps them."""

    def __init__(self, instructions, account):
        self.model, self.account, self.env = instructions, account, instructions.env

    def take_new(self):
        """Mark instructions of signed lists as sent, each once in its life; return their keys."""
        moment = now(self.env)
        valid = moment + timedelta(minutes=self.account.valid_minutes)
        return self._take("send", SQL(
            TAKE_NEW, valid=valid, next=moment + FIRST_INQUIRY, account=self.account.id,
            most=self.account._get_batch(),
        ))

    def take_open(self):
        """Mark instructions whose fate is not known as asked about; return their keys."""
        return self._take("inquire", SQL(
            TAKE_OPEN, now=now(self.env), longest=LONGEST_WAIT, account=self.account.id,
            most=self.account._get_batch(),
        ))

    def note(self, purpose, verdicts):
        """Write every answer down, and let it settle its instruction."""
        said = {one.key: one for one in verdicts}
        self.env.flush_all()
        rows = self.env.execute_query(lock_instructions(said)) if said else []
        self._record([
            (row[0], purpose, said[row[1]].status, said[row[1]].reference, said[row[1]].reason)
            for row in rows
        ])
        settled = [one for row in rows if (one := self._settle(row, said[row[1]]))]
        if settled:
            self.env.cr.execute(settle_instructions(settled))
        self.model.invalidate_model()
        gone = [one[0] for one in settled if one[1] in NOT_LEFT]
        self.env["gotgan.bank.limit"]._free(self.model.browse(gone))

    def keep(self):
        """Make what was marked or noted last, before anybody speaks or goes on."""
        self.env["ir.cron"]._commit_progress()

    def _take(self, purpose, query):
        self.env.flush_all()
        ids = sorted(row[0] for row in self.env.execute_query(query))
        self.model.invalidate_model()
        self._record([(one, purpose, "asked", None, None) for one in ids])
        return self.model.browse(ids).mapped("key")

    def _record(self, rows):
        if rows:
            self.env.cr.execute(insert_attempts(rows, self.env.uid))
            self.env["gotgan.bank.attempt"].invalidate_model(flush=False)

    def _settle(self, row, verdict):
        """Return what the answer changes: (id, state, reference, reason, day), or nothing."""
        number, key, before, reference, day = row
        if is_contradiction(before, verdict.status):
            _logger.error("the bank contradicts itself about %s", key)
            self.model.browse(number).write({"fault": self.env._(
                "The bank now says: %(status)s. Earlier it said otherwise; clear it up by "
                "telephone.",
                status=verdict.status,
            )})
            return None
        state = settle(before, verdict.status)
        if state == before:
            return None
        if state in ("acked", "returned"):
            reference = verdict.reference or reference
            day = day or verdict.day or today(self.env)
        return number, state, reference, verdict.reason or None, day


class Line:
    """An account's line to its bank, in keys."""

    def __init__(self, instructions, account):
        self.model, self.account = instructions, account
        self.adapter = account._get_adapter()

    def send(self, keys):
        return self.adapter._send(self.account, self._get(keys))

    def inquire(self, keys):
        return self.adapter._inquire(self.account, self._get(keys))

    def _get(self, keys):
        return self.model.search([("key", "in", keys)], order="id")
