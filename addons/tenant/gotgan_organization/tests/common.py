"""The vocabulary of the organization's tests: a small city hall and its people."""

from datetime import timedelta

from odoo.tests import new_test_user

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.tests.common import FakeModelCase

from .fake_models import FakeCase


class OrganizationCase(FakeModelCase):
    """Departments 회계과, 보건소 > 보건행정과; no office is held yet."""

    fake_models = (FakeCase,)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.day = today(cls.env)
        cls.finance, cls.health = cls.env["hr.department"].create([
            {"name": "회계과", "code": "T-FIN"}, {"name": "보건소", "code": "T-HEA"},
        ])
        cls.clinic = cls.env["hr.department"].create({
            "name": "보건행정과", "code": "T-CLI", "parent_id": cls.health.id,
        })
        cls.kim, cls.lee, cls.park = (
            cls._hire(login, name)
            for login, name in (
                ("org.kim", "김재무"), ("org.lee", "이지출"), ("org.park", "박출납"),
            )
        )
        cls.manager = cls._hire("org.manager", "관리자", "gotgan_base.group_manager")
        cls.auditor = cls._hire("org.auditor", "감사", "gotgan_base.group_auditor")

    @classmethod
    def _hire(cls, login, name, groups="gotgan_base.group_staff"):
        return new_test_user(cls.env, login, groups=groups, name=name)

    def office(self, kind="commitment_officer", rank="principal", **values):
        values.setdefault("department_id", self.finance.id)
        offices = self.env["gotgan.office"].with_user(self.manager)
        return offices.create({"kind": kind, "rank": rank, **values}).with_env(self.env)

    def appoint(self, office, user, begin=-30, end=None, **values):
        """Appoint ``user`` from ``begin`` to ``end``, counted in days from today."""
        return self.env["gotgan.office.term"].with_user(self.manager).create({
            "office_id": office.id, "user_id": user.id, "date_from": self.in_days(begin),
            "date_to": end is not None and self.in_days(end), **values,
        }).with_env(self.env)

    def in_days(self, days):
        return self.day + timedelta(days=days)

    def hand_over(self, office, user, day=0):
        """Hand the office over through the dialog; an empty user ends the term."""
        dialog = self.env["gotgan.office.handover"].with_user(self.manager).create({
            "office_id": office.id, "user_id": user.id, "date": self.in_days(day),
        })
        return dialog.action_confirm()

    def case(self, department=None, user=None, **values):
        cases = self.env["gotgan.fake.case"].with_user(user or self.park)
        department = self.finance if department is None else department
        return cases.create({"department_id": department.id, **values})
