import os
import secrets
import time
import uuid
from urllib.parse import quote

from odoo import api, models
from odoo.exceptions import UserError

from odoo.addons.gotgan_exchange.signing import new_key, seal

from ..engine.audit import Register

TICKET_SECONDS = 60
DEFAULT_ADDRESS = "http://{host}:8069"


class HubTenantAddressMixin(models.AbstractModel):
    """Where a tenant is reached, what it is told about itself, and the tickets that open it."""

    _name = "hub.tenant.address.mixin"
    _description = "Addresses of a Tenant"

    @api.model
    def _get_domain_name(self):
        """Return the domain under which tenants live."""
        parameters_sudo = self.env["ir.config_parameter"].sudo()
        given = parameters_sudo.get_param("hub.domain")
        return given or os.environ.get("GOTGAN_DOMAIN") or "localhost"

    @api.model
    def _settle_identity(self):
        """Give a hub that was cloned from a template a key of its own, before it has tenants.

        Returns whether it needed one.
        """
        parameters = self.env["ir.config_parameter"]
        here = self.env.cr.dbname
        if parameters.get_param("hub.database") == here:
            return False
        parameters.set_param("hub.database", here)
        if not parameters.get_param("hub.private_key") or not self.search_count([], limit=1):
            private, public = new_key()
            parameters.set_param("hub.private_key", private)
            parameters.set_param("hub.public_key", public)
            parameters.set_param("database.uuid", str(uuid.uuid4()))
            parameters.set_param("database.secret", secrets.token_hex(32))
        return True

    @api.model
    def _get_address(self, host):
        """Return the web address of ``host``; how is said by the parameter ``hub.address``."""
        parameters_sudo = self.env["ir.config_parameter"].sudo()
        return parameters_sudo.get_param("hub.address", DEFAULT_ADDRESS).format(host=host)

    def _get_host(self):
        """Return the host name people use for this tenant."""
        self.ensure_one()
        verified = self.host_ids.filtered(lambda host: host.state == "verified")
        main = verified.filtered("main")[:1] or verified[:1]
        return main.name or f"{self.name}.{self._get_domain_name()}"

    def _get_url(self):
        """Return the tenant's web address, without a slash at the end."""
        return self._get_address(self._get_host())

    def _get_administrator(self):
        """Return who the tenant's first administrator is."""
        self.ensure_one()
        return {
            "name": self.officer_name or self.agency_name,
            "email": self.officer_email or f"admin@{self.name}.invalid",
            "phone": self.officer_phone or "",
        }

    def _get_ticket_url(self, purpose, login, **claims):
        """Return an address that opens a session of ``login`` in this tenant, once, within 60 s.

        :param str purpose: ``enter`` or ``support``; the tenant decides what each may do
        :raises UserError: the tenant cannot be entered now
        """
        self.ensure_one()
        if self.state not in ("active", "read_only"):
            raise UserError(self.env._(
                "%(tenant)s is %(state)s and cannot be entered now.",
                tenant=self.display_name, state=self._get_state_label(),
            ))
        parameters_sudo = self.env["ir.config_parameter"].sudo()
        now = int(time.time())
        ticket = seal(parameters_sudo.get_param("hub.private_key"), {
            **claims, "purpose": purpose, "login": login, "aud": self.uuid,
            "jti": secrets.token_urlsafe(16), "iat": now, "exp": now + TICKET_SECONDS,
        })
        return f"{self._get_url()}/gotgan/enter?ticket={quote(ticket)}"

    def _get_parameters(self):
        """Return ``{key: value}`` of what the tenant's database is told; others add theirs."""
        self.ensure_one()
        parameters_sudo = self.env["ir.config_parameter"].sudo()
        hub = self._get_address(f"hub.{self._get_domain_name()}")
        tier = self._get_tier()
        return {
            **({"gotgan.hub.tier": tier} if tier else {}),
            "web.base.url": self._get_url(),
            "web.base.url.freeze": "True",
            "gotgan.kind": self.kind,
            "gotgan.tenant.name": self.name,
            "gotgan.agency.name": self.agency_name,
            "gotgan.hub.url": parameters_sudo.get_param("hub.url", hub),
            "gotgan.hub.public_key": parameters_sudo.get_param("hub.public_key"),
        }

    def _get_tier(self):
        """Return which tier of local government the agency is, or belongs to: upper, basic or "".

        Deadlines and thresholds of the law differ between the two (지방자치법 142). Where nobody
        has said which government it is, a municipality is known by its name: the several 중구 are
        all of one tier.
        """
        self.ensure_one()
        government = self.local_government_id or self.parent_id.local_government_id
        if not government and self.kind == "municipality":
            names = {self.agency_name, self.agency_name.removesuffix("청")}
            government = self.env["hub.local.government"].search([
                "|", ("name", "in", sorted(names)), ("full_name", "in", sorted(names)),
            ])
        tiers = set(government.mapped("level"))
        return tiers.pop() if len(tiers) == 1 else ""

    @api.model
    def _get_map(self):
        """Return ``{host: {"database", "state", "origin"}}`` of everything that may be reached.

        The hub's own hosts are always in it. A tenant comes in when it is opened, and goes when it
        is deleted.
        """
        domain = self._get_domain_name()
        hub = {"database": self.env.cr.dbname, "state": "active", "origin": ""}
        found = dict.fromkeys((domain, f"www.{domain}", f"hub.{domain}"), hub)
        states = ("active", "read_only", "suspended", "archived")
        for tenant in self.search([("state", "in", states), ("database", "!=", False)]):
            found.update(tenant._get_routes())
        return found

    def _get_routes(self):
        """Return this tenant's part of the map."""
        self.ensure_one()
        has_process = self.isolation == "silo" and self.state != "archived"
        origin = self.origin if has_process else ""
        entry = {"database": self.database, "state": self.state, "origin": origin or ""}
        hosts = self.host_ids.filtered(lambda host: host.state == "verified")
        return {host.name: entry for host in hosts}

    def _give_hosts(self):
        """Give each tenant the host its name makes; an earlier one of the same kind goes."""
        hosts_sudo = self.env["hub.host"].sudo()
        for tenant in self:
            name = f"{tenant.name}.{self._get_domain_name()}"
            given = tenant.host_ids.filtered(lambda host: host.kind == "given")
            if name in given.filtered(lambda host: host.state == "verified").mapped("name"):
                continue
            given._write_locked({"state": "removed", "main": False})
            given.flush_recordset()  # an address may come back to who had it, and only one is main
            hosts_sudo._add_given(tenant, name)
        self.invalidate_recordset(["host_ids"])

    def _free_hosts(self):
        self.host_ids._write_locked({"state": "removed", "main": False})

    @api.model
    def _get_register(self):
        """Return what is meant to be, for the comparison with what there is (``engine.audit``)."""
        tenants = self.search([("database", "!=", False), ("state", "!=", "deleted")])
        making = tenants.filtered(lambda one: one.state in ("provisioning", "failed"))
        opened = tenants - making
        unfinished = self.search([
            ("database", "!=", False), ("job_ids.state", "in", ("waiting", "running", "undoing")),
        ])
        waiting = self.env["hub.standby"].search([("state", "in", ("making", "ready", "broken"))])
        ready = waiting.filtered(lambda one: one.state == "ready")
        archived = opened.filtered(lambda one: one.state == "archived")
        silos = (opened - archived).filtered(lambda one: one.isolation == "silo")
        known = [*opened, *ready]
        return Register(
            must={one.database for one in known},
            may={one.database for one in (*making, *unfinished, *(waiting - ready))},
            hosts=self._get_map(),
            silos=set(silos.mapped("database")),
            closed=set(archived.mapped("database")),
            uuids={one.database: one.uuid for one in known if one.uuid},
        )
