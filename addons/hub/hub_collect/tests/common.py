"""What the hub's tests speak of: two cities, their agencies and people, and reports."""

import time
from copy import deepcopy
from uuid import UUID, uuid5

from odoo.tests import TransactionCase, new_test_user

from odoo.addons.gotgan_base.clock import now, today
from odoo.addons.gotgan_exchange.schema import VERSION, cut
from odoo.addons.gotgan_exchange.schema.depth import ADDRESS, CASE
from odoo.addons.gotgan_exchange.schema.figures import FIGURES, add
from odoo.addons.gotgan_exchange.signing import new_key, seal

from ..answer import Refusal

NAMES = {
    "fund": {"100": "일반회계", "200": "특별회계"},
    "program": {"P1": "문화 진흥", "U1": "공연 지원", "S1": "정기 공연", "S2": "축제"},
    "object": {"201": "일반운영비", "201-01": "사무관리비", "201-03": "행사운영비"},
}
WHERE = dict(zip(ADDRESS[CASE], ("100", "P1", "U1", "S1", "201", "201-01"), strict=True))


def make_line(appropriated, committed=0, paid=0, requested=0, **where):
    figures = (
        appropriated, appropriated, requested, committed, paid,
        appropriated - requested - committed,
    )  # fmt: skip
    return {**WHERE, **where, **dict(zip(FIGURES, figures, strict=True))}


class Agency:
    """An agency as its own database is: it has the private key, and numbers its messages."""

    def __init__(self, tenant, private):
        self.tenant, self.private, self.sequence = tenant, private, 0

    def _head(self, schema):
        self.sequence += 1
        return {
            "schema": schema, "version": 1, "tenant": self.tenant.uuid, "sequence": self.sequence,
            "as_of": now(self.tenant.env).isoformat() + "Z",
        }

    def report(self, depth="case", lines=None, cases=None, exceptions=(), **values):
        """Write a report as the agency's database would."""
        if lines is None:
            lines = [
                make_line(120_000_000_000, 70_000_000_000, 50_000_000_000),
                make_line(3_000_000, 1_000_000, 400_000, object="201-03", project="S2"),
            ]
            cases = [
                {**{key: line[key] for key in WHERE}, "number": f"2026-00000{place}",
                 "date": "2026-03-02", "committed": line["committed"], "paid": line["paid"]}
                for place, line in enumerate(lines, 1)
            ]
        exceptions = exceptions or [make_exception("payment_late", 5_000_000, 12)]
        report = {
            **self._head("gotgan.execution"), "year": today(self.tenant.env).year, "depth": CASE,
            "totals": add(lines), "names": deepcopy(NAMES), "lines": lines,
            "version": VERSION,
            "counts": {
                "lines": len(lines), "projects": 2, "commitments": len(cases or ()), "orphans": 3,
            },
            "cash": [{"month": "2026-03", "fund": "100", "receipts": None,
                      "payments": add(lines)["paid"], "balance": None}],
            "exceptions": list(exceptions), "cases": cases or [], **values,
        }  # fmt: skip
        return cut(report, depth)

    def consent(self, state="agreed", depth="case", **values):
        day = today(self.tenant.env).isoformat()
        return {
            **self._head("gotgan.consent"), "state": state, "depth": depth, "date_from": day,
            "date_to": None, "reason": None, "capacity": "관리자", **values,
        }

    def seal(self, body, purpose, **claims):
        claims = {"purpose": purpose, "exp": int(time.time()) + 600, "body": body, **claims}
        return seal(self.private, claims)


def make_exception(kind, amount, days=0, **where):
    item = {**WHERE, "number": "2026-000001", "count": 1, "amount": amount, "days": days, **where}
    return {"kind": kind, "count": 1, "amount": amount, "items": [item]}


class HubWorld:
    """가온시 with three agencies, and 나래시 with one."""

    def __init__(self, env):
        self.env = env
        self.city = self.make_tenant("city-gaon", "가온시", "municipality")
        self.other_city = self.make_tenant("city-narae", "나래시", "municipality")
        self.agencies = [
            self.make_agency(f"gaon-{place}", name, self.city)
            for place, name in enumerate(("가온문화재단", "가온도시공사", "가온시정연구원"))
        ]
        self.foreign = self.make_agency("narae-a", "나래문화재단", self.other_city)

    def make_tenant(self, name, agency_name, kind, **values):
        tenant = self.env["hub.tenant"].create(
            {"name": name, "agency_name": agency_name, "kind": kind, **values}
        )
        tenant._write_locked({"state": "active", "uuid": str(uuid5(UUID(int=7), name))})
        return tenant

    def make_agency(self, name, agency_name, city):
        private, public = new_key()
        tenant = self.make_tenant(name, agency_name, "agency", parent_id=city.id)
        tenant._write_locked({"public_key": public})
        return Agency(tenant, private)

    def make_person(self, login, city):
        person = new_test_user(
            self.env, login, groups="hub_collect.group_city", name="박감독", lang="en_US"
        )
        person.city_tenant_id = city
        return person


class CollectCase(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.world = HubWorld(cls.env)
        cls.city, cls.other_city = cls.world.city, cls.world.other_city
        cls.agency, cls.second, cls.third = cls.world.agencies
        cls.foreign = cls.world.foreign
        cls.person = cls.world.make_person("collect_city", cls.city)
        cls.stranger = cls.world.make_person("collect_other_city", cls.other_city)
        cls.homeless = cls.world.make_person("collect_no_city", cls.env["hub.tenant"])
        cls.operator, cls.auditor = (
            new_test_user(cls.env, f"collect_{role}", groups=f"gotgan_base.group_{role}")
            for role in ("staff", "auditor")
        )
        cls.receiver = cls.env["hub.receiver"]

    # ---- what the sides do ------------------------------------------------

    def send(self, agency, body, purpose="report", **claims):
        """Carry a message to the receiver, as the door does."""
        method = {"report": "_receive_report", "consent": "_receive_consent"}[purpose]
        return getattr(self.receiver, method)(
            agency.tenant.uuid, agency.seal(body, purpose, **claims)
        )

    def consent(self, agency, **values):
        return self.send(agency, agency.consent(**values), "consent")

    def link(self, agency, depth="case", person=None):
        """Bring an agency and its city together: the city asks, the agency agrees."""
        person = person or self.person
        link = self.env["hub.link"].with_user(person).create(
            {"city_id": person.city_tenant_id.id, "agency_id": agency.tenant.id}
        )
        link.action_ask()
        self.consent(agency, depth=depth)
        return link.with_user(self.env.user)

    def execution(self, agency):
        return self.env["hub.execution"].search([("tenant_id", "=", agency.tenant.id)])

    def rows(self, part, agency):
        return self.env[f"hub.report.{part}"].search(
            [("execution_id.tenant_id", "=", agency.tenant.id)]
        )

    # ---- what must be true ------------------------------------------------

    def assertRefused(self, status, reason, call):
        refusal = None
        try:
            with self.env.cr.savepoint():
                call()
        except Refusal as error:
            refusal = error
        self.assertTrue(refusal, "it was taken")
        self.assertEqual((refusal.status, refusal.body["reason"]), (status, reason), refusal.body)
        return refusal.body
