"""The workbook as a whole: one worksheet to a chapter, its blocks one below the other."""

import datetime
import re
from io import BytesIO

from .. import korean
from .. import paper as papers
from ..picture import read_size
from .blocks import FIELD, put
from .formats import Formats
from .heights import height_of, lines_in

# A workbook made twice is the same, byte for byte: it does not know when it was made.
CREATED = datetime.datetime(2000, 1, 1)
A4 = 9
FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
NAME_LENGTH = 31
# Letters that stand side by side on a page, whatever its columns.
WIDTH, DEFAULT_WIDTH = 110, 8
PIXELS_PER_POINT = 96 / 72


def render(paper):
    """Return a paper as the bytes of an XLSX workbook.

    Rows are written as they are read; what a worksheet holds lies on the disk meanwhile.

    :raises ImportError: the library that writes workbooks is not installed
    """
    import xlsxwriter  # only workbooks need it

    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"constant_memory": True}) as workbook:
        workbook.set_properties({
            "title": " ".join(filter(None, (paper.title, paper.number))),
            "author": paper.issuer, "created": CREATED,
        })
        Writer(workbook, paper).put_all()
    return buffer.getvalue()


class Writer:
    """Puts the blocks of a paper on worksheets."""

    def __init__(self, workbook, paper):
        self.workbook, self.paper = workbook, paper
        self.formats = Formats(workbook)
        self.names = {}
        self.place = -1
        self.chapters = [
            (block, self._take_name(block.name or block.title) if block.level == 1 else "")
            for block in paper.blocks if isinstance(block, papers.Chapter)
        ]
        self.page = None

    def put_all(self):
        """Write the paper block by block."""
        begins = (papers.Cover, papers.Chapter)
        if not any(isinstance(block, begins) for block in self.paper.blocks):
            self._begin(self.paper.title, self.paper.landscape)
            self._write_head()
        chapters = iter(self.chapters)
        for place, block in enumerate(self.paper.blocks):
            self.place = place
            if isinstance(block, papers.Chapter):
                self._begin_chapter(*next(chapters))
            elif isinstance(block, papers.Cover):
                self._begin("표지")
                self._write_cover(block)
            elif isinstance(block, papers.Contents):
                self._begin("목차")
                self._write_contents(block)
            else:
                self._need_page()
                put(block, self.page)

    # ---- worksheets ------------------------------------------------------

    def _take_name(self, title):
        """Return a name that a worksheet may have and no other has."""
        plain = FORBIDDEN.sub(" ", title).strip()[:NAME_LENGTH] or "시트"
        count = self.names[plain.lower()] = self.names.get(plain.lower(), 0) + 1
        if count == 1:
            return plain
        return self._take_name(f"{plain[:NAME_LENGTH - len(str(count)) - 2]}({count})")

    def _begin(self, title, lies=False, name=None):
        sheet = self.workbook.add_worksheet(name or self._take_name(title))
        sheet.set_paper(A4)
        sheet.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.7)
        sheet.fit_to_pages(1, 0)
        sheet.hide_gridlines(2)
        sheet.set_footer(f"&L{_plain(self.paper.title)}&C- &P / &N -&R{_plain(self.paper.issuer)}")
        if self.paper.running:
            sheet.set_header(f"&L{_plain(self.paper.running)}")
        if lies or self.paper.landscape:
            sheet.set_landscape()
        self.page = Page(sheet, self.formats)
        self.page.set_widths(self._choose_widths())

    def _choose_widths(self):
        """Return the widths of the first table of the worksheet that begins, or of its fields."""
        fields = []
        for block in self.paper.blocks[self.place + 1:]:
            if isinstance(block, papers.Chapter) and block.level == 1 and block.fresh:
                break
            if isinstance(block, papers.Sheet | papers.Table):
                return [column.width for column in block.columns]
            if isinstance(block, papers.Fields):
                fields = fields or FIELD * block.columns
        return fields

    def _begin_chapter(self, chapter, name):
        if self.page and (chapter.level > 1 or not chapter.fresh):
            self.page.go_on(chapter)
            return
        self._begin(chapter.title, chapter.landscape, name)
        self.page.line(chapter.title, 15, bold=True)

    def _need_page(self):
        if self.page is None:
            self._begin(self.paper.title)

    # ---- what is not a block of its own ----------------------------------

    def _write_head(self):
        paper = self.paper
        self.page.line(paper.title, 15, bold=True)
        known = [
            f"번호  {paper.number}" if paper.number else "",
            f"일자  {korean.date_text(paper.date)}" if paper.date else "",
            paper.recipient,
            *(f"{box.title}  {box.name} {box.date}".strip() for box in paper.approvals),
        ]
        for text in filter(None, known):
            self.page.line(text)

    def _write_cover(self, cover):
        for size, text in (
            (14, cover.above), (24, cover.title), *((12, line) for line in cover.lines),
            (16, cover.issuer),
        ):
            if text:
                self.page.line(text, size, bold=size > 12)

    def _write_contents(self, block):
        self.page.line(block.title, 15, bold=True)
        for chapter, name in self.chapters:
            if name:
                self.page.link(chapter.title, name)


