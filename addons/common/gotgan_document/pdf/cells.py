"""Paragraphs, ruled cells, and the place of a seal."""

from io import BytesIO
from xml.sax.saxutils import escape

from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable, Paragraph
from reportlab.platypus import Table as Grid

from . import style
from .fonts import REGULAR

SEAL_SIZE = 15 * mm
AIR = "\u00a0\u00a0"  # two spaces that are meant, and kept


def paragraph(text, kind=style.BODY, align=None):
    """Return text as a paragraph; nothing in it is read as markup."""
    kind = style.aligned(kind, align) if align else kind
    return Paragraph(escape(as_text(text)).replace("\n", "<br/>").replace("  ", AIR), kind)


def as_text(value):
    """Return what a cell says: whole numbers with separators, nothing for nothing.

    >>> as_text(1234567), as_text(None), as_text("가"), as_text(-5)
    ('1,234,567', '', '가', '-5')
    """
    if value is None:
        return ""
    return f"{value:,}" if isinstance(value, int) else str(value)


def rules(inner=0.4, outer=1.0):
    """Return the table commands of a ruled form."""
    return [
        ("INNERGRID", (0, 0), (-1, -1), inner, style.RULE),
        ("BOX", (0, 0), (-1, -1), outer, style.INK),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        *padding(),
    ]


def padding(size=style.PADDING):
    """Return the table commands of cells with air around their text."""
    return [
        ("FONTNAME", (0, 0), (-1, -1), REGULAR),
        *((side, (0, 0), (-1, -1), size) for side in ("TOPPADDING", "BOTTOMPADDING")),
        *((side, (0, 0), (-1, -1), 1.6 * size) for side in ("LEFTPADDING", "RIGHTPADDING")),
    ]


class WideGrid(Grid):
    """Ruled cells as wide as the page they come to lie on, which may lie on its side.

    ``growing``: the places of the columns that take what is left over; none: all of them.
    """

    growing = ()

    def wrap(self, width, height):
        self._grow(width - sum(self._argW))
        return super().wrap(width, height)

    def _grow(self, spare):
        if spare < 1:  # rounding
            return
        growing = self.growing or range(len(self._argW))
        share = spare / sum(self._argW[place] for place in growing)
        self._argW = self._colWidths = [
            width * (1 + share) if place in growing else width
            for place, width in enumerate(self._argW)
        ]


class SealPlace(Flowable):
    """Where the seal goes: its picture, or a broken ring that says what belongs there."""

    def __init__(self, word, picture=b""):
        super().__init__()
        self.word, self.picture = word, picture
        self.width = self.height = SEAL_SIZE

    def wrap(self, _width, _height):
        return self.width, self.height

    def draw(self):
        if self.picture:
            image = ImageReader(BytesIO(self.picture))
            self.canv.drawImage(
                image, 0, 0, SEAL_SIZE, SEAL_SIZE, mask="auto", preserveAspectRatio=True,
            )
        else:
            self._draw_place()

    def _draw_place(self):
        middle = SEAL_SIZE / 2
        self.canv.saveState()
        self.canv.setStrokeColor(style.FAINT)
        self.canv.setDash(1.5, 1.5)
        self.canv.setLineWidth(0.5)
        self.canv.circle(middle, middle, middle - 1 * mm)
        self.canv.setFillColor(style.FAINT)
        self.canv.setFont(REGULAR, 9)
        self.canv.drawCentredString(middle, middle - 3, self.word)
        self.canv.restoreState()
