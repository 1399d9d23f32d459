import secrets

from odoo import api, models
from odoo.exceptions import AccessError, UserError, ValidationError

from odoo.addons.gotgan_base.clock import today

from ..names import name_fault

UNFINISHED = ("waiting", "running", "undoing")


class HubTenantWorkMixin(models.AbstractModel):
    """The jobs of a tenant: what others ask for, and what a job is told about its tenant."""

    _name = "hub.tenant.work.mixin"
    _description = "Jobs of a Tenant"

    def action_export(self):
        self._export()

    def action_to_silo(self):
        self._change_isolation("silo")

    def action_to_pool(self):
        self._change_isolation("pool")

    def action_push_parameters(self):
        self._check_manager()
        self._push_parameters()

    def action_withdraw_notice(self):
        self._check_manager()
        self._withdraw_suspension()

    def action_open_rename(self):
        """Ask for the new name."""
        return self._get_dialog("hub.tenant.rename", self.env._("Rename"))

    def action_open_notice(self):
        """Ask from when on and why the tenant will be suspended."""
        return self._get_dialog("hub.tenant.notice", self.env._("Announce Suspension"))

    def _get_dialog(self, model, title):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "name": title, "res_model": model,
            "view_mode": "form", "target": "new", "context": {"default_tenant_id": self.id},
        }

    @api.model
    def _request(self, vals):
        """Return a new tenant as asked for; nothing is made before it is provisioned.

        :raises ValidationError: the name cannot be one or is taken, or the business number is not
            right
        :raises psycopg2.errors.UniqueViolation: somebody else took the name in this very moment
        """
        self._check_free(vals["name"])
        return self.create(vals)

    @api.model
    def _check_free(self, name):
        """Refuse a name that a tenant has; of two at once the database refuses the second."""
        tenants_sudo = self.sudo()
        if tenants_sudo.search_count([("name", "=", name), ("state", "!=", "deleted")], limit=1):
            raise ValidationError(self.env._(
                "A tenant “%(name)s” exists already. Choose another name.", name=name,
            ))

    def _provision(self):
        """Have the tenant opened; return the job, which the provisioner begins at once."""
        self.ensure_one()
        self._do_transition("provision")
        return self._get_last_job("provision")

    def _push_parameters(self):
        """Have what the tenant is told about itself written again; return the jobs."""
        return self._enqueue("parameters")

    def _change_isolation(self, isolation):
        """Move the tenant to the shared process (``pool``) or one of its own (``silo``)."""
        self._check_manager()
        moved = self.filtered(lambda one: one.isolation != isolation)
        moved._write_locked({"isolation": isolation})
        label = dict(self._fields["isolation"]._description_selection(self.env))[isolation]
        moved._note("move", self.env._("Moved: %(process)s", process=label))
        opened = moved.filtered(lambda one: one.state not in ("requested", "provisioning"))
        return opened._enqueue(f"to_{isolation}")

    def _rename(self, name):
        """Give the tenant another name in its address; its database stays what it is called.

        :raises UserError: the tenant is not open, or ``name`` cannot be one
        """
        self.ensure_one()
        self._check_manager()
        if self.state not in ("active", "read_only", "suspended"):
            raise UserError(self.env._(
                "%(tenant)s is %(state)s and cannot be renamed now.",
                tenant=self.display_name, state=self._get_state_label(),
            ))
        if not name_fault(name) and name == self.name:
            return self.env["hub.job"]
        self._check_free(name)
        before = self.name
        self._write_locked({"name": name})
        self._note("rename", self.env._(
            "Renamed: %(before)s → %(after)s", before=before, after=name,
        ))
        return self._enqueue("rename", {"before": before, "after": name})

    def _announce_suspension(self, reason, date):
        """Note that the tenant will be suspended from ``date`` on (e.g. unpaid statements)."""
        for tenant in self:
            if tenant.state not in ("active", "read_only"):
                raise UserError(self.env._(
                    "%(tenant)s is %(state)s: there is nothing to suspend.",
                    tenant=tenant.display_name, state=tenant._get_state_label(),
                ))
        self._write_locked({
            "suspension_reason": reason, "suspension_date": date,
            "suspension_notice_date": today(self.env),
        })
        self._note("announce_suspension", self.env._(
            "Suspension announced from %(date)s: %(reason)s", date=date, reason=reason,
        ))

    def _withdraw_suspension(self):
        """Take an announced suspension back, e.g. because the statement has been paid."""
        announced = self.filtered(lambda one: one.state != "suspended" and one.suspension_date)
        announced._write_locked({
            "suspension_reason": False, "suspension_date": False, "suspension_notice_date": False,
        })
        announced._note("withdraw_notice", self.env._("Announcement of a suspension withdrawn"))

    def _export(self):
        """Have everything of the tenant written into a folder with checksums; return the job."""
        self._check_manager()
        self._note("export", self.env._("Export ordered"))
        return self._enqueue("export")

    @api.model
    def _get_silos(self):
        """Return the tenants whose own process has to run, and no job is about to start or has
        just failed to."""
        silos = self.search([
            ("isolation", "=", "silo"), ("state", "in", ("active", "read_only", "suspended")),
        ])
        return silos.filtered(
            lambda one: one.job_ids.sorted("id")[-1:].state not in (*UNFINISHED, "failed")
        )

    def _note(self, name, reason):
        """Leave a row in the timeline for what does not move the state."""
        states = {tenant.id: tenant.state for tenant in self}
        self._log_events(name, states, dict.fromkeys(states, self._get_actor()), reason)

    def _get_actor(self):
        """Return in which capacity whoever asks is acting."""
        manager = self._get_capacity_group("gotgan_base.group_manager")
        return manager or self._get_capacity_system("job")

    # ---- for the jobs --------------------------------------------------------

    def _enqueue(self, kind, arguments=None):
        """Return a new job of ``kind`` for each tenant."""
        jobs_sudo = self.env["hub.job"].sudo()
        return self.env["hub.job"].browse(
            [jobs_sudo._enqueue(kind, tenant=tenant, arguments=arguments).id for tenant in self]
        )

    def _get_last_job(self, kind):
        self.ensure_one()
        jobs_sudo = self.env["hub.job"].sudo()
        found = jobs_sudo.search(
            [("tenant_id", "=", self.id), ("kind", "=", kind)], order="id desc", limit=1,
        )
        return found.sudo(self.env.su)

    def _get_facts(self):
        """Return what the steps of a job know of the tenant, as plain data."""
        self.ensure_one()
        return {
            "tenant": self.id, "name": self.name, "state": self.state, "kind": self.kind,
            "database": self.database, "uuid": self.uuid, "template": self.release,
            "isolation": self.isolation, "origin": self.origin, "routes": self._get_routes(),
            "parameters": self._get_parameters(), "agency": self._get_agency(),
        }

    def _get_agency(self):
        """Return what ``gotgan_become`` in the tenant's database is told."""
        return {
            "agency_name": self.agency_name,
            "kind": self.kind,
            "business_number": self.business_number or "",
            "administrator": self._get_administrator(),
            "parameters": self._get_parameters(),
        }

    def _reserve(self):
        """Choose the database: one that waits, or a new opaque name. Return what was chosen."""
        self.ensure_one()
        release = self.release or self.env["hub.template"]._get_current(self.kind).database
        if not release:
            raise UserError(self.env._(
                "There is no template for tenants of the kind %(kind)s. Have one made and "
                "registered: odoo tenant template add.",
                kind=dict(self._fields["kind"]._description_selection(self.env))[self.kind],
            ))
        waiting = self.env["hub.standby"]._take(self.kind, release, self)
        self._write_locked({
            "database": waiting.database or f"gotgan_t{secrets.token_hex(8)}",
            "uuid": waiting.uuid, "public_key": waiting.public_key, "release": release,
        })
        return {"database": self.database, "waiting": bool(waiting)}

    def _release_database(self):
        """Undo of :meth:`_reserve`, once the database is gone."""
        self.env["hub.standby"].search([("tenant_id", "=", self.id)]).write({"state": "removed"})
        self._write_locked({"database": False, "uuid": False, "public_key": False})

    def _certify(self, job_id):
        """Say in one transaction that the tenant is deleted, and what was destroyed."""
        self.ensure_one()
        jobs = self.env["hub.job"]
        removed = jobs.browse(job_id).step_ids.filtered(lambda step: step.name == "remove")
        export = jobs.search(
            [("tenant_id", "=", self.id), ("kind", "=", "export"), ("state", "=", "done")],
            limit=1,
        )
        result = removed.result or {}
        certificate = self.env["hub.certificate"].create({
            "tenant_id": self.id, "agency_name": self.agency_name, "name": self.name,
            "business_number": self.business_number, "database": self.database, "uuid": self.uuid,
            "bytes": result.get("bytes"), "files": result.get("files"),
            "export_sha256": (export.step_ids.result or {}).get("sha256"),
            "reason": self.deletion_reason, "ordered_by_id": self.deletion_user_id.id,
            "destroyed": self.env.cr.now(),
        })
        self._do_transition("delete")
        return certificate

    def _check_manager(self):
        if not (self.env.su or self.env.user.has_group("gotgan_base.group_manager")):
            raise AccessError(self.env._(
                "%(tenant)s: only an operator with the right to act may do this.",
                tenant=", ".join(self.mapped("display_name")),
            ))

    def _cron_suspend(self):
        """Suspend what was announced to be suspended by today (Seoul)."""
        due = self.search([
            ("state", "in", ("active", "read_only")), ("suspension_date", "<=", today(self.env)),
        ])
        for tenant in due:
            tenant._do_transition("suspend", reason=tenant.suspension_reason)
