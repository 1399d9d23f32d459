import csv
from datetime import timedelta

from odoo import api, models
from odoo.tools import file_open

from odoo.addons.gotgan_base.clock import today

from ..values import clean_value, parse_columns, parse_value
from .rule_edition import HOLDING

REASON = "Gotgan"
# What of a rule a new release may say better; the rest is fixed once editions are in force.
DESCRIPTIVE = ("name", "question", "area")
SLOT = ("rule_id", "origin", "tenant_kind", "tier")
# What an edition says; where a release says it otherwise, somebody has to decide.
CONTENT = ("value", "severity", "article")


class RuleLoader(models.AbstractModel):
    """Brings in the rules and editions that come with the program.

    Run at every installation and upgrade. It only ever adds: what an agency or an operator has
    entered survives, and what was in force stays as it was. Where a release corrects an edition
    that an earlier one brought and that still holds, the correction comes as a draft from today
    on: the keeper puts it in force or withdraws it, and is not asked twice.
    """

    _name = "gotgan.rule.loader"
    _description = "Loader of Rules"

    @api.model
    def _load_shipped(self, addon):
        """Add what is new in the two tables of ``addon``."""
        self._load_rules(read_lines(addon, "rule.csv"))
        self._load_editions(read_lines(addon, "rule_edition.csv"))

    @api.model
    def _load_rules(self, lines):
        """Create the rules that are new, and bring the wording of the others up to date."""
        rules = {rule.code: rule for rule in self.env["gotgan.rule"].search([])}
        for line in lines:
            rule = rules.get(line["code"])
            if rule is None:
                self.env["gotgan.rule"].create(line)
                continue
            changed = {name: line[name] for name in DESCRIPTIVE if rule[name] != line[name]}
            if changed:
                rule.write(changed)

    @api.model
    def _load_editions(self, lines):
        """Put the editions that are new in force, the earliest first; return them."""
        rules = {rule.code: rule for rule in self.env["gotgan.rule"].search([])}
        loaded = self.env["gotgan.rule.edition"]
        for line in sorted(lines, key=lambda one: one["date_from"]):
            vals = self._prepare_edition(rules[line["code"]], line)
            there = self._find_there(vals)
            if not there:
                loaded += self._enter(vals)
            elif there.is_shipped:
                self._correct(there, vals)
        return loaded

    @api.model
    def _prepare_edition(self, rule, line):
        """Return the values of the edition that one line of the file describes."""
        columns = parse_columns(rule.columns)
        return {
            "rule_id": rule.id,
            "origin": "law",
            "tenant_kind": line["tenant_kind"],
            "tier": line["tier"],
            "date_from": line["date_from"],
            "date_to": line["date_to"],
            "value": parse_value(rule.value_kind, line["value"], columns),
            "severity": line["severity"] or rule.severity,
            "article": line["article"],
            "source": line["source"],
            "verified": line["verified"] == "yes",
            "note": line["note"],
        }

    @api.model
    def _find_there(self, vals):
        """Return the law's edition from that day, also one that was withdrawn."""
        return self.env["gotgan.rule.edition"].search(
            [
                *((name, "=", vals[name]) for name in (*SLOT, "date_from")),
                ("state", "!=", "draft"),
            ],
            limit=1,
        )

    @api.model
    def _enter(self, vals, by=REASON):
        """Put one edition in force without the judgement of people; its history says by whom."""
        edition = self.env["gotgan.rule.edition"].create(vals)
        edition._write_locked({"is_shipped": True})
        edition._take_place()
        edition._log_events("enforce", {edition.id: "draft"}, {edition.id: by}, None)
        return edition

    @api.model
    def _correct(self, edition, vals):
        """Bring what a release says otherwise of ``edition`` before the keeper, once."""
        if edition.state not in HOLDING or (
            edition.date_to and edition.date_to < today(self.env)
        ):
            return
        if self._says_the_same(edition, vals):
            if vals["verified"] and not edition.verified:
                edition._write_locked({"verified": True})
                before, who = {edition.id: edition.state}, {edition.id: REASON}
                edition._log_events("verify", before, who, None)
            return
        later = self.env["gotgan.rule.edition"].search([
            *((name, "=", vals[name]) for name in SLOT), ("date_from", ">", edition.date_from),
        ])
        if not any(self._says_the_same(one, vals) for one in later):
            first = max(today(self.env), edition.date_from + timedelta(days=1))
            draft = edition.create({**vals, "date_from": first})
            draft._write_locked({"is_shipped": True})

    @api.model
    def _says_the_same(self, edition, vals):
        rule = edition.rule_id
        value = clean_value(rule.value_kind, vals["value"], rule._get_columns())
        return all(edition[name] == {**vals, "value": value}[name] for name in CONTENT)


def read_lines(addon, file_name):
    """Return the lines of a table of ``addon``; empty cells are False."""
    with file_open(f"{addon}/data/tables/{file_name}", "r") as lines:
        return [
            {name: text or False for name, text in line.items()} for line in csv.DictReader(lines)
        ]
