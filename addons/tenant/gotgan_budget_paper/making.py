"""From a choice on the screen to the bytes of files."""

import re
from typing import NamedTuple

from odoo.addons.gotgan_budget.ehojo.writer import write_csv, write_xlsx
from odoo.addons.gotgan_document.paper import fingerprint

from .book.contents import make_book, make_paper
from .book.words import Terms
from .export import Export
from .facts import Book
from .fiscal import make_package

BOOK, EXPORT = "book", "export"
DATA = ("ehojo_csv", "ehojo_xlsx", "fiscal_package")
PART_TITLES = [
    (BOOK, "Budget Book"),
    ("provisions", "General Provisions"),
    ("overview", "Overview of Revenue and Expenditure"),
    ("function", "By Function"),
    ("nature", "By Nature"),
    ("organization", "By Organization"),
    ("source", "By Funding Source"),
    ("changes", "Comparison of the Supplementary Budget"),
    ("revenue", "Statement of Revenue"),
    ("statement", "Detailed Statement of Projects"),
    (EXPORT, "Export"),
]
KINDS = [
    ("pdf", "PDF"),
    ("xlsx", "Spreadsheet (XLSX)"),
    ("hwpx", "Word Processor (HWPX)"),
    ("ehojo_csv", "e-Hojo Export (CSV)"),
    ("ehojo_xlsx", "e-Hojo Export (XLSX)"),
    ("fiscal_package", "Fiscal Data Package (ZIP)"),
]
ENDINGS = {"ehojo_csv": "csv", "ehojo_xlsx": "xlsx", "fiscal_package": "zip"}
# What files are called; papers are Korean, whoever asks for them.
DATA_NAMES = {
    "ehojo_csv": "세출예산(e호조)", "ehojo_xlsx": "세출예산(e호조)",
    "fiscal_package": "재정데이터패키지",
}


class Made(NamedTuple):
    """A file: its bytes, the fingerprint of what it says, its name, and the pages of a PDF."""

    data: bytes
    fingerprint: str
    name: str
    pages: int = 0


def find_wanted(issue):
    """Return the files of an issue as (paper, kind), in the order they are made."""
    parts = issue._get_parts()
    papers = ([BOOK] if parts else []) if issue.as_book else parts
    wanted = [(part, kind) for part in papers for kind in issue._get_kinds()]
    return wanted + [(EXPORT, kind) for kind in issue._get_data_kinds()]


def make_file(issue, part, kind, cache):
    """Return one file of an issue.

    :param dict cache: keeps what several files of one issue share
    :raises UserError: a library that this kind of file needs is not installed
    """
    if part == EXPORT:
        return _make_data(issue, kind, cache)
    if part not in cache:
        cache[part] = _describe(issue, part, cache)
    paper, mark = cache[part]
    data = issue.env["gotgan.paper.forms.mixin"]._render(paper, kind)
    return Made(data, mark, _name(paper.title, kind), _count_pages(data) if kind == "pdf" else 0)


def _describe(issue, part, cache):
    """Return the description of a paper and its fingerprint."""
    book = _get_book(issue, cache)
    terms = Terms(int(issue.unit), book.same_year, book.own)
    paper = (
        make_book(book, issue._get_parts(), terms) if part == BOOK
        else make_paper(book, part, terms)
    )
    return paper, fingerprint(paper)


def _get_book(issue, cache):
    if "facts" not in cache:
        cache["facts"] = Book(issue.version_id, issue.compare_id)
    return cache["facts"]


def find_strange_sources(issue):
    """Return the funding sources that the e호조 export of an issue has no column for."""
    if not {"ehojo_csv", "ehojo_xlsx"} & set(issue._get_data_kinds()):
        return []
    return Export(issue.version_id, _read_as_of(issue)).find_strange_sources()


def _make_data(issue, kind, cache):
    cells = _read_as_of(issue)
    title = Book(issue.version_id, cells=cells) if cells is not None else _get_book(issue, cache)
    if kind == "fiscal_package":
        data = make_package(title)
    else:
        export = Export(issue.version_id, cells)
        write = write_csv if kind == "ehojo_csv" else write_xlsx
        data = write(export.rows(), export.extra)
    day = f" {issue.as_of} 현재" if issue.as_of else ""
    return Made(data, "", _name(f"{title.title} {DATA_NAMES[kind]}{day}", kind))


def _read_as_of(issue):
    """Return won by cell on the day that is asked for, None where the version itself is.

    The current appropriation (예산현액): voted, reserve, transfers and what was carried in.
    """
    if not issue.as_of:
        return None
    year = issue.fiscal_year_id
    totals = issue.env["gotgan.ledger"]._read_as_of(year, issue.as_of)
    cells = issue.env["gotgan.budget.cell"].browse(totals)
    rows = cells.read(
        ["fund_id", "department_id", "project_id", "subitem_id", "funding_source_id"], load=False,
    )
    return {
        (row["fund_id"], row["department_id"], row["project_id"], row["subitem_id"],
         row["funding_source_id"]): totals[row["id"]]["appropriated"]
        for row in rows
    }


UNFIT = re.compile(r'[\\/:*?"<>|]')


def _name(title, kind):
    """Return the name of a file: nothing in it that a file system minds.

    >>> _name("2026년도 예산/안", "ehojo_csv")
    '2026년도 예산 안.csv'
    """
    return f"{UNFIT.sub(' ', title)}.{ENDINGS.get(kind, kind)}"


def _count_pages(data):
    """Return how many pages a PDF has, as it says itself, without reading all of it.

    >>> _count_pages(b"<< /Count 12 /Kids [ 3 0 R ] /Type /Pages >>")
    12
    """
    found = re.search(rb"/Count (\d+)[^>]*/Type /Pages", data)
    return int(found.group(1)) if found else 0
