import base64
import io

from odoo.addons.gotgan_expenditure.tests.common import ExpenditureCase

HEADING = "성명,식별번호,은행코드,계좌번호,금액,소득세,지방소득세,적요"


class BulkCase(ExpenditureCase):
    """The vocabulary of payee lists: a file, its list, the voucher, the bank's answer."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.preset = cls.env.ref("gotgan_expenditure_bulk.preset_bulk")
        for use in ("income_tax", "local_income_tax"):
            accounts = cls.env["gotgan.custody.account"]
            if not accounts.search([("use", "=", use)]):
                accounts.create({"name": use, "kind": "sundry", "use": use})

    def make_csv(self, *rows, heading=HEADING):
        return "\n".join((heading, *rows)).encode()

    def make_xlsx(self, *rows, heading=HEADING):
        import openpyxl

        book = openpyxl.Workbook()
        for row in (heading.split(","), *rows):
            book.active.append(row)
        stream = io.BytesIO()
        book.save(stream)
        return stream.getvalue()

    def load(self, data, file_name="명세.csv", **values):
        bulk = self.env["gotgan.bulk.payment"].with_user(self.author).create({
            "name": "11월 강사료", "preset_id": self.preset.id, "file": base64.b64encode(data),
            "file_name": file_name, **values,
        })
        bulk.action_check()
        return bulk

    def get_codes(self, bulk):
        return bulk.fault_ids.sorted("row").mapped(lambda one: (one.row, one.code))

    def bind(self, amount):
        """A commitment in force that needs no inspection, to the bank that distributes."""
        return self.commit(self.approve_request(amount), inspected_kind="none")

    def confirm(self, bulk):
        bulk.commitment_id = self.bind(bulk.amount)
        bulk.action_confirm()
        return bulk.voucher_id

    def pay_list(self, bulk):
        voucher = self.confirm(bulk).with_user(self.disburser)
        voucher.evidence_ids = self.invoice
        voucher.action_resolve()
        return self.pay(self.order(voucher))
