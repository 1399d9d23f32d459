from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import ClassificationCase

MASTERS = (
    "gotgan.function",
    "gotgan.expenditure.object",
    "gotgan.revenue.source",
    "gotgan.fund",
    "gotgan.funding.source",
    "gotgan.classification.mapping",
    "gotgan.local.government",
    "gotgan.local.government.history",
)


@tagged("post_install", "-at_install")
class TestRoles(ClassificationCase):
    """Role × action: everybody reads the masters, a manager keeps them."""

    def test_everybody_reads(self):
        for model in MASTERS:
            for user in (self.staff, self.auditor, self.manager):
                with self.subTest(model=model, user=user.login):
                    self.assertTrue(self.env[model].with_user(user).search([], limit=1).read())

    def test_only_a_manager_writes(self):
        for model in MASTERS:
            row = self.env[model].search([], limit=1)
            row.with_user(self.manager).write({"note": "확인함"})
            for user in (self.staff, self.auditor):
                with self.subTest(model=model, user=user.login):
                    with self.assertRaises(AccessError):
                        row.with_user(user).write({"note": "x"})
                    with self.assertRaises(AccessError):
                        row.with_user(user).unlink()
                    with self.assertRaises(AccessError):
                        row.with_user(user).copy()

    def test_nobody_writes_history(self):
        edition = self.env["gotgan.classification.edition"].search([], limit=1)
        for user in (self.staff, self.auditor, self.manager):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                edition.with_user(user).create({"name": "x", "table": "fund"})
