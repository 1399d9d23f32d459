from odoo import api, models
from odoo.tools import SQL

from ..rules.axes import LEVELS
from ..rules.figures import TOTALS, effects_of
from ..rules.targets import month_end, rank, shortfall, target_on

# So many bars are read at a glance; the table has all of them.
BARS = 12
AMOUNTS = ("whole", "done", "counted", "spent")
PLACES = {name: place for place, name in enumerate(TOTALS, 1)}


class ExecutionRanking(models.AbstractModel):
    """Who spends how fast: departments against the target, months, departments and functions.

    A rate is what was spent of 대상액, by 대상액: 예산현액 without the objects that do not count
    (``gotgan.execution.target``). Narrowed by the same options as the report, so its totals are the
    report's. Reads only.
    """

    _name = "gotgan.execution.ranking"
    _description = "Ranking and Charts of the Execution Status"

    @api.model
    @api.readonly
    def action_get_ranking(self, options):
        """Return departments by rate: rows, total, the target of the day and what it rests on."""
        options = self.env["gotgan.execution.report"]._read_options(options)
        year, targets = self._get_year(options), self.env["gotgan.execution.target"]
        measure = targets._get_measure(year)
        target = targets._get_rate_on(year, measure, options["date"])
        rows = rank(self._get_rows(options, "department", measure, target), "rate")
        return {
            "rows": rows, "total": self._get_total(rows, target), "target": target,
            "measure": measure, "left_out": self._describe_left_out(year),
            "targets": [[due.isoformat(), rate / 100, basis]
                        for due, rate, basis in targets._read_targets(year, measure)],
        }

    @api.model
    @api.readonly
    def action_get_charts(self, options):
        """Return the months of the year and the bars by department and by function."""
        options = self.env["gotgan.execution.report"]._read_options(options)
        year, targets = self._get_year(options), self.env["gotgan.execution.target"]
        measure = targets._get_measure(year)
        target = targets._get_rate_on(year, measure, options["date"])
        departments = self._get_rows(options, "department", measure, target)
        functions = self._get_rows(options, "field", measure, target)
        total = self._get_total(departments, target)
        return {
            "months": self._get_months(options, year, measure, total["counted"]),
            "departments": self._cut(departments), "functions": self._cut(functions),
            "total": total, "target": target, "measure": measure,
            "left_out": self._describe_left_out(year),
        }

    # ---- rows ------------------------------------------------------------

    def _get_year(self, options):
        return self.env["gotgan.fiscal.year"].browse(options["fiscal_year_id"])

    def _get_rows(self, options, level, measure, target):
        """Return one dict per department or function, in won and 1/10,000."""
        report = self.env["gotgan.execution.report"]
        leaves = report._get_leaves(options, [LEVELS[level]])
        names = report._get_names([LEVELS[level]], leaves)[LEVELS[level].model]
        counting = self._narrow(options)
        counted = leaves if counting is options else report._get_leaves(counting, [LEVELS[level]])
        found = {leaf[0]: self._pick(leaf, measure) for leaf in counted}
        return [
            self._describe(
                leaf[0], names[leaf[0]], (*self._pick(leaf, measure), *found.get(leaf[0], (0, 0))),
                target,
            )
            for leaf in leaves
        ]

    def _narrow(self, options):
        """Return the options without the objects that do not count; the same where all do."""
        edition = self.env["gotgan.execution.target"]._seek_left_out(self._get_year(options))
        return {**options, "counted": True} if edition else options

    def _pick(self, leaf, measure):
        return leaf[PLACES["appropriated"]], leaf[PLACES[measure]]

    def _describe(self, one, name, amounts, target):
        """Return a row; ``amounts``: 예산현액, what was spent, 대상액, what was spent of that."""
        whole, done, counted, spent = amounts
        rate = spent * 10_000 // counted if counted else None
        return {
            "id": one, "code": name[0], "name": name[1], "rate": rate,
            "whole": whole, "done": done, "counted": counted, "spent": spent,
            "gap": rate - target if None not in (rate, target) else None,
            "lacks": shortfall(spent, counted, target) if target is not None else None,
        }

    def _get_total(self, rows, target):
        amounts = [sum(row[name] for row in rows) for name in AMOUNTS]
        return self._describe(0, ["", self.env._("Total")], amounts, target)

    def _describe_left_out(self, year):
        """Return which objects do not count and what says so, or nothing where all do."""
        edition = self.env["gotgan.execution.target"]._seek_left_out(year)
        if not edition:
            return None
        objects = self.env["gotgan.expenditure.object"].search([
            ("fiscal_year_id", "=", year.id), ("code", "in", edition._get_codes()),
            ("subject_set", "=", "local_government"),
        ])
        return {
            "names": objects.mapped("name") or edition._get_codes(),
            "basis": edition._cite(), "mark": edition._get_check_mark() or "",
        }

    def _cut(self, rows):
        """Return the largest rows that count, and what is below them as one.

        More bars say nothing, nor does one of which nothing counts.
        """
        counted = (row for row in rows if row["counted"])
        rows = sorted(counted, key=lambda row: (-row["counted"], row["id"]))
        if len(rows) <= BARS:
            return rows
        rest = self._get_total(rows[BARS - 1:], None)
        name = self.env._("%(count)s others", count=len(rows) - BARS + 1)
        return [*rows[:BARS - 1], {**rest, "name": name}]

    # ---- months ----------------------------------------------------------

    def _get_months(self, options, year, measure, counted):
        """Return for each month what was spent in it, until its end, and what should have been.

        :param counted: 대상액 in won, of which everything here is
        """
        spent = self._sum_months(self._narrow(options), measure)
        points = self.env["gotgan.execution.target"]._read_points(year, measure)
        months, done = [], 0
        for month in range(1, 13):
            end = month_end(year.year, month)
            won = sum(amount for day, amount in spent if day == end.replace(day=1))
            done += won
            rate = target_on(points, year.date_from, end) if points else None
            begun = options["date"] >= end.replace(day=1)
            months.append({
                "month": month, "won": won if begun else None, "done": done if begun else None,
                "target": None if rate is None else counted * rate // 10_000, "target_rate": rate,
            })
        return months

    def _sum_months(self, options, measure):
        """Return ``[(first day of the month, won)]`` of the report's cells until its day."""
        report = self.env["gotgan.execution.report"]
        effects = effects_of(measure)
        moves = self.env["gotgan.ledger.move"].with_context(active_test=False)
        moves.flush_model()
        query = moves._search(report._get_moves_domain(options, [], effects))
        date, kind, amount = (
            SQL.identifier(query.table, name) for name in ("date", "kind", "amount")
        )
        month = SQL("DATE_TRUNC('month', %s)::date", date)
        query.groupby = month
        effect = SQL(" ").join(
            SQL("WHEN %s THEN %s", name, times) for name, times in effects.items()
        )
        return self.env.execute_query(query.select(
            month, SQL("SUM(%s * CASE %s %s ELSE 0 END)::int8", amount, kind, effect),
        ))
