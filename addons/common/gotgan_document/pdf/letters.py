"""Text set fast: widths, line breaks and the operators of a PDF, each worked out once per text.

reportlab's paragraphs take about a millisecond each. A budget book has half a million cells, most
of which fit on one line, and whose texts repeat: here a cell takes some microseconds.
"""

from functools import lru_cache

from reportlab.pdfbase import pdfmetrics

KEPT = 1 << 15


@lru_cache(maxsize=KEPT)
def width_of(text, font):
    """Return the width of ``text`` in thousandths of the font's size."""
    face = pdfmetrics.getFont(font).face
    widths, other = face.charWidths, face.defaultWidth
    return sum(widths.get(ord(sign), other) for sign in text)


@lru_cache(maxsize=KEPT)
def break_lines(text, font, room):
    """Return the lines of ``text`` that fit into ``room`` (thousandths of the font's size).

    A line breaks at its last blank, or between any two signs where that would leave it half empty:
    Korean is broken anywhere.
    """
    return tuple(
        line for paragraph in text.split("\n") for line in _break_one(paragraph, font, room)
    )


def cut(text, font, size, width):
    """Return ``text`` cut to what fits into ``width`` (points) on one line."""
    lines = break_lines(text, font, (width / size - 1) * 1000)
    return text if width_of(text, font) * size <= width * 1000 else f"{lines[0].rstrip()}…"


def _break_one(text, font, room):
    if width_of(text, font) <= room:
        return [text]
    face = pdfmetrics.getFont(font).face
    widths, other = face.charWidths, face.defaultWidth
    lines, start, blank, used = [], 0, -1, 0
    for place, sign in enumerate(text):
        used += widths.get(ord(sign), other)
        if used > room and place > start:
            end = blank if blank - start > (place - start) // 2 else place
            lines.append(text[start:end].rstrip())
            start = end + (text[end] == " ")
            used = sum(widths.get(ord(one), other) for one in text[start:place + 1])
            blank = -1
        if sign == " ":
            blank = place
    return [*lines, text[start:]]


class Setter:
    """Writes text onto the pages of one canvas."""

    def __init__(self, canvas):
        self._canvas = canvas
        self._parts = lru_cache(maxsize=KEPT)(self._find_parts)

    def _find_parts(self, text, font):
        """Return (font of the file, escaped bytes) of ``text``: a subset holds 256 signs."""
        found, document = pdfmetrics.getFont(font), self._canvas._doc
        return [
            (found.getSubsetInternalName(subset, document), self._canvas._escape(part))
            for subset, part in found.splitString(text, document)
        ]

    def put(self, x, y, text, font, size):
        """Write one line that begins at (x, y)."""
        parts = self._parts(text, font)
        shown = " ".join(f"{name} {size:g} Tf ({part}) Tj" for name, part in parts)
        self._canvas._code.append(f"BT {x:.2f} {y:.2f} Td {shown} ET")
