from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import BulkCase

TEACHER = "김강사,900101-1234567,004,110-234-567890,300000,9000,900,1회"
SINGER = "이가수,850505-2345678,088,100-1234-5678,500000,15000,1500,1회"
SHOP = "한빛문구,124-81-00998,국민은행,222333444555,200000,,,교재"


@tagged("post_install", "-at_install")
class TestBulk(BulkCase):
    """A list goes from its file to the bank, whole or not at all."""

    def test_from_file_to_bank(self):
        bulk = self.load(self.make_csv(TEACHER, SINGER, SHOP))
        self.assertFalse(bulk.error_count, bulk.fault_ids.mapped("message"))
        self.assertRecordValues(bulk, [{
            "row_count": 3, "amount": 1_000_000, "deducted": 26_400, "net_amount": 973_600,
        }])
        totals = {one.use: (one.payee_count, one.amount) for one in bulk.total_ids}
        self.assertEqual(totals, {"income_tax": (2, 24_000), "local_income_tax": (2, 2_400)})
        order = self.pay_list(bulk)
        voucher = bulk.voucher_id
        self.assertRecordValues(voucher, [{
            "state": "paid", "amount": 1_000_000, "net_amount": 973_600, "kind": "bulk",
        }])
        self.assertEqual(sum(voucher.sudo().deduction_ids.case_id.mapped("rest")), 26_400)
        transfers = list(order._iter_transfers())
        self.assertEqual([one.amount for one in transfers], [290_100, 483_500, 200_000])
        self.assertEqual(transfers[2].bank_code, "004")
        self.assertFigures(paid=1_000_000)

    def test_excel(self):
        bulk = self.load(self.make_xlsx(
            ["김강사", "E-1", 4, "110234567890", 300000, 9000.0, 900, "1회"],
            ["합계", None, None, None, 300000, 9000, 900, None],
        ), "명세.xlsx")
        self.assertFalse(bulk.error_count, bulk.fault_ids.mapped("message"))
        self.assertRecordValues(bulk.payee_ids, [{
            "name": "김강사", "bank_code": "004", "amount": 300_000, "net_amount": 290_100,
        }])

    def test_a_fault_stops_the_whole_list(self):
        bulk = self.load(self.make_csv(TEACHER, "이가수,,999,100-1234-5678,500000,,,"))
        self.assertEqual(self.get_codes(bulk), [(3, "unknown_bank")])
        fault = bulk.fault_ids
        self.assertTrue(fault.message and fault.advice and fault.column == "은행코드")
        with self.assertRefused("1"):
            self.confirm(bulk)
        self.assertFalse(bulk.voucher_id)

    def test_registration_numbers_of_persons_are_not_kept(self):
        bulk = self.load(self.make_csv(TEACHER))
        self.assertEqual(bulk.payee_ids.identifier, "900101-1******")
        self.env.flush_all()
        self.env.cr.execute(
            "SELECT count(*) FROM gotgan_bulk_payee p WHERE p::text LIKE %s", ["%1234567%"],
        )
        self.assertEqual(self.env.cr.fetchone(), (0,))

    def test_paid_before_is_a_notice_that_wants_a_reason(self):
        first = self.load(self.make_csv(TEACHER))
        self.confirm(first)
        again = self.load(self.make_csv(TEACHER, SINGER))
        self.assertEqual(self.get_codes(again), [(2, "paid_before")])
        self.assertIn(first.number, again.fault_ids.message)
        with self.assertRefused("1"):
            self.confirm(again)
        again._do_transition("accept", "두 번째 강의")
        self.assertTrue(self.confirm(again))

    def test_changed_account_is_a_notice(self):
        self.confirm(self.load(self.make_csv(TEACHER)))
        other = self.load(self.make_csv(TEACHER.replace("110-234-567890", "999-888-777666")))
        self.assertEqual(self.get_codes(other), [(2, "changed_account")])

    def test_attached_claim_stops_the_row(self):
        claim = self.env["gotgan.payee.claim"].create({
            "partner_id": self.payee.id, "claimant_id": self.env.company.partner_id.id,
            "name": "2026타채1", "amount": 100_000,
        })
        claim._write_locked({"state": "standing"})
        self.assertEqual(self.get_codes(self.load(self.make_csv(SHOP))), [(2, "attached")])
        heading = "상호,사업자등록번호,은행,계좌번호,금액,압류,적요"
        kept = self.load(self.make_csv(
            "한빛문구,124-81-00998,004,222333444555,200000,100000,", heading=heading,
        ))
        self.assertFalse(kept.error_count, kept.fault_ids.mapped("message"))

    def attach(self, payee, number, amount):
        claim = self.env["gotgan.payee.claim"].create({
            "partner_id": payee.id, "claimant_id": self.env.company.partner_id.id,
            "name": number, "amount": amount,
        })
        claim._write_locked({"state": "standing"})
        return claim

    def register_teacher(self):
        """A person of the register: no number is kept of it, its account is known."""
        teacher = self.env["res.partner"].create({"name": "김강사"})
        self.env["res.partner.bank"].create({
            "partner_id": teacher.id, "acc_number": "110-234-567890",
            "acc_holder_name": "김강사",
        })
        return teacher

    def test_attached_claims_of_a_person_count_together(self):
        teacher = self.register_teacher()
        self.attach(teacher, "2026타채1", 100_000)
        self.attach(teacher, "2026타채2", 50_000)
        heading = "성명,식별번호,은행코드,계좌번호,금액,소득세,압류,적요"
        person = "김강사,900101-1234567,004,110-234-567890,300000,9000,{},1회"
        short = self.load(self.make_csv(person.format(100_000), heading=heading))
        self.assertEqual(self.get_codes(short), [(2, "attached")])
        self.assertIn("2026타채2", short.fault_ids.message)
        kept = self.load(self.make_csv(person.format(150_000), heading=heading))
        self.assertFalse(kept.error_count, kept.fault_ids.mapped("message"))

    def test_a_claim_served_later_stops_every_step(self):
        teacher = self.register_teacher()
        bulk = self.load(self.make_csv(TEACHER))
        claim = self.attach(teacher, "2026타채1", 0)
        with self.assertRefused("2026타채1", "김강사"):
            self.confirm(bulk)
        claim._write_locked({"state": "ended"})
        voucher = self.confirm(bulk).with_user(self.disburser)
        voucher.evidence_ids = self.invoice
        claim._write_locked({"state": "standing"})
        with self.assertRefused("2026타채1"):
            voucher.action_resolve()
        claim._write_locked({"state": "ended"})
        voucher.action_resolve()
        claim._write_locked({"state": "standing"})
        with self.assertRefused("2026타채1"):
            self.order(voucher)

    def test_paid_before_needs_no_identifier_and_no_remark(self):
        nameless = "김강사,,004,110-234-567890,300000,,,"
        self.confirm(self.load(self.make_csv(nameless)))
        for again in (nameless, TEACHER, nameless + "2회"):
            self.assertEqual(self.get_codes(self.load(self.make_csv(again))), [(2, "paid_before")])
        other = self.load(self.make_csv(nameless.replace("300000", "310000")))
        self.assertFalse(self.get_codes(other))

    def test_what_came_back_is_paid_again(self):
        bulk = self.load(self.make_csv(TEACHER, SINGER))
        self.pay_list(bulk)
        singer = bulk.payee_ids.filtered(lambda one: one.name == "이가수")
        with self.assertRaises(AccessError):
            bulk.with_user(self.author)._return_rows(singer, "계좌 없음")
        bulk.with_user(self.cashier)._return_rows(singer.with_user(self.cashier), "계좌 없음")
        self.assertEqual(singer.state, "returned")
        self.assertFigures(paid=800_000 - 483_500)
        with self.assertRefused("3"):
            bulk.with_user(self.cashier)._return_rows(singer.with_user(self.cashier), "또")
        again = self.env["gotgan.bulk.payment"].with_user(self.author).browse(
            bulk.with_user(self.author).action_repay()["res_id"])
        again.payee_ids.account_number = "100-9999-0000"
        again.action_check()
        again._do_transition("accept", "통장 사본 확인")
        again.action_confirm()
        self.assertRecordValues(again.voucher_id, [{"amount": 483_500, "net_amount": 483_500}])
        self.assertEqual(singer.state, "repaid")
        voucher = again.voucher_id.with_user(self.disburser)
        voucher.evidence_ids = self.invoice
        voucher.action_resolve()
        self.pay(self.order(voucher))
        self.assertFigures(paid=800_000)

    def test_cancelled_voucher_gives_the_list_back(self):
        bulk = self.load(self.make_csv(TEACHER))
        voucher = self.confirm(bulk).with_user(self.disburser)
        voucher._do_transition("cancel", "명세 교체")
        self.assertRecordValues(bulk, [{"state": "checked", "voucher_id": False}])

    def test_voucher_must_say_what_the_list_says(self):
        bulk = self.load(self.make_csv(TEACHER, SHOP))
        voucher = self.confirm(bulk).with_user(self.disburser)
        voucher.line_ids.amount = 100_000
        with self.assertRefused("100,000", "500,000"):
            voucher.action_resolve()

    def test_rows_of_a_checked_list_are_closed(self):
        bulk = self.load(self.make_csv(TEACHER))
        with self.assertRefused("11월 강사료"):
            bulk.payee_ids.write({"account_number": "1234567"})
        with self.assertRaises(AccessError):
            bulk.write({"amount": 1})
        with self.assertRaises(AccessError):
            bulk.with_user(self.world.stranger).read(["name"])

    def test_typed_rows(self):
        bulk = self.env["gotgan.bulk.payment"].with_user(self.author).create({
            "name": "심의위원 수당", "payee_ids": [(0, 0, {
                "name": "박위원", "bank_code": "4", "account_number": "110-222-333444",
                "amount": 150_000,
            })],
        })
        bulk.action_check()
        self.assertFalse(bulk.error_count, bulk.fault_ids.mapped("message"))
        self.assertRecordValues(bulk.payee_ids, [{
            "bank_code": "004", "account_number": "110222333444", "row": 1,
        }])
        self.assertEqual(self.confirm(bulk).amount, 150_000)
