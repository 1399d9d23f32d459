"""The vocabulary of approval tests: a city hall with its posts, its regulation, a purchase."""

from datetime import timedelta

from odoo.tests import new_test_user

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.tests.common import FakeModelCase

from .fake_models import FAKES

TABLE = "위임전결규정 별표 1 제3호"
LIMITS = [("team", 0, 1_000_000), ("division", 1_000_000, 10_000_000),
          ("bureau", 10_000_000, 100_000_000)]


class ApprovalCase(FakeModelCase):
    """시장 > 재정국 > 회계과 > 경리팀, beside them 감사과; who drafts is in 경리팀.

    The team decides below a million, the division below ten, the bureau below a hundred million.
    """

    fake_models = FAKES

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.day = today(cls.env)
        cls.env["hr.department"].search([]).level = "division"
        cls.city, cls.mayor = cls.place("시청", "head", None, "이시장", "시장")
        cls.bureau, cls.director = cls.place("재정국", "bureau", cls.city, "박국장", "재정국장")
        cls.division, cls.chief = cls.place("회계과", "division", cls.bureau, "김과장", "회계과장")
        cls.team, cls.leader = cls.place("경리팀", "team", cls.division, "최팀장", "경리팀장")
        cls.audit, cls.inspector = cls.place("감사과", "division", cls.city, "정감사", "감사과장")
        cls.author = cls.hire("한주무", cls.team, "주무관")
        cls.stranger = cls.hire("남과장", cls.audit, "주무관")
        cls.keeper = cls.hire("총무", cls.audit, "주무관", "gotgan_approval.group_approval_keeper")
        cls.auditor = cls.hire("감사", cls.audit, "주무관", "gotgan_base.group_auditor")

    @classmethod
    def place(cls, name, level, parent, head, title):
        """Return a new department and the user who heads it."""
        department = cls.env["hr.department"].create({
            "name": name, "level": level, "parent_id": parent and parent.id,
        })
        user = cls.hire(head, department, title)
        department.manager_id = user.employee_id
        return department, user

    @classmethod
    def hire(cls, name, department, title, groups="gotgan_base.group_staff"):
        user = new_test_user(cls.env, f"approval.{name}", groups=groups, name=name)
        cls.env["hr.employee"].create({
            "name": name, "user_id": user.id, "department_id": department.id, "job_title": title,
        })
        cls.env["gotgan.approval"]._forget_posts()
        return user

    def delegate(self, level, low=0, high=0, **values):
        """Return a row of the regulation as its keeper enters it."""
        return self.env["gotgan.approval.delegation"].with_user(self.keeper).create({
            "kind": "fake_purchase", "level": level, "amount_from": low, "amount_to": high,
            "clause": TABLE, **values,
        })

    def enforce(self, limits=LIMITS):
        """Put the regulation in force."""
        rows = self.env["gotgan.approval.delegation"].with_user(self.keeper)
        for limit in limits:
            rows |= self.delegate(*limit)
        rows.action_enforce()
        return rows

    def consult(self, role="cooperate", **values):
        """Return a row in force that asks somebody, the audit division by default."""
        if not {"user_id", "office_kind"} & set(values):
            values.setdefault("consulted_department_id", self.audit.id)
        row = self.env["gotgan.approval.consultation"].with_user(self.keeper).create({
            "kind": "fake_purchase", "role": role, "clause": "회계규칙 제7조", **values,
        })
        row.action_enforce()
        return row

    def purchase(self, amount=5_000_000, user=None, **values):
        return self.env["gotgan.fake.purchase"].with_user(user or self.author).create({
            "name": "사무용품 구입", "amount": amount, "department_id": self.division.id, **values,
        })

    def submit(self, amount=5_000_000, user=None, **values):
        """Return the running approval of a new purchase, with the tests' own rights."""
        purchase = self.purchase(amount, user, **values)
        purchase.action_submit()
        return self.approval_of(purchase)

    def approval_of(self, purchase):
        return self.env["gotgan.approval"].search(
            [("res_model", "=", purchase._name), ("res_id", "=", purchase.id)], limit=1,
        )

    def document_of(self, approval):
        return self.env[approval.res_model].browse(approval.res_id)

    def sign(self, approval, *users):
        for user in users:
            approval.with_user(user).action_sign()

    def send_away(self, user, substitute=None, begin=0, end=3, kind="leave"):
        return self.env["gotgan.absence"].with_user(self.keeper).create({
            "user_id": user.id, "substitute_id": substitute and substitute.id, "kind": kind,
            "date_from": self.day + timedelta(days=begin),
            "date_to": self.day + timedelta(days=end),
        })

    def roles_of(self, approval):
        """Return [(role, who signs today)] of the line in its order."""
        return [(one.role, one.signer_id.name) for one in approval.step_ids.sorted("sequence")]

    def acts_of(self, approval):
        return [(one.act, one.name, one.capacity) for one in approval.act_ids.sorted("sequence")]
