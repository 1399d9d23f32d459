from odoo import fields, models


class HubClause(models.Model):
    """An article of the papers: terms of use, service level, personal data.

    Edited by the operator; papers that were given out keep the text they had.
    """

    _name = "hub.clause"
    _description = "Article of a Paper"
    _order = "paper, sequence, id"

    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    paper = fields.Selection(
        [("agreement", "Contract Paper"), ("service", "Service Level"),
         ("privacy", "Processing of Personal Data"), ("application", "Application")],
        required=True, default="agreement", string="Part",
    )
    name = fields.Char(required=True, string="Title")
    text = fields.Text(
        required=True, help="Each line is a paragraph; a line that begins with - is an item of it.",
    )

    def _get_frozen(self):
        """Return every part with its articles as they read now, to be kept with a contract."""
        parts = dict.fromkeys(value for value, _label in self._fields["paper"].selection)
        clauses_sudo = self.sudo().search([])
        return {
            part: [
                [clause.name, clause._get_paragraphs()]
                for clause in clauses_sudo if clause.paper == part
            ]
            for part in parts
        }

    def _get_paragraphs(self):
        """Return paragraphs as [text, [items]]."""
        found = []
        for line in filter(None, map(str.strip, self.text.splitlines())):
            if line.startswith("- ") and found:
                found[-1][1].append(line[2:])
            else:
                found.append([line, []])
        return found