class Page:
    """A worksheet and the row on which the next block begins."""

    def __init__(self, sheet, formats):
        self.sheet, self.formats = sheet, formats
        self.row = 0
        self.frozen = False
        self.widths = []
        self._form, self._breaks = None, []

    def line(self, text, size=10, bold=False):
        """Write text that runs over all columns, on as many lines as it takes."""
        form = self.formats.get(size=size, bold=bold, wrap=True)
        self.sheet.write_string(self.row, 0, text, form)
        self.raise_row(lines_in(text, int(WIDTH * 10 / size)), size)
        if len(self.widths) > 1:
            self.sheet.merge.append([self.row, 0, self.row, len(self.widths) - 1])
        self.row += 1

    def picture(self, data, size):
        """Put a picture (PNG) of ``size`` points, at most, into a row of its own."""
        across, along = read_size(data)
        scale = size * PIXELS_PER_POINT / max(across, along)
        self.sheet.set_row(self.row, size + 4)
        self.sheet.insert_image(self.row, 0, "seal.png", {
            "image_data": BytesIO(data), "x_scale": scale, "y_scale": scale,
            "object_position": 1, "y_offset": 2,
        })
        self.row += 1

    def raise_row(self, lines, size=10):
        """Let the present row be high enough for so many lines."""
        if lines > 1 or size > 11:
            self.sheet.set_row(self.row, height_of(lines, size))

    def room(self, column, span=1, level=0):
        """Return how many letters stand side by side in a cell."""
        known = self.widths[column:column + span]
        room = sum(known) + DEFAULT_WIDTH * (span - len(known))
        return int(room - 2 * level)


    def link(self, text, name):
        """Write a line that leads to the worksheet called ``name``."""
        form = self.formats.get(link=True)
        self.sheet.write_url(self.row, 0, f"internal:'{name}'!A1", form, text)
        self.row += 1

    def go_on(self, chapter):
        """Let a chapter within a chapter go on below; on paper it begins a page of its own."""
        if chapter.fresh:
            self._breaks.append(self.row)
            self.sheet.set_h_pagebreaks(self._breaks)
        self.line(chapter.title, 12, bold=True)

    def begin_table(self, columns, heads):
        """Say whether headings have to be written: once, where tables of one form follow."""
        if self._form == (columns, heads):
            return False
        self._form = columns, heads
        return True

    def set_widths(self, widths):
        """Give the columns widths that fill the page; without any there is one column."""
        share = WIDTH / sum(widths or [WIDTH])
        self.widths = [max(width * share, 6) for width in widths or [WIDTH]]
        for at, width in enumerate(self.widths):
            self.sheet.set_column(at, at, width)

    def freeze(self, first, count):
        """Keep the headings in sight, and on every printed page."""
        if self.frozen:
            return
        self.frozen = True
        self.sheet.freeze_panes(first + count, 0)
        self.sheet.repeat_rows(first, first + count - 1)


def _plain(text):
    """Return text that no header or footer takes for a command, cut to what fits.

    >>> _plain("A&B")
    'A&&B'
    """
    return text[:60].replace("&", "&&")
