from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ..rules.axes import AXES, LEVELS
from ..rules.figures import COMPARED_FIGURES, effects_of
from ..rules.strands import Strand, cut, running

# So many steps are read at once; the panel asks for the next ones as it is scrolled.
PAGE = 100


class ExecutionExplanation(models.AbstractModel):
    """왜 이 숫자인가: what a figure is made of, in the order it came about.

    Every step is what one document did to the figure on one day, with the article that held that
    day; all steps, of all pages, add up to exactly the figure. Reads only.
    """

    _name = "gotgan.execution.explanation"
    _description = "Explanation of a Figure"

    @api.model
    @api.readonly
    def action_explain(self, options, path, figure, offset=0):
        """Return a page of the steps behind one figure of one row of the report.

        :param path: ids of the row and those above it, from the top; empty for the grand total
        :param figure: a name of ``FIGURES`` or ``COMPARED_FIGURES``
        :param offset: how many steps were read before
        :return: ``title``, ``steps`` (``when, what, kind, basis, won, running, count, person,
            reason, model, id``) of the page, ``offset``; of the whole figure: ``count`` of its
            steps, ``moves`` of the ledger, ``won`` their sum
        """
        report = self.env["gotgan.execution.report"]
        options = report._read_options(options)
        self._check(options, figure)
        strands = self._get_strands(options, path, figure)
        title = report._get_moves_title(options, path, figure)
        if options["counted"]:
            title = self.env._("%(figure)s (only what counts)", figure=title)
        return {"title": title, "figure": figure, **self._read_page(strands, offset)}

    @api.model
    @api.readonly
    def action_explain_field(self, model, which, field, offset=0):
        """Return a page of the steps behind the number of a field of any document, or a total.

        :param which: the id of the document, or the domain of those a total adds up
        :return: as :meth:`action_explain`, and ``shown``: the number on the screen, which differs
            from the sum where documents stand behind it that are not in the ledger yet
        :raises UserError: the ledger does not explain that field, or the record is gone
        :raises AccessError: the person may not read it
        """
        origins = self.env["gotgan.execution.origin"]
        records = origins._find_records(model, which, field)
        return {
            "title": self._get_title(records, field), "figure": field,
            "shown": sum(records.mapped(field)),
            **self._read_page(origins._get_strands(records, field), offset),
        }

    @api.model
    @api.readonly
    def action_open_field_moves(self, model, which, field):
        """Open the moves behind the number of a field; what is no move has none."""
        origins = self.env["gotgan.execution.origin"]
        records = origins._find_records(model, which, field)
        strands = origins._get_strands(records, field)
        domains = [one.domain for one in strands if one.domain is not None]
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "gotgan_report_execution.ledger_move_action_of_figure"
        )
        action["domain"] = list(Domain.OR(domains))
        action["context"] = {"active_test": False, "gotgan_figure": "all"}
        action["display_name"] = action["name"] = self._get_title(records, field)
        return action

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

    # ---- what others call ------------------------------------------------

    @api.model
    def _read_page(self, strands, offset, limit=PAGE):
        """Return ``steps`` from ``offset`` on, ``count``, ``moves`` and ``won`` of all of them."""
        offset = max(0, int(offset or 0))
        sums = [self._sum_strand(strand) for strand in strands]
        before = [sum(won for _count, _moves, won in sums[:place]) for place in range(len(sums))]
        steps = []
        for place, first, size in cut([one[0] for one in sums], offset, limit):
            read, reached = self._read_strand(strands[place], first, size)
            steps += running(read, before[place] + reached)
        return {
            "steps": steps, "offset": offset,
            **{name: sum(one[at] for one in sums)
               for at, name in enumerate(("count", "moves", "won"))},
        }

    def _get_title(self, records, field):
        label = records._fields[field]._description_string(self.env)
        if len(records) == 1:
            return f"{records.display_name} · {label}"
        return self.env._("Total of %(count)s · %(field)s", count=len(records), field=label)

    # ---- strands ---------------------------------------------------------

    def _check(self, options, figure):
        if figure in COMPARED_FIGURES and options["compare"]:
            return
        self.env["gotgan.execution.report"]._check_figure(figure)

    def _get_strands(self, options, path, figure, times=1):
        if figure not in COMPARED_FIGURES:
            effects = effects_of(figure)
            report = self.env["gotgan.execution.report"]
            domain = report._get_moves_domain(options, path, effects)
            return [Strand(times, domain=domain, effects=effects)]
        if figure == "difference":
            left = self._get_strands(options, path, "left", times)
            return left + self._get_strands(options, path, "right", -times)
        if options["compare"]["kind"] == "year":
            return self._get_year_strands(options, path, figure, times)
        return self._get_version_strands(options, path, figure, times)

    def _get_year_strands(self, options, path, figure, times):
        """The same row of the other year, by the moves of its own cells."""
        if figure == "left":
            return self._get_strands(options, path, "appropriated", times)
        compared = self.env["gotgan.execution.comparison"]
        levels = [LEVELS[key] for key in AXES[options["axis"]]]
        cells = compared._find_other_cells(options, levels, path)
        effects = effects_of("paid" if figure == "right_paid" else "appropriated")
        return [Strand(times, effects=effects, domain=Domain([
            ("cell_id", "in", cells), ("kind", "in", list(effects)),
            ("date", "<=", compared._get_other_day(options)),
        ]))]

    def _get_version_strands(self, options, path, figure, times):
        """What each version of the chain changed, from the first to the one that is compared."""
        version_id = options["compare"]["left" if figure == "left" else "id"]
        if not version_id:
            return self._get_strands(options, path, "voted", times)
        compared = self.env["gotgan.execution.comparison"]
        levels = [LEVELS[key] for key in AXES[options["axis"]]]

        def won_of(version):
            rows = compared._read_version(version.id, 1)
            found = compared._find_rows(rows, options, levels, path)
            return sum(won[1] for _address, won in found)

        return [self._make_chain(compared._check_version(version_id), won_of).counted(times)]

    def _make_chain(self, version, won_of):
        """Return the strand of what each version of a chain changed.

        :param won_of: the won of the figure in one version
        """
        rows, before = [], 0
        for one in version._get_chain():
            won = won_of(one)
            if won != before:
                rows.append((one, won - before))
            before = won
        return Strand(1, tuple(rows), self.env["gotgan.execution.step"]._describe_versions)

    # ---- reading ---------------------------------------------------------

    def _sum_strand(self, strand):
        """Return ``(steps, moves, won)`` of all of a strand."""
        if strand.domain is None:
            return len(strand.rows), 0, strand.times * sum(won for _what, won in strand.rows)
        count, moves, won = self.env.execute_query(SQL(
            "SELECT COUNT(*), COALESCE(SUM(moves), 0)::int8, COALESCE(SUM(won), 0)::int8"
            " FROM (%s) AS steps", self._select_steps(strand),
        ))[0]
        return count, moves, strand.times * won

    def _read_strand(self, strand, offset, limit):
        """Return ``(steps, the won reached before the first of them)``."""
        if strand.domain is None:
            told = strand.tell(strand.rows[offset:offset + limit])
            reached = sum(won for _what, won in strand.rows[:offset])
            return [
                {**step, "won": strand.times * step["won"]} for step in told
            ], strand.times * reached
        rows = self.env.execute_query(SQL(
            "SELECT day, kind, model, document, won, moves, author, reason,"
            " (SUM(won) OVER (ORDER BY day, first))::int8 FROM (%s) AS steps"
            " ORDER BY day, first OFFSET %s LIMIT %s",
            self._select_steps(strand), offset, limit,
        ))
        steps = self.env["gotgan.execution.step"]._describe([
            (*row[:4], strand.times * row[4], *row[5:8]) for row in rows
        ])
        return steps, strand.times * (rows[0][8] - rows[0][4]) if rows else 0

    def _select_steps(self, strand):
        """Return the query of a strand's moves added up by day, kind and document."""
        moves = self.env["gotgan.ledger.move"].with_context(active_test=False)
        moves.flush_model()
        query = moves._search(strand.domain)
        column = {name: SQL.identifier(query.table, name) for name in (
            "date", "id", "kind", "source_model", "source_id", "amount", "author_id", "reason",
        )}
        effect = SQL(" ").join(
            SQL("WHEN %s THEN %s", kind, times) for kind, times in strand.effects.items()
        )
        keys = [column[name] for name in ("date", "kind", "source_model", "source_id")]
        query.groupby = SQL(", ").join(keys)
        return query.select(
            SQL("%s AS day", keys[0]), SQL("%s AS kind", keys[1]), SQL("%s AS model", keys[2]),
            SQL("%s AS document", keys[3]),
            SQL("SUM(%s * CASE %s %s ELSE 0 END)::int8 AS won",
                column["amount"], column["kind"], effect),
            SQL("COUNT(*) AS moves"), SQL("MIN(%s) AS author", column["author_id"]),
            SQL("MIN(%s) AS reason", column["reason"]), SQL("MIN(%s) AS first", column["id"]),
        )
