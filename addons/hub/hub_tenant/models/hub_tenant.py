from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.gotgan_base.business_number import get_digits, is_business_number
from odoo.addons.gotgan_base.transition import Transition

from ..authority import BOTH, SYSTEM
from ..names import name_fault
from .hub_template import KINDS


class HubTenant(models.Model):
    """An agency with a database of its own.

    The register says what is meant to be; a job makes it so. A person's step moves the state at
    once and leaves a job; what only a job can know (that a database is there, that it is gone) is
    said by transitions that only the provisioner performs.
    """

    _name = "hub.tenant"
    _description = "Tenant"
    _inherit = [
        "gotgan.transition.mixin", "hub.tenant.address.mixin", "hub.tenant.work.mixin",
    ]
    _order = "name"
    _rec_names_search = ["agency_name", "name", "business_number"]

    _transitions = {
        "provision": Transition(("requested",), "provisioning", BOTH),
        "withdraw": Transition(("requested",), "deleted", BOTH, needs_reason=True),
        "activate": Transition(("provisioning",), "active", SYSTEM),
        "fail": Transition(("provisioning",), "failed", SYSTEM, needs_reason=True),
        "retry": Transition(("failed",), "provisioning", BOTH),
        "give_up": Transition(("failed",), "deleted", BOTH, needs_reason=True),
        "suspend": Transition(("active", "read_only"), "suspended", BOTH, needs_reason=True),
        "resume": Transition(("suspended", "read_only"), "active", BOTH),
        "restrict": Transition(("active", "suspended"), "read_only", BOTH, needs_reason=True),
        "archive": Transition(
            ("active", "read_only", "suspended"), "archived", BOTH, needs_reason=True,
        ),
        "restore": Transition(("archived",), "active", BOTH),
        "order_deletion": Transition(("archived",), "archived", BOTH, needs_reason=True),
        "delete": Transition(("archived",), "deleted", SYSTEM),
    }
    _open_states = ("requested",)
    _free_fields = (
        "agency_name", "business_number", "local_government_id", "parent_id", "officer_name",
        "officer_email", "officer_phone", "host_ids", "note",
    )
    _sealed_fields = (
        "state", "database", "uuid", "public_key", "release", "isolation", "origin", "requested",
        "opened", "suspended", "archived", "deleted", "suspension_reason", "suspension_notice_date",
        "suspension_date", "deletion_reason", "deletion_user_id",
    )

    name = fields.Char(
        required=True, copy=False, index=True, string="Name in the Address",
        help="The first part of the address: 2 to 31 small letters, digits and hyphens.",
    )
    agency_name = fields.Char(required=True, string="Agency")
    kind = fields.Selection(KINDS, required=True, default="agency")
    business_number = fields.Char(string="Business Registration Number")
    local_government_id = fields.Many2one(
        "hub.local.government", ondelete="restrict", index=True,
    )
    parent_id = fields.Many2one(
        "hub.tenant", ondelete="restrict", index=True, string="Tenant of the Local Government",
        domain="[('kind', '=', 'municipality')]",
    )
    child_ids = fields.One2many("hub.tenant", "parent_id", string="Agencies", readonly=True)
    officer_name = fields.Char(string="Officer in Charge")
    officer_email = fields.Char(string="E-mail")
    officer_phone = fields.Char(string="Phone")
    note = fields.Text()

    state = fields.Selection(
        [("requested", "Requested"), ("provisioning", "Being Opened"), ("active", "In Use"),
         ("read_only", "Read Only"), ("suspended", "Suspended"), ("archived", "Archived"),
         ("failed", "Failed"), ("deleted", "Deleted")],
        default="requested", required=True, readonly=True, copy=False, index=True,
    )
    database = fields.Char(readonly=True, copy=False)
    uuid = fields.Char(readonly=True, copy=False, string="Identity")
    public_key = fields.Char(readonly=True, copy=False)
    release = fields.Char(readonly=True, copy=False)
    isolation = fields.Selection(
        [("pool", "Shared Process"), ("silo", "Process of Its Own")],
        default="pool", required=True, readonly=True, copy=False,
    )
    origin = fields.Char(readonly=True, copy=False, string="Address of Its Process")
    host_ids = fields.One2many("hub.host", "tenant_id", string="Addresses")
    job_ids = fields.One2many("hub.job", "tenant_id", string="Jobs", readonly=True)
    url = fields.Char(compute="_compute_url", string="Web Address")
    working = fields.Boolean(
        compute="_compute_working", string="At Work", help="A job of this tenant is not finished.",
    )
    trouble = fields.Char(compute="_compute_working", string="What Went Wrong")

    requested = fields.Datetime(readonly=True, copy=False, default=lambda self: self.env.cr.now())
    opened = fields.Datetime(readonly=True, copy=False)
    suspended = fields.Datetime(readonly=True, copy=False)
    archived = fields.Datetime(readonly=True, copy=False)
    deleted = fields.Datetime(readonly=True, copy=False)
    suspension_reason = fields.Text(readonly=True, copy=False)
    suspension_notice_date = fields.Date(readonly=True, copy=False, string="Notice Given On")
    suspension_date = fields.Date(readonly=True, copy=False, string="Suspended From")
    deletion_reason = fields.Text(readonly=True, copy=False)
    deletion_user_id = fields.Many2one("res.users", readonly=True, copy=False, ondelete="restrict")

    _name_unique = models.UniqueIndex(
        "(name) WHERE state != 'deleted'", "This name is taken already. Choose another one.",
    )
    _database_unique = models.UniqueIndex(
        "(database) WHERE database IS NOT NULL", "A database belongs to one tenant.",
    )

    @api.depends("name", "state", "host_ids.name", "host_ids.main")
    def _compute_url(self):
        for tenant in self:
            tenant.url = tenant._get_url() if tenant.name else False

    @api.depends("job_ids.state")
    def _compute_working(self):
        for tenant in self:
            newest = tenant.job_ids.sorted("id")[-1:]
            tenant.working = newest.state in ("waiting", "running", "undoing")
            tenant.trouble = newest.message if newest.state == "failed" else False

    @api.depends("agency_name", "name")
    def _compute_display_name(self):
        for tenant in self:
            tenant.display_name = f"{tenant.agency_name} ({tenant.name})"

    @api.constrains("name")
    def _check_name(self):
        texts = {
            "shape": self.env._(
                "2 to 31 small letters, digits and hyphens are needed; a letter first, no hyphen "
                "last."
            ),
            "reserved": self.env._("This word is reserved. Choose another one."),
        }
        for tenant in self:
            if fault := name_fault(tenant.name):
                raise ValidationError(self.env._(
                    "“%(name)s” cannot be the name in an address. %(why)s",
                    name=tenant.name or "", why=texts[fault],
                ))

    @api.constrains("business_number")
    def _check_business_number(self):
        for tenant in self.filtered("business_number"):
            if not is_business_number(tenant.business_number):
                raise ValidationError(self.env._(
                    "%(agency)s: the business registration number %(number)s is not right. "
                    "Compare it with the certificate of registration.",
                    agency=tenant.agency_name, number=tenant.business_number,
                ))

    @api.constrains("parent_id")
    def _check_parent_id(self):
        for tenant in self.filtered("parent_id"):
            if tenant.parent_id.kind != "municipality" or tenant._has_cycle():
                raise ValidationError(self.env._(
                    "%(agency)s: what an agency belongs to is the tenant of a local government.",
                    agency=tenant.agency_name,
                ))

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if number := vals.get("business_number"):
                vals["business_number"] = get_digits(number)
        tenants = super().create(vals_list)
        tenants._give_hosts()
        return tenants

    def write(self, vals):
        if number := vals.get("business_number"):
            vals = {**vals, "business_number": get_digits(number)}
        done = super().write(vals)
        if "name" in vals:
            self._give_hosts()
        if {"agency_name", "local_government_id", "parent_id"} & set(vals):
            self.filtered(lambda one: one.state in ("active", "read_only"))._push_parameters()
        return done

    def copy_data(self, default=None):
        """A tenant stands for one agency and one database: it is asked for anew, never copied."""
        raise UserError(self.env._(
            "%(tenant)s cannot be copied: a tenant belongs to one agency. Make a new one instead.",
            tenant=self[:1].display_name,
        ))

    # ---- what a person clicks ---------------------------------------------

    def action_provision(self):
        return self._do_transition("provision")

    def action_withdraw(self):
        return self._do_transition("withdraw")

    def action_retry(self):
        return self._do_transition("retry")

    def action_give_up(self):
        return self._do_transition("give_up")

    def action_suspend(self):
        return self._do_transition("suspend")

    def action_resume(self):
        return self._do_transition("resume")

    def action_restrict(self):
        return self._do_transition("restrict")

    def action_archive_tenant(self):
        return self._do_transition("archive")

    def action_restore(self):
        return self._do_transition("restore")

    def action_order_deletion(self):
        return self._do_transition("order_deletion")

    # ---- effects of the transitions ----------------------------------------

    def _on_provision(self):
        self._enqueue("provision")

    def _on_withdraw(self, _reason):
        self._free_hosts()
        self._write_locked({"deleted": self.env.cr.now()})

    def _on_activate(self):
        self._write_locked({"opened": self.env.cr.now()})

    def _on_retry(self):
        for tenant in self:
            tenant._get_last_job("provision")._retry()

    def _on_give_up(self, _reason):
        for tenant in self:
            tenant._get_last_job("provision")._undo()
        self._free_hosts()
        self._write_locked({"deleted": self.env.cr.now()})

    def _on_suspend(self, reason):
        self._write_locked({"suspended": self.env.cr.now(), "suspension_reason": reason})
        self._enqueue("suspend")

    def _on_resume(self):
        self._write_locked({
            "suspended": False, "suspension_reason": False, "suspension_notice_date": False,
            "suspension_date": False,
        })
        self._enqueue("resume")

    def _on_restrict(self, reason):
        self._write_locked({"suspended": False, "suspension_reason": reason})
        self._enqueue("restrict")

    def _on_archive(self, _reason):
        self._write_locked({"archived": self.env.cr.now()})
        self._enqueue("archive")

    def _on_restore(self):
        self._check_no_deletion()
        self._write_locked({
            "archived": False, "suspended": False, "suspension_reason": False,
        })
        self._enqueue("restore")

    def _on_order_deletion(self, reason):
        self._check_no_deletion()
        self._write_locked({"deletion_reason": reason, "deletion_user_id": self.env.uid})
        self._enqueue("delete")

    def _on_delete(self):
        self._free_hosts()
        self._write_locked({"deleted": self.env.cr.now()})

    def _check_no_deletion(self):
        for tenant in self.filtered("deletion_user_id"):
            raise UserError(self.env._(
                "%(tenant)s: its deletion has been ordered by %(who)s already. "
                "The jobs of the tenant say how far it has come.",
                tenant=tenant.display_name, who=tenant.deletion_user_id.name,
            ))

    # ---- authority -----------------------------------------------------------

    def _get_capacity_system(self, _value):
        """The provisioner, and code that acts for it; nobody can be it over the network."""
        return self.env._("Provisioner") if self.env.su else ""

    def _get_authority_label(self, kind, value):
        if kind == "system":
            return self.env._("the provisioner")
        return super()._get_authority_label(kind, value)
