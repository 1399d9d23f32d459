"""(e) 집행현황 over 20,000 cells and 1,000,000 moves: how long one look takes, as of any day.

The clone is filled with made-up rows that say so ("bench"); their moves carry no real hash. The
peer of the ratio is the SELECT … SUM … GROUP BY that a person would write for the same leaves:
without the tree, the names, the access rights and the choice of the shorter way to the day.

"Cold" is the first look of a fresh process with PostgreSQL's own cache as the filling left it;
"warm" is the median of the others. Each look is what one request does, in a transaction of its own.
"""

import json
import statistics
import time
from datetime import date

import ground

ABOUT = "The execution report over 20,000 cells and 1,000,000 moves."
AIM_SECONDS = 1.0
YEAR = 2094
AXES = ("program", "department", "functional", "fund", "object", "source")
DAYS = {"today": date(YEAR, 12, 31), "mid_year": date(YEAR, 7, 1), "early": date(YEAR, 1, 31)}

MASTERS = """
INSERT INTO gotgan_fiscal_year (year, date_from, date_to, cash_close_date, completion_date, state)
VALUES (%(year)s, make_date(%(year)s, 1, 1), make_date(%(year)s, 12, 31),
        make_date(%(year)s, 12, 31), make_date(%(year)s + 1, 2, 10), 'open');
CREATE TEMP TABLE y AS SELECT id FROM gotgan_fiscal_year WHERE year = %(year)s;
INSERT INTO gotgan_fund (fiscal_year_id, code, name, kind, active)
SELECT y.id, 'B' || n, 'bench fund ' || n, 'special', TRUE FROM y, generate_series(1, 4) n;
INSERT INTO gotgan_funding_source (fiscal_year_id, code, name, origin, active)
SELECT y.id, 'B' || n, 'bench source ' || n, 'own', TRUE FROM y, generate_series(1, 2) n;
INSERT INTO hr_department (name, company_id, active, code, level)
SELECT jsonb_build_object('en_US', 'bench department ' || n), (SELECT MIN(id) FROM res_company),
       TRUE, 'B' || n, 'division' FROM generate_series(1, 60) n;
INSERT INTO gotgan_function (fiscal_year_id, code, name, level, active)
SELECT y.id, 'B' || n, 'bench field ' || n, 'field', TRUE FROM y, generate_series(1, 13) n;
INSERT INTO gotgan_function (fiscal_year_id, code, name, level, parent_id, active)
SELECT y.id, f.code || '-' || n, 'bench section ' || n, 'section', f.id, TRUE
FROM y JOIN gotgan_function f ON f.fiscal_year_id = y.id AND f.level = 'field',
     generate_series(1, 4) n;
INSERT INTO gotgan_expenditure_object (fiscal_year_id, subject_set, code, name, level, active)
SELECT y.id, 'local_government', 'B' || n, 'bench item ' || n, 'item', TRUE
FROM y, generate_series(1, 20) n;
INSERT INTO gotgan_expenditure_object (fiscal_year_id, subject_set, code, name, level, parent_id,
                                       active)
SELECT y.id, 'local_government', o.code || '-' || n, 'bench subitem ' || n, 'subitem', o.id,
       TRUE
FROM y JOIN gotgan_expenditure_object o ON o.fiscal_year_id = y.id, generate_series(1, 3) n;
INSERT INTO gotgan_program (fiscal_year_id, code, name, level, function_id, active)
SELECT y.id, 'B' || n, 'bench policy ' || n, 'policy', f.ids[1 + n %% array_length(f.ids, 1)], TRUE
FROM y, generate_series(1, 50) n, (SELECT array_agg(s.id) AS ids FROM gotgan_function s JOIN y
    ON s.fiscal_year_id = y.id WHERE s.level = 'section') f;
INSERT INTO gotgan_program (fiscal_year_id, code, name, level, parent_id, policy_id, function_id,
                            active)
SELECT y.id, p.code || '-' || n, 'bench unit ' || n, 'unit', p.id, p.id, p.function_id, TRUE
FROM y JOIN gotgan_program p ON p.fiscal_year_id = y.id AND p.level = 'policy',
     generate_series(1, 4) n;
INSERT INTO gotgan_program (fiscal_year_id, code, name, level, parent_id, unit_id, policy_id,
                            function_id, active)
SELECT y.id, u.code || '-' || n, 'bench project ' || n, 'project', u.id, u.id, u.policy_id,
       u.function_id, TRUE
FROM y JOIN gotgan_program u ON u.fiscal_year_id = y.id AND u.level = 'unit',
     generate_series(1, 5) n;
"""

