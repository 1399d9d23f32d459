from odoo import api, fields, models


class ApprovalWork(models.Model):
    """What a 단위업무 of the agency's own table means here: a kind of document, or none.

    The tables of agencies name works in their own words, and most of them are decided elsewhere.
    What the keeper said once about a work is known when the next edition is read.
    """

    _name = "gotgan.approval.work"
    _description = "Work Named by the Regulation"
    _order = "name"

    name = fields.Char(string="Unit Work", required=True, help="As the agency's table words it.")
    kind = fields.Selection(
        lambda self: self.env["gotgan.approval"]._get_approval_kinds(), string="Kind of Document",
        help="Empty: such documents are not decided in this system, and its rows are left out.",
    )

    _name_unique = models.UniqueIndex("(name)", "What this work means is entered already.")

    @api.model
    def _find_meanings(self, names):
        """Return {words of a work: kind, or '' where it is decided elsewhere} of what is known."""
        known = self.search([("name", "in", list(names))])
        return {one.name: one.kind or "" for one in known}

    @api.model
    def _guess(self, name):
        """Return the kind whose own name stands in the words of a work; '' if none does.

        The longest name wins: 지출원인행위 is not 지출.
        """
        plain = "".join(name.split())
        named = [
            (len(label), kind) for kind, label in self.env["gotgan.approval"]._get_approval_kinds()
            if label and "".join(label.split()) in plain
        ]
        return max(named)[1] if named else ""

    @api.model
    def _remember(self, meanings):
        """Keep what the keeper said about works: {words: kind or ''}."""
        known = {one.name: one for one in self.search([("name", "in", list(meanings))])}
        for name, kind in meanings.items():
            if name not in known:
                self.create({"name": name, "kind": kind or False})
            elif (known[name].kind or "") != kind:
                known[name].kind = kind or False
