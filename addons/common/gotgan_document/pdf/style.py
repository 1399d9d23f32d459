"""Measures of an official paper, in one place."""

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from .fonts import BOLD, REGULAR

PAGE = A4
MARGIN = 20 * mm
BOTTOM = 19 * mm
TOP = 17 * mm
WIDTH = PAGE[0] - 2 * MARGIN
GAP = 3.4 * mm
PADDING = 1.4 * mm

INK = HexColor("#1a1a1a")
RULE = HexColor("#555555")
SHADE = HexColor("#eef1f4")
FAINT = HexColor("#8a8a8a")
SEAL = HexColor("#b3261e")

ALIGN = {"left": TA_LEFT, "center": TA_CENTER, "right": TA_RIGHT}


def _style(name, size, font=REGULAR, **more):
    return ParagraphStyle(
        name, fontName=font, fontSize=size, leading=more.pop("leading", size * 1.55),
        textColor=INK, **more,
    )


TITLE = _style("title", 22, BOLD, alignment=TA_CENTER)
SUBTITLE = _style("subtitle", 15, BOLD, alignment=TA_CENTER, spaceAfter=GAP)
HEADING = _style("heading", 11, BOLD, spaceBefore=2 * mm, spaceAfter=1.5 * mm)
BODY = _style("body", 10)
CELL = _style("cell", 9.5, leading=13)
LABEL = _style("label", 9.5, BOLD, leading=13, alignment=TA_CENTER)
SMALL = _style("small", 8.5, alignment=TA_RIGHT)
AMOUNT = _style("amount", 13, BOLD, leading=18)
ARTICLE = _style("article", 10, leftIndent=5 * mm, firstLineIndent=-5 * mm, spaceAfter=1 * mm)
PARAGRAPH = _style(
    "paragraph", 10, leftIndent=9 * mm, firstLineIndent=-4.5 * mm, spaceAfter=0.6 * mm,
)
ITEM = _style("item", 10, leftIndent=14 * mm, firstLineIndent=-4.5 * mm, spaceAfter=0.4 * mm)
SIGNED = _style("signed", 11, alignment=TA_CENTER, spaceBefore=2 * mm, spaceAfter=2.5 * mm)


def aligned(style, align):
    """Return ``style`` with another alignment (left, center or right)."""
    if style.alignment == ALIGN[align]:
        return style
    return ParagraphStyle(f"{style.name}-{align}", parent=style, alignment=ALIGN[align])
