from contextlib import contextmanager
from unittest.mock import patch

import psycopg2
import psycopg2.errors

from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.hub_plan import meter, metering
from odoo.addons.hub_tenant.engine.kinds import KINDS
from odoo.addons.hub_tenant.engine.work import Work

from .common import PlanCase


@tagged("post_install", "-at_install")
class TestMeter(PlanCase):
    """The provisioner's sweep, with the cursor of this test in place of the tenants' own."""

    def run_sweep(self, broken=None):
        cr = self.env.cr

        @contextmanager
        def inside(work):
            if work.database in (broken or {}):
                raise broken[work.database]
            yield cr

        job = self.env["hub.job"]._enqueue("meter")
        work = Work(None, job._get_facts(), lambda function: function(self.env), None)
        with patch.object(Work, "inside", inside), \
                patch.object(meter, "_now", lambda: self.cr._now):
            [step] = KINDS["meter"].steps
            self.assertIsNone(step.probe(work))
            return step.do(work)

    def test_a_database_is_measured_by_counts_and_sizes(self):
        figures = metering.measure(self.env.cr)
        self.assertEqual(set(figures), {"users", "database_bytes", "file_bytes"})
        self.assertGreater(figures["database_bytes"], 2 ** 20)
        before = figures["users"]
        self.env["res.users"].create({"name": "새 직원", "login": "new_one"})
        self.env.flush_all()
        self.assertEqual(metering.measure(self.env.cr)["users"], before + 1)

    @mute_logger("odoo.addons.hub_plan.meter")
    def test_a_sweep_keeps_what_it_finds_and_what_it_does_not(self):
        other = self.make_tenant("nanum", "나눔재단")
        gone = self.make_tenant("dasom", "다솜재단", state="archived")
        busy = self.make_tenant("raon", "라온공사")
        strange = self.make_tenant("sora", "소라재단")
        result = self.run_sweep(broken={
            other.database: psycopg2.OperationalError("no route"),
            busy.database: psycopg2.errors.QueryCanceled("timeout"),
            strange.database: LookupError("no key"),
        })
        self.assertEqual(result["failed"], 3)
        self.assertTrue(self.tenant.usage_ids.measured)
        self.assertRecordValues((other | busy | strange).usage_ids.sorted("id"), [
            {"measured": False, "problem": problem} for problem in ("unreachable", "slow", "error")
        ])
        self.assertFalse(gone.usage_ids)

    def test_a_sweep_that_is_repeated_keeps_each_sample_once(self):
        first, second = self.run_sweep(), self.run_sweep()
        self.assertGreater(first["kept"], 0)
        self.assertEqual(second["kept"], 0)
        self.assertEqual(len(self.tenant.usage_ids), 1)
