from odoo import models
from odoo.tools import SQL

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_budget_request.duties import read_duties
from odoo.addons.gotgan_budget_request.shares import as_fraction

from ..rules.problem import OWN, THOUSAND, Cell, Policy, Problem, Shock
from ..rules.shares import split

# 의무/재량구분 of the e호조 export: 법정의무, 의무, 의무지출 beside 재량, 재량지출.
DUTY = "%의무%"
# What makes a budget line inside a fiscal year.
PLACE = ("fund_id", "department_id", "project_id", "subitem_id")


class BudgetWhatifReader(models.AbstractModel):
    """Reads the budget as it stands into a question for the solver. Writes nothing."""

    _name = "gotgan.budget.whatif.reader"
    _description = "Reader of the Supplementary Budget Helper"

    def _read_problem(self, whatif):
        """Return the :class:`~..rules.problem.Problem` of ``whatif``, in won."""
        rows = self._read_cells(whatif)
        duties = self._read_duties(whatif, rows)
        scope = self._get_scope(whatif)
        protected = self._get_protected(whatif)
        cells = tuple(
            Cell(
                key=row["id"], fund=row["fund_id"], department=row["department_id"],
                project=row["project_id"], source=row["funding_source_id"],
                own=row["origin"] == "own", reserve=row["is_reserve"], before=row["voted"],
                spent=max(0, row["held"] - row["others"]),
                open=not scope or row["department_id"] in scope,
                **self._get_duty(row, protected, duties),
            )
            for row in rows
        )
        return Problem(
            cells, self._read_shocks(whatif), self._read_policy(whatif), self._read_kept(cells),
        )

    def _read_kept(self, cells):
        """Return ``{project: {source, or OWN: weight}}`` of the ratios that departments fixed."""
        sources = self.env["gotgan.funding.source"].browse({cell.source for cell in cells})
        keys = {one.code: OWN if one.origin == "own" else one.id for one in sources}
        projects = self.env["gotgan.program"].browse({cell.project for cell in cells})
        kept = {}
        for project, rows in self.env["gotgan.budget.matching"]._find_kept(projects).items():
            weights = kept.setdefault(project.id, {})
            for row in rows.filtered(lambda one: one.funding_source_id.code in keys):
                key = keys[row.funding_source_id.code]
                weights[key] = weights.get(key, 0) + as_fraction(row.share)
        return kept

    def _read_shocks(self, whatif):
        return tuple(
            Shock(
                shock.fund_id.id, shock.funding_source_id.id,
                shock.funding_source_id.origin == "own", shock.amount, shock.project_id.id or 0,
            )
            for shock in whatif.shock_ids
        )

    def _read_policy(self, whatif):
        """Return the policy; the ceiling of the reserve is the rule's of today (지방재정법 43①)."""
        return Policy(
            smallest=whatif.smallest, fairness=whatif.fairness, effort=float(whatif.effort),
            ceilings=self._get_ceilings(whatif.fiscal_year_id),
        )

    def _get_ceilings(self, year):
        edition = self.env["gotgan.rule"]._seek("budget.reserve_ceiling", today(self.env))
        if not edition:
            return {}
        rate = edition._get_rate()
        general = self.env["gotgan.fund"].search([
            ("fiscal_year_id", "=", year.id), ("kind", "=", "general"),
        ])
        return dict.fromkeys(general.ids, (rate.numerator, rate.denominator))

    def _get_duty(self, row, protected, duties):
        """Return what of a cell is a duty, in won, and what says so."""
        if row["item_id"] in protected:
            return {"duty": row["voted"], "basis": protected[row["item_id"]]}
        won, basis = duties.get(row["id"], (0, ""))
        return {"duty": won, "basis": basis}

    def _get_protected(self, whatif):
        """Return ``{object: what says that it is not cut}``; nothing where only a person chose."""
        edition = whatif._seek_protection()
        codes = edition._get_codes() if edition else ()
        return {
            item.id: edition._cite() if item.code in codes else ""
            for item in whatif.protected_item_ids
        }

    def _get_scope(self, whatif):
        departments = self.env["hr.department"].with_context(active_test=False).search([
            ("id", "child_of", whatif.department_ids.ids),
        ])
        return set(departments.ids) if whatif.department_ids else set()

    def _read_cells(self, whatif):
        """Return what each cell of the year was voted, and what of it is held."""
        cells = self.env["gotgan.budget.cell"]
        cells.check_access("read")
        cells.flush_model()
        self.env["gotgan.expenditure.object"].flush_model()
        return self.env.execute_query_dict(SQL(
            """
            SELECT c.id, c.line_id, c.fund_id, c.department_id, c.project_id, c.subitem_id,
                   c.funding_source_id, c.voted, c.requested + c.committed AS held,
                   c.appropriated - c.voted AS others,
                   s.origin, s.name AS source_name, o.parent_id AS item_id,
                   o.name IN ('일반예비비', '예비비') AS is_reserve
            FROM gotgan_budget_cell c
            JOIN gotgan_funding_source s ON s.id = c.funding_source_id
            JOIN gotgan_expenditure_object o ON o.id = c.subitem_id
            WHERE c.fiscal_year_id = %s AND c.voted > 0 ORDER BY c.id
            """, whatif.fiscal_year_id.id,
        ))

    def _read_duties(self, whatif, rows):
        """Return ``{cell id: (won, what says so)}`` that cost estimates name a duty.

        A line's won go over its cells by their shares. What its department marked goes before
        what a book that was brought in says of it, which names no ground.
        """
        marked = self._read_marked(whatif)
        imported = self._read_imported_duties(whatif)
        by_line, found = {}, {}
        for row in rows:
            by_line.setdefault(row["line_id"], []).append(row)
        for line, ones in by_line.items():
            place = tuple(ones[0][name] for name in PLACE)
            won, basis = marked.get(place) or (imported.get(line, 0), "")
            if won:
                shares = split(won, {row["id"]: row["voted"] for row in ones}, THOUSAND)
                found.update({key: (part, basis) for key, part in shares.items()})
        return found

    def _read_marked(self, whatif):
        """Return ``{(fund, department, project, subitem): (won, grounds)}`` of requests."""
        head = self.env["gotgan.budget.version"]._get_head(whatif.fiscal_year_id)
        return read_duties(head) if head else {}

    def _read_imported_duties(self, whatif):
        """Return ``{line id: won}`` of estimates that the file of an import marks as a duty."""
        self.env["gotgan.cost.estimate"].flush_model()
        return dict(self.env.execute_query(SQL(
            """
            SELECT e.line_id, SUM(e.counted_amount)::int8
            FROM gotgan_cost_estimate e JOIN gotgan_budget_line l ON l.id = e.line_id
            WHERE e.active AND e.status = 'counted' AND e.duty LIKE %s AND l.fiscal_year_id = %s
            GROUP BY e.line_id HAVING SUM(e.counted_amount) > 0
            """, DUTY, whatif.fiscal_year_id.id,
        )))
