from datetime import timedelta

from odoo import models

from odoo.addons.gotgan_base.clock import now
from odoo.addons.gotgan_base.meeting import meet_on

HOURS_ENTER = 24


class HubApplicationOpening(models.AbstractModel):
    """From the click on 지금 시작하기 to the signed-in page: once, whoever clicks how often."""

    _name = "hub.application.opening"
    _description = "Opening of the Tenant of an Application"

    def _start(self):
        """Open the tenant; a second click, tab or replay finds it already started.

        :returns: whether this call was the one that started it
        """
        meet_on(self)
        self.invalidate_recordset(["state"])
        if self.state not in self._transitions["start"].source:
            return False
        return self._do_transition("start")

    def _follow_job(self):
        """Take over what became of the job that opens the tenant."""
        for one in self.filtered(lambda one: one.state == "opening"):
            if one.tenant_id.state == "active":
                one._do_transition("open")
            elif one.tenant_id.state == "failed":
                one._do_transition("fail")

    def _get_job_steps(self):
        """Return the steps of the opening as dictionaries of code, label and state."""
        return [
            {"code": step.name, "label": step._get_label(), "state": step.state}
            for step in self.job_id.step_ids.sorted("sequence")
            if step.state != "skipped"
        ]

    def _can_enter(self):
        """Return whether the first administrator may still be let in from here."""
        self.ensure_one()
        until = self.opened_at and self.opened_at + timedelta(hours=HOURS_ENTER)
        return self.state == "opened" and now(self.env) < until

    def _enter(self):
        """Return the address that signs the officer in at the new tenant."""
        if not self.entered_at:
            self._write_locked({"entered_at": now(self.env)})
        return self.tenant_id._get_ticket_url("enter", self.officer_email)

    def _has_papers(self):
        """Return whether the papers of the contract can be asked for."""
        return self.state in ("submitted", "opening", "opened", "failed")

    def _order_opening(self):
        """Have the tenant opened, or opened again after it failed; return the job."""
        tenant_sudo = self.tenant_id.sudo()
        if tenant_sudo.state == "failed":
            tenant_sudo._do_transition("retry")
            return tenant_sudo._get_last_job("provision")
        return tenant_sudo._provision()

    def _withdraw_tenants(self, reason):
        """Give the addresses of applications back that will not be opened; end their contracts."""
        for tenant_sudo in self.tenant_id.sudo():
            step = {"requested": "withdraw", "failed": "give_up"}.get(tenant_sudo.state)
            if step:
                tenant_sudo._do_transition(step, reason=reason)
        for contract_sudo in self.contract_id.sudo():
            if contract_sudo.state in contract_sudo._transitions["cancel"].source:
                contract_sudo._do_transition("cancel", reason=reason)

    def _prepare_tenant(self):
        return {
            "name": self.tenant_name,
            "agency_name": self.agency_name,
            "kind": self.kind,
            "business_number": self.business_number,
            "local_government_id": self.local_government_id.id,
            "officer_name": self.officer_name,
            "officer_email": self.officer_email,
            "officer_phone": self.officer_phone,
        }

    # ---- effects ---------------------------------------------------------------

    def _on_start(self):
        for one in self:
            job = one._order_opening()
            one._write_locked({"job_id": job.id, "started_at": now(self.env)})

    def _on_open(self):
        self._write_locked({"opened_at": now(self.env)})
        for one in self:
            self.env["hub.application.post"]._send_opened(one)
