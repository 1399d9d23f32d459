from odoo import api, fields, models


class HubBackup(models.Model):
    """A backup that was written and read back: a dump, the files, and a list with checksums."""

    _name = "hub.backup"
    _description = "Backup"
    _inherit = ["gotgan.append.only.mixin"]
    _order = "id desc"
    _rec_name = "time"

    tenant_id = fields.Many2one(
        "hub.tenant", required=True, readonly=True, ondelete="restrict", index=True,
    )
    job_id = fields.Many2one("hub.job", required=True, readonly=True, ondelete="restrict")
    time = fields.Datetime(required=True, readonly=True)
    size = fields.Integer(string="Size (MB)", readonly=True, aggregator="sum")
    checksum = fields.Char(
        readonly=True, help="SHA-256 of the list, which holds the checksum of each file.",
    )
    place = fields.Char(readonly=True)

    _job_unique = models.UniqueIndex("(job_id)", "A job makes one backup.")

    @api.model
    def _take(self, job, result):
        """Keep what a job has written; a job done again changes nothing."""
        if not self.search_count([("job_id", "=", job.id)], limit=1):
            self.create({
                "tenant_id": job.tenant_id.id, "job_id": job.id, "time": self.env.cr.now(),
                "size": int(result.get("bytes", 0)) // 1024**2, "checksum": result["sha256"],
                "place": result["folder"],
            })

    @api.model
    def _cron_back_up(self):
        """Order tonight's backup of every tenant that has data."""
        states = ("active", "read_only", "suspended")
        self.env["hub.tenant"].search([("state", "in", states)])._enqueue("backup")
