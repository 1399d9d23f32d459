import csv
from pathlib import Path

from odoo import api, models

from ..values import parse_columns, parse_value

FOLDER = Path(__file__).parent.parent / "data" / "tables"
REASON = "Gotgan"
# What of a rule a new release may say better; the rest is fixed once editions are in force.
DESCRIPTIVE = ("name", "question", "area")


class RuleLoader(models.AbstractModel):
    """Brings in the rules and editions that come with the program.

    Run at every installation and upgrade. It only ever adds: an edition that begins on the same
    day as one that is there already is left out, so that what an agency or an operator has entered
    survives, and what was in force stays as it was.
    """

    _name = "gotgan.rule.loader"
    _description = "Loader of Rules"

    @api.model
    def _load_shipped(self):
        self._load_rules(_read_lines("rule.csv"))
        self._load_editions(_read_lines("rule_edition.csv"))

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
            if not self._is_there(vals):
                loaded += self._enter(vals)
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
    def _is_there(self, vals):
        """Say whether the law's edition from that day is there, also as one that was withdrawn."""
        names = ("rule_id", "origin", "tenant_kind", "tier", "date_from")
        return bool(self.env["gotgan.rule.edition"].search_count(
            [*((name, "=", vals[name]) for name in names), ("state", "!=", "draft")], limit=1,
        ))

    @api.model
    def _enter(self, vals):
        """Put one edition in force without the judgement of people; its history says so."""
        edition = self.env["gotgan.rule.edition"].create(vals)
        edition._write_locked({"is_shipped": True})
        edition._take_place()
        edition._log_events("enforce", {edition.id: "draft"}, {edition.id: REASON}, None)
        return edition


def _read_lines(file_name):
    """Return the lines of one of our own files; empty cells are False."""
    with (FOLDER / file_name).open(encoding="utf-8", newline="") as lines:
        return [
            {name: text or False for name, text in line.items()} for line in csv.DictReader(lines)
        ]
