from odoo import fields, models


class HubJobStep(models.Model):
    """One step of a job: found done, done, or taken back."""

    _name = "hub.job.step"
    _description = "Step of a Job"
    _order = "job_id, sequence"

    job_id = fields.Many2one(
        "hub.job", required=True, readonly=True, ondelete="cascade", index=True,
    )
    sequence = fields.Integer(required=True, readonly=True)
    name = fields.Selection(
        [
            ("reserve", "Choosing the Database"), ("role", "Role"), ("database", "Database"),
            ("ownership", "Ownership"), ("identity", "Identity"), ("files", "Files"),
            ("agency", "Agency and Administrator"), ("process", "Own Process"),
            ("route", "Address"), ("parameters", "Settings"), ("halt", "Ending Its Process"),
            ("close", "Closing the Database"), ("reopen", "Reopening the Database"),
            ("export", "Export"), ("remove", "Removing"), ("certify", "Certificate"),
        ],
        required=True, readonly=True, string="Step",
    )
    state = fields.Selection(
        [("waiting", "Waiting"), ("running", "Running"), ("done", "Done"),
         ("skipped", "Not Needed"), ("failed", "Failed"), ("undone", "Undone")],
        default="waiting", required=True, readonly=True,
    )
    found = fields.Boolean(readonly=True, string="Was Done Already")
    result = fields.Json(readonly=True)
    attempts = fields.Integer(readonly=True, aggregator=None)
    started = fields.Datetime(readonly=True)
    finished = fields.Datetime(readonly=True)
    seconds = fields.Float(readonly=True, digits=(12, 2))
    message = fields.Text(readonly=True)

    def _begin(self):
        self.ensure_one()
        self.write({
            "state": "running", "attempts": self.attempts + 1, "message": False,
            "started": self.started or fields.Datetime.now(),
        })

    def _finish(self, result, seconds, found):
        """Record that the step is done, and what came of it."""
        self.ensure_one()
        self.write({
            "state": "done", "result": result, "found": found,
            "seconds": self.seconds + seconds, "finished": fields.Datetime.now(),
        })
        self.job_id._absorb(result)

    def _skip(self):
        self.write({"state": "skipped", "finished": fields.Datetime.now()})

    def _fail(self, message, seconds):
        self.write({"state": "failed", "message": message, "seconds": self.seconds + seconds})

    def _undone(self):
        self.write({"state": "undone", "finished": fields.Datetime.now()})

    def _get_label(self):
        return dict(self._fields["name"]._description_selection(self.env)).get(self.name, "")
