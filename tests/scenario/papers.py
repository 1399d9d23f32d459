"""Papers read back as a person reads them: the text of the PDF, the cells of the workbook, and the
texts of the word processor's file, which opens.
"""

import io
import re
import zipfile

import openpyxl
import pypdf
from hwpx.tools.package_validator import validate_editor_open_safety


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


def read_hwpx(content):
    """Return the texts of an HWPX without spaces; what a word processor does not open is refused.
    """
    report = validate_editor_open_safety(content)
    assert report.reopen_ok, report.reopen_error
    assert not report.validate_package.errors, report.validate_package.errors
    assert not report.validate_document.issues, report.validate_document.issues
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = sorted(name for name in archive.namelist() if "/section" in name)
        texts = (archive.read(name).decode() for name in names)
        return "|".join(
            "".join(one.split()) for text in texts for one in re.findall(r"<hp:t>([^<]*)<", text)
        )


def figure(won):
    """Return won as papers write it."""
    return f"{won:,}" if won >= 0 else f"△{-won:,}"


def assert_shows(document, *words, amounts=()):
    """A document that can be printed says the words and won as PDF and HWPX; its workbook the won.
    """
    for form, read in (("pdf", read_pdf), ("hwpx", read_hwpx)):
        _name, content = document._get_file(form)
        text = read(content)
        missing = [
            one for one in (*words, *map(figure, amounts)) if one.replace(" ", "") not in text
        ]
        assert not missing, f"the {form} lacks {missing}:\n{text}"
    _name, content = document._get_file("xlsx")
    assert not set(amounts) - read_numbers(content), (amounts, read_numbers(content))


def issue(hall, version, *parts):
    """Give out papers of a version in won, in every kind of file; return ``{(part, kind): bytes}``.

    The word processor's files open, and have every figure of the workbooks.
    """
    names = ("provisions", "overview", "function", "nature", "organization", "source", "changes",
             "revenue", "statement")
    book = hall.model("gotgan.budget.issue", "budget").create({
        "version_id": version.id, "unit": "1", "as_book": False, "in_pdf": True, "in_xlsx": True,
        "in_hwpx": True,
        **{f"has_{name}": name in parts for name in names},
    })
    book.action_issue()
    assert book.state == "issued", book.failure
    files = {(one.part, one.kind): one._get_bytes() for one in book.file_ids}
    for part in parts:
        text = read_hwpx(files[part, "hwpx"]).split("|")
        lost = {figure(won) for won in read_numbers(files[part, "xlsx"])} - set(text)
        assert not lost, (part, lost)
    return files
