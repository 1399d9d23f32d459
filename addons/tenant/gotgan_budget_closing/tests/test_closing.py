from datetime import date, timedelta

from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import SQL

from .common import ClosingCase


@tagged("post_install", "-at_install")
class TestClosing(ClosingCase):
    """The checks, the rehearsal and the closing itself."""

    def setUp(self):
        super().setUp()
        self.cell = self.fund(10_000_000)
        self.commitment = self.bind(self.cell, 4_000_000)
        self.closing = self.env["gotgan.year.closing"].with_user(self.manager).create(
            {"fiscal_year_id": self.year.id},
        )

    def result(self, code):
        self.closing.action_look()
        return self.closing.check_ids.filtered(lambda one: one.code == code)

    def test_checks_name_the_records_to_mend(self):
        request = self.draft_request(1_000_000, line=self.cell.line_id)
        check = self.result("requests_open")
        self.assertEqual((check.result, check.count, check.amount), ("failed", 1, 1_000_000))
        action = check.action_open()
        self.assertEqual(self.env[action["res_model"]].search(action["domain"]), request)
        request._do_transition("cancel", "불필요")
        self.assertEqual(self.result("requests_open").result, "passed")

    def test_open_documents(self):
        voucher_of = self.bind(self.cell, 1_000_000)
        self.inspect(voucher_of)
        voucher = self.draft_voucher(voucher_of)
        self.assertEqual(self.result("vouchers_open").result, "failed")
        voucher.action_resolve()
        self.assertEqual(self.result("vouchers_open").amount, 1_000_000)
        order = self.order(voucher)
        self.assertEqual(self.result("orders_open").count, 1)
        self.pay(order)
        self.assertEqual(self.result("orders_open").result, "passed")
        self.assertEqual(self.result("vouchers_open").result, "passed")
        check = self.result("commitments_open")
        self.assertEqual((check.result, check.amount), ("failed", 4_000_000))

    def test_open_budget_changes(self):
        """What only the budget office and other departments know of blocks too."""
        department = self.cell.department_id
        self.env["gotgan.budget.change"].create({
            "name": "전용", "fiscal_year_id": self.year.id, "department_id": department.id,
        })
        self.env["gotgan.budget.version"].create({
            "fiscal_year_id": self.year.id, "kind": "supplementary", "round": 1,
        })
        self.env["gotgan.suballotment"].create({
            "fiscal_year_id": self.year.id, "department_id": department.id,
            "to_department_id": self.world.finance.id, "reason": "청사 수선",
        })
        spare = self.fund(3_000_000, "202-01", allotted=0)
        withholding = self.env["gotgan.allotment.withholding"].with_user(self.budget).create({
            "fiscal_year_id": self.year.id, "reason": "국비 미교부",
            "line_ids": [Command.create({"cell_id": spare.id, "amount": 1_000_000})],
        })
        withholding.action_withhold()
        self.closing.action_look()
        red = self.closing.check_ids.filtered(lambda one: one.result == "failed")
        self.assertLessEqual(
            {"changes_open", "versions_draft", "suballotments_draft", "withholdings_open"},
            set(red.mapped("code")),
        )
        self.assertEqual(
            red.filtered(lambda one: one.code == "withholdings_open").amount, 1_000_000,
        )
        with self.assertRefused("No budget change is left open", "Nothing is withheld"):
            self.closing.action_start()

    def test_advance_must_be_absorbed(self):
        version = self.env["gotgan.budget.version"].create({
            "fiscal_year_id": self.year.id, "kind": "advance",
        })
        self.assertEqual(self.result("advances_absorbed").result, "passed")
        version._write_locked({"state": "in_force"})
        check = self.result("advances_absorbed")
        self.assertEqual((check.result, check.article), ("failed", "지방재정법 제45조 단서"))

    def test_days(self):
        self.assertEqual(self.result("books_close").result, "failed")
        self.travel(date(2027, 2, 11))
        self.assertEqual(self.result("books_close").result, "passed")
        self.assertEqual(self.result("cash_work_done").result, "notice")

    def test_late_payments_are_in_time(self):
        """지방회계법 제7조제1항 단서, 시행령 제3조: up to 20 January of the next year."""
        voucher_of = self.bind(self.cell, 1_000_000)
        self.inspect(voucher_of)
        self.draft_voucher(voucher_of)
        self.travel(date(2027, 1, 20))
        self.assertEqual(self.result("late_cash").result, "passed")
        self.travel(date(2027, 1, 21))
        check = self.result("late_cash")
        self.assertEqual((check.result, check.count), ("notice", 1))
        self.assertIn("시행령 제3조", check.article)
        self.assertIn("2027-01-20", check.detail)

    def test_the_settlement_has_its_days(self):
        """지방자치법 제150조, 지방회계법 제14조: 80 days after the books, 31 May, 5 days."""
        for code, field, last, article in (
            ("settlement_report", "settlement_drawn_on", date(2027, 3, 21), "제150조제1항"),
            ("settlement_to_council", "settlement_submitted_on", date(2027, 5, 31), "제14조"),
            ("settlement_announced", "settlement_announced_on", date(2027, 6, 25), "제150조제2항"),
        ):
            self.assertEqual(self.result(code).result, "passed")
            self.closing.settlement_approved_on = date(2027, 6, 20)
            for day, result in ((last, "passed"), (last + timedelta(days=1), "notice")):
                self.travel(day)
                check = self.result(code)
                self.assertEqual(check.result, result)
                self.assertIn(str(last), check.detail)
                self.assertIn(article, check.article)
                self.closing[field] = day
                self.assertEqual(self.result(code).result, result)
                self.closing[field] = False

    def test_what_is_left_is_used_in_the_order_of_the_law(self):
        """지방회계법 제19조"""
        left = self.result("lapsing").amount
        check = self.result("surplus_use")
        self.assertEqual((check.result, check.stage), ("notice", "after"))
        self.assertIn("제19조", check.article)
        self.assertEqual(check.amount, left)
        uses = ("이월금", "지방채 원리금 상환", "다음 연도 세입")
        places = [check.detail.index(use) for use in uses]
        self.assertEqual(places, sorted(places))

    def test_who_has_no_settlement_of_that_kind_is_not_asked(self):
        self.env["ir.config_parameter"].sudo().set_param("gotgan.kind", "corporation")
        self.assertEqual(self.result("settlement_report").article, "지방공기업법 제66조")
        self.assertFalse(self.result("settlement_to_council"))

    def test_a_year_closes_on_the_days_of_the_rules(self):
        """지방회계법 제7조: the edition in force at the year's end says when its books close."""
        years, editions = self.env["gotgan.fiscal.year"], self.env["gotgan.rule.edition"]
        for code, value, article in (
            ("year_end.books_close", "다음 해 01-05", "지방회계법 제7조(개정)"),
            ("year_end.cash_work_done", "다음 해 02-20", "지방회계법 제7조(개정)"),
        ):
            editions.create({
                "rule_id": self.env["gotgan.rule"]._get_by_code(code).id, "origin": "law",
                "value_input": value, "date_from": "2091-01-01", "article": article,
            })._take_place()
        before, after = years.create([{"year": 2090}, {"year": 2091}])
        self.assertRecordValues(before | after, [
            {"cash_close_date": date(2090, 12, 31), "completion_date": date(2091, 2, 10)},
            {"cash_close_date": date(2092, 1, 5), "completion_date": date(2092, 2, 20)},
        ])
        examiner = self.env["gotgan.year.examiner"]
        cited = {check.code: check for check, _result in examiner._examine(after)}
        self.assertEqual(examiner._cite(cited["books_close"], before), "지방회계법 제7조")
        self.assertEqual(examiner._cite(cited["books_close"], after), "지방회계법 제7조(개정)")

    def test_red_checks_refuse(self):
        self.draft_request(1_000_000, line=self.cell.line_id)
        with self.assertRefused("Spending requests are settled", "제7조"):
            self.closing.action_start()
        self.assertEqual(self.year.state, "open")

    def test_the_year_s_own_steps_ask_the_same(self):
        """Closing cannot be walked around by the fiscal year's own steps."""
        year = self.year.with_user(self.manager)
        draft = self.draft_request(1_000_000, line=self.cell.line_id)
        with self.assertRefused("Spending requests are settled", "제7조"):
            year.action_start_closing()
        draft.unlink()
        year.action_start_closing()
        self.travel(date(2027, 1, 6))
        with self.assertRefused("The ledger is sealed"):
            year.action_close()
        self.assertEqual(self.year.state, "closing")
        action = year.action_open_closing()
        self.assertEqual((action["res_model"], action["res_id"]), (
            "gotgan.year.closing", self.closing.id,
        ))

    def test_whole_closing(self):
        carryover = self.confirm()
        self.open_next()
        self.closing.action_start()
        self.assertEqual(self.year.state, "closing")
        self.travel(date(2027, 1, 6))
        with self.assertRefused("Carry-overs are carried over"):
            self.closing.action_close()
        carryover.action_carry()
        self.assertEqual(self.result("carryover_eligible").result, "passed")
        self.closing.action_seal()
        self.closing.action_close()
        self.assertEqual(self.year.state, "closed")
        self.assertEqual(self.result("lapsing").amount, self.closing.lapsing)

    def test_rehearsal_tells_and_leaves_nothing(self):
        self.confirm()
        tables = (
            "gotgan_ledger_move", "gotgan_ledger_hold", "gotgan_budget_cell", "gotgan_program",
            "gotgan_carryover", "gotgan_carryover_line", "gotgan_commitment", "gotgan_fund",
            "gotgan_spending_request", "gotgan_event", "gotgan_year_mapping",
            "gotgan_number_series", "gotgan_carryover_plan", "gotgan_carryover_candidate",
        )
        before = self.fingerprint(tables)
        closing = self.closing.with_user(self.budget)
        action = closing.action_rehearse()
        self.assertEqual(self.fingerprint(tables), before)
        self.assertEqual((self.year.state, self.next_year.state), ("open", "preparing"))
        report = self.env["gotgan.year.rehearsal"].browse(action["res_id"])
        self.assertRecordValues(report, [{
            "unavoidable": 4_000_000, "authorized": 0, "user_id": self.budget.id,
        }])
        steps = {line.step: line.result for line in report.line_ids if line.step != "close"}
        self.assertEqual(steps, {"subjects": "passed", "check": "passed", "carry": "passed"})
        self.assertGreaterEqual(report.unused, 6_000_000)

    def test_rehearsal_reports_what_refuses(self):
        self.fund(1_000_000, "401-01")
        action = self.closing.action_rehearse()
        report = self.env["gotgan.year.rehearsal"].browse(action["res_id"])
        failed = report.line_ids.filtered(lambda one: one.result == "failed")
        self.assertIn("subjects", failed.mapped("step"))
        self.assertIn("401-01", " ".join(failed.mapped("detail")))
        self.assertEqual(report.failed_count, len(failed))
        with self.assertRefused("cannot be changed"):
            report.write({"failed_count": 0})

    def fingerprint(self, tables):
        """Every row of the tables as text."""
        self.env.flush_all()
        found = {}
        for table in tables:
            found[table] = self.env.execute_query(SQL(
                "SELECT md5(string_agg(t::text, '|' ORDER BY t.id)) FROM %s t",
                SQL.identifier(table),
            ))
        return found
