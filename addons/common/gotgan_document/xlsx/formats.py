"""The formats of a workbook, each made once."""

from functools import lru_cache

NUMBER = "#,##0;△#,##0;0"
FONT = "맑은 고딕"
SHADE = "#EEF1F4"
ALIGN = {"left": "left", "center": "center", "right": "right"}


class Formats:
    """Gives the format of a cell by what it is."""

    def __init__(self, workbook):
        self._workbook = workbook
        self.get = lru_cache(maxsize=None)(self._make)

    def _make(
        self, size=10, bold=False, align="", level=0, shade=False, border=False, wrap=False,
        number=False, link=False,
    ):
        form = {"font_name": FONT, "font_size": size, "bold": bold, "valign": "vcenter"}
        if align:
            form["align"] = ALIGN[align]
        if level:
            form["indent"] = level
        if shade:
            form["bg_color"] = SHADE
        if border:
            form.update(border=1, border_color="#8A8A8A")
        if wrap:
            form["text_wrap"] = True
        if number:
            form["num_format"] = NUMBER
        if link:
            form.update(font_color="#0B5394", underline=1)
        return self._workbook.add_format(form)
