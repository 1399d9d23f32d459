from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.gotgan_base.transition import Transition

from ..authority import BOTH
from ..names import host_fault


class HubHost(models.Model):
    """A host name that opens a tenant, exactly as written.

    An own domain is routed only after an operator has verified that it is the agency's; until then
    anybody could claim anybody's name.
    """

    _name = "hub.host"
    _description = "Address of a Tenant"
    _inherit = ["gotgan.transition.mixin"]
    _order = "main desc, name"

    _transitions = {
        "verify": Transition(("waiting",), "verified", BOTH, needs_reason=True),
        "remove": Transition(("waiting", "verified"), "removed", BOTH, needs_reason=True),
    }
    _open_states = ("waiting",)
    _sealed_fields = ("state", "main")

    tenant_id = fields.Many2one("hub.tenant", required=True, ondelete="restrict", index=True)
    name = fields.Char(required=True, string="Host")
    kind = fields.Selection(
        [("given", "Given by the Name"), ("own", "Own Domain")],
        default="own", required=True, readonly=True,
    )
    state = fields.Selection(
        [("waiting", "To Be Verified"), ("verified", "Verified"), ("removed", "Removed")],
        default="waiting", required=True, readonly=True, copy=False,
    )
    main = fields.Boolean(
        readonly=True, help="Links in mails and papers use this address.", copy=False,
    )

    _name_unique = models.UniqueIndex(
        "(name) WHERE state != 'removed'", "This address belongs to a tenant already.",
    )
    _one_main = models.UniqueIndex("(tenant_id) WHERE main", "A tenant has one main address.")

    @api.constrains("name", "kind")
    def _check_name(self):
        domain = self.env["hub.tenant"]._get_domain_name()
        for host in self.filtered(lambda one: one.kind == "given"):
            if host.name != f"{host.tenant_id.name}.{domain}":
                raise ValidationError(self.env._(
                    "%(host)s is not the address that the name of %(tenant)s makes.",
                    host=host.name, tenant=host.tenant_id.display_name,
                ))
        for host in self.filtered(lambda one: one.kind == "own"):
            fault = host_fault(host.name, domain)
            if fault == "shape":
                raise ValidationError(self.env._(
                    "“%(host)s” is no host name. Write it in small letters without http:// and "
                    "without a port, e.g. finance.city.go.kr.", host=host.name,
                ))
            if fault:
                raise ValidationError(self.env._(
                    "%(host)s lies under %(domain)s, where addresses are given by the tenant's "
                    "name. Rename the tenant instead.", host=host.name, domain=domain,
                ))

    @api.model_create_multi
    def create(self, vals_list):
        self.flush_model(["state"])  # an address that was given up just now is free
        return super().create(vals_list)

    def action_verify(self):
        return self._do_transition("verify")

    def action_remove(self):
        return self._do_transition("remove")

    def action_make_main(self):
        """Make this the address that links use."""
        for host in self:
            host.tenant_id._check_manager()
            if host.state != "verified":
                raise UserError(self.env._(
                    "%(host)s has not been verified yet. Verify it first.", host=host.name,
                ))
            host._make_main()
            host.tenant_id._enqueue("rename", {"before": "", "after": host.name})

    def _on_remove(self, _reason):
        for host in self:
            if host.kind == "given":
                raise UserError(self.env._(
                    "%(host)s comes from the tenant's name and stays as long as the tenant has it. "
                    "Rename the tenant instead.", host=host.name,
                ))
            if host.main:
                given = host.tenant_id.host_ids.filtered(
                    lambda one: one.kind == "given" and one.state == "verified"
                )
                given[:1]._make_main()

    def _log_events(self, name, before, capacities, reason):
        """What a host's step changes is routed once its state has been written."""
        routed = ("active", "read_only", "suspended", "archived")
        self.tenant_id.filtered(lambda one: one.state in routed)._enqueue("route")
        return super()._log_events(name, before, capacities, reason)

    def _make_main(self):
        self.ensure_one()
        others = self.tenant_id.host_ids.filtered("main") - self
        others._write_locked({"main": False})
        others.flush_recordset()
        self._write_locked({"main": True})

    def _add_given(self, tenant, name):
        """Add the host that the tenant's name makes, routed like the tenant itself."""
        host = self.create({"tenant_id": tenant.id, "name": name, "kind": "given"})
        main = not tenant.host_ids.filtered(lambda one: one.main and one.state == "verified")
        host._write_locked({"state": "verified", "main": main})

    def _get_capacity_system(self, _value):
        return self.env._("Provisioner") if self.env.su else ""

    def _get_authority_label(self, kind, value):
        if kind == "system":
            return self.env._("the provisioner")
        return super()._get_authority_label(kind, value)
