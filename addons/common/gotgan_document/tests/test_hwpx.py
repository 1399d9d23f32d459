import datetime
import io
import re
import sys
import zipfile
from unittest import skipUnless
from unittest.mock import patch

from odoo.tests import BaseCase, tagged

from odoo.addons.gotgan_document import paper
from odoo.addons.gotgan_document.render import LibraryMissing, render_hwpx

from ..hwpx import document
from .common import HwpxReading, make_seal, validate_editor_open_safety
from .test_book import COLUMNS, make_book

NEEDED = skipUnless(validate_editor_open_safety, "python-hwpx is not installed")


@tagged("post_install", "-at_install")
class TestHwpx(HwpxReading, BaseCase):
    """Documents that a word processor opens, says the library that knows the format."""

    def parts(self, data):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {name: archive.read(name).decode() for name in archive.namelist()
                    if name.endswith((".xml", ".hpf"))}

    def sections(self, data):
        parts = self.parts(data)
        return [parts[name] for name in sorted(parts) if "/section" in name]

    def words(self, section):
        return " ".join(re.findall(r"<hp:t>([^<]*)</hp:t>", section))

    @NEEDED
    def test_a_book_is_sound(self):
        data = render_hwpx(make_book())
        self.assertOpens(data)
        front, first, second = self.sections(data)
        self.assertIn("목  차", self.words(front))
        self.assertIn("총괄 설명", self.words(first))
        for number in (0, 99, 199):
            self.assertIn(f"사업 {number} ", self.words(second) + " ")
        self.assertIn("△5,000", self.words(second))

    @NEEDED
    def test_a_seal_is_a_picture(self):
        parties = tuple(
            paper.Party("발주기관", (), title, "김재무", make_seal(), "(직인)")
            for title in ("재무관", "지출원")
        )
        data = render_hwpx(paper.Paper("계약서", (paper.Signature(
            "체결한다.", datetime.date(2026, 11, 22), parties,
        ),)))
        self.assertOpens(data)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            kept = [name for name in archive.namelist() if name.startswith("BinData/")]
            self.assertEqual(archive.read(kept[0]), make_seal())
        self.assertEqual(kept, ["BinData/image1.png"])
        [section] = self.sections(data)
        self.assertEqual(section.count('binaryItemIDRef="image1"'), 2)
        self.assertNotIn("(직인)", section)

    @NEEDED
    def test_pages_are_set_up_and_numbered(self):
        data = render_hwpx(make_book())
        front, _first, second = self.sections(data)
        self.assertIn('width="59528" height="84186"', front)
        self.assertIn('width="84186" height="59528"', second)
        for section in (front, second):
            self.assertIn('numType="PAGE"', section)
            self.assertIn('numType="TOTAL_PAGE"', section)
        self.assertIn('repeatHeader="1"', second)
        self.assertIn('header="1"', second)
        self.assertIn('<hp:cellSpan colSpan="2" rowSpan="1"/>', second)
        self.assertIn('<hp:cellSpan colSpan="1" rowSpan="2"/>', second)

    @NEEDED
    def test_looks_that_are_used_exist(self):
        parts = self.parts(render_hwpx(make_book()))
        header = parts["Contents/header.xml"]
        for name, entry in (("paraPrIDRef", "paraPr"), ("charPrIDRef", "charPr"),
                            ("borderFillIDRef", "borderFill")):
            known = set(re.findall(rf'<hh:{entry} [^>]*?id="(\d+)"', header))
            used = {
                number for key, part in parts.items() if "/section" in key
                for number in re.findall(rf'{name}="(\d+)"', part)
            }
            self.assertLessEqual(used, known, entry)

    @NEEDED
    def test_long_tables_go_on_below(self):
        rows = tuple(paper.Row((f"줄{number}", number, "")) for number in range(2_500))
        data = render_hwpx(paper.Paper("표", (paper.Sheet(COLUMNS, rows),)))
        self.assertOpens(data)
        [section] = self.sections(data)
        self.assertEqual(section.count("<hp:tbl "), 3)
        counts = [int(one) for one in re.findall(r'rowCnt="(\d+)"', section)]
        self.assertEqual(sum(counts), 2_500 + 3)
        self.assertEqual(section.count("<hp:tr>"), 2_503)

    @NEEDED
    def test_a_long_chapter_goes_on_in_another_section(self):
        rows = tuple(paper.Row((f"줄{number}", number, "")) for number in range(2_500))
        with patch.object(document, "SECTION_SIZE", 1_000_000):
            data = render_hwpx(paper.Paper("표", (paper.Sheet(COLUMNS, rows),)))
        self.assertOpens(data)
        sections = self.sections(data)
        self.assertEqual([one.count("<hp:tbl ") for one in sections], [1, 1, 1])
        text = " ".join(map(self.words, sections)) + " "
        self.assertTrue(all(text.count(f"줄{number} ") == 1 for number in range(2_500)))

    @NEEDED
    def test_all_blocks_of_a_short_paper(self):
        data = render_hwpx(paper.Paper("전용조서", (
            paper.Fields((("부서", "시민소통관"), ("금액", 1_000)), columns=2),
            paper.Table((paper.Column("품목"), paper.Column("금액", 10, "right")), (("가", 5),),
                        totals=(("합계", 5),), heading="내역", note="(단위: 원)"),
            paper.Clauses((("목적", ("한 문장.",)),)), paper.Amount("합계", 1_200_000),
            paper.Text("A&B < C \x0b끝."), paper.Annex("붙임"),
            paper.Signature("위와 같이", datetime.date(2026, 11, 22), (
                paper.Party("갑", (("기관", "가온시"),), "시장", "김가온"),
            )),
        ), number="2026-1", date=datetime.date(2026, 11, 22), recipient="가온문화재단 귀중",
            approvals=(paper.Box("담당", "김담당", "11. 22."),), issuer="가온시"))
        self.assertOpens(data)
        text = self.words(self.sections(data)[0])
        for part in ("전용조서", "시민소통관", "1,000", "제1조(목적) 한 문장.", "금 일백이십만원정",
                     "A&amp;B &lt; C 끝.", "2026년 11월 22일", "김담당", "귀중"):
            self.assertIn(part, text)

    @NEEDED
    def test_same_description_same_bytes(self):
        self.assertEqual(render_hwpx(make_book()), render_hwpx(make_book()))

    def test_without_the_library_it_says_what_is_missing(self):
        document._blank.cache_clear()
        self.addCleanup(document._blank.cache_clear)
        with (
            patch.dict(sys.modules, {"hwpx": None, "hwpx.document": None}),
            self.assertRaisesRegex(LibraryMissing, "python-hwpx"),
        ):
            render_hwpx(paper.Paper("표", (paper.Text("가"),)))
