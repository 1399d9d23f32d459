from contextlib import contextmanager
from unittest.mock import patch

from odoo.tests import tagged

from ..engine.kinds import KINDS, Kind, Step
from ..engine.refusal import Refusal
from ..runner import Runner
from .common import HubCase

RUNNER = "odoo.addons.hub_tenant.runner"


class Inside(Runner):
    """A runner in the test's own transaction, without a server to clear up on."""

    def __init__(self, env):
        self.env = env
        self.settings = None

    def transaction(self, function):
        return function(self.env)

    @contextmanager
    def _claimed(self, _name):
        yield True

    def _clear_leftovers(self, job_id):
        self.cleared = job_id


@tagged("post_install", "-at_install")
class TestRunner(HubCase):
    """How steps are run; the real thing, killed and raced, is in tests/provisioning."""

    def setUp(self):
        super().setUp()
        self.done = []
        self.runner = Inside(self.env)
        self.startPatcher(patch(f"{RUNNER}.time.sleep"))

    def step(self, name, error=None, found=None, **more):
        def do(_work):
            self.done.append(name)
            if error:
                raise error
            return {}

        def undo(_work):
            self.done.append(f"undo {name}")

        return Step(name, lambda _work: found, do, undo, **more)

    def job(self, *steps, tries=2):
        with patch.dict(KINDS, parameters=Kind("parameters", steps, tries)):
            job = self.open().sudo()._enqueue("parameters").sudo()
        self.startPatcher(patch.dict(KINDS, parameters=Kind("parameters", steps, tries)))
        return job

    def test_in_their_order_and_what_is_done_is_not_repeated(self):
        job = self.job(self.step("role"), self.step("database", found={}), self.step("files"))
        self.assertEqual(self.runner.run(job.id), "done")
        self.assertEqual(self.done, ["role", "files"])
        self.assertEqual(job.step_ids.mapped("found"), [False, True, False])
        self.assertEqual(self.runner.run(job.id), "done", "a second time there is nothing to do")
        self.assertEqual(self.done, ["role", "files"])

    def test_what_does_not_apply_is_skipped(self):
        job = self.job(self.step("process", applies=lambda _work: False))
        self.assertEqual(self.runner.run(job.id), "done")
        self.assertEqual((self.done, job.step_ids.state), ([], "skipped"))

    def test_a_fault_is_tried_again_then_told(self):
        job = self.job(self.step("role"), self.step("files", OSError("disk full")))
        with self.assertLogs(RUNNER, "ERROR"):
            self.assertEqual(self.runner.run(job.id), "failed")
        self.assertEqual(self.done, ["role", "files", "files"])
        self.assertIn("disk full", job.message)
        self.assertEqual(job.step_ids.mapped("state"), ["done", "failed"])
        self.assertEqual(job.step_ids.mapped("attempts"), [1, 2])

    def test_a_refusal_is_not_tried_again(self):
        job = self.job(self.step("files", Refusal("No room.", do="make some.")))
        self.assertEqual(self.runner.run(job.id), "failed")
        self.assertEqual(self.done, ["files"])
        self.assertIn("make some.", job.message)

    def test_tried_again_from_where_it_failed(self):
        job = self.job(self.step("role"), self.step("files", Refusal("No room.")))
        self.runner.run(job.id)
        job._retry()
        good = Kind("parameters", (self.step("role"), self.step("files")))
        with patch.dict(KINDS, parameters=good):
            self.assertEqual(self.runner.run(job.id), "done")
        self.assertEqual(self.done, ["role", "files", "files"])

    def test_undone_backwards(self):
        job = self.job(self.step("role"), self.step("database"), self.step("files"))
        job._undo()
        self.assertEqual(self.runner.run(job.id), "undone")
        self.assertEqual(self.done, ["undo files", "undo database", "undo role"])
        self.assertEqual(set(job.step_ids.mapped("state")), {"undone"})
