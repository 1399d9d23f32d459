"""What an official paper says: plain data that knows nothing of how it will be written.

The same description becomes a PDF today, and a sheet or a word-processor file tomorrow; so there
are no points, fonts or millimetres in it. Everything is immutable: equal descriptions are equal
papers, and ``fingerprint`` tells whether a paper has to be issued anew.
"""

import datetime
import hashlib
from dataclasses import dataclass, fields, is_dataclass


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
class Paper:
    """An official paper.

    ``number``, ``date``: its number and day; ``recipient``: to whom, with 귀하 or 귀중 already;
    ``issuer``: whose paper it is; ``approvals``: the boxes of the approval line.
    """

    title: str
    blocks: tuple
    number: str = ""
    date: datetime.date | None = None
    recipient: str = ""
    issuer: str = ""
    approvals: tuple = ()


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
    if is_dataclass(value):
        inner = ((field.name, _plain(getattr(value, field.name))) for field in fields(value))
        return (type(value).__name__, *inner)
    if isinstance(value, (tuple, list)):
        return tuple(_plain(item) for item in value)
    return value if isinstance(value, (int, bytes)) else str(value)
