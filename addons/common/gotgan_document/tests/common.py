import base64
import datetime
import io
import re
import zipfile

import openpyxl
import pypdf
from PIL import Image

from odoo.tests import BaseCase

from odoo.addons.gotgan_document import paper, pdf

try:
    from hwpx.tools.package_validator import validate_editor_open_safety
except ImportError:
    validate_editor_open_safety = None


def make_seal(side=120, form="PNG"):
    """Return a red seal as the bytes of a file."""
    written = io.BytesIO()
    Image.new("RGB", (side, side), (180, 30, 30)).save(written, form)
    return written.getvalue()


def read_rows(file):
    """Return the rows of values of a workbook handed out (base64): texts are never formulas."""
    sheet = openpyxl.load_workbook(io.BytesIO(base64.b64decode(file))).active
    assert not any(cell.data_type == "f" for row in sheet for cell in row)
    return [[cell.value for cell in row] for row in sheet]


class HwpxReading:
    """A word processor's file, looked at by the library that knows the format."""

    def hwpx_texts(self, data):
        """Return every text of an HWPX, in its order."""
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = sorted(name for name in archive.namelist() if "/section" in name)
            return [
                text for name in names
                for text in re.findall(r"<hp:t>([^<]*)</hp:t>", archive.read(name).decode())
            ]

    def assertOpens(self, data):
        """Look whether a word processor opens the HWPX."""
        if validate_editor_open_safety is None:
            self.skipTest("python-hwpx is not installed")
        report = validate_editor_open_safety(data)
        self.assertTrue(report.reopen_ok, report.reopen_error)
        self.assertFalse(report.validate_package.errors)
        self.assertFalse(report.validate_document.issues)
        self.assertIsNone(report.document_validation_error)


class DocumentCase(BaseCase):
    """The vocabulary of papers: make one, and read it back as a person would."""

    day = datetime.date(2026, 11, 22)

    def make(self, *blocks, **more):
        named = {"title": "견적서", "number": "2026-000001", "issuer": "주식회사 곳간", **more}
        return paper.Paper(blocks=blocks, **named)

    def read(self, *blocks, **more):
        """Return the PDF of a paper with these blocks, opened."""
        return pypdf.PdfReader(io.BytesIO(pdf.render(self.make(*blocks, **more))))

    def words(self, *blocks, **more):
        """Return the text of a paper, page by page, with single spaces."""
        pages = self.read(*blocks, **more).pages
        return [" ".join(page.extract_text().split()) for page in pages]

    def fonts(self, reader):
        """Return {name: embedded} of the fonts a PDF uses."""
        found = {}
        for page in reader.pages:
            for font in page["/Resources"]["/Font"].values():
                font = font.get_object()
                descriptor = font.get("/FontDescriptor", {})
                found[font["/BaseFont"]] = "/FontFile2" in descriptor
        return found
