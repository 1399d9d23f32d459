from odoo.tests import Form, tagged

from odoo.addons.gotgan_rule.values import parse_value

from .common import ExpenditureCase


@tagged("post_install", "-at_install")
class TestGuard(ExpenditureCase):
    """The guard at 품의: the same thing twice, one purchase cut up, the wrong subject."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager = cls.world.manager
        cls.manager.group_ids += cls.env.ref("gotgan_rule.group_override")

    def set_rule(self, code, value, **columns):
        """The agency's own edition, in force from today on."""
        rule = self.env["gotgan.rule"]._get_by_code(code)
        edition = self.env["gotgan.rule.edition"].create({
            "rule_id": rule.id, "origin": "agency", "article": "기관 회계규칙 제1조",
            "value": parse_value(rule.value_kind, value, rule._get_columns()), "verified": True,
            **columns,
        })
        edition._take_place()
        return edition

    def get_messages(self, request):
        return [one.message for one in request._find_findings("submit")]

    def test_second_of_the_same_is_stopped_and_shown(self):
        first = self.draft_request(name="복사기 임차료 10월")
        first.action_submit()
        second = self.draft_request(name="복사기 임차료(10월)")
        with self.assertRefused(first.number, "제33조"):
            second.action_submit()
        self.assertFigures(requested=1_000_000)
        self.assertIn(first.number, second.findings["items"][0]["message"])

    def test_another_month_is_another_purchase(self):
        self.draft_request(name="복사기 임차료 10월").action_submit()
        self.draft_request(name="복사기 임차료 11월").action_submit()
        self.assertFigures(requested=2_000_000)

    def test_somebody_with_the_right_answers_for_it_once(self):
        self.pay_through(name="복사기 임차료 10월")
        second = self.draft_request(name="복사기 임차료 10월")
        self.assertEqual(second._find_findings("submit")[0].severity, "overridable")
        second.with_user(self.manager)._override_findings("고장으로 한 대 더 빌렸다")
        second.action_submit()
        second.with_user(self.officer).action_approve()
        commitment = self.commit(second)
        self.inspect(commitment)
        self.resolve(commitment)  # asked no second time: it is answered where the case began

    def test_twins_in_one_step_are_seen(self):
        requests = self.draft_request(count=2, name="명함 인쇄")
        with self.assertRefused("명함 인쇄"):
            requests.action_submit()

    def test_other_departments_are_looked_at_too(self):
        other = self.draft_request(name="현수막 제작")
        other.action_submit()
        stranger = self.env["gotgan.spending.request"].with_user(self.world.stranger)
        mine = stranger.create({
            "name": "현수막 제작", "partner_id": self.payee.id,
            "line_ids": [(0, 0, {
                "budget_line_id": self.fund_other().id, "amount": 1_000_000,
            })],
        })
        self.assertIn(other.number, self.get_messages(mine)[0])

    def fund_other(self):
        home, self.world.department = self.world.department, self.world.other
        cell = self.world.fund_cell(5_000_000)
        self.world.department = home
        return cell.line_id

    def test_one_purchase_cut_in_two(self):
        self.set_rule("spending.split", "물품·용역 | T201 | 30 | 3,000,000")
        self.draft_request(2_000_000, name="사무실 칸막이 1차").action_submit()
        second = self.draft_request(1_500_000, name="사무실 칸막이 2차")
        with self.assertRefused("3,500,000", "3,000,000"):
            second.action_submit()
        other = self.draft_request(1_500_000, name="정수기 필터")
        found = other._find_findings("submit")
        self.assertEqual([one.severity for one in found], ["notice"])
        other.action_submit()

    def test_the_limit_is_without_value_added_tax(self):
        """추정가격 knows no tax: pieces a little above the figure of the law are pieces too."""
        self.set_rule("spending.split", "물품·용역 | T201 | 30 | 3,000,000")
        self.draft_request(3_200_000, name="사무실 책상 1차").action_submit()
        with self.assertRefused("6,400,000", "3,300,000", "3,000,000"):
            self.draft_request(3_200_000, name="사무실 책상 2차").action_submit()

    def test_up_to_the_limit_with_its_tax_nothing_is_cut(self):
        self.set_rule("spending.split", "물품·용역 | T201 | 30 | 3,000,000")
        self.draft_request(1_700_000, name="회의실 의자 1차").action_submit()
        self.draft_request(1_600_000, name="회의실 의자 2차").action_submit()
        with self.assertRefused("3,300,001"):
            self.draft_request(1, name="회의실 의자 3차").action_submit()

    def test_an_answer_holds_for_what_was_seen(self):
        """Who has answered for one twin has not answered for the next."""
        first, second = (self.draft_request(name="현관 매트 교체") for _one in range(2))
        first.action_submit()
        first.with_user(self.officer).action_approve()
        self.answer(second)
        second.action_submit()
        second.with_user(self.officer).action_approve()
        bound = [self.commit(one) for one in (first, second)]
        for commitment in bound:
            self.inspect(commitment)
        self.draft_voucher(bound[0]).action_resolve()
        voucher = self.draft_voucher(bound[1])
        self.assertFalse(self.find(voucher))
        third = self.draft_request(name="현관 매트 교체")
        self.answer(third)
        third.action_submit()
        third.with_user(self.officer).action_approve()
        bound.append(self.commit(third))
        self.inspect(bound[2])
        self.draft_voucher(bound[2]).action_resolve()
        self.assertTrue(self.find(voucher))

    def answer(self, document):
        right = self.env.ref("gotgan_rule.group_override")
        self.officer.sudo().group_ids |= right
        document.with_user(self.officer)._override_findings("분기마다 바꾼다")

    def find(self, voucher):
        voucher.invalidate_recordset()
        found = voucher._find_findings("resolve")
        return [one for one in found if one.edition.rule_id.code == "spending.duplicate"]

    def test_words_and_years(self):
        self.set_rule("spending.object_words", "출장, 여비 | 202 | 여비(202)")
        last = self.world.year.year - 1
        request = self.draft_request(name=f"{last}년 관외 출장 교통비")
        messages = " ".join(self.get_messages(request))
        self.assertIn("202", messages)
        self.assertIn(str(last), messages)
        request.action_submit()  # only said

    def test_findings_follow_typing(self):
        first = self.draft_request(name="복사기 임차료 10월")
        first.action_submit()
        requests = self.env["gotgan.spending.request"].with_user(self.author)
        with Form(requests) as form:
            form.name = "복사기 임차료 10월"
            form.partner_id = self.payee
            with form.line_ids.new() as line:
                line.budget_line_id = self.line
                line.amount = 1_000_000
            self.assertIn(first.number, str(form.findings))
        self.assertEqual(form.record.similar[0]["number"], first.number)

    def test_similar_cases(self):
        old = self.pay_through(name="복사기 임차료 9월")[0]
        self.draft_request(name="도로 포장").action_submit()
        found = self.draft_request(name="복사기 임차료 11월")._find_similar()
        self.assertEqual(found[0], old)

    def test_batches_ask_once(self):
        """Many requests of one step cost a few queries each, whatever the rules."""
        many = self.draft_request(count=22)
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(28):
            many._check_transition("submit", many._transitions["submit"])
