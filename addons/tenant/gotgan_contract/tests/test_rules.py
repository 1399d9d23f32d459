from datetime import timedelta

from odoo.tests import tagged

from odoo.addons.gotgan_rule.models.rule_loader import read_lines

from .common import MILLION, ContractCase


@tagged("post_install", "-at_install")
class TestRules(ContractCase):
    """What the law says is said with its article, and the step is refused."""

    def test_every_line_is_an_edition(self):
        codes = {line["code"] for line in read_lines("gotgan_contract", "rule.csv")}
        editions = self.env["gotgan.rule.edition"].search([
            ("rule_id.code", "in", list(codes)), ("is_shipped", "=", True),
        ])
        self.assertEqual(len(editions), len(read_lines("gotgan_contract", "rule_edition.csv")))
        self.assertTrue(all(one.article and one.source for one in editions))

    def test_methods_by_law(self):
        cases = [
            ({"price": 20 * MILLION}, "private_one"),
            ({"price": 45 * MILLION, "firm_kind": "preferred"}, "private_one"),
            ({"price": 100 * MILLION, "firm_kind": "small"}, "private_two"),
            ({"price": 100 * MILLION}, "open"),
            ({"price": 400 * MILLION, "kind": "works_general"}, "private_two"),
            ({"price": 201 * MILLION, "kind": "works_special"}, "limited"),
            ({"price": 160 * MILLION, "kind": "works_other"}, "private_two"),
            ({"price": 16_000 * MILLION, "kind": "works_general"}, "open"),
            ({"price": 900 * MILLION, "ground": "urgent"}, "private_one"),
        ]
        for values, method in cases:
            with self.subTest(**values):
                case = self.draft_case(**values)
                self.assertEqual(case.method, method)
                self.assertIn("지방계약법", case.method_reason)

    def test_private_above_its_limit(self):
        case = self.draft_case(21 * MILLION, method="private_one")
        with self.assertRefused("21,000,000", "제25조"):
            case.action_announce()

    def test_a_ground_needs_its_words(self):
        case = self.draft_case(90 * MILLION, ground="urgent")
        with self.assertRefused("제25조제1항"):
            case.action_announce()
        case.ground_text = "제1호, 집중호우 응급복구"
        case.action_announce()

    def test_failed_tenders_open_a_private_contract_only_after_one(self):
        """시행령 26."""
        case = self.draft_case(90 * MILLION, ground="failed", ground_text="재공고 유찰")
        with self.assertRefused("No failed tender", "제26조"):
            case.action_announce()
        tender = self.announce(self.draft_case(90 * MILLION, method="open", floor_rate=80))
        tender._do_transition("fail", "유찰")
        private = {"ground": "failed", "ground_text": "재공고 유찰", "method": "private_one"}
        once = self.tender_again(tender)
        once.write(private)
        with self.assertRefused("Only one tender failed", "제26조"):
            once.with_user(self.clerk).action_announce()
        once.write({"ground": "amount", "ground_text": False, "method": "open", "floor_rate": 80})
        self.announce(once.with_user(self.clerk))._do_transition("fail", "재공고 유찰")
        again = self.tender_again(once)
        again.write(private)
        self.assertIn("재공고입찰에도", again.method_reason)
        again.base_price += MILLION
        with self.assertRefused(tender.number, "Base Price", "제26조"):
            again.with_user(self.clerk).action_announce()
        again.base_price -= MILLION
        again.with_user(self.clerk).action_announce()
        self.assertEqual(again.state, "announced")

    def tender_again(self, case):
        return self.env["gotgan.contract.case"].browse(case.action_retender()["res_id"])

    def test_a_ground_is_dated_data(self):
        """A new item of the decree is a row; one that was used is only ended."""
        grounds = self.env["gotgan.contract.ground"]
        ground = grounds.create({
            "code": "trial", "name": "시범구매", "description": "시범구매 대상 제품", "article":
            "지방계약법 시행령 제25조(시험)", "date_from": self.today,
        })
        case = self.draft_case(90 * MILLION, ground="trial", ground_text="시범구매 지정서")
        self.assertIn("제25조(시험)", case.method_reason)
        ground.date_to = self.today - timedelta(days=0)
        with self.assertRefused(case.name):
            ground.name = "다른 이름"
        with self.assertRefused(case.name):
            ground.unlink()
        case.action_announce()
        ended = self.draft_case(90 * MILLION, ground="urgent", ground_text="제1호")
        grounds._find("urgent", self.today).date_to = self.today - timedelta(days=1)
        with self.assertRefused("urgent"):
            ended.action_announce()

    def test_splitting_with_the_same_partner_is_shown(self):
        """시행령 77: the partner is known with the award; the other contract is named then."""
        first = self.award(15 * MILLION, name="가을 음악회 무대 설치", kind="service")
        self.sign(self.draft_contract(first))
        case = self.announce(self.draft_case(
            15 * MILLION, name="조명 임차", kind="service",
        ))
        self.offer(case, 15 * MILLION)
        case.action_open()
        with self.assertRefused(first.number, self.firms[0].name, "15,000,000", "제77조"):
            case.with_user(self.officer).action_award()
        other = self.announce(self.draft_case(15 * MILLION, name="홍보 영상", kind="service"))
        self.offer(other, 16 * MILLION)[0]._do_transition("withdraw", "철회")
        self.env["gotgan.contract.offer"].with_user(self.clerk).create({
            "case_id": other.id, "partner_id": self.firms[1].id, "amount": 15 * MILLION,
        })
        other.action_open()
        other.with_user(self.officer).action_award()

    def test_a_tender_is_limited_to_the_region_below_an_amount(self):
        """시행령 20①6."""
        code = "contract.region_limit"
        for price, fits in ((999, True), (1_000, False)):
            case = self.draft_case(
                price * MILLION, kind="works_special", method="limited", limited_by="region",
            )
            self.assertEqual(code not in self.find_codes(case, "announce"), fits)
        with self.assertRefused("제20조", "1,000,000,000"):
            self.announce(case)
        case.limited_by = "record"
        self.assertNotIn(code, self.find_codes(case, "announce"))

    def test_bidders_are_nominated_up_to_an_amount(self):
        code = "contract.nomination_limit"
        for values, fits in (
            ({"price": 100 * MILLION}, True), ({"price": 101 * MILLION}, False),
            ({"price": 200 * MILLION, "kind": "service"}, True),
            ({"price": 400 * MILLION, "kind": "works_general"}, True),
            ({"price": 401 * MILLION, "kind": "works_general"}, False),
            ({"price": 101 * MILLION, "ground_text": "제22조제1호, 특수한 설비"}, True),
        ):
            with self.subTest(**values):
                case = self.draft_case(method="nominated", **values)
                self.assertEqual(code not in self.find_codes(case, "announce"), fits)

    def test_proposals_are_not_for_works(self):
        for method in ("negotiated", "two_stage"):
            case = self.draft_case(300 * MILLION, kind="works_special", method=method)
            self.assertIn("contract.proposal_kinds", self.find_codes(case, "announce"))
            case.kind = "service"
            case.method = method
            self.assertNotIn("contract.proposal_kinds", self.find_codes(case, "announce"))

    def test_needs_are_alike_by_what_they_are_about(self):
        self.announce(self.draft_case(15 * MILLION))
        codes = [
            "contract.splitting" in self.find_codes(
                self.draft_case(10 * MILLION, name=name), "announce",
            )
            for name in ("체육관 의자 구매", "2026년 구매 계약", "체육관 컴퓨터 구매")
        ]
        self.assertEqual(codes, [False, False, True])

    def test_a_notice_that_is_too_short(self):
        case = self.draft_case(300 * MILLION, kind="works_special", method="open")
        case.deadline = f"{self.today} 23:00:00"
        with self.assertRefused("7", "제35조"):
            case.action_announce()

    def find_codes(self, document, step):
        return [one.edition.rule_id.code for one in document._find_findings(step)]

    def test_negotiation_has_days_of_its_own(self):
        code = "contract.negotiation_notice_days"
        for price, days, method in (
            (90, 10, "negotiated"), (999, 20, "negotiated"), (1_000, 40, "negotiated"),
            (90, 10, "two_stage"),
        ):
            case = self.draft_case(price * MILLION, kind="service", method=method)
            for given, fits in ((days - 1, False), (days, True)):
                case.deadline = f"{self.today + timedelta(days=given)} 03:00:00"
                self.assertEqual(code not in self.find_codes(case, "announce"), fits)

    def test_urgent_negotiation_has_ten_days(self):
        """시행령 35⑥."""
        code = "contract.negotiation_notice_days"
        case = self.draft_case(
            300 * MILLION, kind="service", method="negotiated", is_urgent=True,
        )
        for given, fits in ((9, False), (10, True)):
            case.deadline = f"{self.today + timedelta(days=given)} 03:00:00"
            self.assertEqual(code not in self.find_codes(case, "announce"), fits)

    def test_above_the_waiver_a_price_is_planned(self):
        code = "contract.planned_price_waiver"
        case = self.draft_case(60 * MILLION, firm_kind="small", base_price=0)
        self.assertIn(code, self.find_codes(case, "announce"))
        case.base_price = 66 * MILLION
        self.assertNotIn(code, self.find_codes(case, "announce"))

    def test_a_tender_is_secured_by_a_bid_bond(self):
        case = self.announce(self.draft_case(
            300 * MILLION, kind="works_special", method="open", planned_price=300 * MILLION,
            base_price=0,
        ))
        offer = self.offer(case, 270 * MILLION)
        self.assertEqual(offer.bond_wanted, 13_500_000)
        case.action_open()
        self.assertIn("contract.bid_bond_rate", self.find_codes(case, "award"))
        bond = self.env["gotgan.contract.guarantee"].with_user(self.clerk).create({
            "case_id": case.id, "kind": "bid", "form": "pledge", "amount": 13_500_000,
            "partner_id": offer.partner_id.id,
        })
        bond.action_take()
        self.assertNotIn("contract.bid_bond_rate", self.find_codes(case, "award"))

    def test_progress_is_due_every_thirty_days(self):
        contract = self.sign(self.draft_contract(
            self.works(), defect_years=2, date_start=self.today - timedelta(days=40),
        ))
        self.assertEqual(contract.progress_due, self.today - timedelta(days=10))
        self.assertTrue(contract.is_progress_due)
        self.accept(contract, amount=MILLION, notice=self.today)
        self.assertFalse(contract.is_progress_due)
        self.assertEqual(contract.progress_due, self.today + timedelta(days=30))

    def test_the_duty_of_an_advance_goes_by_amount(self):
        contract = self.sign(self.draft_contract(self.works(), defect_years=2))
        advance = self.env["gotgan.contract.advance"].with_user(self.clerk).create({
            "contract_id": contract.id, "partner_id": contract.partner_id.id,
            "amount": contract.amount // 2,
        })
        self.assertNotIn("contract.advance_duty", self.find_codes(advance, "grant"))
        advance.amount += MILLION
        self.assertIn("contract.advance_duty", self.find_codes(advance, "grant"))

    def test_splitting(self):
        self.announce(self.draft_case(15 * MILLION))
        again = self.draft_case(10 * MILLION)
        with self.assertRefused("25,000,000", "제77조"):
            again.with_user(self.clerk).action_announce()

    def test_limit_per_firm_is_a_setting(self):
        self.sign(self.draft_contract(self.award(11 * MILLION, name="의자")))
        rule = self.env["gotgan.rule"]._get_by_code("contract.private_partner_limit")
        edition = self.env["gotgan.rule.edition"].create({
            "rule_id": rule.id, "value": [{"times": 5, "won": 20 * MILLION}],
            "date_from": self.today, "article": "우리 시 회계규칙 제9조", "source": "시험",
            "origin": "agency",
        })
        edition._take_place()
        edition._write_locked({"state": "in_force"})
        case = self.announce(self.draft_case(12 * MILLION, name="책상"))
        self.offer(case, 12 * MILLION)
        case.action_open()
        with self.assertRefused("23,000,000", "제9조"):
            case.with_user(self.officer).action_award()

    def test_another_floor_than_the_guideline(self):
        case = self.draft_case(60 * MILLION, firm_kind="small", floor_rate=80.0)
        case.deadline = "2099-01-01 00:00:00"
        with self.assertRefused("80.000", "88.000"):
            case.action_announce()

    def test_a_tender_is_open_unless_it_says_what_it_is_limited_to(self):
        """지방계약법 제9조제1항"""
        code = "contract.open_tender"
        for method in ("limited", "nominated"):
            case = self.draft_case(16_000 * MILLION, kind="works_general", method=method)
            case.deadline = "2099-01-01 00:00:00"
            with self.assertRefused("제9조제1항"):
                case.action_announce()
            self.assertIn("단서", case.method_reason)
            self.assertNotIn("more competition", case.method_reason)
            case.write({"limited_by": "ability", "region": "시행령 제20조제1항제2호, 초고층 공법"})
            self.assertNotIn(code, self.find_codes(case, "announce"))
        # Below the bound of the region, the region is what the decree itself names.
        local = self.draft_case(201 * MILLION, kind="works_special")
        self.assertEqual((local.method, local.limited_by), ("limited", "region"))
        self.assertNotIn(code, self.find_codes(local, "announce"))
        local.method = "nominated"
        self.assertIn(code, self.find_codes(local, "announce"))

    def test_records_of_works_are_asked_for_from_a_price_on(self):
        """지방계약법 시행령 제20조제1항제1호"""
        code = "contract.record_limit"
        for price, fits in ((2_999, False), (3_000, True)):
            case = self.draft_case(
                price * MILLION, kind="works_general", method="limited", limited_by="record",
            )
            self.assertEqual(code not in self.find_codes(case, "announce"), fits)

    def test_the_winner_of_great_works_is_found_by_evaluation(self):
        """지방계약법 시행령 제42조제1항제1호, 제42조의3"""
        code = "contract.qualification_limit"
        for price, way, other in (
            (29_999, "qualification", "overall"), (30_000, "overall", "qualification"),
        ):
            case = self.draft_case(price * MILLION, kind="works_general", method="open")
            self.assertEqual(case.award_by, way)
            self.assertNotIn(code, self.find_codes(case, "announce"))
            case.award_by = other
            self.assertIn(code, self.find_codes(case, "announce"))
        self.assertFalse(self.draft_case(300 * MILLION, method="open").award_by)

    def test_signing_needs_bond_paper_and_years(self):
        contract = self.draft_contract(self.works(), attachment_ids=False)
        with self.assertRefused("27,000,000", "제51조", "제69조"):
            contract.with_user(self.officer).action_sign()
        short = {"valid_until": self.today}
        self.guarantee(contract, **short)
        contract.defect_years = 3
        with self.assertRefused("제51조"):
            contract.with_user(self.officer).action_sign()

    def test_small_contracts_need_a_pledge(self):
        contract = self.draft_contract(self.award())
        with self.assertRefused("제53조"):
            contract.with_user(self.officer).action_sign()
