from odoo.tests import tagged

from ..engine.kinds import KINDS
from .common import HubCase


@tagged("post_install", "-at_install")
class TestJob(HubCase):
    def test_every_kind_and_step_has_a_word(self):
        kinds = dict(self.env["hub.job"]._fields["kind"]._description_selection(self.env))
        names = dict(self.env["hub.job.step"]._fields["name"]._description_selection(self.env))
        self.assertLessEqual(set(KINDS), set(kinds))
        steps = {step.name for kind in KINDS.values() for step in kind.steps}
        self.assertLessEqual(steps, set(names))

    def test_only_the_route_opens_a_tenant_and_it_comes_last(self):
        steps = [step.name for step in KINDS["provision"].steps]
        self.assertEqual(steps[-1], "route")
        self.assertEqual(steps[:6], [
            "reserve", "role", "database", "ownership", "identity", "files"])
        self.assertEqual([step.name for step in KINDS["standby"].steps], steps[1:6])

    def test_the_oldest_of_a_tenant_first_and_openings_before_all(self):
        tenant = self.open()
        tenant._do_transition("suspend", reason="시험")
        tenant.action_resume()
        export = self.open("hubother")._export()
        opening = self.ask("hubnew")._provision()
        suspend = tenant._get_last_job("suspend")
        mine = {export.id, opening.id, suspend.id, tenant._get_last_job("resume").id}
        waiting = [one for one in self.env["hub.job"]._get_waiting() if one in mine]
        self.assertEqual(waiting, [opening.id, suspend.id, export.id])

    def test_only_a_failed_job_is_tried_again(self):
        job = self.open().job_ids[:1]
        with self.assertRefused("용인문화재단"):
            job.with_user(self.users["manager"]).action_retry()

    def test_progress(self):
        job = self.ask()._provision()
        self.assertEqual(job.progress, f"0 / {len(KINDS['provision'].steps)}")
        job.sudo().step_ids[0]._finish({"database": "x"}, 0.5, False)
        self.assertEqual(job.progress, f"1 / {len(KINDS['provision'].steps)}")

    def test_a_failed_route_does_not_close_an_open_tenant(self):
        tenant = self.open()
        job = tenant._push_parameters().sudo()
        job._fail("안 됨")
        self.assertEqual(tenant.state, "active")
