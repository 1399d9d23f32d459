from datetime import timedelta

from .common import ExpenditureCase

KINDS = ("commitment", "voucher")
CLAUSE = "위임전결규정 별표 1 제5호"


class LinesCase(ExpenditureCase):
    """원인행위 and 지출결의 by the regulation: a department with a head, and its rows."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        world = cls.world
        cls.head = world.hire("head", "오과장", world.department)
        world.department.write({"level": "division", "manager_id": cls.head.employee_id.id})
        cls.env["gotgan.approval"]._forget_posts()

    def delegate(self, *kinds, review="division"):
        rows = self.env["gotgan.approval.delegation"].create([
            {"kind": kind, "level": "office", "review_level": review, "clause": CLAUSE,
             "department_ids": self.world.department.ids}
            for kind in kinds or KINDS
        ])
        rows._write_locked({"state": "in_force"})
        return rows

    def draft_bound(self, amount=1_000_000, **values):
        """A commitment as the department writes it."""
        request = self.approve_request(amount)
        return self.env["gotgan.commitment"].with_user(self.author).create({
            "request_id": request.id, "basis": "물품구매 승낙서", **values,
        })

    def submit_bound(self, **values):
        commitment = self.draft_bound(**values)
        commitment.action_submit()
        return commitment

    def sign(self, documents, *people):
        for person in people:
            for document in documents:
                document.sudo().approval_id.with_user(person).action_sign()
        documents.invalidate_recordset()
        return documents

    def bind(self):
        return self.sign(self.submit_bound(), self.head, self.officer)

    def claim(self, commitments):
        self.inspect(commitments)
        return self.env["gotgan.voucher"].with_user(self.author).create([
            {"commitment_id": one.id, "evidence_ids": self.invoice.ids} for one in commitments
        ])

    def appoint_acting(self, kind, person):
        """Let the office stand empty from today on, and somebody act for it."""
        offices = self.env["gotgan.office"]
        office = offices._find(kind, self.world.department, self.today)
        office.term_ids.date_to = self.today - timedelta(days=1)
        return self.designate(office, person)

    def designate(self, office, person):
        """Let somebody act for the office whenever its holder cannot."""
        acting = self.env["gotgan.office"].create({
            "kind": office.kind, "rank": "acting", "department_id": office.department_id.id,
            "stands_for_id": office.id,
        })
        acting.term_ids.create({
            "office_id": acting.id, "user_id": person.id, "date_from": self.today,
        })
        return acting

    def read_work(self, person):
        self.env.flush_all()
        self.env.invalidate_all()
        items = self.env["gotgan.work.item"].with_user(person).search([("is_mine", "=", True)])
        return {(one.step, one.res_id) for one in items}
