import csv
from pathlib import Path

from odoo import api, models

FOLDER = Path(__file__).parent.parent / "data" / "tables"


class RuleLoader(models.AbstractModel):
    """Brings in the rules of carry-overs beside those that every budget asks."""

    _inherit = "gotgan.rule.loader"

    @api.model
    def _load_closing(self):
        """Add what is new of this addon's rules; run at every installation and upgrade."""
        self._load_rules(_read_lines("rule.csv"))
        self._load_editions(_read_lines("rule_edition.csv"))


def _read_lines(file_name):
    """Return the lines of one of our own files; empty cells are False."""
    with (FOLDER / file_name).open(encoding="utf-8", newline="") as lines:
        return [
            {name: text or False for name, text in line.items()} for line in csv.DictReader(lines)
        ]
