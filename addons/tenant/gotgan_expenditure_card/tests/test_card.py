from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.gotgan_document.tests.common import read_rows

from .common import CardCase


@tagged("post_install", "-at_install")
class TestCard(CardCase):
    """A use of a card finds its request, is judged, and is paid to the card company."""

    def make_row(self, when=None, place="한밭식당", heads=4, won=96_000, approval="A1"):
        when = when or f"{self.today} 12:10"
        return f"{when},{place},직원 격려 오찬,{heads},{won},카드,기관,{approval}"

    def test_from_statement_to_voucher(self):
        request = self.approve_request(96_000, name="직원 격려 다과", partner_id=self.company.id,
                                       kind="card")
        self.commit(request, inspected_kind="none")
        statement = self.load(self.make_csv(self.make_row(f"{self.today} 12:10")))
        use = statement.use_ids
        self.assertEqual(use.suggested_request_id, request)
        self.assertIn("100", use.suggestion)
        use.sort = "업무"
        use.action_match()
        self.assertRecordValues(use, [{"state": "matched", "request_id": request.id}])
        statement.action_settle()
        self.assertRecordValues(use.voucher_id, [{
            "kind": "card", "amount": 96_000, "partner_id": self.company.id,
        }])
        self.assertEqual(use.state, "settled")
        with self.assertRefused(""):
            statement.action_settle()

    def test_rules_on_promotion(self):
        row = self.make_row
        uses = self.load(self.make_csv(
            row("2026-11-18 12:00", approval="1"), row("2026-11-18 23:40", approval="2"),
            row("2026-11-21 12:00", approval="3"),
            row("2026-11-18 19:00", "달빛와인", approval="4"),
            row("2026-11-18 12:00", heads=2, approval="5"),
        )).use_ids.sorted("row")
        self.assertFalse(self.get_words(uses[0]))
        for use, word in zip(uses[1:], ("23:40", "2026-11-21", "와인", "48,000"), strict=True):
            with self.subTest(word=word):
                [found] = self.get_words(use)
                self.assertIn(word, found)
                self.assertTrue(use.findings["items"][0]["article"])

    def test_a_rule_stops_the_match(self):
        use = self.load(self.make_csv(self.make_row("2026-11-18 23:40"))).use_ids
        use.request_id = self.approve_request(96_000)
        with self.assertRefused("23:40"):
            use.action_match()

    def test_a_colleague_does_not_match_anothers_request(self):
        use = self.load(self.make_csv(self.make_row())).use_ids
        use.sort, use.request_id = "업무", self.approve_request(96_000)
        colleague = self.world.hire("colleague_card", "한동료", self.world.department)
        with self.assertRaises(AccessError):
            use.with_user(colleague).action_match()
        self.assertNotIn(",match,", use.with_user(colleague).allowed_transitions)
        self.card.holder_id = colleague
        self.env.invalidate_all()
        self.assertIn(",match,", use.with_user(colleague).allowed_transitions)
        use.with_user(colleague).action_match()
        self.assertEqual(use.state, "matched")

    def test_the_same_use_comes_only_once(self):
        self.load(self.make_csv(self.make_row()))
        again = self.load(self.make_csv(self.make_row()), take=False)
        self.assertEqual(again.fault_ids.mapped("code"), ["taken_before"])
        with self.assertRefused("1"):
            again.action_take()

    def test_what_the_company_says_is_changed_by_nobody(self):
        use = self.load(self.make_csv(self.make_row())).use_ids
        with self.assertRaises(AccessError):
            use.amount = 1
        with self.assertRaises(AccessError):
            use.with_user(self.world.stranger).read(["merchant"])
        use._do_transition("explain", "사용자가 반납")
        self.assertEqual(use.state, "explained")

    def test_a_refund_takes_its_use_back(self):
        row = self.make_row
        whole, part = self.load(self.make_csv(
            row(approval="1"), row(place="서울서점", won=50_000, approval="2"),
            row(won=-96_000, approval="1"),
        )).use_ids.filtered(lambda one: one.amount > 0).sorted("row")
        self.assertEqual((whole | whole.refund_ids).mapped("state"), ["set_off"] * 2)
        self.assertEqual(whole.net_amount, 0)
        request = self.approve_request(50_000, name="도서 구입", partner_id=self.company.id,
                                       kind="card")
        self.commit(request, inspected_kind="none")
        part.request_id = request
        part.action_match()
        later = self.load(self.make_csv(row(place="서울서점", won=-20_000, approval="3")))
        self.assertRecordValues(later.use_ids, [{
            "refund_of_id": part.id, "state": "matched", "request_id": request.id,
        }])
        self.assertEqual(part.net_amount, 30_000)

    def test_a_refund_follows_the_match_of_its_use(self):
        row = self.make_row
        statement = self.load(self.make_csv(
            row(place="서울서점", won=50_000, approval="1"),
            row(place="서울서점", won=-20_000, approval="2"),
        ))
        request = self.approve_request(50_000, name="도서 구입", partner_id=self.company.id,
                                       kind="card")
        self.commit(request, inspected_kind="none")
        use = statement.use_ids.filtered(lambda one: one.amount > 0)
        use.request_id = request
        use.action_match()
        self.assertEqual(set(statement.use_ids.mapped("state")), {"matched"})
        statement.action_settle()
        self.assertEqual(use.voucher_id.amount, 30_000)

    def test_nothing_is_accepted_beyond_the_limit(self):
        self.card.limit_amount = 100_000
        row = self.make_row
        first, second = self.load(self.make_csv(
            row(approval="1"), row(place="새밭식당", won=10_000, approval="2"),
        )).use_ids.sorted("row")
        self.assertIn("106,000", first.limit_warning)
        for use, won in ((first, 96_000), (second, 10_000)):
            use.request_id = self.approve_request(won, name=f"{use.merchant} 간담회")
            use.sort = "업무"
        first.action_match()
        with self.assertRefused("100,000", "106,000"):
            second.action_match()

    def test_the_object_of_the_request_says_what_it_is(self):
        """A word of the file switches no rule off: money of 업무추진비 stays that."""
        use = self.load(self.make_csv(self.make_row(f"{self.today} 23:40"))).use_ids
        use.sort = "업무"
        use.request_id = self.approve_request(use.amount, name="간담회")
        self.assertFalse([one for one in use._find_findings("match") if one.edition])
        code = self.line.subitem_id.code.partition("-")[0]
        edition = self.env["gotgan.rule.edition"].create({
            "rule_id": self.env["gotgan.rule"]._get_by_code("card.promotion_objects").id,
            "origin": "agency", "date_from": use.used_on, "value_input": f"203, {code}",
            "article": "집행기준",
        })
        edition._take_place()
        use.invalidate_recordset()
        found = {one.edition.rule_id.code for one in use._find_findings("match")}
        self.assertIn("card.night", found)

    def test_what_is_accepted_together_counts_together(self):
        self.card.limit_amount = 100_000
        row = self.make_row
        uses = self.load(self.make_csv(
            row(approval="1"), row(place="새밭식당", won=10_000, approval="2"),
        )).use_ids
        for use in uses:
            use.request_id = self.approve_request(use.amount, name=f"{use.merchant} 간담회")
            use.sort = "업무"
        with self.assertRefused("100,000", "106,000"):
            uses.action_match()

    def test_promotion_expenses_as_published(self):
        row = self.make_row
        self.load(self.make_csv(
            row(f"{self.today} 12:10", approval="1"), row(f"{self.today} 19:00", approval="2"),
            row(won=-96_000, approval="2"), row(place="=식당", won=1_000, approval="3"),
        ))
        wizard = self.env["gotgan.card.disclosure"].with_user(self.author).create({
            "date_from": self.today, "date_to": self.today,
        })
        self.assertEqual(sorted(wizard.use_ids.mapped("merchant")), ["=식당", "한밭식당"])
        self.assertEqual(wizard.amount, 97_000)
        action = wizard.action_download()
        self.assertIn(str(wizard.id), action["url"])
        rows = read_rows(wizard.file)
        self.assertIn(f"업무추진비 집행내역 ({self.today} ~ {self.today})", rows[0])
        self.assertIn((["=식당", 1_000]), [[row[3], row[6]] for row in rows])
        self.assertEqual((rows[-1][0], rows[-1][6]), ("합계", 97_000))
        wizard.date_to = wizard.date_from = "2020-01-01"
        with self.assertRefused("2020-01-01"):
            wizard.action_download()

    def test_a_refund_of_what_was_paid_comes_back_by_a_return(self):
        row = self.make_row
        request = self.approve_request(50_000, name="도서 구입", partner_id=self.company.id,
                                       kind="card")
        self.commit(request, inspected_kind="none")
        statement = self.load(self.make_csv(row(place="서울서점", won=50_000, approval="1")))
        use = statement.use_ids
        use.request_id, use.sort = request, "업무"
        use.action_match()
        statement.action_settle()
        self.pay_voucher(use.voucher_id)
        refund = self.load(self.make_csv(
            row(place="서울서점", won=30_000, approval="2"),
            row(place="서울서점", won=-20_000, approval="1"),
        )).use_ids.filtered(lambda one: one.amount < 0)
        self.assertEqual(refund.paid_use_id, use)
        refund.action_claim_back()
        self.assertRecordValues(refund.return_id, [{
            "voucher_id": use.voucher_id.id, "amount": 20_000, "partner_id": self.company.id,
        }])
        self.assertEqual(refund.state, "explained")
        with self.assertRefused("서울서점"):
            refund.action_claim_back()
