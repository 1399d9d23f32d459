import io
from contextlib import contextmanager
from datetime import datetime, timedelta

import pypdf

from odoo.exceptions import UserError
from odoo.tests import TransactionCase, new_test_user

from odoo.addons.hub_plan.metering import SLOT

GIB = 2 ** 30


class PlanCase(TransactionCase):
    """The vocabulary of plans: an agency, its contract, one user per role, a day that stands still.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.move_to(datetime(2026, 11, 22, 2, 0))
        cls.manager, cls.staff, cls.auditor = (
            new_test_user(cls.env, f"plan_{role}", groups=f"gotgan_base.group_{role}")
            for role in ("manager", "staff", "auditor")
        )
        cls.supplier = cls.env["hub.supplier"]._get()
        cls.supplier.write({
            "name": "주식회사 곳간", "business_number": "124-81-00998", "representative": "이곳간",
            "due_days": 30, "quote_days": 30,
        })
        cls.tenant = cls.make_tenant("gaon", "가온문화재단", business_number="124-83-00269")
        cls.basic, cls.standard, cls.extended = (
            cls.env.ref(f"hub_plan.plan_{name}") for name in ("basic", "standard", "extended")
        )
        cls.contracts = cls.env["hub.contract"].with_user(cls.manager)
        cls.statements = cls.env["hub.statement"]

    @classmethod
    def move_to(cls, moment):
        """Set the database's clock (UTC)."""
        cls.cr._now = moment

    @classmethod
    def make_tenant(cls, name, agency, state="active", **more):
        tenant = cls.env["hub.tenant"]._request({
            "name": name, "agency_name": agency, "kind": "agency", "officer_name": "김가온",
            "officer_email": f"{name}@example.kr", "officer_phone": "02-123-4567", **more,
        })
        tenant._write_locked({"state": state, "database": f"gotgan_t{name:0>16}"})
        return tenant

    # ---- words -----------------------------------------------------------

    @contextmanager
    def on(self, year, month, day, hour=2):
        """Do something on another day."""
        before = self.cr._now
        self.move_to(datetime(year, month, day, hour))
        try:
            yield
        finally:
            self.move_to(before)

    def apply(self, plan="standard", users=30, months=12, tenant=None, **more):
        """Apply as the public site does: for the program, not for a person."""
        contract = self.env["hub.contract"]._apply(
            tenant or self.tenant, plan, users, months, **more,
        )
        return contract.with_user(self.manager)

    def sign(self, contract, **more):
        """Quote and sign a contract."""
        contract.write({"representative": "김가온", "address": "경기도 용인시", **more})
        contract.action_quote()
        contract.action_agree()
        return contract

    def run_contract(self, **more):
        """A contract that has been running since 1 September."""
        with self.on(2026, 9, 1):
            return self.sign(self.apply(**more))

    def sample(self, moment, users=10, size=GIB, tenant=None):
        """Keep one sample; ``size`` bytes of database, no files."""
        figures = {"users": users, "database_bytes": size, "file_bytes": 0}
        return self.env["hub.usage"]._record(tenant or self.tenant, moment, figures)

    def sample_whole(self, begin, end, **more):
        """Keep a sample of every slot between two moments."""
        while begin < end:
            self.sample(begin, **more)
            begin += SLOT

    def october(self, **more):
        """The statement of October."""
        return self.statements._make(self.tenant, datetime(2026, 10, 1).date()).with_user(
            self.manager,
        )

    def issue(self, statement, days_ago=0):
        """Issue a statement ``days_ago`` days before now."""
        before = self.cr._now
        self.move_to(before - timedelta(days=days_ago))
        statement.action_issue()
        self.move_to(before)
        return statement

    def read(self, paper):
        """Return the text of a PDF given as (file name, bytes)."""
        pages = pypdf.PdfReader(io.BytesIO(paper[1])).pages
        return " ".join(" ".join(page.extract_text() for page in pages).split())

    def assertRefused(self, pattern, function, *args, error=UserError, **kwargs):
        """Expect a refusal in these words, and go on as if nothing had been tried."""
        with self.assertRaisesRegex(error, pattern), self.cr.savepoint():
            function(*args, **kwargs)
