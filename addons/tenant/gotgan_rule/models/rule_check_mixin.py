from dataclasses import replace

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.gotgan_base.clock import seoul_day, today
from odoo.addons.gotgan_base.particles import fit_particles

from ..finding import SEVERITIES

OVERRIDER = "gotgan_rule.group_override"


class RuleCheckMixin(models.AbstractModel):
    """A document that the law judges: while it is written, and before each step it names.

    It is a document with declared transitions; inherit this instead of the transition mixin.
    """

    _name = "gotgan.rule.check.mixin"
    _description = "Document Judged by Rules"
    _inherit = ["gotgan.transition.mixin"]

    # {transition: (rule code, …)}; each code has its ``_check_<code, dots as underscores>``, a
    # generator of Finding for one record and the edition in force.
    _rule_checks = {}
    # The fields the checks read, so that findings follow what is typed.
    _finding_depends = ()

    findings = fields.Json(
        compute="_compute_findings",
        help="What the rules say about the document now; shown by the widget gotgan_findings.",
    )

    @api.depends(lambda self: ("state", *self._finding_depends))
    @api.depends_context("uid", "lang")
    def _compute_findings(self):
        can_override = self.env.user.has_group(OVERRIDER)
        for record in self:
            found = record._find_present_findings()
            record.findings = {
                "items": [record._prepare_finding(one) for one in found],
                "can_override": can_override and any(map(_waits_for_override, found)),
            }

    def action_override_findings(self):
        """Ask for the reason to let the document pass in spite of what may be overridden.

        :raises AccessError: the person lacks the right
        :raises UserError: there is nothing to override
        """
        self.ensure_one()
        self._check_may_override()
        waiting = [one for one in self._find_present_findings() if _waits_for_override(one)]
        if not waiting:
            raise UserError(self.env._(
                "%(document)s has nothing that waits for an override.",
                document=self._get_document_label(),
            ))
        wizard = self.env["gotgan.rule.override.wizard"]._make_for(self, waiting)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Override"),
            "res_model": wizard._name,
            "res_id": wizard.id,
            "view_mode": "form",
            "target": "new",
        }

    # ---- what others call ----------------------------------------------------

    def _find_findings(self, transition):
        """Return what stands against ``transition``, the gravest first; empty when all is well.

        :returns: list of ``Finding`` with edition, severity, article and override filled in
        """
        self.ensure_one()
        found = [
            one for code in self._rule_checks.get(transition, ()) for one in self._judge(code)
        ]
        return sorted(self._match_overrides(found), key=_get_rank)

    def _override_findings(self, reason, fingerprints=None):
        """Answer for findings that may be overridden, and return the overrides.

        :param fingerprints: those of the findings that are meant; all that wait by default
        :raises AccessError: the person lacks the right
        :raises UserError: no reason, or one of them is no longer as it was
        """
        self.ensure_one()
        self._check_may_override()
        if not (reason or "").strip():
            raise UserError(self.env._("Write the reason: it is what an auditor will read."))
        found = self._find_present_findings()
        waiting = {one.fingerprint: one for one in found if _waits_for_override(one)}
        chosen = set(waiting) if fingerprints is None else set(fingerprints)
        if not chosen or chosen - set(waiting):
            raise UserError(self.env._(
                "%(document)s has changed in the meantime, or somebody was faster. Look at its "
                "findings again.", document=self._get_document_label(),
            ))
        override_sudo = self.env["gotgan.rule.override"].sudo()
        overrides_sudo = override_sudo.create([
            self._prepare_override(waiting[one], reason) for one in sorted(chosen)
        ])
        self.invalidate_recordset(["findings"])
        return overrides_sudo.sudo(False)

    def _get_rule_day(self, _code):
        """Return the day whose editions judge the document: today, unless the document says."""
        return today(self.env)

    # ---- steps ---------------------------------------------------------------

    def _check_transition(self, name, step):
        capacities = super()._check_transition(name, step)
        for record in self:
            record._refuse_findings(name)
        return capacities

    def _refuse_findings(self, transition):
        """Refuse a step with everything that stands against it, in one message."""
        found = self._find_findings(transition)
        if not any(one.stops for one in found):
            return
        lines = [self._word_finding(one) for one in found if one.stops]
        raise UserError(self.env._(
            "%(document)s: this step (%(step)s) is not possible yet.\n%(findings)s",
            document=self._get_document_label(), step=self._get_step_label(transition),
            findings="\n".join(lines),
        ))

    # ---- inside --------------------------------------------------------------

    def _find_present_findings(self):
        """Return the findings of all steps that start from where the document stands."""
        self.ensure_one()
        codes = dict.fromkeys(
            code for name, codes in self._rule_checks.items()
            if self.state in self._transitions[name].source
            for code in codes
        )
        found = [one for code in codes for one in self._judge(code)]
        return sorted(self._match_overrides(found), key=_get_rank)

    def _judge(self, code):
        """Return what one rule finds; nothing where no edition applies to this agency that day."""
        edition = self.env["gotgan.rule"]._seek(code, self._get_rule_day(code))
        if not edition:
            return []
        check = getattr(self, f"_check_{code.replace('.', '_')}")
        return self._complete_findings(check(edition) or (), edition)

    def _complete_findings(self, found, edition):
        """Return what a check found with its edition, article and severity filled in."""
        return [
            replace(
                one, edition=edition, article=edition._cite(),
                severity=one.severity or edition.severity,
            )
            for one in found
        ]

    def _match_overrides(self, found):
        """Return the findings, each with the override that answers for it."""
        if not self._origin or not any(one.severity == "overridable" for one in found):
            return found
        override_sudo = self.env["gotgan.rule.override"].sudo()
        known = {
            (one.edition_id.id, one.fingerprint): one
            for one in override_sudo.search([
                ("res_model", "=", self._name), ("res_id", "=", self._origin.id),
            ])
        }
        return [
            replace(one, override=known.get((one.edition.id, one.fingerprint))) for one in found
        ]

    def _check_may_override(self):
        self.check_access("read")
        if not self.env.user.has_group(OVERRIDER):
            raise AccessError(self.env._(
                "%(document)s: an override needs the right “%(right)s”. Ask for it in a rights "
                "request, or ask somebody who has it.",
                document=self._get_document_label(), right=self.env.ref(OVERRIDER).name,
            ))

    def _prepare_override(self, finding, reason):
        return {
            "res_model": self._name,
            "res_id": self.id,
            "document_label": self._get_document_label(),
            "edition_id": finding.edition.id,
            "article": finding.article,
            "message": finding.message,
            "fingerprint": finding.fingerprint,
            "facts": finding.facts,
            "reason": reason.strip(),
            "user_id": self.env.uid,
            "capacity": self.env.ref(OVERRIDER).name,
        }

    def _prepare_finding(self, finding):
        """Return one finding as the widget shows it."""
        labels = dict(finding.edition._fields["severity"]._description_selection(self.env))
        override = finding.override
        return {
            "severity": finding.severity,
            "label": self.env._("Overridden") if override else labels[finding.severity],
            "message": fit_particles(finding.message),
            "fix": fit_particles(finding.fix),
            "article": finding.article,
            "edition_id": finding.edition.id,
            "verified": finding.edition.verified,
            "record": _name_record(finding),
            "override": self._word_override(override) if override else "",
        }

    def _word_override(self, override):
        return self.env._(
            "%(person)s, %(day)s: %(reason)s", person=override.user_id.name,
            day=fields.Date.to_string(seoul_day(override.time)), reason=override.reason,
        )

    def _word_finding(self, finding):
        """Return one finding as a line of a refusal: what, by which article, what to do."""
        values = {"message": finding.message, "article": finding.article, "fix": finding.fix}
        if finding.severity == "overridable":
            return self.env._(
                "• %(message)s (%(article)s) %(fix)s Or have it overridden, with a reason, by "
                "somebody with the right “%(right)s”.",
                right=self.env.ref(OVERRIDER).name, **values,
            )
        return self.env._("• %(message)s (%(article)s) %(fix)s", **values)


def _get_rank(finding):
    return SEVERITIES.index(finding.severity)


def _waits_for_override(finding):
    return finding.severity == "overridable" and not finding.override


def _name_record(finding):
    """Return the name of the record a finding is about, unless its message says it anyway."""
    name = finding.record.display_name if finding.record else ""
    return "" if name in finding.message else name
