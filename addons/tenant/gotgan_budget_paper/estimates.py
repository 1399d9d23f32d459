"""How the figures of a version came about: the 산출기초 of its lines, as they were then.

They come with imports (gotgan.cost.estimate), with the requests that a version was made from
(gotgan.budget.request.estimate), and with the tables of agencies (gotgan.budget.subject.estimate).
"""

from collections import defaultdict
from typing import NamedTuple

from odoo.tools import SQL

from odoo.addons.gotgan_budget.ehojo.plan import Line
from odoo.addons.gotgan_budget.ehojo.problem import Problems
from odoo.addons.gotgan_budget.ehojo.settle import BREAKDOWN, COUNTED, settle
from odoo.addons.gotgan_budget.ehojo.supplement import Seed, Stored

BALANCE = "예산 조정"
# 의무/재량구분 of what a department marked as a duty by law.
DUTY = "법정의무"
# What makes a budget line inside a fiscal year.
PLACE = ("fund_id", "department_id", "project_id", "subitem_id")


class Shown(NamedTuple):
    """One 산출기초 as a paper shows it: how deep it stands, its words and won."""

    level: int
    name: str
    formula: str
    amount: int
    duty: str = ""


def read_imported(version):
    """Return {(fund, department, project, subitem): settled Line} of what imports brought.

    A row counts where an import up to the version brought it and none of them took it back: what
    a later import changed is as it was.
    """
    imports, own = _find_imports(version).ids, version.import_id.id or 0
    if not imports:
        return {}
    version.env["gotgan.cost.estimate"].flush_model()
    rows = version.env.execute_query(SQL(
        """
        SELECT l.fund_id, l.department_id, l.project_id, l.subitem_id, e.id, e.sequence,
               array_remove(ARRAY[top.name, up.name], NULL), e.name, COALESCE(e.formula, ''),
               e.amount, e.base_amount, e.round, e.status, COALESCE(e.duty, ''),
               COALESCE(e.support, ''), COALESCE(e.funding, '{}')
        FROM gotgan_cost_estimate e
        JOIN gotgan_budget_line l ON l.id = e.line_id
        LEFT JOIN gotgan_cost_estimate up ON up.id = e.parent_id
        LEFT JOIN gotgan_cost_estimate top ON top.id = up.parent_id
        WHERE e.import_id = ANY(%(imports)s)
          AND (e.active OR NOT e.superseded_by_id = ANY(%(imports)s))
          AND (e.import_id != %(own)s OR e.round <= %(last)s)
        ORDER BY e.line_id, e.sequence, e.id
        """, imports=imports, own=own, last=_find_last_round(version),
    ))
    lines = defaultdict(lambda: Line(None))
    for row in rows:
        number, sequence, path, *values = row[4:]
        lines[tuple(row[:4])].estimates.append(Seed(Stored(number, sequence, tuple(path), *values)))
    for line in lines.values():
        line.is_whole = True
        settle(line, Problems())
    return dict(lines)


def _find_last_round(version):
    """Return up to which 추경 the import of a version counts: it may have brought later ones."""
    siblings = version.import_id.version_ids
    later = siblings.filtered(lambda one: one.position > version.position)
    return version.round if later else max([99, *siblings.mapped("round")])


def _find_imports(version):
    """Return the imports up to a version; one that changed only words made no version itself."""
    year = version.fiscal_year_id
    later = version.search([
        ("fiscal_year_id", "=", year.id), ("state", "=", "in_force"), ("import_id", "!=", False),
        ("import_id", "not in", version.import_id.ids), ("position", ">", version.position),
    ]) if version.state == "in_force" else version.browse()
    domain = [("fiscal_year_id", "=", year.id), ("state", "=", "confirmed")]
    if later:
        domain.append(("number", "<", min(later.import_id.mapped("number"))))
    return version.env["gotgan.budget.import"].search(domain)


def read_requested(version):
    """Return {(fund, department, project, subitem): [Shown, …]} of the requests behind a version.
    """
    return {
        place: shown[max(shown)] for place, shown in read_requested_rounds(version).items()
    }


def read_requested_rounds(version):
    """Return {(fund, department, project, subitem): {number of the 추경: [Shown, …]}}, 0: 본예산.

    Where a review or the vote changed a figure, they are those adjusted to it. Of an agency that
    prepares its budget elsewhere there are none.
    """
    if "gotgan.budget.cycle" not in version.env:
        return {}
    chain = version._get_chain()
    cycles_sudo = version.env["gotgan.budget.cycle"].sudo().search(
        [("version_id", "in", chain.ids)],
    )
    order = {cycle.id: cycle.version_id.round for cycle in cycles_sudo}
    if not order:
        return {}
    for model in ("gotgan.budget.request.estimate", "gotgan.budget.settled.estimate"):
        version.env[model].flush_model()
    rows = version.env.execute_query(SQL(
        """
        SELECT l.cycle_id, l.fund_id, l.department_id, l.project_id, l.subitem_id, l.id, e.level,
               e.name, COALESCE(e.formula, ''), e.amount, e.is_duty
        FROM (
            SELECT line_id, level, name, formula, amount, sequence, id, is_duty
            FROM gotgan_budget_settled_estimate
            UNION ALL
            SELECT line_id, level, name, formula, amount, sequence, id, is_duty
            FROM gotgan_budget_request_estimate r
            WHERE NOT EXISTS (
                SELECT FROM gotgan_budget_settled_estimate s WHERE s.line_id = r.line_id
            )
        ) e
        JOIN gotgan_budget_request_line l ON l.id = e.line_id
        WHERE l.cycle_id = ANY(%s) ORDER BY l.id, e.sequence, e.id
        """, list(order),
    ))
    found = defaultdict(lambda: defaultdict(list))
    for row in rows:
        shown = Shown(int(row[6]), row[7], row[8], row[9] or 0, DUTY if row[10] else "")
        found[tuple(row[1:5])][order[row[0]]].append(shown)
    return found


def read_estimates(version):
    """Return {(fund, department, project, subitem): [Shown, …]} of a version."""
    found = {
        place: [
            Shown(one.level, one.name, one.formula, one.amount) for one in line.estimates
            if one.status in (COUNTED, BREAKDOWN)
        ]
        for place, line in read_imported(version).items()
    }
    return {**found, **read_entered(version), **read_requested(version)}


def read_entered(version):
    """Return {(fund, department, project, subitem): [Shown, …]} of tables an agency entered."""
    estimates = version.env["gotgan.budget.subject.estimate"]
    return {
        place: [
            Shown(1, one.name or one.subitem_id.name, one.formula or "", one.amount)
            for one in ones
        ]
        for place, ones in estimates._read_present(version, PLACE).items()
    }


def balance(estimates, amount):
    """Return estimates that add up to ``amount``: what is missing is shown as an adjustment.

    >>> balance([Shown(1, "교육", "", 2000), Shown(2, "강사", "", 500)], 1500)[-1]
    Shown(level=1, name='예산 조정', formula='', amount=-500, duty='')
    >>> balance([], 1500), balance([Shown(1, "교육", "", 1500)], 1500)[1:]
    ([], [])
    """
    total = sum(one.amount for one in estimates if one.level == 1)
    if not estimates or total == amount:
        return estimates
    return [*estimates, Shown(1, BALANCE, "", amount - total)]
