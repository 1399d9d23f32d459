"""What an official paper says: plain data that knows nothing of how it will be written.

The same description becomes a PDF, a workbook (XLSX) or a word-processor file (HWPX); so there are
no points, fonts or millimetres in it. Everything is immutable: equal descriptions are equal papers,
and ``fingerprint`` tells whether a paper has to be issued anew.

A short paper is a head and blocks. A **book** also has a ``Cover``, ``Contents``, ``Chapter`` and
``Sheet`` blocks: a sheet may have a hundred thousand rows, which are read one at a time.
"""

import datetime
import hashlib
from dataclasses import dataclass, field, fields, is_dataclass


@dataclass(frozen=True)
class Fields:
    """Keys and values in ruled cells. ``rows``: (key, value); ``columns``: pairs side by side."""

    rows: tuple
    columns: int = 1
    heading: str = ""


@dataclass(frozen=True)
class Column:
    """A column of a table. ``width``: its share; ``align``: left, center or right."""

    label: str
    width: int = 10
    align: str = "left"


@dataclass(frozen=True)
class Table:
    """Rows under repeated headings. Whole numbers are written with separators.

    ``totals``: rows below, set apart; ``note``: what stands right above, such as (단위: 원).
    """

    columns: tuple
    rows: tuple
    totals: tuple = ()
    heading: str = ""
    note: str = ""


@dataclass(frozen=True)
class Text:
    """Running text; each line is a paragraph. ``align``: left, center or right."""

    text: str
    heading: str = ""
    align: str = "left"


@dataclass(frozen=True)
class Clauses:
    """Articles of a contract, numbered 제1조 on from ``first``. ``articles``: (title, paragraphs).

    An article of several paragraphs numbers them ①, ②, …; a paragraph is a text, or a text and
    its items (numbered 1., 2., …).
    """

    articles: tuple
    first: int = 1
    heading: str = ""


@dataclass(frozen=True)
class Amount:
    """One amount that matters, in hangul and in digits."""

    label: str
    amount: int
    note: str = ""


@dataclass(frozen=True)
class Party:
    """Who signs. ``rows``: (key, value); ``name`` stands before the seal.

    ``seal``: a picture as bytes (PNG), or nothing: then there is a place for it that reads
    ``seal_word``.
    """

    role: str
    rows: tuple
    title: str
    name: str
    seal: bytes = b""
    seal_word: str = "(인)"


@dataclass(frozen=True)
class Signature:
    """The end of a paper: what is declared, the day, and who signs."""

    text: str
    date: datetime.date
    parties: tuple


@dataclass(frozen=True)
class Annex:
    """What follows is a sheet of its own with this title."""

    title: str


@dataclass(frozen=True)
class Box:
    """One place of the approval line: the office, and who signed when, if somebody has."""

    title: str
    name: str = ""
    date: str = ""


@dataclass(frozen=True)
class Cover:
    """The first sheet of a book. ``lines``: below the title; ``issuer``: at the foot."""

    title: str
    lines: tuple = ()
    issuer: str = ""
    above: str = ""


@dataclass(frozen=True)
class Contents:
    """The table of contents: the chapters with their pages. It fills itself."""

    title: str = "목  차"
    depth: int = 2


@dataclass(frozen=True)
class Chapter:
    """What follows is a chapter: a sheet of its own, a line of the contents, a bookmark.

    ``landscape``: its pages lie on their side, until the next chapter. In a workbook a chapter is
    a worksheet, called ``name``.
    """

    title: str
    level: int = 1
    landscape: bool = False
    fresh: bool = True
    name: str = ""


@dataclass(frozen=True)
class Cell:
    """A cell over ``span`` columns; of a heading also over ``deep`` rows."""

    value: object
    span: int = 1
    deep: int = 1
    align: str = ""


@dataclass(frozen=True)
class Row:
    """A row of a sheet.

    ``kind``: plain, strong (bold), group (bold and shaded), total (set apart) or faint;
    ``level``: how far the first column is indented; ``keep``: how many of the rows after it stay
    on its page; ``fresh``: it begins a page; ``place``: what stands above the table of a page that
    begins with it, such as the department.
    """

    cells: tuple
    kind: str = "plain"
    level: int = 0
    keep: int = 0
    fresh: bool = False
    place: tuple = ()


class Stream:
    """Rows that are made anew each time they are read, so that a book is never held as a whole.

    >>> rows = Stream(lambda: iter("ab"))
    >>> list(rows) == list(rows) == ["a", "b"]
    True
    """

    def __init__(self, make):
        self._make = make

    def __iter__(self):
        return iter(self._make())


@dataclass(frozen=True)
class Sheet:
    """A big table of fixed columns whose headings are repeated on every page.

    ``rows``: any number of ``Row``, read more than once; ``heads``: rows of ``Cell`` in place of
    the columns' labels; ``note``: what stands right above, such as (단위: 천원); ``ruled``: a line
    between any two rows, and not only above those that are set apart. Negative numbers are written
    as budgets do: △1,500.
    """

    columns: tuple
    rows: object
    heads: tuple = ()
    heading: str = ""
    note: str = ""
    ruled: bool = True


BOOK_BLOCKS = (Cover, Contents, Chapter, Sheet)
# Of fields that came later: a paper that does not use them has the fingerprint it had before.
LATER = {"later": True}


@dataclass(frozen=True)
class Paper:
    """An official paper.

    ``number``, ``date``: its number and day; ``recipient``: to whom, with 귀하 or 귀중 already;
    ``issuer``: whose paper it is; ``approvals``: the boxes of the approval line; ``landscape``:
    the pages lie on their side; ``running``: what stands at the head of every page of a book.
    """

    title: str
    blocks: tuple
    number: str = ""
    date: datetime.date | None = None
    recipient: str = ""
    issuer: str = ""
    approvals: tuple = ()
    landscape: bool = field(default=False, metadata=LATER)
    running: str = field(default="", metadata=LATER)

    @property
    def is_book(self):
        """Whether it is laid out as a book: long tables, chapters, pages on their side."""
        return self.landscape or any(isinstance(block, BOOK_BLOCKS) for block in self.blocks)


def fingerprint(paper):
    """Return 64 hex digits that change when anything in the paper does.

    >>> one = Paper("견적서", (Text("가"),))
    >>> fingerprint(one) == fingerprint(Paper("견적서", (Text("가"),)))
    True
    >>> fingerprint(one) == fingerprint(Paper("견적서", (Text("나"),)))
    False
    """
    return hashlib.sha256(repr(_plain(paper)).encode()).hexdigest()


def _plain(value):
    """Return nested tuples of texts, so that the order of attributes alone decides."""
    if isinstance(value, Stream):
        return _plain_stream(value)
    if is_dataclass(value):
        inner = (
            (one.name, _plain(getattr(value, one.name))) for one in fields(value)
            if not (one.metadata.get("later") and getattr(value, one.name) == one.default)
        )
        return (type(value).__name__, *inner)
    if isinstance(value, (tuple, list)):
        return tuple(_plain(item) for item in value)
    return value if isinstance(value, (int, bytes)) else str(value)


def _plain_stream(rows):
    """Return the digest of rows, which are taken in one at a time."""
    digest = hashlib.sha256()
    for row in rows:
        digest.update(repr(_plain(row)).encode())
    return ("Stream", digest.hexdigest())
