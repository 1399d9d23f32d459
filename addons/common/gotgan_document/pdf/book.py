"""A paper of many pages: cover, contents, chapters, long tables, pages on their side."""

from io import BytesIO

from reportlab.lib.pagesizes import landscape
from reportlab.lib.units import mm
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
)

from .. import paper as papers
from . import style
from .blocks import heading, lay_out
from .cells import paragraph
from .fonts import REGULAR
from .leaves import draw_cover, leaves_for
from .sheet import SheetFlow

MARGIN = 15 * mm
TOP = 17 * mm
BOTTOM = 18 * mm
PORTRAIT, LANDSCAPE = "portrait", "landscape"


def render_book(paper, head):
    """Return a paper that is a book as the bytes of a PDF.

    :param head: what makes the head of a paper without a cover
    """
    buffer = BytesIO()
    document = BaseDocTemplate(
        buffer, pagesize=style.PAGE, invariant=1, lang="ko-KR", displayDocTitle=True,
        pageTemplates=_templates(paper), initialFontName=REGULAR,
        title=" ".join(filter(None, (paper.title, paper.number))), author=paper.issuer,
        subject=paper.recipient, creator="Gotgan",
    )
    document.build(_Flow(paper).compose(head), canvasmaker=leaves_for(paper, MARGIN))
    return buffer.getvalue()


def _templates(paper):
    """Return the kinds of pages; the first one is that of the first page."""
    sizes = {PORTRAIT: style.PAGE, LANDSCAPE: landscape(style.PAGE)}
    templates = [
        PageTemplate(name, [Frame(
            MARGIN, BOTTOM, width - 2 * MARGIN, height - TOP - BOTTOM,
            leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
        )], pagesize=(width, height))
        for name, (width, height) in sizes.items()
    ]
    return sorted(templates, key=lambda one: one.id != _first_side(paper))


def _side(lies):
    return LANDSCAPE if lies else PORTRAIT


def _first_side(paper):
    """Return the kind of the first page: that of the cover, or of the first chapter."""
    first = next(iter(paper.blocks), None)
    if isinstance(first, papers.Chapter):
        return _side(first.landscape or paper.landscape)
    return _side(paper.landscape and not isinstance(first, papers.Cover))


class _Flow:
    """Puts the blocks of a book one after the other."""

    def __init__(self, paper):
        self.paper, self.flow = paper, []
        self.side = _first_side(paper)
        self.begun = False

    def compose(self, head):
        """Return the flowables of the whole book."""
        if not any(isinstance(block, papers.Cover) for block in self.paper.blocks):
            self.flow += head(self.paper)
            self.begun = True
        for block in self.paper.blocks:
            self.add(block)
        return self.flow

    def add(self, block):
        if isinstance(block, papers.Cover):
            self.flow.append(_Signal(lambda canvas: _draw_front(canvas, block)))
            self.begun = True
        elif isinstance(block, papers.Contents):
            after = int(self.begun)
            self.flow.append(_Signal(lambda canvas: canvas.leave_room(after, block)))
        elif isinstance(block, papers.Chapter):
            self.add_chapter(block)
        elif isinstance(block, papers.Sheet):
            self.flow += [*heading(block.heading), SheetFlow(block, self.height)]
            self.begun = True
        else:
            self.flow += lay_out(block)
            self.begun = True

    def add_chapter(self, block):
        side = _side(block.landscape or self.paper.landscape)
        if self.begun and (block.fresh or side != self.side):
            self.flow += [NextPageTemplate(side), PageBreak()]
        self.side, self.begun = side, True
        self.flow += [
            _Signal(lambda canvas: canvas.mark(block.title, block.level)),
            paragraph(block.title, style.SUBTITLE if block.level == 1 else style.HEADING),
        ]

    @property
    def height(self):
        long, short = max(style.PAGE), min(style.PAGE)
        return (long if self.side == PORTRAIT else short) - TOP - BOTTOM


def _draw_front(canvas, cover):
    canvas.leave_bare()
    canvas.saveState()
    draw_cover(canvas, cover, 18 * mm)
    canvas.restoreState()


class _Signal(Flowable):
    """Tells the canvas something when its place in the book is reached."""

    _ZEROSIZE = True

    def __init__(self, tell):
        super().__init__()
        self.tell = tell

    def wrap(self, _width, _height):
        return 0, 0

    def drawOn(self, canvas, _x, _y, _sW=0):
        """Tell it about the page as a whole, not about a place on it."""
        self.tell(canvas)
