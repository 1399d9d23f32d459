import base64
import datetime
import io

import openpyxl
import pypdf

from odoo.tests import BaseCase

from odoo.addons.gotgan_document import paper, pdf


def read_rows(file):
    """Return the rows of values of a workbook handed out (base64): texts are never formulas."""
    sheet = openpyxl.load_workbook(io.BytesIO(base64.b64decode(file))).active
    assert not any(cell.data_type == "f" for row in sheet for cell in row)
    return [[cell.value for cell in row] for row in sheet]


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
