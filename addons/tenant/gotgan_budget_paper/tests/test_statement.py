from types import SimpleNamespace

from odoo.tests import BaseCase, tagged

from ..book.expenditure import statement
from ..book.tree import Entry, Name, grow
from ..book.words import Terms

ABOVE = tuple(
    Name("1", one) for one in ("공사회계", "팀", "분야", "부문", "정책", "단위", "사업")
)
TRAVEL = (Name("700", "700 사업비용"), Name("202", "202 여비"), Name("202-01", "01 국내여비"))
RESERVE = (Name("801", "801 예비비"),) * 3


@tagged("post_install", "-at_install")
class TestStatement(BaseCase):
    """The statement of an agency, whose subjects are not all divided."""

    def test_a_subject_that_is_not_divided_is_no_part_of_the_one_above_it(self):
        entries = [
            Entry((*ABOVE, *subject, Name("09", "자체재원")), 10, 0)
            for subject in (TRAVEL, RESERVE)
        ]
        [fund] = grow(entries, ("fund",)).nodes
        book = SimpleNamespace(get_estimates=lambda _key, _won: [])
        rows = [*statement(book, fund, entries, Terms(1, own=True)).rows]
        levels = {row.cells[0]: row.level for row in rows}
        self.assertEqual(len(levels), len(rows), "each subject stands once")
        self.assertEqual(levels["801 예비비"], levels["202 여비"])
        self.assertGreater(levels["01 국내여비"], levels["202 여비"])
