from datetime import date

from odoo import api, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.gotgan_base.clock import today

from ..delivery import BadFile, read
from ..values import Fault
from ..wording import explain_fault
from .rule import SEVERITIES, TENANT_KINDS, TIERS

CHOICES = {"tenant_kind": TENANT_KINDS, "tier": TIERS, "severity": SEVERITIES}


class RuleDelivery(models.AbstractModel):
    """Brings in editions of the law between two releases, as an operator sends them.

    The law changes on its own days: nobody waits for a release. It only ever adds, like a release.
    What begins today or later is put in force. What began earlier comes as a draft: what was
    decided since would be judged by another standard, so the agency's keeper decides, with a
    reason.
    """

    _name = "gotgan.rule.delivery"
    _inherit = "gotgan.rule.loader"
    _description = "Delivery of Rules"

    @api.model
    def _deliver(self, text):
        """Bring in a file of editions; see :func:`..delivery.deliver`."""
        try:
            lines = read(text)
        except BadFile as fault:
            raise UserError(self._explain_file(fault)) from fault
        rules = {rule.code: rule for rule in self.env["gotgan.rule"].search([])}
        return [
            {
                "outcome": self._deliver_line(rules, row, line), "row": row,
                "rule": rules[line["code"]].name, "date_from": line["date_from"],
            }
            for row, line in sorted(lines, key=lambda one: one[1]["date_from"])
        ]

    @api.model
    def _deliver_line(self, rules, row, line):
        """Bring in one line; return what became of it."""
        rule = rules.get(line["code"])
        if rule is None:
            raise UserError(self._at(row, self.env._(
                "There is no rule %(code)s in this agency. Its codes stand in the list of rules; "
                "a new kind of rule comes with a release.", code=line["code"],
            )))
        self._check_choices(row, line)
        try:
            with self.env.cr.savepoint():
                return self._bring(self._prepare_edition(rule, line))
        except Fault as fault:
            raise UserError(self._at(row, explain_fault(self.env, rule, fault))) from fault
        except (UserError, ValidationError) as error:
            raise UserError(self._at(row, str(error))) from error

    @api.model
    def _bring(self, vals):
        there = self._find_there(vals)
        if there:
            return self._bring_beside(there, vals)
        if date.fromisoformat(vals["date_from"]) >= today(self.env):
            self._enter(vals, by=self.env._("Operator"))
            return "in_force"
        return self._draft(vals)

    @api.model
    def _bring_beside(self, there, vals):
        """An edition begins on that day already: it stays; what is said otherwise is a draft."""
        if self._says_the_same(there, vals):
            self._correct(there, vals)
            return "known"
        if not there.is_shipped:
            return "kept"
        drafts = self._count_drafts(vals)
        self._correct(there, vals)
        return "draft" if self._count_drafts(vals) > drafts else "known"

    @api.model
    def _draft(self, vals):
        drafts = self._find_drafts(vals).filtered(lambda one: one.date_from == date.fromisoformat(
            vals["date_from"],
        ))
        if any(self._says_the_same(one, vals) for one in drafts):
            return "known"
        self.env["gotgan.rule.edition"].create(vals)._write_locked({"is_shipped": True})
        return "draft"

    @api.model
    def _count_drafts(self, vals):
        return len(self._find_drafts(vals))

    @api.model
    def _find_drafts(self, vals):
        return self.env["gotgan.rule.edition"].search([
            *((name, "=", vals[name]) for name in ("rule_id", "origin", "tenant_kind", "tier")),
            ("state", "=", "draft"),
        ])

    @api.model
    def _check_choices(self, row, line):
        for name, choices in CHOICES.items():
            known = [code for code, _label in choices]
            if line[name] and line[name] not in known:
                raise UserError(self._at(row, self.env._(
                    "“%(text)s” is none of the entries of the column %(column)s: %(known)s.",
                    text=line[name], column=name, known=", ".join(known),
                )))

    # ---- words ----------------------------------------------------------------

    @api.model
    def _get_outcome_words(self):
        """Return in words what became of a line."""
        return {
            "in_force": self.env._("in force from that day on"),
            "draft": self.env._("waits as a draft for the agency's decision"),
            "known": self.env._("was there already"),
            "kept": self.env._("the agency has entered another edition from that day; it stays"),
        }

    @api.model
    def _explain_file(self, fault):
        said = {
            "empty": self.env._("The file has no line. Write one edition in each line."),
            "unknown": self.env._(
                "The column %(text)s is not known. Take the columns of the shipped table.",
                text=fault.text,
            ),
            "lacking": self.env._(
                "The column %(text)s is lacking. Take the columns of the shipped table.",
                text=fault.text,
            ),
            "cells": self.env._("The line has more or fewer cells than the heading has columns."),
            "needed": self.env._("The cell %(text)s is empty. Fill it in.", text=fault.text),
            "day": self.env._("“%(text)s” is no day; write 2027-01-01.", text=fault.text),
            "verified": self.env._("“%(text)s” is neither yes nor no.", text=fault.text),
        }[fault.code]
        return self._at(fault.row, said)

    @api.model
    def _at(self, row, said):
        return self.env._(
            "Row %(row)s of the file: %(said)s Nothing was brought in.", row=row, said=said,
        )
