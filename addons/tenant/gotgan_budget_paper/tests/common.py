import base64
import contextlib
import io
import re
import zipfile

import openpyxl
import pypdf

from odoo.addons.gotgan_budget.tests.common import BudgetCase
from odoo.addons.gotgan_document.tests.common import HwpxReading

from ..book.contents import make_book, make_paper
from ..book.words import Terms
from ..facts import Book

WORKS = {
    "편성목": "401", "편성목명": "시설비및부대비", "통계목": "401-01", "통계목명": "시설비",
    "정책사업명": "도로정비", "단위사업명": "도로 유지관리", "세부사업명": "도로 보수",
    "부서명": "도로과",
}
TRAVEL = {"편성목": "202", "편성목명": "여비", "통계목": "202-01", "통계목명": "국내여비"}


class PaperCase(HwpxReading, BudgetCase):
    """The vocabulary of budget papers: a small city's budget, and files read as people read them.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.issues = cls.env["gotgan.budget.issue"].with_user(cls.officer)

    @classmethod
    def _need_masters(cls):
        found = super()._need_masters()
        group = cls._need("gotgan.expenditure.object", "자본지출", code="400", level="group")
        item = cls._need(
            "gotgan.expenditure.object", "시설비및부대비", code="401", level="item",
            parent_id=group.id,
        )
        cls._need(
            "gotgan.expenditure.object", "시설비", code="401-01", level="subitem",
            parent_id=item.id,
        )
        return found

    # ---- a city ----------------------------------------------------------

    def rows(self):
        """Two departments, two funds, three sources, nested estimates; 13,160천원."""
        return [
            self.line(2000, 산출근거명="Ο갈등관리교육", 산출근거식="1,000,000원*2회"),
            self.line(1500, 산출근거명="ο강사수당", 산출근거식="750,000원*2회"),
            self.line(500, 산출근거명="ο교재", 산출근거식="250,000원*2회"),
            self.line(960, **TRAVEL, 산출근거명="Ο출장", 산출근거식="10,000원*8일*12월"),
            self.line(8000, **WORKS, 산출근거명="Ο도로 보수 공사", sources={
                "국고보조금": (4000, 0), "광역보조금": (1200, 0), "자체재원": (2800, 0),
            }),
            self.line(2200, 회계코드="210", 회계명="수도사업특별회계", 산출근거명="Ο수도 홍보"),
        ]

    def enter(self, *rows):
        """Bring rows in and return the version in force."""
        self.bring_in(*(rows or self.rows()))
        return self.head()

    def head(self):
        return self.env["gotgan.budget.version"]._get_head(self.year)

    def book(self, version=None, compare=None):
        version = version or self.head()
        none = version.browse()
        return Book(version, none if compare is None else compare)

    def terms(self, unit=1_000, same_year=False):
        return Terms(unit, same_year)

    def paper(self, kind, version=None, compare=None, unit=1_000):
        book = self.book(version, compare)
        return make_paper(book, kind, Terms(unit, book.same_year))

    def whole(self, kinds, version=None, compare=None):
        book = self.book(version, compare)
        return make_book(book, kinds, Terms(1_000, book.same_year))

    def issue(self, **more):
        issue = self.issues.create({"version_id": self.head().id, **more})
        issue.action_issue()
        return issue

    def chain(self):
        """Return the versions in force by their words, so that two databases can be compared:
        [(kind, number, day, won after, {names of the cell: (before, after)}), …].
        """
        versions = self.env["gotgan.budget.version"].search(
            [("fiscal_year_id", "=", self.year.id), ("state", "=", "in_force")], order="position",
        )
        return [
            (one.kind, one.round, one.date_effective, one.amount, {
                (line.fund_id.code, line.department_id.name, line.project_id.name,
                 line.subitem_id.code, line.funding_source_id.name):
                (line.base_amount, line.amount) for line in one.line_ids if line.difference
            }) for one in versions
        ]

    @contextlib.contextmanager
    def undone(self):
        """What happens inside never happened."""

        class Undo(Exception):
            pass

        with contextlib.suppress(Undo), self.cr.savepoint():
            yield
            self.env.flush_all()
            raise Undo
        self.env.invalidate_all()
        self.env.registry.clear_cache()

    # ---- reading files ---------------------------------------------------

    def pdf_text(self, data):
        pages = pypdf.PdfReader(io.BytesIO(data)).pages
        return "\n".join(page.extract_text() for page in pages)

    def xlsx_rows(self, data, sheet=None):
        """Return the rows of a worksheet as lists of values."""
        book = openpyxl.load_workbook(io.BytesIO(data))
        sheets = [book[sheet]] if sheet else book.worksheets
        return [list(row) for one in sheets for row in one.iter_rows(values_only=True)]

    def hwpx_rows(self, data):
        """Return the cells of all tables, row by row, as texts."""
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = sorted(name for name in archive.namelist() if "/section" in name)
            text = "".join(archive.read(name).decode() for name in names)
        return [
            [" ".join(re.findall(r"<hp:t>([^<]*)</hp:t>", cell))
             for cell in re.findall(r"<hp:tc .*?</hp:tc>", row)]
            for row in re.findall(r"<hp:tr>.*?</hp:tr>", text)
        ]

    def numbers(self, text):
        """Return the figures in a text: separators away, △ as a minus."""
        found = re.findall(r"△?\d{1,3}(?:,\d{3})*", text)
        return [int(one.replace(",", "").replace("△", "-")) for one in found]

    def file(self, issue, part=None, kind=None):
        [one] = issue.file_ids.filtered(
            lambda file: part in (None, file.part) and kind in (None, file.kind),
        )
        return base64.b64decode(one.file)
