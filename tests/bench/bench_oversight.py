"""The city's pages over 13 agencies with 20,000 lines each, against the plain sum of the lines.

The reports arrive sealed, as an agency sends them; then their lines are made many by plain INSERTs.
"""

import os

import ground
from bench_execution import timed

ABOUT = "The city's pages over its agencies' lines, against a plain SUM … GROUP BY."
AIM_SECONDS = 1
AGENCIES = 13
LINES = """
INSERT INTO hub_report_line (execution_id, link_id, place, fund_code, fund_name,
    policy_code, policy_name, unit_code, unit_name, project_code, project_name,
    item_code, item_name, object_code, object_name,
    appropriated, allotted, requested, committed, paid, available)
SELECT e.id, e.link_id, 1000 + n, '100', '일반회계', 'P' || n %% 20, '정책 ' || n %% 20,
    'U' || n %% 200, '단위 ' || n %% 200, 'S' || n %% 2000, '세부 ' || n %% 2000,
    (200 + n %% 10)::text, '목 ' || n %% 10, (200 + n %% 10) || '-01', '세목 ' || n %% 10,
    1000, 900, 100, 500, 300, 300
  FROM hub_execution e, generate_series(1, %s) n
"""
PLAIN = """
SELECT link_id, fund_code, sum(appropriated), sum(allotted), sum(requested), sum(committed),
    sum(paid), sum(available) FROM hub_report_line GROUP BY 1, 2
"""


def prepare(env, many):
    """Let 13 agencies report to their city; return the person of the city and a link."""
    from odoo.tests import new_test_user

    from odoo.addons.hub_oversight.tests.common import (
        OversightWorld,
        make_report_parts,
        make_trouble,
    )

    world = OversightWorld(env)
    person = new_test_user(
        env, "bench_city", groups="hub_collect.group_city", password=ground.password(),
    )
    person.city_tenant_id = world.city
    for agency, plain in zip(world.agencies, world.plain, strict=True):
        env["hub.link"].with_user(person).create({
            "city_id": world.city.id, "agency_id": agency.tenant.id,
        }).action_ask()
        lines, cases, names = make_report_parts(plain)
        trouble = [make_trouble(lines[0])]
        send(env, agency, agency.consent(), "consent")
        send(env, agency, agency.report(
            lines=lines, cases=cases, names=names, exceptions=trouble,
        ), "report")
    env.flush_all()
    env.cr.execute(LINES, (many,))
    return person.id, env["hub.link"].search([("agency_id", "=", agency.tenant.id)]).id


def send(env, agency, body, purpose):
    method = {"report": "_receive_report", "consent": "_receive_consent"}[purpose]
    getattr(env["hub.receiver"], method)(agency.tenant.uuid, agency.seal(body, purpose))


def look(registry, person_id, options):
    """Do what one request of the board does; return its rows."""
    from odoo.api import Environment

    with registry.cursor() as cr:
        return len(Environment(cr, person_id, {})["hub.oversight"].action_get_page(options)["rows"])


def sum_up(registry):
    with registry.cursor() as cr:
        cr.execute(PLAIN)
        return len(cr.fetchall())


def measure(registry, chosen):
    from odoo.api import SUPERUSER_ID, Environment

    with registry.cursor() as cr:
        person_id, link_id = prepare(Environment(cr, SUPERUSER_ID, {}), chosen.lines)
        cr.execute("SELECT count(*) FROM hub_report_line")
        written = cr.fetchone()[0]
    ground.execute("VACUUM ANALYZE hub_report_line", dbname=registry.db_name)
    pages = {
        "board": {}, "agency": {"view": "agency", "link_id": link_id},
        "below": {"view": "agency", "link_id": link_id, "path": ["100", "P1"]},
        "exceptions": {"view": "exceptions"}, "late": {"view": "late"},
        "compare": {"view": "compare", "item": "201"},
    }
    seconds, rows = {}, {}
    for name, options in pages.items():
        first, warm, rows[name] = timed(
            lambda options=options: look(registry, person_id, options), chosen.rounds,
        )
        seconds[name] = round(max(first, warm), 3)
    _first, peer, _rows = timed(lambda: sum_up(registry), chosen.rounds)
    right = rows["board"] == rows["compare"] == AGENCIES and written >= AGENCIES * chosen.lines
    right = right and all(rows[name] for name in ("agency", "below", "exceptions"))
    worst = max(seconds.values())
    return {
        "lines": written, "rows": rows, "seconds": seconds, "plain_sql_s": round(peer, 3),
        "ratio": round(seconds["board"] / peer, 2), "worst_s": worst, "aim_s": AIM_SECONDS,
        "right": right, "met": right and worst <= AIM_SECONDS,
    }


def as_text(result):
    pages = ", ".join(f"{name} {seconds:.3f}" for name, seconds in result["seconds"].items())
    return (
        f"{result['lines']:,} lines of {AGENCIES} agencies: {pages} s (aim {result['aim_s']} s); "
        f"plain SUM of all lines {result['plain_sql_s']:.3f} s, the board {result['ratio']} of it"
    )


def main(argv):
    """Measure and print; 1 where the aim is missed."""
    chosen = ground.options(argv, ABOUT, lines=20_000, rounds=5)
    with ground.database(os.environ["GOTGAN_REAL_HUB_TEMPLATE"]) as name:
        result = measure(ground.load(name), chosen)
    ground.report(result, as_text(result), chosen.json)
    return 0 if result["met"] else 1
