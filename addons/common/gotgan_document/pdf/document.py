"""The paper as a whole: its head, its blocks, and the foot of every page."""

from io import BytesIO

from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Spacer
from reportlab.platypus import Table as Grid

from .. import korean
from . import style
from .blocks import lay_out
from .book import render_book
from .cells import paragraph, rules
from .fonts import REGULAR, register_fonts
from .leaves import draw_foot_line

BOX_WIDTH, SIDE_WIDTH, BOX_PADDING = 20 * mm, 8 * mm, 5 * mm


def render(paper):
    """Return a paper as the bytes of a PDF.

    The same description gives the same bytes, on every machine and at any time: what was sealed
    with a checksum can be made again and compared.

    :raises TypeError: a block that no paper knows
    """
    register_fonts()
    if paper.is_book:
        return render_book(paper, _head)
    buffer = BytesIO()
    frame = Frame(
        style.MARGIN, style.BOTTOM, style.WIDTH, style.PAGE[1] - style.TOP - style.BOTTOM,
        leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
    )
    document = BaseDocTemplate(
        buffer, pagesize=style.PAGE, invariant=1, lang="ko-KR", displayDocTitle=True,
        pageTemplates=[PageTemplate(frames=[frame])], initialFontName=REGULAR,
        title=" ".join(filter(None, (paper.title, paper.number))), author=paper.issuer,
        subject=paper.recipient, creator="Gotgan",
    )
    flow = [*_head(paper), *(flowable for block in paper.blocks for flowable in lay_out(block))]
    document.build(flow, canvasmaker=_foot_for(paper))
    return buffer.getvalue()


def _head(paper):
    flow = [_approval_line(paper.approvals), Spacer(0, 3 * mm)] if paper.approvals else []
    flow += [paragraph(korean.spaced(paper.title), style.TITLE), Spacer(0, 4 * mm)]
    known = [
        f"번호  {paper.number}" if paper.number else "",
        f"일자  {korean.date_text(paper.date)}" if paper.date else "",
    ]
    lines = [paragraph("    ".join(filter(None, known)), style.BODY, "right")] if any(known) else []
    if paper.recipient:
        lines.append(paragraph(paper.recipient, style.AMOUNT))
    return [*flow, *lines, Spacer(0, 3 * mm)]


def _approval_line(boxes):
    """Return the boxes in which those who approve sign, at the right of the head."""
    rows = [
        [paragraph("결\n재", style.LABEL), *(paragraph(box.title, style.LABEL) for box in boxes)],
        ["", *(paragraph(box.name, style.CELL, "center") for box in boxes)],
        ["", *(paragraph(box.date, style.CELL, "center") for box in boxes)],
    ]
    grid = Grid(
        rows, colWidths=[SIDE_WIDTH, *[_box_width(boxes)] * len(boxes)],
        rowHeights=[7 * mm, 13 * mm, 6 * mm], hAlign="RIGHT",
    )
    grid.setStyle([
        *rules(), ("SPAN", (0, 0), (0, -1)), ("BACKGROUND", (0, 0), (0, -1), style.SHADE),
        ("BACKGROUND", (1, 0), (-1, 0), style.SHADE),
        *((side, (0, 0), (-1, -1), 1) for side in ("TOPPADDING", "BOTTOMPADDING")),
    ])
    return grid


def _box_width(boxes):
    """Return the width of all boxes: the longest post and mark fit, as far as the page has room."""
    wanted = max((
        *(stringWidth(box.title, style.LABEL.fontName, style.LABEL.fontSize) for box in boxes),
        *(stringWidth(box.date, style.CELL.fontName, style.CELL.fontSize) for box in boxes),
    ))
    return min(max(BOX_WIDTH, wanted + BOX_PADDING), (style.WIDTH - SIDE_WIDTH) / len(boxes))


def _foot_for(paper):
    """Return a canvas that writes the foot once it knows how many pages there are."""

    class FootCanvas(Canvas):
        def __init__(self, *arguments, **named):
            super().__init__(*arguments, **{**named, "initialFontName": REGULAR})
            self._pages = []

        def showPage(self):
            self._pages.append(dict(self.__dict__))
            self._startPage()

        def save(self):
            for number, page in enumerate(self._pages, 1):
                self.__dict__.update(page)
                _draw_foot(self, paper, number, len(self._pages))
                Canvas.showPage(self)
            Canvas.save(self)

    return FootCanvas


def _draw_foot(canvas, paper, number, count):
    canvas.saveState()
    canvas.setStrokeColor(style.RULE)
    canvas.setLineWidth(0.4)
    canvas.line(style.MARGIN, 16 * mm, style.PAGE[0] - style.MARGIN, 16 * mm)
    canvas.setFillColor(style.INK)
    canvas.setFont(REGULAR, 8)
    draw_foot_line(canvas, paper, (number, count), style.MARGIN, 11 * mm)
    canvas.restoreState()
