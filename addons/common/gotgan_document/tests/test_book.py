import io

import pypdf

from odoo.tests import BaseCase, tagged

from odoo.addons.gotgan_document import paper
from odoo.addons.gotgan_document.render import render_pdf

COLUMNS = (
    paper.Column("사업", 40), paper.Column("예산액", 20, "right"), paper.Column("산출기초", 40),
)
HEADS = (
    (paper.Cell("사업", deep=2), paper.Cell("금액과 근거", span=2)),
    (None, paper.Cell("예산액"), paper.Cell("산출기초")),
)


def make_book(count=200, **more):
    """Return a book of two chapters; the second lies on its side."""
    rows = paper.Stream(lambda: (
        paper.Row((f"사업 {number}", number * 1_000 - 5_000, "Ο교육\n  1,000원*2회"),
                  place=("부서: 시민소통관",))
        for number in range(count)
    ))
    return paper.Paper("2026년도 예산서", (
        paper.Cover("예산서", ("제출안",), "가온시", "2026년도"), paper.Contents(),
        paper.Chapter("총괄"), paper.Text("총괄 설명"),
        paper.Chapter("명세서", landscape=True),
        paper.Sheet(COLUMNS, rows, HEADS, note="(단위: 천원)"), *more.get("blocks", ()),
    ), issuer="가온시", running="가온시 예산서")


@tagged("post_install", "-at_install")
class TestBook(BaseCase):
    """A book of many pages: everything is in it once, in order, and can be found."""

    def read(self, book):
        return pypdf.PdfReader(io.BytesIO(render_pdf(book)))

    def words(self, book):
        return [" ".join(page.extract_text().split()) for page in self.read(book).pages]

    def test_every_row_stands_on_one_page_below_the_headings(self):
        pages = self.words(make_book())
        text = " ".join(pages)
        for number in range(200):
            self.assertEqual(text.count(f"사업 {number} "), 1, number)
        for page in pages[3:]:
            self.assertIn("부서: 시민소통관", page)
            self.assertIn("(단위: 천원)", page)
            self.assertIn("금액과 근거", page)
        self.assertIn("△5,000", text)
        self.assertIn("194,000", text)

    def test_cover_contents_and_page_numbers(self):
        reader = self.read(make_book())
        pages = [" ".join(page.extract_text().split()) for page in reader.pages]
        self.assertIn("2026년도", pages[0])
        self.assertNotIn(" / ", pages[0])
        self.assertRegex(pages[1], r"목 차 .*총괄 2 .*명세서 3")
        total = len(pages) - 1
        for number, page in enumerate(pages[1:], 1):
            self.assertIn(f"- {number} / {total} -", page)
        self.assertEqual([one.title for one in reader.outline], ["총괄", "명세서"])

    def test_chapters_lie_as_they_should(self):
        pages = self.read(make_book()).pages
        sides = ["wide" if page.mediabox.width > page.mediabox.height else "tall" for page in pages]
        self.assertEqual(set(sides[:3]), {"tall"})
        self.assertEqual(set(sides[3:]), {"wide"})

    def test_a_project_keeps_its_first_rows(self):
        rows = [paper.Row((f"줄 {number}", 1, "")) for number in range(61)]
        rows += [paper.Row(("새 사업", 1, ""), "strong", keep=3)]
        rows += [paper.Row((f"딸린 줄 {number}", 1, "")) for number in range(3)]
        sheet = paper.Sheet(COLUMNS, tuple(rows))
        for extra in range(20):
            one = paper.Sheet(COLUMNS, (*rows[:40 + extra], *rows[61:]))
            for page in self.words(paper.Paper("표", (one,))):
                if "새 사업" in page:
                    self.assertIn("딸린 줄 2", page)
        self.assertTrue(self.words(paper.Paper("표", (sheet,))))

    def test_a_row_may_begin_a_page(self):
        rows = (paper.Row(("가", 1, "")), paper.Row(("나", 2, ""), fresh=True))
        pages = self.words(paper.Paper("표", (paper.Sheet(COLUMNS, rows),)))
        self.assertEqual(len(pages), 2)
        self.assertIn("나 2", pages[1])

    def test_a_row_longer_than_a_page_goes_on(self):
        long = "\n".join(f"근거{number}" for number in range(200))
        pages = self.words(paper.Paper("표", (
            paper.Sheet(COLUMNS, (paper.Row(("가", 1, long)),)),
        )))
        text = " ".join(pages)
        self.assertGreater(len(pages), 1)
        for number in range(200):
            self.assertIn(f"근거{number}", text)

    def test_nothing_of_a_long_text_is_lost(self):
        text = "가나다라마바사 아자차카타파하" * 20
        pages = self.words(paper.Paper("표", (
            paper.Sheet(COLUMNS, (paper.Row((text, 1, text)),)),
        )))
        found = "".join(pages).replace(" ", "")
        self.assertEqual(found.count("가나다라마바사"), 40)

    def test_an_empty_sheet_has_its_headings(self):
        [page] = self.words(paper.Paper("표", (paper.Sheet(COLUMNS, (), HEADS),)))
        self.assertIn("산출기초", page)

    def test_same_description_same_bytes(self):
        self.assertEqual(render_pdf(make_book()), render_pdf(make_book()))
        self.assertEqual(paper.fingerprint(make_book()), paper.fingerprint(make_book()))
        self.assertNotEqual(paper.fingerprint(make_book()), paper.fingerprint(make_book(199)))

    def test_papers_from_before_keep_their_fingerprint(self):
        one = paper.Paper("견적서", (paper.Text("가"),), number="1")
        self.assertEqual(paper.fingerprint(one), FORMER)
        self.assertNotEqual(
            paper.fingerprint(one),
            paper.fingerprint(paper.Paper("견적서", (paper.Text("가"),), "1", landscape=True)),
        )


# Of the same paper, before there were books.
FORMER = "8d419e0d67a674ccd1e40e39c35f782d68817675cfe175905ce5d0e5324de561"