# 1,000 projects, each of one department and fund, with equally many objects; two sources.
CELLS = """
INSERT INTO gotgan_budget_line (fiscal_year_id, fund_id, department_id, project_id, subitem_id)
SELECT y.id, funds.ids[1 + p.place %% 4], departments.ids[1 + p.place %% 60], p.id,
       objects.ids[1 + (p.place * 7 + n) %% 60]
FROM y, generate_series(1, %(cells)s / 2000) n,
     (SELECT p.id, row_number() OVER (ORDER BY p.id) AS place FROM gotgan_program p JOIN y
      ON p.fiscal_year_id = y.id WHERE level = 'project') p,
     (SELECT array_agg(f.id) AS ids FROM gotgan_fund f JOIN y ON f.fiscal_year_id = y.id) funds,
     (SELECT array_agg(o.id ORDER BY o.id) AS ids FROM gotgan_expenditure_object o JOIN y
      ON o.fiscal_year_id = y.id WHERE level = 'subitem') objects,
     (SELECT array_agg(id) AS ids FROM hr_department WHERE code LIKE 'B%%') departments;
INSERT INTO gotgan_budget_cell (line_id, funding_source_id, fiscal_year_id, fund_id, department_id,
    project_id, subitem_id, appropriated, voted, reserve_used, transferred, carried_in, allotted,
    requested, committed, paid, carried_over, move_count, head_hash)
SELECT l.id, s.id, l.fiscal_year_id, l.fund_id, l.department_id, l.project_id, l.subitem_id,
       200000000, 200000000, 0, 0, 0, 180000000, 0, t * 90000, t * 90000, 0, %(per_cell)s, 'bench'
FROM gotgan_budget_line l JOIN y ON l.fiscal_year_id = y.id
JOIN gotgan_funding_source s ON s.fiscal_year_id = y.id,
(SELECT (%(per_cell)s - 2) / 3 AS t) thirds;
"""

# One appropriation and one allotment in January, then rounds of request, commitment and payment.
MOVES = """
INSERT INTO gotgan_ledger_move (cell_id, cell_seq, fiscal_year_id, source_id, author_id, kind,
    source_model, reason, prev_hash, hash, date, posted_at, amount)
SELECT c.id, n, c.fiscal_year_id, c.id, 1,
       CASE WHEN n = 1 THEN 'appropriate' WHEN n = 2 THEN 'allot'
            ELSE (ARRAY['request', 'commit', 'pay'])[1 + n %% 3] END,
       'gotgan.budget.cell', 'bench data', rpad('bench', 64, '0'), rpad('bench', 64, '0'),
       make_date(%(year)s, 1, 1) + LEAST(364, (n - 1) * 365 / %(per_cell)s), now(),
       CASE WHEN n = 1 THEN 200000000 WHEN n = 2 THEN 180000000 ELSE 90000 END
FROM generate_series(1, 2 + 3 * ((%(per_cell)s - 2) / 3)) n
JOIN gotgan_budget_cell c ON c.fiscal_year_id = (SELECT id FROM y);
"""

PLAIN = """
SELECT p.policy_id, p.unit_id, c.project_id, o.parent_id, c.subitem_id,
       SUM(c.appropriated - COALESCE(m.appropriated, 0)), SUM(c.allotted - COALESCE(m.allotted, 0)),
       SUM(c.requested - COALESCE(m.requested, 0)), SUM(c.committed - COALESCE(m.committed, 0)),
       SUM(c.paid - COALESCE(m.paid, 0))
FROM gotgan_budget_cell c
JOIN gotgan_program p ON p.id = c.project_id
JOIN gotgan_expenditure_object o ON o.id = c.subitem_id
LEFT JOIN (
    SELECT cell_id,
           SUM(amount) FILTER (WHERE kind = 'appropriate') AS appropriated,
           SUM(amount) FILTER (WHERE kind = 'allot') AS allotted,
           SUM(CASE kind WHEN 'request' THEN amount WHEN 'commit' THEN -amount END) AS requested,
           SUM(amount) FILTER (WHERE kind = 'commit') AS committed,
           SUM(amount) FILTER (WHERE kind = 'pay') AS paid
    FROM gotgan_ledger_move WHERE fiscal_year_id = %s AND date > %s GROUP BY cell_id
) m ON m.cell_id = c.id
WHERE c.fiscal_year_id = %s
GROUP BY 1, 2, 3, 4, 5
"""


