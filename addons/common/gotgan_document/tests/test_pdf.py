import io

from PIL import Image

from odoo.tests import tagged

from odoo.addons.gotgan_document import paper, pdf
from odoo.addons.gotgan_document.pdf import blocks, style
from odoo.addons.gotgan_document.pdf.cells import WideGrid
from odoo.addons.gotgan_document.pdf.fonts import BOLD, FOLDER, REGULAR, register_fonts
from odoo.addons.gotgan_document.pdf.letters import cut, width_of

from .common import DocumentCase

COLUMNS = (paper.Column("품목", 40), paper.Column("금액", 20, "right"))


@tagged("post_install", "-at_install")
class TestPdf(DocumentCase):
    def test_head_says_whose_paper_it_is(self):
        reader = self.read(date=self.day, recipient="가온문화재단 귀중")
        text = " ".join(reader.pages[0].extract_text().split())
        for part in ("견 적 서", "번호 2026-000001", "일자 2026. 11. 22.", "가온문화재단 귀중"):
            self.assertIn(part, text)
        self.assertEqual(reader.metadata.title, "견적서 2026-000001")
        self.assertEqual(reader.metadata.author, "주식회사 곳간")

    def test_fonts_are_embedded_and_no_other_is_used(self):
        signature = paper.Signature("", self.day, (paper.Party("갑", (), "대표자", "김가온"),))
        table = paper.Table(COLUMNS, (("가", 1),), totals=(("합계", None),))
        fonts = self.fonts(self.read(paper.Amount("합계금액", 10), table, signature))
        self.assertTrue(fonts)
        self.assertTrue(all(fonts.values()), fonts)
        self.assertEqual({name.partition("+")[2] for name in fonts}, {REGULAR, BOLD})

    def test_pages_are_numbered_and_headings_repeated(self):
        rows = tuple((f"품목 {number}", number) for number in range(100))
        pages = self.words(paper.Table(COLUMNS, rows, heading="내역", note="(단위: 원)"))
        self.assertGreater(len(pages), 2)
        for number, text in enumerate(pages, 1):
            self.assertIn(f"- {number} / {len(pages)} -", text)
            self.assertIn("품목 금액", text)
        self.assertIn("품목 99 99", pages[-1])

    def test_a_long_title_never_reaches_the_page_number(self):
        register_fonts()
        foot = cut("가온시 재난관리기금 긴급 운용계획 " * 4, REGULAR, 8, 180)
        self.assertTrue(foot.endswith("…"))
        self.assertLessEqual(width_of(foot, REGULAR) * 8 / 1000, 180)
        self.assertEqual(cut("짧은 제목", REGULAR, 8, 180), "짧은 제목")

    def test_amounts_have_separators_and_words(self):
        [text] = self.words(
            paper.Amount("합계금액", 1_200_000, "부가가치세 포함"),
            paper.Table(COLUMNS, (("이용료", 1_090_909),), totals=(("합계", 1_090_909),)),
        )
        self.assertIn("금 일백이십만원정 (₩1,200,000) 부가가치세 포함", text)
        self.assertEqual(text.count("1,090,909"), 2)

    def test_clauses_are_numbered(self):
        [text] = self.words(paper.Clauses((
            ("목적", ("한 문장.",)),
            ("정의", ("첫째 항.", ("둘째 항은 다음과 같다.", ("가", "나")))),
        ), first=3))
        for part in (
            "제3조(목적) 한 문장.", "제4조(정의)", "① 첫째 항.", "② 둘째 항", "1. 가", "2. 나",
        ):
            self.assertIn(part, text)

    def test_nothing_is_read_as_markup(self):
        [text] = self.words(paper.Text("A&B <b>굵게</b> <img src='file:///etc/passwd'/>"))
        self.assertIn("A&B <b>굵게</b> <img src='file:///etc/passwd'/>", text)

    def test_long_values_stay_in_their_cells(self):
        [text] = self.words(paper.Fields((("주소", "가" * 300), ("비고", "가나 " * 80)), columns=2))
        self.assertEqual(text.replace(" ", "").count("가"), 380)

    def test_signature_with_and_without_a_seal(self):
        picture = io.BytesIO()
        Image.new("RGBA", (40, 40), (180, 30, 30, 255)).save(picture, "PNG")
        parties = (
            paper.Party("발주기관", (("기관명", "가온문화재단"),), "대표이사", "김가온",
                        seal_word="(직인)"),
            paper.Party("공급자", (("상호", "곳간"),), "대표자", "이곳간", seal=picture.getvalue()),
        )
        reader = self.read(paper.Signature("계약을 체결한다.", self.day, parties))
        text = reader.pages[0].extract_text()
        self.assertIn("2026년 11월 22일", text)
        self.assertIn("(직인)", text)
        self.assertNotIn("(인)", text)
        self.assertEqual(len(reader.pages[0].images), 1)

    def test_approval_boxes_and_annexes(self):
        pages = self.words(
            paper.Text("본문"), paper.Annex("개인정보 처리위탁 계약서"),
            approvals=(paper.Box("담당", "김담당", "11. 22."), paper.Box("팀장")),
        )
        self.assertIn("담당 팀장 김담당 11. 22.", pages[0])
        self.assertIn("개인정보 처리위탁 계약서", pages[1])

    def test_same_description_same_bytes(self):
        one, other = (self.make(paper.Amount("합계금액", 10), date=self.day) for _ in range(2))
        self.assertEqual(pdf.render(one), pdf.render(other))
        self.assertEqual(paper.fingerprint(one), paper.fingerprint(other))
        changed = self.make(paper.Amount("합계금액", 11), date=self.day)
        self.assertNotEqual(paper.fingerprint(one), paper.fingerprint(changed))

    def test_fonts_know_what_papers_say(self):
        register_fonts()
        from reportlab.pdfbase import pdfmetrics

        signs = "가힣①⑳·∼※㈜₩%「」『』…–—“”‘’㎡㏊→□■○●★☎ⅠⅡ漢字"
        known = pdfmetrics.getFont(REGULAR).face.charToGlyph
        self.assertFalse([sign for sign in signs if ord(sign) not in known])
        self.assertTrue((FOLDER / "OFL.txt").read_text("utf-8").startswith("Copyright"))

    def test_ruled_cells_are_as_wide_as_a_page_on_its_side(self):
        register_fonts()
        fields = paper.Fields((("제목", "전용"), ("금액", "1,000원")), 2)
        table = paper.Table(COLUMNS, (("가", 1),))
        for block in (fields, table, paper.Amount("합계금액", 10)):
            grid = next(one for one in blocks.lay_out(block) if isinstance(one, WideGrid))
            self.assertAlmostEqual(grid.wrap(style.WIDTH, 500)[0], style.WIDTH, delta=1)
            grid = next(one for one in blocks.lay_out(block) if isinstance(one, WideGrid))
            self.assertAlmostEqual(grid.wrap(740, 500)[0], 740, delta=1)

    def test_unknown_block_is_refused(self):
        with self.assertRaisesRegex(TypeError, "str is no block of a paper"):
            pdf.render(self.make("글"))
