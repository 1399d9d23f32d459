"""What the tests of the link speak of: an agency with some spending, and a hub that answers."""

import io
import json
from unittest.mock import patch

from odoo.addons.gotgan_exchange.schema import upgrade, validate, validate_consent
from odoo.addons.gotgan_exchange.signing import new_key, open_sealed
from odoo.addons.gotgan_expenditure.tests.common import ExpenditureCase

UUID = "0c9b8a7d-6e5f-4a3b-8c2d-1e0f9a8b7c6d"
LINK = {"city": "가온시", "state": "active", "depth": "object"}


class FakeHub:
    """Answers like the hub, notes what arrived, and can be unreachable, busy or dead."""

    def __init__(self, public):
        self.public, self.arrived, self.answers, self.calls = public, [], [], []

    def post(self, url, data, headers, **options):
        self.calls.append((url, headers, options))
        claims = open_sealed(self.public, data.decode(), purpose=url.rsplit("/", 1)[1])
        self.arrived.append(claims["body"])
        accepted = (200, {"status": "accepted", "link": LINK})
        answer = self.answers.pop(0) if self.answers else accepted
        if isinstance(answer, BaseException):
            raise answer
        return FakeResponse(*answer)


class FakeResponse:
    def __init__(self, status_code, said):
        self.status_code = status_code
        raw = said if isinstance(said, bytes) else json.dumps(said).encode()
        self.raw = FakeRaw(raw)

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        pass


class FakeRaw(io.BytesIO):
    def read(self, size=-1, decode_content=False):
        return super().read(size)


class LinkCase(ExpenditureCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.private, cls.public = new_key()
        cls.manager, cls.auditor, cls.staff = cls.world.manager, cls.world.auditor, cls.author
        parameters = cls.env["ir.config_parameter"]
        parameters.set_param("database.uuid", UUID)
        parameters.set_param("gotgan.hub.url", "https://hub.test/")
        parameters.set_param("gotgan.tenant.private_key", cls.private)
        cls.outbox = cls.env["gotgan.hub.outbox"]
        cls.year = cls.world.year
        cls.env["gotgan.fiscal.year"].search([("id", "!=", cls.year.id)])._write_locked(
            {"state": "closed"}
        )

    def setUp(self):
        super().setUp()
        self.hub = FakeHub(self.public)
        for target, new in (
            ("odoo.addons.gotgan_hub_link.delivery.requests.post", self.hub.post),
            (
                "odoo.addons.base.models.ir_cron.IrCron._commit_progress",
                lambda _self, *_args, **_options: 60,
            ),
        ):
            patcher = patch(target, new)
            patcher.start()
            self.addCleanup(patcher.stop)

    def agree(self, depth="case", **values):
        consent = self.env["gotgan.hub.consent"].with_user(self.manager).create(
            {"depth": depth, **values}
        )
        consent.action_agree()
        return consent

    def run_sender(self):
        """Send what is due, as if its time had come."""
        self.env.cr.flush()
        self.due().write({"next_try": "2026-01-01"})
        self.outbox._cron_send()

    def due(self):
        self.outbox.invalidate_model()
        return self.outbox.search([("state", "in", ("waiting", "sent"))])

    def waiting(self):
        self.env.cr.flush()
        self.outbox.invalidate_model()
        return self.outbox.search([("state", "=", "waiting"), ("kind", "=", "report")])

    def report(self, depth="case"):
        return self.env["gotgan.hub.reporter"]._make_report(self.year, depth, 1)

    def assertValid(self, document):
        check = validate if "totals" in document else validate_consent
        self.assertEqual([str(one) for one in check(document)], [])
        if "totals" in document:
            self.assertEqual(upgrade(document), document)
