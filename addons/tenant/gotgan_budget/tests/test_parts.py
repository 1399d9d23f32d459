import base64
import csv
import doctest
import io

import openpyxl

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from ..parts import columns
from ..parts.wording import TEXTS
from .version_case import VersionCase

REVENUE = "회계코드,부서코드,목코드,세입내역,산출근거식,예산액(천원),기정액(천원)"
CONTINUING = "회계명,부서명,세부사업명,통계목,총사업비,{0}년,{1}년,사유"
DEBT = "회계코드,부서코드,행위내용,한도액,행위연도,상환시작연도,상환종료연도,사유"
CARRYOVER = "회계코드,부서코드,세부사업명,통계목,재원,이월한도액,사유"


@tagged("post_install", "-at_install")
class TestParts(VersionCase):
    """The rest of a budget book comes from tables: seen first, all or nothing."""

    def wizard(self, kind, *lines, version=None, user=None, data=None, **more):
        text = "\n".join(lines).encode("utf-8-sig")
        version = version or self.original
        return self.env["gotgan.budget.part.import"].with_user(user or self.officer).create({
            "version_id": version.id, "kind": kind, "file_name": "표.csv",
            "file": base64.b64encode(text if data is None else data), **more,
        })

    def enter(self, kind, *lines, **more):
        wizard = self.wizard(kind, *lines, **more)
        wizard.action_preview()
        self.assertFalse(wizard.error_count, wizard.problem_ids.mapped("message"))
        wizard.action_confirm()
        return wizard

    def codes(self, kind, *lines, **more):
        wizard = self.wizard(kind, *lines, **more)
        wizard.action_preview()
        if wizard.error_count:
            self.assertRefused("nothing was entered", wizard.action_confirm)
        return {(one.row, one.code) for one in wizard.problem_ids}

    def setUp(self):
        super().setUp()
        self.original = self.draft("original", self.row(1_000_000))
        self.year_parts = CONTINUING.format(self.number, self.number + 1)

    # ---- into a draft ------------------------------------------------------

    def test_revenue(self):
        self.original._add_revenues([self.income(5, name="옛것")])
        wizard = self.wizard(
            "revenue", "세입예산 (단위: 원)", REVENUE,
            'V100,V001,111-99,주민세,"1,000원*700명",700,',
            "V100,V001,511-99,국고,,300,0", "합계,,,,,1000,",
        )
        wizard.action_preview()
        self.assertRecordValues(wizard, [{
            "row_count": 2, "present_count": 1, "amount": 1_000_000, "error_count": 0,
        }])
        self.assertRecordValues(wizard.total_ids, [{
            "fund_id": self.fund.id, "row_count": 2, "present": 5, "amount": 1_000_000,
        }])
        self.assertEqual(self.original.revenue_ids.mapped("name"), ["옛것"])
        wizard.action_confirm()
        self.assertRecordValues(self.original.revenue_ids.sorted("name"), [
            {"name": "국고", "revenue_source_id": self.subsidy.id, "amount": 300_000},
            {"name": "주민세", "revenue_source_id": self.tax.id, "amount": 700_000},
        ])
        self.assertEqual(self.original.revenue_amount, 1_000_000)

    def test_revenue_by_the_names_of_its_subjects(self):
        other = self._need_revenue("112-99", "지방세(시험)")
        head = "회계명,부서명,장,관,항,목,예산액"
        line = f"{self.fund.name},{self.department.name},,,,지방세(시험),5"
        self.assertEqual(self.codes("revenue", head, line), {(2, "ambiguous_revenue")})
        other.name = "다른 세"
        self.enter("revenue", head, line)
        self.assertEqual(self.original.revenue_amount, 5_000)
        self.enter("revenue", head, line, unit="1")
        self.assertEqual(self.original.revenue_amount, 5)

    def test_revenue_of_an_agency(self):
        self.env["ir.config_parameter"].set_param("gotgan.kind", "agency")
        version = self.draft("supplementary")
        self.assertEqual(version.authority, "board")
        source, above = self.env["gotgan.revenue.source"], False
        for level, name in (
            ("gwan", "사업수익(표)"), ("hang", "영업수익(표)"), ("mok", "대행수익(표)"),
        ):
            above = source.create({
                "fiscal_year_id": self.year.id, "code": f"P{level}", "name": name, "level": level,
                "subject_set": "affiliated_agency", "parent_id": above and above.id,
            })
        self.enter(
            "revenue", "회계코드,부서코드,관,항,목,내역,예산액(원)",
            "V100,V001,사업수익(표),영업수익(표),대행수익(표),시설 대행,7000", version=version,
        )
        self.assertRecordValues(version.revenue_ids, [
            {"revenue_source_id": above.id, "name": "시설 대행", "amount": 7_000},
        ])

    def test_continuing_debts_and_carryovers(self):
        self.enter("continuing", self.year_parts, (
            f"{self.fund.name},{self.department.name},{self.project.name},201-01,"
            "9000,4000,5000,다년 공사"
        ))
        self.assertRecordValues(self.original.continuing_ids, [{
            "total_amount": 9_000_000, "part_amount": 9_000_000, "year_amount": 4_000_000,
            "first_year": self.number, "last_year": self.number + 1,
            "subitem_id": self.subitem.id,
        }])
        self.enter("debt", DEBT, (
            f"V100,V001,청사 임차,700,{self.number},{self.number + 1}년,,공기"
        ))
        self.assertRecordValues(self.original.debt_ids, [{
            "name": "청사 임차", "amount": 700_000, "repay_from": self.number + 1,
            "repay_to": self.number + 1,
        }])
        self.enter("carryover", CARRYOVER, f"V100,V001,{self.project.name},,,300,절대공기")
        self.assertRecordValues(self.original.carryover_ids, [{
            "amount": 300_000, "project_id": self.project.id, "reason": "절대공기",
            "funding_source_id": False,
        }])

    def test_authorized_transfers(self):
        head = "회계명,이용경비,감액정책사업,증액정책사업,편성목,이용한도액,사유"
        policy = self.project.policy_id
        self.enter("transfer", head, (
            f"{self.fund.name},인건비 부족액,,{policy.name},{self.subitem.parent_id.code},500,총칙"
        ), f"{self.fund.name},공공요금,,,,0,")
        self.assertRecordValues(self.original.transfer_ids, [
            {"name": "인건비 부족액", "policy_to_id": policy.id, "policy_from_id": False,
             "item_id": self.subitem.parent_id.id, "amount": 500_000},
            {"name": "공공요금", "policy_to_id": False, "policy_from_id": False,
             "item_id": False, "amount": 0},
        ])
        self.assertEqual(self.codes(
            "transfer", head, f"{self.fund.name},가,없는 정책,,,1,",
            f"{self.fund.name},나,,,999,1,", f"{self.fund.name},,,,,-1,",
        ), {(2, "unknown_policy"), (3, "unknown_item"), (4, "missing_value"),
            (4, "negative_amount")})

    def test_what_was_used_is_not_replaced(self):
        self.original.action_cancel()
        version = self.bring_in(self.line(2000)).version_id
        fund = self.cells().fund_id
        head, row = "회계코드,이용경비,이용한도액", f"{fund.code},인건비,500"
        self.enter("transfer", head, row, version=version)
        version.transfer_ids._use(1)
        self.assertEqual(
            self.codes("transfer", head, row, version=version), {(0, "transfer_used")},
        )

    # ---- into a budget that is decided -------------------------------------

    def test_an_imported_budget_is_completed_and_corrected(self):
        self.original.action_cancel()
        version = self.bring_in(self.line(2000)).version_id
        fund = self.cells().fund_id
        before = len(version.event_ids)
        line = f"{fund.code},V001,111-99,주민세,,{{0}},"
        self.enter("revenue", REVENUE, line.format(2000), version=version)
        self.enter("revenue", REVENUE, line.format(2100), version=version)
        self.assertEqual((version.state, version.revenue_amount), ("in_force", 2_100_000))
        self.assertEqual(len(version.event_ids), before + 2)
        self.assertIn("SHA-256", version.event_ids.sorted("id")[-1].reason)
        later = self.bring_in(self.line(2500, 2000, 예산구분="추경1회")).version_id
        wrong = self.codes("revenue", REVENUE, f"{line.format(2600)}2000", version=later)
        self.assertEqual(wrong, {(2, "other_base")})
        self.enter("revenue", REVENUE, f"{line.format(2600)}2100", version=later)
        self.assertEqual((later.revenue_amount, later.revenue_difference), (2_600_000, 500_000))
        self.assertEqual(
            self.codes("revenue", REVENUE, line.format(1), version=version), {(0, "later_has")},
        )
        self.enter("continuing", self.year_parts, (
            f"{fund.name},{self.department.name},{self.project.name},,9,4,5,"
        ), version=version)
        self.assertEqual(version.continuing_ids.part_amount, 9_000)

    def test_what_was_decided_here_stays(self):
        self.original.action_cancel()
        version = self.begin()
        line = "V100,V001,111-99,주민세,,2000,"
        self.assertEqual(
            self.codes("revenue", REVENUE, line, version=version), {(0, "decided_here")},
        )
        self.enter("debt", DEBT, (
            f"V100,V001,청사 임차,700,{self.number},{self.number + 1},,"
        ), version=version)
        self.assertEqual(len(version.debt_ids), 1)

    def test_a_bill_is_not_changed_by_a_table(self):
        self.original.action_cancel()
        version = self.draft_original()
        version.action_submit()
        line = "V100,V001,111-99,주민세,,2000,"
        self.assertEqual(self.codes("revenue", REVENUE, line, version=version), {(0, "not_open")})

    # ---- what is wrong -----------------------------------------------------

    def test_every_fault_is_named_in_its_row(self):
        self.assertEqual(self.codes(
            "revenue", REVENUE, "X,V001,111-99,가,,1,", "V100,X,111-99,나,,1,",
            "V100,V001,X,다,,1,", "V100,V001,111-99,라,,,", "V100,V001,111-99,마,,-1,",
            "V100,V001,111-99,바,,1원반,", "V100,V001,111-99,사,5원*3,1,",
            "V100,V001,111-99,사,,1,", "V100,V001,111-99,아,7000원,1,", ",V001,111-99,자,,1,",
        ), {
            (2, "unknown_fund"), (3, "unknown_department"), (4, "unknown_revenue"),
            (5, "missing_value"), (6, "negative_amount"), (7, "bad_amount"), (7, "missing_value"),
            (9, "twice"), (10, "formula_differs"), (11, "missing_value"),
        })
        self.assertFalse(self.original.revenue_ids)
        self.assertEqual(self.codes(
            "continuing", self.year_parts, "V,V,V,,9,4,4,",
            f"{self.fund.name},{self.department.name},{self.project.name},999-99,0,,,",
        ), {
            (2, "unknown_fund"), (2, "unknown_department"), (2, "unknown_project"),
            (2, "parts_differ"), (3, "unknown_subitem"), (3, "not_above_zero"),
        })
        self.assertEqual(self.codes(
            "debt", DEBT, f"V100,V001,,5,{self.number},{self.number},,",
            "V100,V001,가,5,올해,내년,,",
        ), {(2, "missing_value"), (2, "paid_earlier"), (3, "bad_year")})
        self.assertEqual(self.codes(
            "carryover", CARRYOVER, f"V100,V001,{self.project.name},,별난재원,5,",
        ), {(2, "unknown_funding"), (2, "missing_value")})

    def test_files_that_are_no_table(self):
        for data, code in (
            (b"a,b\n1,2", "no_header"), (b"PK\x03\x04broken", "unreadable"),
            (REVENUE.encode(), "no_rows"),
            ("회계명,부서명,세입내역\n1,2,3".encode(), "missing_columns"),
        ):
            self.assertEqual({one for _row, one in self.codes("revenue", data=data)}, {code})
        self.assertRefused(
            "Choose the file", self.wizard("revenue", data=b"").action_preview, error=UserError,
        )

    def test_every_kind_of_fault_has_words(self):
        for what, todo in TEXTS.values():
            self.assertTrue(str(what) and str(todo))
        self.assertFalse(doctest.testmod(columns).failed)

    # ---- forms and roles ---------------------------------------------------

    def test_the_empty_form_is_read_again(self):
        for kind in ("revenue", "continuing", "debt", "carryover"):
            wizard = self.wizard(kind, "")
            wizard.action_download_form()
            book = openpyxl.load_workbook(io.BytesIO(base64.b64decode(wizard.form)))
            rows = list(book.active.iter_rows(values_only=True))
            self.assertIn("단위: 천원", rows[0][0])
            stream = io.StringIO()
            csv.writer(stream).writerows([[cell or "" for cell in row] for row in rows])
            found = self.codes(kind, data=stream.getvalue().encode("utf-8-sig"))
            self.assertEqual(found, {(0, "no_rows")})

    def test_the_draft_is_offered_first_and_only_to_the_officer(self):
        model = self.env["gotgan.budget.part.import"]
        self.assertEqual(Form(model.with_user(self.officer)).version_id, self.original)
        for user in (self.staff, self.auditor):
            with self.assertRaises(AccessError):
                self.wizard("revenue", REVENUE, user=user)
