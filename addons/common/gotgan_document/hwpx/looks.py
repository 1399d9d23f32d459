"""How text, paragraphs and cells look: entries of the document's header, each made once.

The entries are copies of those of the blank document, so that they have all parts the word
processor expects, in their order.
"""

from copy import deepcopy

HEAD = "{http://www.hancom.co.kr/hwpml/2011/head}"
CORE = "{http://www.hancom.co.kr/hwpml/2011/core}"
SHADE = "#EEF1F4"
ALIGN = {"left": "LEFT", "center": "CENTER", "right": "RIGHT"}
LEVEL = 560  # of HWPUNIT, 1/7200 inch


class Looks:
    """Gives the ids of looks, adding to the header those that are not there yet."""

    def __init__(self, header):
        self._lists = {
            name: header.find(f".//{HEAD}{name}")
            for name in ("charProperties", "paraProperties", "borderFills")
        }
        self._ids = {}

    def _add(self, key, group, change):
        if key not in self._ids:
            entries = self._lists[group]
            copy = deepcopy(entries[0])
            number = max(int(one.get("id")) for one in entries) + 1
            copy.set("id", str(number))
            change(copy)
            entries.append(copy)
            entries.set("itemCnt", str(len(entries)))
            self._ids[key] = number
        return self._ids[key]

    def char(self, size=10, bold=False):
        """Return the id of text of ``size`` points."""
        return self._add(("char", size, bold), "charProperties", lambda one: _char(one, size, bold))

    def para(self, align="left", level=0, spacing=130):
        """Return the id of paragraphs; ``spacing`` between lines in percent."""
        return self._add(
            ("para", align, level, spacing), "paraProperties",
            lambda one: _para(one, align, level, spacing),
        )

    def border(self, shade=False, line="0.12 mm"):
        """Return the id of the frame of a cell."""
        return self._add(
            ("border", shade, line), "borderFills", lambda one: _border(one, shade, line),
        )


def _char(one, size, bold):
    one.set("height", str(size * 100))
    fonts = one.find(f"{HEAD}fontRef")
    for script in fonts.attrib:
        fonts.set(script, "0")
    if bold:
        mark = one.makeelement(f"{HEAD}bold", {})
        one.find(f"{HEAD}underline").addprevious(mark)


def _para(one, align, level, spacing):
    one.find(f"{HEAD}align").set("horizontal", ALIGN[align])
    # The second of the two stands for readers that count in halves.
    for factor, margin in enumerate(one.iter(f"{HEAD}margin"), 1):
        margin.find(f"{CORE}left").set("value", str(level * LEVEL * factor))
    for line in one.iter(f"{HEAD}lineSpacing"):
        line.set("value", str(spacing))


def _border(one, shade, line):
    for side in ("left", "right", "top", "bottom"):
        edge = one.find(f"{HEAD}{side}Border")
        edge.set("type", "SOLID")
        edge.set("width", line)
    for brush in one.findall(f"{CORE}fillBrush"):
        one.remove(brush)
    if shade:
        brush = one.makeelement(f"{CORE}fillBrush", {})
        brush.append(one.makeelement(
            f"{CORE}winBrush", {"faceColor": SHADE, "hatchColor": "#999999", "alpha": "0"},
        ))
        one.append(brush)
