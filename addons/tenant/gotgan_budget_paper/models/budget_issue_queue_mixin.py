import logging

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

# So often the program may end while it makes one issue, before that issue is given up.
TRIES = 3

_logger = logging.getLogger(__name__)


class BudgetIssueQueueMixin(models.AbstractModel):
    """Big books are made by the clock, one after the other, one file to a transaction."""

    _name = "gotgan.budget.issue.queue.mixin"
    _description = "Queue of Budget Book Issues"

    tries = fields.Integer(
        readonly=True, copy=False, default=0, aggregator=None,
        help="How often the clock began with the issue since a file of it was last made.",
    )

    def _count_try(self):
        """Write down that it is begun, before anything that may end the program."""
        if self.state != "queued":
            return
        if self.tries < TRIES:
            self._write_locked({"tries": self.tries + 1})
        else:
            self._do_transition("fail", self.env._(
                "The program ended %(tries)s times while it made the next file. Tell the operator "
                "of the program, who finds it in the log as budget issue %(id)s.",
                tries=self.tries, id=self.id,
            ))

    def _make_counted(self, part, kind, cache):
        self._make_one(part, kind, cache)
        self._write_locked({"tries": 0})

    def _attempt(self, step, *args):
        """Take one step with an issue of the queue; whatever goes wrong is its failure alone.

        It is written down for the officer, and the next issue is made. Only what somebody changed
        meanwhile is no failure: it is looked at again as it stands then.
        """
        if self.state != "queued":
            return
        try:
            with self.env.cr.savepoint():
                step(*args)
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            _logger.info("Budget issue %s was changed while it was made", self.id)
        except UserError as error:
            self._do_transition("fail", str(error))
        except Exception:
            _logger.exception("Budget issue %s could not be made", self.id)
            self._do_transition("fail", self.env._(
                "The program met an error while it made the files. Tell the operator of the "
                "program, who finds it in the log as budget issue %(id)s.", id=self.id,
            ))

    # ---- cron ------------------------------------------------------------

    @api.model
    def _cron_issue(self):
        """Make what is queued; what the program did not survive before waits for the others."""
        cron = self.env["ir.cron"]
        queue = self.search([("state", "=", "queued")], order="tries, id")
        left = sum(len(one._find_missing()) for one in queue)
        for one in queue:
            # The clock has no language; the books, and what goes wrong, are in the officer's.
            issue, cache = one.with_context(lang=one._get_issuer().lang), {}
            issue._count_try()
            cron._commit_progress(remaining=left)
            for part, kind in issue._find_missing():
                issue._attempt(issue._make_counted, part, kind, cache)
                left -= 1
                if not cron._commit_progress(1, remaining=left):
                    return
            issue._attempt(issue._do_transition, "issue")
            cron._commit_progress(remaining=left)
