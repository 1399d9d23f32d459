from odoo import SUPERUSER_ID, api, models
from odoo.fields import Date

from ..rules.articles import CODES, rules_of


class ExecutionStep(models.AbstractModel):
    """One step behind a figure, in words: document, person, and the rule it rests on.

    The article is that of the edition in force on the day of the step (``gotgan.rule.edition``):
    a move of 2026 keeps the article of 2026, whatever the law says today.
    """

    _name = "gotgan.execution.step"
    _description = "Step Behind a Figure"
    _inherit = ["gotgan.execution.step.request.mixin"]

    @api.model
    def _describe(self, rows):
        """Return the steps of ``rows``, as a screen shows them.

        :param rows: tuples (day, kind, model, id, won, moves, author, reason)
        :return: dicts of ``when, kind, what, won, count, basis, person, reason, model, id``
        """
        found = self._get_documents({(row[2], row[3]) for row in rows})
        people = self._get_people({row[6] for row in rows})
        kinds = self._get_kind_labels()
        steps = []
        for day, kind, model, one, won, count, author, reason in rows:
            name, document_kind, opens = found[model, one]
            steps.append({
                "when": day.isoformat(), "kind": kinds[kind], "won": won, "count": count,
                "what": name, "basis": self._get_basis(day, kind, model, document_kind),
                "person": people.get(author, ""), "reason": reason or "",
                "model": model if opens else "", "id": one,
            })
        return steps

    @api.model
    def _describe_versions(self, rows):
        """Return the steps that versions of the budget are: what each adds when it begins.

        :param rows: tuples (version, won)
        """
        kind = self._get_kind_labels()["appropriate"]
        return [{
            "when": Date.to_string(version.date_effective) or "", "kind": kind, "won": won,
            "count": 1, "what": version.display_name, "person": "", "reason": "",
            "basis": self._get_basis(
                version.date_effective or version.fiscal_year_id.date_from, "appropriate",
                version._name, version.kind,
            ),
            "model": version._name, "id": version.id,
        } for version, won in rows]

    # ---- words -----------------------------------------------------------

    @api.model
    def _get_basis(self, day, kind, model, document_kind):
        """Return the rule a step of ``day`` rests on, or None where none was in force.

        :return: ``id`` of the edition, ``article``, ``verified``, ``says`` (the rule in words)
        """
        held = self.env["gotgan.rule.edition"]._get_holding(CODES, day)
        for code in rules_of(kind, model, document_kind):
            if code in held:
                edition = held[code]
                return {
                    "id": edition.id, "article": edition._cite(), "verified": edition.verified,
                    "says": self._get_words(edition),
                }
        return None

    @api.model
    def _get_words(self, edition):
        rule = edition.rule_id
        return edition._get_text() if rule.value_kind == "text" else rule.name

    @api.model
    def _get_documents(self, documents):
        """Return ``{(model, id): (name, its kind, whether it opens)}``; unreadable ones say so."""
        kinds_sudo = self.env["ir.model"].sudo()
        found = {}
        for model in {model for model, _one in documents}:
            ids = [one for name, one in documents if name == model]
            label = kinds_sudo._get(model).name if model in self.env else model
            found.update({(model, one): (label, "", False) for one in ids})
            if model not in self.env or not self.env[model].has_access("read"):
                continue
            for record in self.env[model].browse(ids).exists()._filtered_access("read"):
                kind = record.kind if "kind" in record._fields else ""
                found[model, record.id] = (f"{label} {record.display_name}", kind, True)
        return found

    @api.model
    def _get_people(self, ids):
        users_sudo = self.env["res.users"].sudo().browse(filter(None, ids)).exists()
        names = {user_sudo.id: user_sudo.name for user_sudo in users_sudo}
        return {**names, SUPERUSER_ID: self.env._("Program")}

    @api.model
    def _get_kind_labels(self):
        return dict(self.env["gotgan.ledger.move"]._fields["kind"]._description_selection(self.env))
