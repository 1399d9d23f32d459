"""What stands in the cells of budget papers: figures in their unit, shares, notes."""

from odoo.addons.gotgan_document.paper import Cell, Column

UNITS = {1: "원", 1_000: "천원", 1_000_000: "백만원"}
NOTHING = "해당 없음"
ROUNDED = "단위 미만은 반올림하였으므로 세부 금액의 합이 합계와 다를 수 있음"


def shown(won, unit):
    """Return won in ``unit``, half a unit rounded away from zero.

    >>> shown(1_500, 1_000), shown(-1_500, 1_000), shown(1_499, 1_000), shown(7, 1)
    (2, -2, 1, 7)
    """
    value = (2 * abs(won) + unit) // (2 * unit)
    return value if won >= 0 else -value


def tenth(part, whole):
    """Return a share in percent with one digit, - where there is no whole.

    >>> tenth(1, 3), tenth(2, 2), tenth(0, 5), tenth(1, 0), tenth(-1, 8)
    ('33.3', '100.0', '0.0', '-', '△12.5')
    """
    if not whole:
        return "-"
    value = shown(part * 1_000 * (1 if whole > 0 else -1), abs(whole))
    return f"{'△' if value < 0 else ''}{abs(value) // 10}.{abs(value) % 10}"


class Terms:
    """How a book calls its two columns of figures, and in which unit it writes them.

    ``same_year``: it is compared with an earlier budget of its own year (추경), not with last
    year's. ``own``: its subjects are those of an agency (관·항·목), not those of a government.
    """

    def __init__(self, unit=1_000, same_year=False, own=False):
        self.unit, self.same_year, self.own = unit, same_year, own
        self.after = "예산액" if not same_year else "경정액"
        self.before = "기정액" if same_year else "전년도예산액"
        self.change = "증감" if same_year else "비교증감"

        self.revenue_top = "관·항" if own else "장·관"
        self.revenue = "관·항·목" if own else "장·관·항·목"
        self.nature = "관·항·목" if own else "그룹·편성목·통계목"
        self.item = "항·목" if own else "편성목"
        self.subject = "항·목" if own else "편성목·통계목"

    @property
    def note(self):
        return f"(단위: {UNITS[self.unit]})"

    def figures(self, node):
        """Return after, before and the change between the two as they are written."""
        after, before = shown(node.after, self.unit), shown(node.before, self.unit)
        return after, before, after - before

    def amount_column(self):
        """Return the column of what an estimate comes to; won need more room than 천원."""
        return Column("금액", 15 if self.unit > 1 else 22, "right")

    def figure_columns(self, width=16):
        return tuple(
            Column(label, width, "right") for label in (self.after, self.before, self.change)
        )

    def heads(self, *labels):
        """Return one row of headings; a label may be (text, columns)."""
        cells = [Cell(one, align="center") if isinstance(one, str) else Cell(*one, align="center")
                 for one in labels]
        return (tuple(cells),)