def fill(cr, cells, moves):
    """Write the made-up year by plain INSERTs: the ledger's triggers stay as they are."""
    values = {"year": YEAR, "cells": cells, "per_cell": moves // cells}
    for part in (MASTERS, CELLS, MOVES):
        cr.execute(part, values)
    cr.execute("SELECT id FROM y")
    return cr.fetchone()[0]


def prepare(registry, cells, moves):
    """Fill the database, and let PostgreSQL learn about it as it would overnight."""
    with registry.cursor() as cr:
        year_id = fill(cr, cells, moves)
        cr.execute("SELECT count(*) FROM gotgan_ledger_move WHERE fiscal_year_id = %s", (year_id,))
        written = cr.fetchone()[0]
    for table in ("gotgan_ledger_move", "gotgan_budget_cell"):
        ground.execute("VACUUM ANALYZE {}", table, dbname=registry.db_name)
    ground.execute("ANALYZE", dbname=registry.db_name)
    return year_id, written


def timed(work, rounds):
    """Return the seconds of the first round, the median of the others, and the last result."""
    seconds, result = [], None
    for _round in range(rounds + 1):
        start = time.perf_counter()
        result = work()
        seconds.append(time.perf_counter() - start)
    return seconds[0], statistics.median(seconds[1:]), result


def look(registry, options):
    """Do what one request of the screen does; return the bytes it sends and the rows."""
    from odoo.api import SUPERUSER_ID, Environment

    with registry.cursor() as cr:
        env = Environment(cr, SUPERUSER_ID, {"lang": "ko_KR"})
        tree = env["gotgan.execution.report"].action_get_tree(options)
        return len(json.dumps(tree)), len(tree["rows"])


def plain(registry, year_id, day):
    with registry.cursor() as cr:
        cr.execute(PLAIN, (year_id, day, year_id))
        return len(cr.fetchall())


def measure_day(registry, year_id, day, rounds):
    """Return the figures of one day, and those of the peer in the same minute."""
    options = {"fiscal_year_id": year_id, "date": day.isoformat(), "axis": "program"}
    cold, warm, (size, rows) = timed(lambda: look(registry, options), rounds)
    _first, peer, leaves = timed(lambda: plain(registry, year_id, day), rounds)
    return {
        "cold_s": round(cold, 3), "warm_s": round(warm, 3), "plain_sql_s": round(peer, 3),
        "ratio": round(warm / peer, 2), "rows": rows, "leaves": leaves, "bytes": size,
    }


def measure_axis(registry, year_id, axis, rounds):
    options = {"fiscal_year_id": year_id, "date": DAYS["mid_year"].isoformat(), "axis": axis}
    return round(timed(lambda: look(registry, options), rounds)[1], 3)


def measure(registry, chosen):
    year_id, written = prepare(registry, chosen.cells, chosen.moves)
    days = {
        name: measure_day(registry, year_id, day, chosen.rounds) for name, day in DAYS.items()
    }
    axes = {axis: measure_axis(registry, year_id, axis, chosen.rounds) for axis in AXES}
    # Each cell is a leaf of the tree, and the year's moves are all there.
    right = written >= 0.9 * chosen.moves and all(
        0 < day["leaves"] < day["rows"] for day in days.values()
    )
    worst = max(
        *(day[kind] for day in days.values() for kind in ("cold_s", "warm_s")), *axes.values(),
    )
    return {
        "cells": chosen.cells, "moves": written, "days": days, "mid_year_by_axis_s": axes,
        "worst_s": worst, "aim_s": AIM_SECONDS, "right": right,
        "met": right and worst <= AIM_SECONDS,
    }


def as_text(result):
    widths = {
        "as of": 10, "cold s": 9, "warm s": 9, "plain SQL s": 13, "ratio": 7, "rows": 9, "MB": 6,
    }
    head = "".join(f"{name:>{width}}" for name, width in widths.items())
    rows = [
        f"{name:>10}{day['cold_s']:>9.3f}{day['warm_s']:>9.3f}{day['plain_sql_s']:>13.3f}"
        f"{day['ratio']:>7.2f}{day['rows']:>9,}{day['bytes'] / 1e6:>6.1f}"
        for name, day in result["days"].items()
    ]
    axes = ", ".join(f"{axis} {took:.3f}" for axis, took in result["mid_year_by_axis_s"].items())
    return "\n".join([
        f"집행현황 over {result['cells']:,} cells and {result['moves']:,} moves "
        f"(aim: {result['aim_s']} s)",
        head, *rows, f"mid-year by hierarchy, s: {axes}",
        f"worst: {result['worst_s']:.3f} s; everything there: {result['right']}",
    ])


def main(argv):
    """Measure and print; 1 where the aim is missed."""
    chosen = ground.options(argv, ABOUT, cells=20_000, moves=1_000_000, rounds=5)
    with ground.tenant() as registry:
        result = measure(registry, chosen)
    ground.report(result, as_text(result), chosen.json)
    return 0 if result["met"] else 1
