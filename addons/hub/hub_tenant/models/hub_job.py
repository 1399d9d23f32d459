from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..engine.kinds import KINDS

UNFINISHED = ("waiting", "running", "undoing")
CHANNEL = "hub_jobs"
# What a person waits for in front of the screen comes first; what nobody waits for comes last.
URGENT = "provision"
LAST = ("standby", "discard", "export")


class HubJob(models.Model):
    """Something to be done to a tenant outside the register, in steps that can be repeated.

    Web processes only write jobs down; the provisioner does them. What a kind of job consists of is
    plain data in ``engine.kinds``; other addons register more.
    """

    _name = "hub.job"
    _description = "Job"
    _order = "id desc"

    kind = fields.Selection(
        [
            ("provision", "Opening"), ("suspend", "Suspending"), ("resume", "Resuming"),
            ("restrict", "Making Read Only"), ("rename", "Changing the Address"),
            ("route", "Routing"), ("parameters", "Sending Settings"),
            ("to_silo", "Moving to Its Own Process"), ("to_pool", "Moving to the Shared Process"),
            ("archive", "Archiving"), ("restore", "Restoring from the Archive"),
            ("export", "Exporting"), ("delete", "Deleting"), ("standby", "Preparing a Standby"),
            ("discard", "Removing a Standby"),
        ],
        required=True, readonly=True, index=True,
    )
    tenant_id = fields.Many2one("hub.tenant", readonly=True, ondelete="restrict", index=True)
    standby_id = fields.Many2one("hub.standby", readonly=True, ondelete="restrict", index=True)
    state = fields.Selection(
        [("waiting", "Waiting"), ("running", "Running"), ("done", "Done"), ("failed", "Failed"),
         ("undoing", "Being Undone"), ("undone", "Undone")],
        default="waiting", required=True, readonly=True, index=True,
    )
    step_ids = fields.One2many("hub.job.step", "job_id", string="Steps", readonly=True)
    arguments = fields.Json(readonly=True)
    attempts = fields.Integer(readonly=True, aggregator=None)
    user_id = fields.Many2one(
        "res.users", readonly=True, ondelete="restrict", string="Ordered By",
        default=lambda self: self.env.uid,
    )
    started = fields.Datetime(readonly=True)
    finished = fields.Datetime(readonly=True)
    seconds = fields.Float(readonly=True, digits=(12, 2), aggregator="avg")
    message = fields.Text(readonly=True, help="What happened, why, and what to do next.")
    progress = fields.Char(compute="_compute_progress")

    _unfinished = models.Index("(id) WHERE state IN ('waiting', 'running', 'undoing')")

    @api.depends("step_ids.state")
    def _compute_progress(self):
        for job in self:
            steps = job.step_ids
            done = steps.filtered(lambda step: step.state in ("done", "skipped"))
            job.progress = f"{len(done)} / {len(steps)}"

    @api.depends("kind", "tenant_id.agency_name", "standby_id.database")
    def _compute_display_name(self):
        labels = dict(self._fields["kind"]._description_selection(self.env))
        for job in self:
            what = job.tenant_id.agency_name or job.standby_id.database or ""
            job.display_name = " ".join(one for one in (what, labels.get(job.kind)) if one)

    def action_retry(self):
        """Have a failed job tried again from the step it failed at."""
        for job in self:
            job.tenant_id._check_manager()
            if job.kind == URGENT and job.tenant_id.state == "failed":
                job.tenant_id._do_transition("retry")
            else:
                job._retry()

    @api.model
    def _enqueue(self, kind, tenant=None, standby=None, arguments=None):
        """Write a job down and wake the provisioner, both when this transaction is committed."""
        job = self.create({
            "kind": kind,
            "tenant_id": tenant.id if tenant else False,
            "standby_id": standby.id if standby else False,
            "arguments": arguments or {},
            "step_ids": [
                fields.Command.create({"sequence": number, "name": step.name})
                for number, step in enumerate(KINDS[kind].steps)
            ],
        })
        self._wake()
        return job

    @api.model
    def _wake(self):
        """Wake the provisioner when this transaction is committed."""
        self.env.execute_query(SQL("SELECT pg_notify(%s, %s)", CHANNEL, self.env.cr.dbname))

    def _retry(self):
        self.ensure_one()
        if self.state != "failed":
            raise UserError(self.env._(
                "%(job)s has not failed: there is nothing to try again.", job=self.display_name,
            ))
        job_sudo = self.sudo()
        job_sudo.write({"state": "waiting", "message": False, "finished": False})
        self._wake()

    def _undo(self):
        """Have everything that the job has done taken back."""
        self.ensure_one()
        job_sudo = self.sudo()
        job_sudo.write({"state": "undoing", "finished": False})
        self._wake()

    # ---- for the provisioner ---------------------------------------------------

    @api.model
    def _get_waiting(self):
        """Return the ids of jobs to be done, in their order; of each tenant only its oldest."""
        self.env.flush_all()
        rows = self.env.execute_query(SQL(
            """
            SELECT DISTINCT ON (key) id, kind FROM (
                SELECT id, kind, COALESCE('t' || tenant_id, 's' || standby_id, 'j' || id) AS key
                  FROM hub_job WHERE state IN ('waiting', 'running', 'undoing')
            ) AS unfinished ORDER BY key, id
            """,
        ))
        rank = {URGENT: 0, **dict.fromkeys(LAST, 2)}
        return [row[0] for row in sorted(rows, key=lambda row: (rank.get(row[1], 1), row[0]))]

    @api.model
    def _is_urgent_waiting(self):
        return bool(self.search_count(
            [("kind", "=", URGENT), ("state", "in", ("waiting", "undoing"))], limit=1,
        ))

    def _get_facts(self):
        """Return what the steps of this job may know, as plain data."""
        self.ensure_one()
        about = self.tenant_id._get_facts() if self.tenant_id else self.standby_id._get_facts()
        return {
            **about, "job": self.id, "arguments": self.arguments or {},
            "lang": self.env.lang, "hub": self.env.cr.dbname,
        }

    def _begin(self):
        self.ensure_one()
        if self.state == "waiting":
            self.write({"state": "running", "attempts": self.attempts + 1})
        if not self.started:
            self.started = fields.Datetime.now()

    def _succeed(self):
        self.ensure_one()
        self._close("done", False)
        if self.standby_id:
            target = {"standby": "ready", "discard": "removed"}.get(self.kind)
            self.standby_id.write({"state": target})

    def _fail(self, message):
        """End the job with what went wrong; an unopened tenant then has failed as well."""
        self.ensure_one()
        self._close("failed", message)
        if self.kind == "standby":
            self.standby_id.write({"state": "broken"})
        if self.kind == URGENT and self.tenant_id.state == "provisioning":
            self.tenant_id._do_transition("fail", reason=message)

    def _close(self, state, message):
        finished = fields.Datetime.now()
        self.write({
            "state": state, "message": message, "finished": finished,
            "seconds": sum(self.step_ids.mapped("seconds")),
        })

    def _absorb(self, result):
        """Keep in the register what a step has found out."""
        kept = {
            key: result[key] for key in ("uuid", "public_key", "origin") if key in (result or {})
        }
        if kept and self.standby_id:
            self.standby_id.write({key: kept[key] for key in kept if key != "origin"})
        elif kept:
            self.tenant_id._write_locked(kept)
