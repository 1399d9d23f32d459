"""The pages of a book once all are drawn: contents put in, numbers, running heads, bookmarks."""

import zlib

from reportlab.lib.units import mm
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream
from reportlab.pdfgen.canvas import Canvas

from .. import korean
from . import style
from .fonts import BOLD, REGULAR
from .letters import Setter, cut, width_of

TOP, FOOT = 12 * mm, 10 * mm
LINE = 7.2 * mm
HEAD = 38 * mm
BOTTOM = 24 * mm
# Half of what the page number takes of the foot.
NUMBER = 14 * mm


def leaves_for(paper, margin):
    """Return the canvas of a book.

    A page is kept until the last one is drawn: only then is the number of pages known, and on
    which page each chapter begins.
    """

    class Leaves(Canvas):
        def __init__(self, *arguments, **named):
            super().__init__(*arguments, **{**named, "initialFontName": REGULAR})
            self._leaves, self._marks, self._slot, self._bare = [], [], None, set()
            self.setter = Setter(self)

        def mark(self, title, level):
            """Remember that a chapter begins on this page."""
            self._marks.append((len(self._leaves), title, level))

        def leave_room(self, after, block):
            """Remember that the contents go here, before or after this page."""
            self._slot = len(self._leaves) + after, block

        def leave_bare(self):
            """Remember that this page has neither number nor running head."""
            self._bare.add(len(self._leaves))

        def showPage(self):
            self._code[:] = ["\n".join(self._code)]
            self._leaves.append(dict(self.__dict__))
            self._startPage()

        def save(self):
            _bind(self, paper, margin)
            Canvas.save(self)

    return Leaves


def _bind(canvas, paper, margin):
    """Give out the pages in their order, each with its number."""
    count = len(canvas._leaves)
    slot, block = canvas._slot or (count, None)
    entries = [one for one in canvas._marks if block and one[2] <= block.depth]
    height = style.PAGE[1]
    each = max(int((height - HEAD - BOTTOM) // LINE), 1)
    extra = -(-len(entries) // each) if block else 0
    bare = len(canvas._bare)
    places = {at: at + 1 - bare + (extra if at >= slot else 0) for at in range(count)}
    tables = [
        _draw_contents(canvas, block, entries[at * each:(at + 1) * each], places, margin)
        for at in range(extra)
    ]
    order = [*range(slot), *tables, *range(slot, count)]
    total, number = count + extra - bare, 0
    for one in order:
        leaf = one if isinstance(one, dict) else canvas._leaves[one]
        canvas.__dict__.update(leaf)
        if one not in canvas._bare if isinstance(one, int) else True:
            number += 1
            draw_foot(canvas, paper, (number, total), margin)
        if isinstance(one, int):
            _bookmark(canvas, one)
        Canvas.showPage(canvas)
        _pack(canvas._doc.Pages.pages[-1])


def _pack(page):
    """Compress a page at once: the library would do so at the end, and by way of more text."""
    packed = zlib.compress(page.stream.encode())
    page.stream = None
    page.Contents = PDFStream(
        PDFDictionary({"Filter": PDFArray([PDFName("FlateDecode")])}), packed,
    )


def _draw_contents(canvas, block, entries, places, margin):
    """Return a page of the contents, drawn but not given out."""
    canvas.setPageSize(style.PAGE)
    width, height = style.PAGE
    title = width_of(block.title, BOLD) * 18 / 1000
    canvas.setter.put((width - title) / 2, height - 28 * mm, block.title, BOLD, 18)
    y = height - HEAD - LINE
    for at, text, level in entries:
        _draw_entry(canvas, (text, level, str(places[at])), y, margin)
        canvas.linkAbsolute("", _key(at), (margin, y - 2, width - margin, y + 10), thickness=0)
        y -= LINE
    leaf = dict(canvas.__dict__)
    leaf["_code"] = list(canvas._code)
    canvas._startPage()
    return leaf


def _draw_entry(canvas, entry, y, margin):
    text, level, page = entry
    font, size = (BOLD, 11) if level == 1 else (REGULAR, 10)
    left, right = margin + (level - 1) * 6 * mm, style.PAGE[0] - margin
    canvas.setter.put(left, y, text, font, size)
    start = left + width_of(text, font) * size / 1000 + 2 * mm
    end = right - width_of(page, REGULAR) * 10 / 1000
    canvas.setter.put(end, y, page, REGULAR, 10)
    canvas.saveState()
    canvas.setStrokeColor(style.FAINT)
    canvas.setLineWidth(0.5)
    canvas.setDash(0.5, 2.5)
    canvas.line(start, y + 1, end - 2 * mm, y + 1)
    canvas.restoreState()


def _key(at):
    return f"page-{at}"


def _bookmark(canvas, at):
    """Let readers jump to the chapters that begin on this page."""
    marks = [(title, level) for place, title, level in canvas._marks if place == at]
    if not marks:
        return
    canvas.bookmarkPage(_key(at))
    for title, level in marks:
        canvas.addOutlineEntry(title, _key(at), level - 1, closed=True)


def draw_foot(canvas, paper, page, margin):
    """Draw the running head and the foot of a page; ``page`` is its number and how many there are.
    """
    width, height = canvas._pagesize
    canvas.saveState()
    canvas.setStrokeColor(style.RULE)
    canvas.setFillColor(style.INK)
    canvas.setLineWidth(0.4)
    canvas.setFont(REGULAR, 8)
    if paper.running:
        canvas.drawString(margin, height - TOP, paper.running)
    canvas.line(margin, FOOT + 4 * mm, width - margin, FOOT + 4 * mm)
    draw_foot_line(canvas, paper, page, margin, FOOT)
    canvas.restoreState()


def draw_foot_line(canvas, paper, page, margin, height):
    """Write title, page and issuer side by side, each cut to its own part of the line."""
    width = canvas._pagesize[0]
    room = width / 2 - margin - NUMBER
    title = " ".join((paper.title, paper.number)).strip()
    canvas.drawString(margin, height, cut(title, REGULAR, 8, room))
    canvas.drawCentredString(width / 2, height, f"- {page[0]} / {page[1]} -")
    canvas.drawRightString(width - margin, height, cut(paper.issuer, REGULAR, 8, room))


def draw_cover(canvas, cover, margin):
    """Draw the first sheet of a book."""
    width, height = canvas._pagesize
    canvas.setStrokeColor(style.INK)
    canvas.setLineWidth(1.2)
    canvas.rect(margin, margin, width - 2 * margin, height - 2 * margin)
    canvas.setLineWidth(0.4)
    inner = margin + 2 * mm
    canvas.rect(inner, inner, width - 2 * inner, height - 2 * inner)
    lines = [(cover.above, REGULAR, 16, 0.74), (korean.spaced(cover.title), BOLD, 30, 0.64)]
    lines += [
        (line, REGULAR, 13, 0.56 - 0.03 * at) for at, line in enumerate(cover.lines)
    ]
    lines.append((cover.issuer, BOLD, 22, 0.14))
    for text, font, size, share in lines:
        while size > 8 and width_of(text, font) * size / 1000 > width - 2 * inner - 20:
            size -= 1
        canvas.setFont(font, size)
        canvas.drawCentredString(width / 2, height * share, text)
