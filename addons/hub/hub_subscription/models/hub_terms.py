import hashlib

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.transition import Transition

MANAGER = "group:gotgan_base.group_manager|system"
CODES = [
    ("service", "Terms of Service"),
    ("processing", "Entrusted Processing of Personal Data"),
    ("privacy", "Personal Data of the Officer"),
]


class HubTerms(models.Model):
    """One version of a text that an agency agrees to. What was published is never rewritten.

    개인정보 보호법 제15조 (the officer's own data), 제26조 (processing entrusted in
    writing); 약관의 규제에 관한 법률 제3조 (the text is shown before the contract).
    """

    _name = "hub.terms"
    _description = "Terms"
    _inherit = ["gotgan.transition.mixin"]
    _order = "code, effective_date desc, id desc"

    _transitions = {
        "publish": Transition(source=("draft",), target="published", who=MANAGER),
        "withdraw": Transition(
            source=("published",), target="withdrawn", who=MANAGER, needs_reason=True
        ),
    }

    code = fields.Selection(CODES, string="Kind", required=True)
    version = fields.Char(required=True, help="Such as 2026-11.")
    title = fields.Char(required=True)
    body = fields.Html(required=True, sanitize_style=True, sanitize_form=True)
    summary = fields.Char(help="One line beside the box that is ticked.")
    effective_date = fields.Date(required=True, string="In Force From")
    digest = fields.Char(compute="_compute_digest", help="SHA-256 of the text.")
    state = fields.Selection(
        [("draft", "Draft"), ("published", "Published"), ("withdrawn", "Withdrawn")],
        default="draft", required=True, readonly=True, copy=False,
    )

    _code_version_unique = models.UniqueIndex(
        "(code, version)", "This version of the text already exists. Choose another version."
    )

    @api.depends("title", "body")
    def _compute_digest(self):
        for terms in self:
            text = f"{terms.title}\n{terms.body}"
            terms.digest = hashlib.sha256(text.encode()).hexdigest()

    @api.depends("title", "version")
    def _compute_display_name(self):
        for terms in self:
            terms.display_name = f"{terms.title} ({terms.version})"

    @api.constrains("version")
    def _check_version(self):
        for terms in self:
            if not terms.version.strip():
                raise ValidationError(self.env._("Give the text a version, such as 2026-11."))

    def action_publish(self):
        return self._do_transition("publish")

    def action_withdraw(self):
        return self._do_transition("withdraw")

    def _get_capacity_system(self, _value):
        return self.env._("the system") if self.env.su else ""

    def _get_current(self):
        """Return the texts in force today, one of each kind, in the order they are shown."""
        published = self.search(
            [("state", "=", "published"), ("effective_date", "<=", today(self.env))]
        )
        found = self.browse()
        for code, _label in CODES:
            found |= published.filtered(lambda one, code=code: one.code == code)[:1]
        return found

    def _is_complete(self):
        """Return whether these are one text of each kind; with fewer nobody can agree."""
        return {one.code for one in self} == {code for code, _label in CODES}

    @api.model
    def _publish_shipped(self):
        """Publish the texts that come with the addon; called while it is installed."""
        drafts = self.with_context(lang="ko_KR").search([("state", "=", "draft")])
        drafts._do_transition("publish")
