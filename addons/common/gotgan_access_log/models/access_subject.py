from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import ormcache

READER = "gotgan_access_log.group_access_reader"
OFFICER = "gotgan_sign_in.group_security_officer"
OURS = ("gotgan_", "hub_")
# What the system writes about itself is no business document.
ITSELF = ("gotgan.access.log", "gotgan.access.seal", "gotgan.event", "gotgan.number.series")


class AccessSubject(models.Model):
    """Which models hold personal data: seeing them is logged, taking them away needs a reason.

    A line can be added and never taken back: logging is not switched off by who is logged.
    """

    _name = "gotgan.access.subject"
    _description = "Personal Data"
    _order = "name"

    name = fields.Char(string="Kind of Person", required=True)
    model = fields.Char(string="Kind of Record", required=True)
    person_field = fields.Char(
        string="Field of the Name", required=True, default="display_name",
        help="The field of the record that says whose data it is.",
    )
    basis = fields.Char(help="Why these are personal data, and which provision keeps them.")
    present = fields.Boolean(compute="_compute_present", string="In Use")

    _model_unique = models.UniqueIndex("(model)", "This kind of record is on the list already.")

    @api.depends("model")
    def _compute_present(self):
        for subject in self:
            subject.present = subject.model in self.env

    @api.constrains("model", "person_field")
    def _check_field(self):
        for subject in self.filtered("present"):
            if subject.person_field not in self.env[subject.model]._fields:
                raise UserError(self.env._(
                    "%(kind)s has no field “%(field)s”. Name the field that holds the person's "
                    "name.", kind=subject.name, field=subject.person_field,
                ))

    @api.model_create_multi
    def create(self, vals_list):
        self.env.registry.clear_cache()
        return super().create(vals_list)

    def write(self, vals):
        if {"model", "person_field"} & set(vals):
            self.env.registry.clear_cache()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_never(self):
        raise UserError(self.env._(
            "Personal data stay on the list: records of access are kept without a gap "
            "(Safety Measures Standard, Article 8)."
        ))

    @api.model
    @ormcache()
    def _get_all(self):
        """Return ``{model: (label, field of the person's name)}`` of all personal models."""
        subjects_sudo = self.sudo().search([])
        return {one.model: (one.name, one.person_field) for one in subjects_sudo if one.present}

    @api.model
    @ormcache()
    def _get_tracked(self):
        """Return the names of the models whose changes are logged."""
        ours = {
            name
            for name, model in self.env.registry.items()
            if (model._original_module or "").startswith(OURS)
            and not model._abstract and not model._transient and name not in ITSELF
        }
        return frozenset(ours | set(self._get_all()))

    @api.model
    @ormcache("model")
    def _get_label(self, model):
        """Return how people call a kind of record, in the language of the agency."""
        if model in self._get_all():
            return self._get_all()[model][0]
        languages = dict(self.env["res.lang"].get_installed())
        kind_sudo = self.env["ir.model"].sudo()._get(model)
        return kind_sudo.with_context(lang="ko_KR" if "ko_KR" in languages else "en_US").name or ""

    def _register_hook(self):
        """The security officer, where there is one, reads the log without being an auditor."""
        super()._register_hook()
        officer = self.env.ref(OFFICER, raise_if_not_found=False)
        reader = self.env.ref(READER, raise_if_not_found=False)
        if officer and reader and reader not in officer.all_implied_ids:
            officer.implied_ids += reader
