"""Papers read back as a person reads them: the text of the PDF, the cells of the workbook."""

import io

import openpyxl
import pypdf


def read_pdf(content):
    """Return the text of a PDF without spaces and line breaks."""
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return "".join("".join(page.extract_text().split()) for page in pages)


def read_numbers(content):
    """Return every number of a workbook."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {
        value for sheet in book.worksheets for row in sheet.iter_rows(values_only=True)
        for value in row if isinstance(value, int)
    }


def figure(won):
    """Return won as papers write it."""
    return f"{won:,}" if won >= 0 else f"△{-won:,}"


def assert_shows(document, *words, amounts=()):
    """The PDF of a document that can be printed says the words and won, its workbook the won."""
    _name, content = document._get_file("pdf")
    text = read_pdf(content)
    missing = [one for one in (*words, *map(figure, amounts)) if one.replace(" ", "") not in text]
    assert not missing, f"the paper lacks {missing}:\n{text}"
    _name, content = document._get_file("xlsx")
    assert not set(amounts) - read_numbers(content), (amounts, read_numbers(content))


def issue(hall, version, *parts):
    """Give out papers of a version as PDF and XLSX, in won; return ``{(part, kind): bytes}``."""
    names = ("provisions", "overview", "function", "nature", "organization", "source", "changes",
             "revenue", "statement")
    book = hall.model("gotgan.budget.issue", "budget").create({
        "version_id": version.id, "unit": "1", "as_book": False, "in_pdf": True, "in_xlsx": True,
        **{f"has_{name}": name in parts for name in names},
    })
    book.action_issue()
    assert book.state == "issued", book.failure
    return {(one.part, one.kind): one._get_bytes() for one in book.file_ids}
