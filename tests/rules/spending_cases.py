"""Cases of spending that no addon's own test shows with the editions that are shipped.

The objects are those of the year, so that the shipped tables of objects apply.
"""

from datetime import date, timedelta

from odoo.tests import tagged

from odoo.addons.gotgan_contract.tests.common import MILLION, ContractCase
from odoo.addons.gotgan_expenditure_advance.tests.common import AdvanceCase

FAULTS = {
    "spending.duplicate": ("같은 지출이 이미 있습니다", "지방회계법 제33조"),
    "spending.promotion_names": ("업무추진비", "지방자치단체 업무추진비 집행에 관한 규칙"),
    "spending.prior_year": ("년이 적혀 있으나", "지방재정법 제7조제1항"),
    "spending.object_words": ("여비(202)", "지방재정법 제47조"),
    "spending.card_objects": ("카드", "지방자치단체 회계관리에 관한 훈령"),
    "spending.year_end": ("회계연도", "지방회계법 제7조"),
}


class RealObjects:
    """Money of the objects of the year, by code."""

    def fund(self, code, amount):
        self.world.subitem = self.env["gotgan.expenditure.object"].search([
            ("fiscal_year_id", "=", self.world.year.id), ("code", "=", code),
        ], limit=1)
        return self.world.fund_cell(amount).line_id

    def find_codes(self, document, step):
        return [one.edition.rule_id.code for one in document._find_findings(step)]


@tagged("post_install", "-at_install")
class SpendingCases(RealObjects, AdvanceCase):
    """What the guard says at the moment of 품의."""

    def draft_faulty(self):
        """A request against which six rules speak, two of which stop it."""
        line = self.fund("203-03", 10_000_000)
        words = {"name": f"{self.world.year.year - 1}년 관외 출장 격려", "note": False,
                 "date": date(self.world.year.year, 12, 20)}
        first = self.draft_request(600_000, line=line, **{**words, "note": "한빛시 총무과 김상대"})
        first._write_locked({"state": "approved"})
        return self.draft_request(600_000, line=line, **words)

    def test_one_answer_names_every_fault_in_korean(self):
        faulty = self.draft_faulty().with_context(lang="ko_KR")
        found = {one.edition.rule_id.code: one for one in faulty._find_findings("submit")}
        self.assertEqual(set(found), set(FAULTS))
        shown = {one["article"]: one for one in faulty.findings["items"]}
        for code, (word, article) in FAULTS.items():
            one = found[code]
            self.assertIn(word, one.message)
            self.assertIn(article, one.article)
            self.assertEqual(shown[one.article]["message"], one.message)
            self.assertTrue(one.fix and is_korean(one.message) and is_korean(one.fix), one)
        # What stops it is said in one message.
        with self.assertRefused(*(
            f"{found[code].message} ({found[code].article}) {found[code].fix}"
            for code in ("spending.duplicate", "spending.promotion_names")
        )):
            faulty.action_submit()

    def test_a_sound_one_passes_them_all(self):
        line = self.fund("203-03", 10_000_000)
        request = self.draft_request(
            400_000, line=line, name="시정 간담회", kind="card",
            date=self.today.replace(month=6, day=15),
        )
        self.assertFalse(set(self.find_codes(request, "submit")) & set(FAULTS))

    def test_one_purchase_cut_below_the_limit_of_the_decree(self):
        line = self.fund("201-01", 90 * MILLION)
        self.draft_request(15 * MILLION, line=line, name="안내문 인쇄 1차").action_submit()
        second = self.draft_request(15 * MILLION, line=line, name="안내문 인쇄 2차")
        with self.assertRefused("30,000,000", "20,000,000", "제77조"):
            second.action_submit()

    def test_last_month_is_settled_before_more_is_granted(self):
        designation = self.designate()
        self.grant(designation)
        later = self.draft_petty(designation)
        later.date = self.today.replace(day=1) + timedelta(days=32)
        with self.assertRefused("제59조의2"):
            later.action_submit()
        self.settle_month(designation)
        self.assertNotIn("advance.petty_unsettled", self.find_codes(later, "submit"))

    def test_an_advance_is_of_a_kind_the_decree_names(self):
        request = self.draft_request(kind="advance")
        with self.assertRefused("제44조제1항"):
            request.action_submit()
        request.write({"advance_ground": "advance_law", "use_until": self.today})
        self.assertNotIn("advance.advance_kinds", self.find_codes(request, "submit"))


@tagged("post_install", "-at_install")
class ContractCases(RealObjects, ContractCase):
    """What the law says to a contract case while it is announced and carried out."""

    def test_more_than_the_duty_needs_a_plan_of_use(self):
        contract = self.sign(self.draft_contract(self.works(), defect_years=3))
        advance = self.env["gotgan.contract.advance"].with_user(self.clerk).create({
            "contract_id": contract.id, "partner_id": contract.partner_id.id,
            "amount": contract.amount * 6 // 10,
        })
        self.assertIn("contract.advance_duty", self.find_codes(advance, "grant"))
        advance.amount = contract.amount * 3 // 10
        self.assertNotIn("contract.advance_duty", self.find_codes(advance, "grant"))

    def test_an_urgent_notice_is_shorter(self):
        case = self.draft_case(60 * MILLION, kind="works_special", method="open")
        case.deadline = self.at_noon(5)
        self.assertIn("contract.notice_days", self.find_codes(case, "announce"))
        case.is_urgent = True
        self.assertNotIn("contract.notice_days", self.find_codes(case, "announce"))

    def at_noon(self, days):
        return f"{self.today + timedelta(days=days)} 03:00:00"


def is_korean(text):
    """Whether a sentence has no English word in it; codes, numbers and names may stand there."""
    words = [word for word in text.split() if word.isascii() and word.isalpha() and len(word) > 2]
    return not words and any("가" <= sign <= "힣" for sign in text)
