import json
import time
from unittest.mock import patch

from odoo.tests import HttpCase, tagged

from odoo.addons.gotgan_exchange.signing import new_key, seal

from .common import Agency, CollectCase

REPORT, CONSENT = "/exchange/v1/report", "/exchange/v1/consent"


@tagged("post_install", "-at_install")
class TestDoorAttack(CollectCase, HttpCase):
    """Over real HTTP: forged, replayed, foreign, spoilt, too large, too deep."""

    def setUp(self):
        super().setUp()
        self.link(self.agency, "project")

    def knock(self, sealed, identity=None, path=REPORT, **headers):
        headers = {"Content-Type": "application/octet-stream", **headers}
        if identity is not False:
            headers["Gotgan-Tenant"] = identity or self.agency.tenant.uuid
        return self.url_open(path, data=sealed, headers=headers, allow_redirects=False)

    def assertAnswer(self, response, status, reason):
        self.assertEqual((response.status_code, response.json().get("reason")), (status, reason))
        self.assertNotIn("Set-Cookie", response.headers)
        return response.json()

    def assertNothingKept(self):
        self.assertFalse(self.env["hub.report"].search([]))

    def test_a_right_one(self):
        body = self.agency.report("project")
        response = self.knock(self.agency.seal(body, "report"))
        self.assertEqual((response.status_code, response.json()["status"]), (200, "accepted"))
        self.assertNotIn("session_id", response.headers.get("Set-Cookie", ""))
        self.assertEqual(len(self.env["hub.report"].search([])), 1)

    def test_replayed(self):
        sealed = self.agency.seal(self.agency.report("project"), "report")
        first, again = self.knock(sealed), self.knock(sealed)
        self.assertEqual((first.status_code, first.text), (again.status_code, again.text))
        self.assertEqual(len(self.env["hub.report"].search([])), 1)

    def test_replayed_after_its_time(self):
        sealed = self.agency.seal(self.agency.report("project"), "report", exp=int(time.time()) - 1)
        self.assertAnswer(self.knock(sealed), 401, "seal")
        self.assertNothingKept()

    def test_without_an_end(self):
        sealed = seal(
            self.agency.private, {"purpose": "report", "body": self.agency.report("project")}
        )
        self.assertAnswer(self.knock(sealed), 401, "seal")

    def test_forged(self):
        forger = Agency(self.agency.tenant, new_key()[0])
        self.assertAnswer(
            self.knock(forger.seal(self.agency.report("project"), "report")), 401, "seal"
        )
        payload, signature = self.agency.seal(self.agency.report("project"), "report").split(".")
        for sealed in (
            payload[:-2] + "AA." + signature, f"{payload}.", f".{signature}", payload, "{}",
            "null", "가나다".encode(), b"\xff" * 100, f"{payload}.{'A' * 86}",
        ):
            response = self.knock(sealed)
            self.assertIn(response.status_code, (401, 413), sealed[:20])
        self.assertNothingKept()

    def test_another_tenants_key(self):
        """An agency signs rightly, but in the name of another one."""
        self.link(self.second, "project")
        body = self.agency.report("project")
        for identity in (self.agency.tenant.uuid, self.second.tenant.uuid):
            sealed = self.second.seal(body, "report")
            self.assertAnswer(self.knock(sealed, identity), 401, "seal")
        self.assertNothingKept()

    def test_for_another_purpose(self):
        report = self.agency.seal(self.agency.report("project"), "report")
        consent = self.agency.seal(self.agency.consent(depth="case"), "consent")
        self.assertAnswer(self.knock(report, path=CONSENT), 401, "seal")
        self.assertAnswer(self.knock(consent, path=REPORT), 401, "seal")
        ticket = seal(self.agency.private, {
            "purpose": "enter", "exp": int(time.time()) + 60, "body": self.agency.report(),
        })
        self.assertAnswer(self.knock(ticket), 401, "seal")

    def test_unknown_tenants_look_like_wrong_keys(self):
        sealed = self.agency.seal(self.agency.report("project"), "report")
        answers = {
            (response.status_code, response.text)
            for identity in (
                "00000000-0000-4000-8000-000000000000", "x", "' OR 1=1 --", "%", "*",
                self.second.tenant.uuid,
            )
            for response in [self.knock(sealed, identity)]
        }
        self.assertEqual(len(answers), 1)
        self.assertAnswer(self.knock(sealed, identity=False), 401, "seal")

    def test_an_empty_identity_matches_no_tenant(self):
        self.second.tenant._write_locked({"uuid": False})
        sealed = self.second.seal({**self.second.report(), "tenant": False}, "report")
        for identity in ("-", "False", "0"):
            self.assertAnswer(self.knock(sealed, identity), 401, "seal")

    def test_deeper_than_the_consent(self):
        for depth in ("object", "case"):
            sealed = self.agency.seal(self.agency.report(depth), "report")
            self.assertAnswer(self.knock(sealed), 403, "depth")
        self.assertNothingKept()

    def test_wrong_version_and_wrong_content(self):
        body = self.agency.report("project")
        for change, reason in (
            ({"version": 3}, "version"), ({"version": "1"}, "version"),
            ({"schema": "x"}, "invalid"),
            ({"lines": "x"}, "invalid"), ({"payees": ["홍길동"]}, "invalid"),
            ({"totals": {}}, "invalid"),
        ):
            sealed = self.agency.seal({**body, **change}, "report")
            said = self.assertAnswer(self.knock(sealed), 422, reason)
            self.assertTrue(said["violations"])
        for body in (None, [], "x", 5, {}):
            self.assertAnswer(self.knock(self.agency.seal(body, "report")), 401, "seal")
        self.assertNothingKept()

    def test_too_large(self):
        with patch("odoo.addons.hub_collect.controllers.exchange.MOST_BYTES", 100):
            self.assertAnswer(self.knock("A" * 101), 413, "size")
            self.assertAnswer(self.knock("A" * 100), 401, "seal")

    def test_without_a_length(self):
        chunks = (part for part in (b"A" * 10, b"B" * 10))
        response = self.opener.post(
            self.base_url() + REPORT, data=chunks, timeout=20,
            headers={"Gotgan-Tenant": self.agency.tenant.uuid},
        )
        self.assertAnswer(response, 413, "size")

    def test_only_post(self):
        for method in ("GET", "PUT", "DELETE", "PATCH"):
            response = self.opener.request(method, self.base_url() + REPORT, timeout=20)
            self.assertIn(response.status_code, (404, 405))

    def test_a_session_makes_no_difference(self):
        self.authenticate("collect_city", "collect_city")
        body = self.agency.report("project")
        self.assertAnswer(self.knock("x"), 401, "seal")
        self.assertEqual(self.knock(self.agency.seal(body, "report")).status_code, 200)

    def test_a_refusal_tells_nothing_of_the_inside(self):
        said = json.dumps(self.knock("x").json())
        self.assertEqual(json.loads(said), {"status": "refused", "reason": "seal"})

    def test_consent_only_by_the_agency(self):
        """Neither the city nor another agency can widen what an agency agreed to."""
        consent = self.agency.consent(depth="case")
        self.assertAnswer(
            self.knock(self.second.seal(consent, "consent"), path=CONSENT), 401, "seal"
        )
        self.assertEqual(self.env["hub.link"]._find(self.agency.tenant).depth, "project")
        response = self.knock(self.agency.seal(consent, "consent"), path=CONSENT)
        self.assertEqual(response.json()["link"]["state"], "active")
        self.env.invalidate_all()
        self.assertEqual(self.env["hub.link"]._find(self.agency.tenant).depth, "case")

    def test_a_replayed_consent_does_not_come_back(self):
        wide = self.agency.seal(self.agency.consent(depth="case"), "consent")
        self.knock(wide, path=CONSENT)
        self.knock(self.agency.seal(self.agency.consent(depth="total"), "consent"), path=CONSENT)
        self.assertEqual(self.knock(wide, path=CONSENT).status_code, 200)
        self.env.invalidate_all()
        self.assertEqual(self.env["hub.link"]._find(self.agency.tenant).depth, "total")
