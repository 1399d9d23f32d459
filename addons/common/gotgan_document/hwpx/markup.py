"""Paragraphs and tables as the text of a section: streamed, so that a book is never held whole."""

import re
from xml.sax.saxutils import escape

UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
PARAGRAPH = (
    '<hp:p id="0" paraPrIDRef="{para}" styleIDRef="0" pageBreak="{page}" columnBreak="0" '
    'merged="0"><hp:run charPrIDRef="{char}">{inner}</hp:run></hp:p>'
)
SUBLIST = (
    '<hp:subList id="" textDirection="HORIZONTAL" lineWrap="BREAK" vertAlign="{align}" '
    'linkListIDRef="0" linkListNextIDRef="0" textWidth="{width}" textHeight="{height}" '
    'hasTextRef="0" hasNumRef="0">{inner}</hp:subList>'
)
CELL = (
    '<hp:tc name="" header="{header}" hasMargin="1" protect="0" editable="0" dirty="0" '
    'borderFillIDRef="{border}">{inner}<hp:cellAddr colAddr="{column}" rowAddr="{row}"/>'
    '<hp:cellSpan colSpan="{span}" rowSpan="{deep}"/><hp:cellSz width="{width}" height="{height}"/>'
    '<hp:cellMargin left="170" right="170" top="57" bottom="57"/></hp:tc>'
)
TABLE = (
    '<hp:tbl id="{number}" zOrder="0" numberingType="TABLE" textWrap="TOP_AND_BOTTOM" '
    'textFlow="BOTH_SIDES" lock="0" dropcapstyle="None" pageBreak="CELL" repeatHeader="1" '
    'rowCnt="{rows}" colCnt="{columns}" cellSpacing="0" borderFillIDRef="{border}" noAdjust="0">'
    '<hp:sz width="{width}" widthRelTo="ABSOLUTE" height="{height}" heightRelTo="ABSOLUTE" '
    'protect="0"/><hp:pos treatAsChar="0" affectLSpacing="0" flowWithText="1" allowOverlap="0" '
    'holdAnchorAndSO="0" vertRelTo="PARA" horzRelTo="COLUMN" vertAlign="TOP" horzAlign="LEFT" '
    'vertOffset="0" horzOffset="0"/><hp:outMargin left="0" right="0" top="0" bottom="283"/>'
    '<hp:inMargin left="170" right="170" top="57" bottom="57"/>'
)
NUMBER = (
    '<hp:ctrl><hp:autoNum num="1" numType="{kind}"><hp:autoNumFormat type="DIGIT" userChar="" '
    'prefixChar="" suffixChar="" supscript="0"/></hp:autoNum></hp:ctrl>'
)


def text(value):
    """Return text as the inside of a run; what no XML may hold is left out.

    >>> text("A&B\\x0b<"), text("")
    ('<hp:t>A&amp;B&lt;</hp:t>', '<hp:t/>')
    """
    return f"<hp:t>{escape(UNREADABLE.sub('', value))}</hp:t>" if value else "<hp:t/>"


def paragraph(value, para, char, page=0):
    """Return one paragraph; ``page``: 1 where it begins a page."""
    return PARAGRAPH.format(para=para, char=char, page=page, inner=text(value))


def cell(value, look, place, size):
    """Return a cell of a table.

    :param look: (paragraph, text, border) ids, and 1 for a heading
    :param place: column, row, how many columns and rows it covers
    :param size: width and height in HWPUNIT
    """
    para, char, border, header = look
    lines = "".join(paragraph(line, para, char) for line in value.split("\n"))
    inner = SUBLIST.format(
        align="CENTER" if header else "TOP", width=0, height=0, inner=lines,
    )
    column, row, span, deep = place
    return CELL.format(
        header=header, border=border, inner=inner, column=column, row=row, span=span, deep=deep,
        width=size[0], height=size[1],
    )


def table(number, rows, widths, border, height):
    """Yield a table: ``rows`` are the texts of their cells."""
    yield PARAGRAPH.partition("{inner}")[0].format(para=0, char=0, page=0)
    yield TABLE.format(
        number=number, rows=len(rows), columns=len(widths), border=border, width=sum(widths),
        height=height * len(rows),
    )
    for row in rows:
        yield f"<hp:tr>{row}</hp:tr>"
    yield "</hp:tbl><hp:t/></hp:run></hp:p>"


def foot(texts, para, char, width):
    """Return the foot of the pages: (left, right), and between them - page / pages -."""
    left, right = map(text, texts)
    inner = (
        f'{left}<hp:t>    - </hp:t>{NUMBER.format(kind="PAGE")}<hp:t> / </hp:t>'
        f'{NUMBER.format(kind="TOTAL_PAGE")}<hp:t> -    </hp:t>{right}'
    )
    lines = PARAGRAPH.format(para=para, char=char, page=0, inner=inner)
    sublist = SUBLIST.format(align="BOTTOM", width=width, height=2835, inner=lines)
    return f'<hp:ctrl><hp:footer id="1" applyPageType="BOTH">{sublist}</hp:footer></hp:ctrl>'


def running(value, para, char, width):
    """Return the head of the pages."""
    sublist = SUBLIST.format(
        align="TOP", width=width, height=2835, inner=paragraph(value, para, char),
    )
    return f'<hp:ctrl><hp:header id="2" applyPageType="BOTH">{sublist}</hp:header></hp:ctrl>'
