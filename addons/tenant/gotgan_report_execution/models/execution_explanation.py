from odoo import SUPERUSER_ID, api, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..rules.articles import article_of
from ..rules.axes import AXES, LEVELS
from ..rules.figures import COMPARED_FIGURES, effects_of

# So many documents are listed one by one; above it, by month.
LISTED = 300


class ExecutionExplanation(models.AbstractModel):
    """왜 이 숫자인가: what a figure of the report is made of, in the order it came about.

    Every step is what one document did to the figure, with the article it rests on; the steps add
    up to exactly the figure. Reads only.
    """

    _name = "gotgan.execution.explanation"
    _description = "Explanation of a Figure"

    @api.model
    @api.readonly
    def action_explain(self, options, path, figure):
        """Return the steps behind one figure of one row.

        :param path: ids of the row and those above it, from the top; empty for the grand total
        :param figure: a name of ``FIGURES`` or ``COMPARED_FIGURES``
        :return: ``title``, ``steps`` (``when, what, kind, article, won, running, count, person,
            reason, model, id``), ``won`` their sum, ``by_month`` where documents are too many
        """
        report = self.env["gotgan.execution.report"]
        options = report._read_options(options)
        self._check(options, figure)
        steps, by_month = self._get_steps(options, path, figure)
        running = 0
        for step in steps:
            running += step["won"]
            step["running"] = running
        return {
            "title": report._get_moves_title(options, path, figure), "figure": figure,
            "steps": steps, "won": running, "by_month": by_month,
        }

    @api.model
    @api.readonly
    def action_open_step(self, model, record_id):
        """Open the document of a step in its own form."""
        if model not in self.env or not self.env[model].browse(record_id).exists():
            raise UserError(self.env._("The document no longer exists. Explain the figure again."))
        return {
            "type": "ir.actions.act_window", "res_model": model, "res_id": record_id,
            "views": [(False, "form")],
        }

    # ---- steps -----------------------------------------------------------

    def _check(self, options, figure):
        if figure in COMPARED_FIGURES and options["compare"]:
            return
        self.env["gotgan.execution.report"]._check_figure(figure)

    def _get_steps(self, options, path, figure):
        """Return ``(steps, whether they are by month)``."""
        if figure not in COMPARED_FIGURES:
            report = self.env["gotgan.execution.report"]
            effects = effects_of(figure)
            return self._get_move_steps(report._get_moves_domain(options, path, effects), effects)
        if figure == "difference":
            left, left_months = self._get_steps(options, path, "left")
            right, right_months = self._get_steps(options, path, "right")
            taken = [{**step, "won": -step["won"]} for step in right]
            return [*left, *taken], left_months or right_months
        if options["compare"]["kind"] == "year":
            return self._get_year_steps(options, path, figure)
        return self._get_version_steps(options, path, figure)

    def _get_year_steps(self, options, path, figure):
        """The same row of the other year, by the moves of its own cells."""
        if figure == "left":
            return self._get_steps(options, path, "appropriated")
        compared = self.env["gotgan.execution.comparison"]
        levels = [LEVELS[key] for key in AXES[options["axis"]]]
        cells = compared._find_other_cells(options, levels, path)
        effects = effects_of("paid" if figure == "right_paid" else "appropriated")
        return self._get_move_steps([
            ("cell_id", "in", cells), ("kind", "in", list(effects)),
            ("date", "<=", compared._get_other_day(options)),
        ], effects)

    def _get_version_steps(self, options, path, figure):
        """What each version of the chain changed, from the first to the one that is compared."""
        version_id = options["compare"]["left" if figure == "left" else "id"]
        if not version_id:
            return self._get_steps(options, path, "voted")
        compared = self.env["gotgan.execution.comparison"]
        levels = [LEVELS[key] for key in AXES[options["axis"]]]
        chain = [version := compared._check_version(version_id)]
        while version := version.base_id:
            chain.insert(0, version)
        steps, before = [], 0
        for version in chain:
            rows = compared._read_version(version.id, 1)
            won = sum(one[1] for _address, one in compared._find_rows(rows, options, levels, path))
            if won != before:
                steps.append(self._describe_version(version, won - before))
            before = won
        return steps, False

    def _describe_version(self, version, won):
        when = version.date_effective
        return {
            "when": when.isoformat() if when else "", "what": version.display_name, "count": 1,
            "kind": self._get_kind_labels()["appropriate"], "won": won, "person": "", "reason": "",
            "article": article_of("appropriate", version._name, version.kind),
            "model": version._name, "id": version.id,
        }

    # ---- moves -----------------------------------------------------------

    def _get_move_steps(self, domain, effects):
        """Return the moves of ``domain`` added up by document, or by month where they are many."""
        rows = self._sum_moves(domain, effects, "document")
        if len(rows) <= LISTED:
            return self._describe_documents(rows), False
        return self._describe_months(self._sum_moves(domain, effects, "month")), True

    def _sum_moves(self, domain, effects, by):
        """Return rows (first day, kind, model, id, won, moves, author, reason), in order."""
        moves = self.env["gotgan.ledger.move"].with_context(active_test=False)
        moves.flush_model()
        query = moves._search(domain)
        column = {name: SQL.identifier(query.table, name) for name in (
            "date", "id", "kind", "source_model", "source_id", "amount", "author_id", "reason",
        )}
        effect = SQL(" ").join(
            SQL("WHEN %s THEN %s", kind, times) for kind, times in effects.items()
        )
        documents = (column["source_model"], column["source_id"])
        month = SQL("DATE_TRUNC('month', %s)::date", column["date"])
        keys = documents if by == "document" else (month, SQL("NULL"))
        query.groupby = SQL(", ").join(
            (column["kind"], *documents) if by == "document" else (column["kind"], month),
        )
        query.order = SQL("MIN(%s), MIN(%s)", column["date"], column["id"])
        return self.env.execute_query(query.select(
            SQL("MIN(%s)", column["date"]), column["kind"], *keys,
            SQL("SUM(%s * CASE %s %s ELSE 0 END)::int8", column["amount"], column["kind"], effect),
            SQL("COUNT(*)"), SQL("MIN(%s)", column["author_id"]), SQL("MIN(%s)", column["reason"]),
        )) if effects else []

    def _describe_documents(self, rows):
        found = self._get_document_names({(row[2], row[3]) for row in rows})
        people = self._get_people({row[6] for row in rows})
        kinds = self._get_kind_labels()
        steps = []
        for day, kind, model, one, won, count, author, reason in rows:
            name, document_kind, opens = found[model, one]
            steps.append({
                "when": day.isoformat(), "kind": kinds[kind], "won": won, "count": count,
                "what": name, "article": article_of(kind, model, document_kind),
                "person": people.get(author, ""), "reason": reason or "",
                "model": model if opens else "", "id": one,
            })
        return steps

    def _describe_months(self, rows):
        kinds = self._get_kind_labels()
        return [
            {
                "when": day.isoformat()[:7], "kind": kinds[kind], "won": won, "count": count,
                "what": self.env._("%(count)s moves", count=f"{count:,}"), "model": "", "id": 0,
                "article": article_of(kind), "person": "", "reason": "",
            }
            for day, kind, _month, _none, won, count, _author, _reason in rows
        ]

    # ---- words -----------------------------------------------------------

    def _get_document_names(self, documents):
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

    def _get_people(self, ids):
        users_sudo = self.env["res.users"].sudo().browse(filter(None, ids)).exists()
        names = {user_sudo.id: user_sudo.name for user_sudo in users_sudo}
        return {**names, SUPERUSER_ID: self.env._("Program")}

    def _get_kind_labels(self):
        return dict(self.env["gotgan.ledger.move"]._fields["kind"]._description_selection(self.env))
