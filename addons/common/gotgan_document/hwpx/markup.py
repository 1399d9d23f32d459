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
PICTURE = (
    '<hp:pic id="{number}" zOrder="0" numberingType="PICTURE" textWrap="SQUARE" '
    'textFlow="BOTH_SIDES" lock="0" dropcapstyle="None" href="" groupLevel="0" instid="{number}" '
    'reverse="0"><hp:offset x="0" y="0"/><hp:orgSz width="{size}" height="{size}"/>'
    '<hp:curSz width="{size}" height="{size}"/><hp:flip horizontal="0" vertical="0"/>'
    '<hp:rotationInfo angle="0" centerX="{half}" centerY="{half}" rotateimage="1"/>'
    '<hp:renderingInfo><hc:transMatrix {same}/><hc:scaMatrix {same}/><hc:rotMatrix {same}/>'
    '</hp:renderingInfo><hp:imgRect><hc:pt0 x="0" y="0"/><hc:pt1 x="{size}" y="0"/>'
    '<hc:pt2 x="{size}" y="{size}"/><hc:pt3 x="0" y="{size}"/></hp:imgRect>'
    '<hp:imgClip left="0" right="{size}" top="0" bottom="{size}"/>'
    '<hp:inMargin left="0" right="0" top="0" bottom="0"/>'
    '<hp:imgDim dimwidth="{size}" dimheight="{size}"/>'
    '<hc:img binaryItemIDRef="{item}" bright="0" contrast="0" effect="REAL_PIC" alpha="0"/>'
    '<hp:effects/><hp:sz width="{size}" widthRelTo="ABSOLUTE" height="{size}" '
    'heightRelTo="ABSOLUTE" protect="0"/><hp:pos treatAsChar="1" affectLSpacing="0" '
    'flowWithText="1" allowOverlap="0" holdAnchorAndSO="0" vertRelTo="PARA" horzRelTo="COLUMN" '
    'vertAlign="TOP" horzAlign="LEFT" vertOffset="0" horzOffset="0"/>'
    '<hp:outMargin left="0" right="0" top="0" bottom="0"/></hp:pic>'
)
SAME = 'e1="1" e2="0" e3="0" e4="0" e5="1" e6="0"'
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
    return paragraph_of(text(value), para, char, page)


def paragraph_of(inner, para, char, page=0):
    """Return one paragraph of what is markup already."""
    return PARAGRAPH.format(para=para, char=char, page=page, inner=inner)


def picture(number, item, size):
    """Return a square picture that stands in its line like a letter; ``size`` in HWPUNIT."""
    return PICTURE.format(number=number, item=item, size=size, half=size // 2, same=SAME)


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
