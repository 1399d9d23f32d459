"""The document as a whole: the blank one of python-hwpx, its looks, and a section to a chapter."""

import re
import zipfile
from functools import lru_cache
from io import BytesIO
from itertools import chain

from .. import korean
from .. import paper as papers
from . import markup
from .body import Body
from .looks import Looks
from .package import Package

LONG, SHORT = 84186, 59528  # A4 in HWPUNIT
MARGIN = 4252  # 15 mm
SECTION_SIZE = 24_000_000  # signs, most of them of one byte
MARGINS = (
    f'<hp:margin header="2835" footer="2835" gutter="0" left="{MARGIN}" right="{MARGIN}" '
    f'top="4252" bottom="4252"/>'
)


@lru_cache(maxsize=1)
def _blank():
    """Return {name: bytes} of a blank document, in order.

    :raises ImportError: the library that knows the format is not installed
    """
    from hwpx.document import HwpxDocument  # only these documents need it

    with HwpxDocument.new() as document:
        data = document.to_bytes()
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def render(paper):
    """Return a paper as the bytes of an HWPX document.

    :raises ImportError: python-hwpx is not installed
    :raises TypeError: a block that no paper knows
    """
    package = Package(_blank(), paper)
    looks = Looks(package.header)
    counter = [0]
    for lies, blocks in _sections(paper):
        width = (LONG if lies else SHORT) - 2 * MARGIN
        body = Body(looks, counter, width, package.keep_picture)
        opening, closing = _frame(package.template, lies)
        opening = opening.replace("@SET@", _setting(paper, looks, width))
        parts = chain.from_iterable(_parts(paper, body, block) for block in blocks)
        while parts:
            with package.section() as write:
                write(opening)
                parts = _fill(write, parts)
                write(closing)
    return package.close()


def _fill(write, parts):
    """Write parts until the section is full; return what is left, None where nothing is.

    Readers refuse a section of more than 64 MB; a longer one goes on in the next.
    """
    size = 0
    for part in parts:
        if size > SECTION_SIZE and part.startswith("<hp:p "):
            return chain([part], parts)
        write(part)
        size += len(part)
    return None


def _sections(paper):
    """Yield (whether the pages lie on their side, blocks) of each section.

    The head of a paper without a cover is a block, too: None.
    """
    covered = any(isinstance(block, papers.Cover) for block in paper.blocks)
    lies, blocks = paper.landscape, [] if covered else [None]
    for block in paper.blocks:
        if isinstance(block, papers.Chapter) and block.fresh:
            if any(block is not None for block in blocks):
                yield lies, blocks
                blocks = []
            lies = paper.landscape or block.landscape
        blocks.append(block)
    yield lies, blocks


def _parts(paper, body, block):
    if block is None:
        return _head(paper, body)
    if isinstance(block, papers.Contents):
        return _contents(paper, body, block)
    return body.put(block)


def _head(paper, body):
    """Yield the head of a paper: title, number, day, recipient, and who approves."""
    boxes = paper.approvals
    if boxes:
        columns = tuple(papers.Column(box.title, 10, "center") for box in boxes)
        signed = tuple(f"{box.name}\n{box.date}" for box in boxes)
        yield from body.put(papers.Table(columns, (signed,)))
    yield body.line(korean.spaced(paper.title), 20, bold=True, align="center")
    known = [
        f"번호  {paper.number}" if paper.number else "",
        f"일자  {korean.date_text(paper.date)}" if paper.date else "",
    ]
    if any(known):
        yield body.line("    ".join(filter(None, known)), align="right")
    if paper.recipient:
        yield body.line(paper.recipient, 13, bold=True)


def _contents(paper, body, block):
    """Yield the chapters; on which page each stands the word processor alone knows."""
    yield body.line(block.title, 18, bold=True, align="center", page=1)
    for chapter in paper.blocks:
        if isinstance(chapter, papers.Chapter) and chapter.level <= block.depth:
            yield body.line("    " * (chapter.level - 1) + chapter.title, 11, chapter.level == 1)


def _setting(paper, looks, width):
    """Return the running head and the foot of the pages of a section."""
    char = looks.char(8)
    parts = [markup.foot((paper.title, paper.issuer), looks.para("center"), char, width)]
    if paper.running:
        parts.append(markup.running(paper.running, looks.para(), char, width))
    return "".join(parts)


def _frame(template, lies):
    """Return what opens a section, with @SET@ where its controls go, and what closes it."""
    width, height = (LONG, SHORT) if lies else (SHORT, LONG)
    start = template.index("<hp:p ")
    end = template.index("</hp:ctrl>", start) + len("</hp:ctrl>")
    opening = template[:end]
    opening = re.sub(
        r'<hp:pagePr [^>]*>', f'<hp:pagePr landscape="WIDELY" width="{width}" height="{height}" '
        f'gutterType="LEFT_ONLY">', opening, count=1,
    )
    opening = re.sub(r"<hp:margin [^>]*/>", MARGINS, opening, count=1)
    return f"{opening}@SET@</hp:run></hp:p>", "</hs:sec>"
