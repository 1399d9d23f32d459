from datetime import timedelta

from odoo.tests import tagged
from odoo.tools import SQL

from .common import LinkCase


@tagged("post_install", "-at_install")
class TestExceptions(LinkCase):
    """What the city should look at, each at its subject and with its figures."""

    def found(self, kind):
        report = self.report()
        self.assertValid(report)
        return next((one for one in report["exceptions"] if one["kind"] == kind), None)

    def item(self, kind, **where):
        found = self.found(kind)
        return [
            item for item in (found or {"items": []})["items"]
            if all(item[key] == value for key, value in where.items())
        ]

    def test_late_payments(self):
        commitment = self.commit(self.approve_request(500_000))
        self.inspect(commitment)
        voucher = self.resolve(commitment)
        self.assertFalse(self.item("payment_late", number=commitment.number))
        self.env.flush_all()
        self.env.cr.execute(SQL(
            "UPDATE gotgan_voucher SET due_date = %s WHERE id = %s",
            self.today - timedelta(days=4), voucher.id,
        ))
        item, = self.item("payment_late", number=commitment.number)
        self.assertEqual((item["count"], item["amount"], item["days"]), (1, 500_000, 4))
        self.assertEqual(item["object"], self.cell.subitem_id.code)

    def test_late_inspections(self):
        signed = self.today - timedelta(days=30)
        commitment = self.commit(self.approve_request(500_000), basis_date=signed)
        inspection = self.env["gotgan.inspection"].with_user(self.author).create(
            {"commitment_id": commitment.id, "notice_date": self.today - timedelta(days=20)}
        )
        self.assertTrue(inspection.due_date < self.today)
        item, = self.item("inspection_late", number=commitment.number)
        self.assertEqual(item["days"], (self.today - inspection.due_date).days)

    def test_used_up_allotment(self):
        cell = self.world.fund_cell(900, 300, project=self.world._make_project("소진 사업"))
        self.assertFalse(self.item("exhausted", project=cell.project_id.code))
        self.world.post("request", cell, 300)
        item, = self.item("exhausted", project=cell.project_id.code)
        self.assertEqual(item["amount"], 900)

    def test_projects_without_execution(self):
        cell = self.world.fund_cell(900, 300, project=self.world._make_project("멈춘 사업"))
        items = self.item("idle", project=cell.project_id.code)
        elapsed = (self.today - self.year.date_from).days
        self.assertEqual(len(items), int(elapsed >= 90))
        if items:
            self.assertEqual((items[0]["amount"], items[0]["object"]), (900, None))

    def test_transfers_that_came_back(self):
        commitment = self.pay_through(400_000)[1]
        self.assertFalse(self.item("payment_returned", number=commitment.number))
        self.world.post("unpay", commitment.line_ids.hold_id, 150_000)
        item, = self.item("payment_returned", number=commitment.number)
        self.assertEqual((item["amount"], item["days"]), (150_000, 0))
