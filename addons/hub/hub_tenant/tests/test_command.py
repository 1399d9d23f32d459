import json
from unittest.mock import patch

from odoo.tests import tagged

from .. import arguments, command, telling
from ..engine.refusal import Refusal
from .common import HubCase
from .test_runner import Inside


@tagged("post_install", "-at_install")
class TestCommand(HubCase):
    """``odoo tenant``: its words and what it says."""

    def run_words(self, *words):
        return command.Command(Inside(self.env)).do(arguments.parse(list(words), "odoo tenant", ""))

    def test_shown_and_listed(self):
        self.open()
        shown = self.run_words("show", "hubtest")["tenant"]
        self.assertEqual((shown["state"], shown["agency"]), ("active", "용인문화재단"))
        self.assertEqual(shown["hosts"][0]["name"], "hubtest.gotgan.kr")
        self.assertEqual([job["kind"] for job in shown["jobs"]], ["provision"])
        self.assertTrue(json.dumps(shown, default=str))

    def test_no_such_tenant(self):
        with self.assertRaisesRegex(Refusal, "There is no tenant 'nobody'"):
            self.run_words("show", "nobody")

    def test_destroying_needs_a_yes(self):
        self.open()
        for words in (("drop", "hubtest"), ("delete", "hubtest")):
            with self.assertRaises(Refusal) as refused:
                self.run_words(*words)
            self.assertEqual(refused.exception.code, 2)

    def test_a_way_in(self):
        self.open()
        found = self.run_words("enter", "hubtest")
        self.assertEqual(found["login"], "kim@yongin.kr")
        self.assertIn("/gotgan/enter?ticket=", found["url"])

    def test_jobs_are_seen_through(self):
        self.open()
        with patch.object(Inside, "run", autospec=True, return_value="done") as run:
            shown = self.run_words("suspend", "hubtest", "--reason", "미납")["tenant"]
        self.assertEqual((shown["state"], run.call_count), ("suspended", 1))
        self.assertEqual(shown["events"][0]["reason"], "미납")

    def test_a_failed_job_is_an_error(self):
        tenant = self.open()

        def fail(_runner, job_id):
            self.env["hub.job"].browse(job_id)._fail("디스크가 가득 찼습니다.")
            return "failed"

        with patch.object(Inside, "run", fail), self.assertRaisesRegex(Refusal, "디스크"):
            self.run_words("suspend", tenant.name)

    def test_as_text(self):
        text = telling.as_text({"ok": True, "tenants": [{"name": "a", "kind": "agency"}]})
        self.assertEqual(text, "tenants:\n  a  agency\n")
        self.assertEqual(telling.as_text({"ok": True, "tenants": []}), "done\n")
