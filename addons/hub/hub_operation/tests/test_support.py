from psycopg2 import IntegrityError

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import OperationCase

REASON = "집행현황 화면이 열리지 않는다는 문의 확인"


@tagged("post_install", "-at_install")
class TestSupport(OperationCase):
    def ask(self, **more):
        request = self.env["hub.support.request"].with_user(self.operator).create({
            "tenant_id": self.tenant.id, "reason": REASON, **more,
        })
        request.action_ask()
        return request

    def answer(self, state, kind="support_state"):
        if kind == "support_state":
            self.env["hub.support.request"]._cron_look()
        self.finish(kind, {"support": state}, self.tenant)

    def test_the_agency_is_told_who_asks_why_and_how_long(self):
        request = self.ask(hours=8)
        job = self.env["hub.job"].search([("kind", "=", "support")], limit=1)
        self.assertEqual(job.tenant_id, self.tenant)
        self.assertEqual(job.arguments["request"], {
            "number": request.number, "operator": self.operator.name, "reason": REASON, "hours": 8,
        })

    def test_nothing_opens_before_the_agency_has_agreed(self):
        request = self.ask()
        self.answer("requested", "support")
        self.assertEqual(request.state, "asked")
        with self.assertRaises(UserError):
            request.action_open()

    def test_a_granted_request_opens_for_its_author_only(self):
        request = self.ask()
        self.answer("approved")
        self.assertEqual(request.state, "granted")
        action = request.action_open()
        self.assertIn(f"{self.tenant.name}.localhost", action["url"])
        self.assertIn("/gotgan/enter?ticket=", action["url"])
        colleague = self.operator.copy({"login": "op_colleague"})
        with self.assertRaises(UserError):
            request.with_user(colleague).action_open()

    def test_it_ends_when_the_agency_says_so(self):
        request = self.ask()
        self.answer("approved")
        self.answer("ended")
        self.assertEqual(request.state, "ended")
        with self.assertRaises(UserError):
            request.action_open()

    def test_a_refusal_is_final(self):
        request = self.ask()
        self.answer("refused")
        self.assertEqual(request.state, "refused")
        before = self.env["hub.job"].search_count([("kind", "=", "support_state")])
        self.env["hub.support.request"]._cron_look()
        after = self.env["hub.job"].search_count([("kind", "=", "support_state")])
        self.assertEqual(after, before, "nobody asks again what has been decided")

    def test_no_operator_grants_himself(self):
        request = self.ask()
        with self.assertRaises(UserError):
            request._do_transition("grant")
        with self.assertRaises(UserError):
            request.write({"state": "granted"})

    def test_a_reason_and_a_limit_are_needed(self):
        with self.assertRaises(ValidationError):
            self.ask(reason="확인")
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.ask(hours=100)
