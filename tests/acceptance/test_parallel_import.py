"""Two people confirm the same budget book at the same moment: the budget is in once."""

import base64
import csv
import io
import threading
from functools import partial

TOTAL = 40 * 1_000_000


def book(year):
    from odoo.addons.gotgan_budget.tests import sheet

    rows = [
        sheet.row(year, 1000, 세부사업명=f"사업 {place}", 부서명=f"부서 {place % 4}")
        for place in range(40)
    ]
    stream = io.StringIO()
    csv.writer(stream).writerows([*sheet.header(), *rows])
    return stream.getvalue().encode()


def confirm(dbname, document_id, barrier, failures):
    """Confirm one import as a request would: a transaction of its own, retried by Odoo."""
    from odoo.api import SUPERUSER_ID, Environment
    from odoo.modules.registry import Registry
    from odoo.service.model import retrying

    def work(env):
        env["gotgan.budget.import"].browse(document_id).action_confirm()

    try:
        with Registry(dbname).cursor() as cr:
            env = Environment(cr, SUPERUSER_ID, {})
            env.cr.execute("SELECT 1")  # the snapshot is taken before the other one commits
            barrier.wait(timeout=60)
            retrying(partial(work, env), env)
    except Exception as error:
        failures.append(error)


def test_two_sessions_confirm_at_once(tenant, odoo_env):
    with odoo_env(tenant) as env:
        year = env["gotgan.fiscal.year"].search([("state", "!=", "closed")], limit=1, order="year")
        year._write_locked({"state": "open", "completion_date": "2099-12-31"})
        documents = env["gotgan.budget.import"].create([
            {"file": base64.b64encode(book(year.year)), "fiscal_year_id": year.id}
            for _session in range(3)
        ])
        documents.action_preview()
        ids = documents.ids
    barrier, failures = threading.Barrier(len(ids)), []
    threads = [
        threading.Thread(target=confirm, args=(tenant, one, barrier, failures)) for one in ids
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    with odoo_env(tenant) as env:
        documents = env["gotgan.budget.import"].browse(ids)
        assert set(documents.mapped("state")) == {"confirmed"}
        assert sorted(documents.mapped("move_count")) == [0, 0, 40]
        assert len(set(documents.mapped("number"))) == 3
        [(won, cells)] = env["gotgan.budget.cell"]._read_group(
            [("line_id.estimate_ids.import_id", "in", ids)], [], ["appropriated:sum", "__count"],
        )
        assert (won, cells) == (TOTAL, 40)
        assert env["hr.department"].search_count([("name", "=like", "부서 %")]) == 4
        assert env["gotgan.cost.estimate"].search_count([("import_id", "in", ids)]) == 40
        assert not env["gotgan.ledger.verifier"]._verify()["findings"]
