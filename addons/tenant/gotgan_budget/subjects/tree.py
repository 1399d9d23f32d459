"""Find the subject that the cells 관·항·세항·목·세목 of a row mean."""

import re
from collections import defaultdict
from typing import NamedTuple

from ..ehojo.row import fold
from .columns import SUBJECTS

CODE = re.compile(r"(\d{3}(?:-(?:\d{2}|P\d{2}))?)(?:\s+(.*))?")


class Subject(NamedTuple):
    """A row of the classification; ``path``: the subjects above it, the 관 first."""

    id: int
    code: str
    name: str
    level: str
    parent_id: int | None


def split_code(text):
    """Return (code, name) of a cell; people write ``101``, ``인건비`` or ``101 인건비``.

    >>> split_code("101-01 보수"), split_code("인건비"), split_code("101"), split_code("610-P01")
    (('101-01', '보수'), ('', '인건비'), ('101', ''), ('610-P01', ''))
    """
    shape = CODE.fullmatch(text)
    return (shape[1], shape[2] or "") if shape else ("", text)


class Tree:
    """The subjects of one side of a year.

    >>> tree = Tree([Subject(1, "700", "사업비용", "gwan", None),
    ...              Subject(2, "710", "영업비용", "hang", 1),
    ...              Subject(3, "101", "인건비", "mok", 2),
    ...              Subject(4, "101-01", "보수", "semok", 3)])
    >>> tree.find({"gwan": "사업비용", "hang": "영업비용", "mok": "인건비"}).code
    '101'
    >>> tree.find({"gwan": "700", "hang": "", "mok": "101 인건비", "semok": "보수"}).code
    '101-01'
    >>> tree.find({"gwan": "자본적지출", "hang": "영업비용", "mok": "인건비"})
    ('unknown_subject', 'gwan', {'value': '자본적지출'})
    """

    def __init__(self, subjects):
        self.by_id = {one.id: one for one in subjects}
        self.by_code, self.by_name = {}, defaultdict(list)
        for one in subjects:
            self.by_code[one.code] = one
            self.by_name[one.level, fold(one.name)].append(one)

    def path(self, subject):
        """Return the subjects from the 관 down to ``subject``."""
        found = [subject]
        while found[0].parent_id in self.by_id:
            found.insert(0, self.by_id[found[0].parent_id])
        return found

    def find(self, texts):
        """Return the Subject, or (problem code, column, params) where none or several fit."""
        named = [(level, texts[level]) for level in SUBJECTS if texts.get(level)]
        fitting = None
        for level, text in named:
            found = self._find_level(level, text)
            if not found:
                return "unknown_subject", level, {"value": text}
            if fitting is not None:
                above = {one.id for one in fitting}
                inside = [one for one in found if above & {up.id for up in self.path(one)}]
                if not inside:
                    return self._explain_outside(level, text, named, found)
                found = inside
            fitting = found
        if not fitting:
            return "missing_value", "mok", {}
        return fitting[0] if len(fitting) == 1 else self._explain_several(named[-1], fitting)

    def _find_level(self, level, text):
        code, name = split_code(text)
        if code:
            one = self.by_code.get(code)
            fits = one and one.level == level and (not name or fold(name) == fold(one.name))
            return [one] if fits else []
        return self.by_name.get((level, fold(name)), [])

    def _explain_outside(self, level, text, named, found):
        above = next(other for one, other in reversed(named[:named.index((level, text))]))
        return "subject_elsewhere", level, {
            "value": text, "above": above,
            "place": " › ".join(one.name for one in self.path(found[0])),
        }

    @staticmethod
    def _explain_several(named, fitting):
        level, text = named
        return "several_subjects", level, {
            "value": text, "codes": ", ".join(one.code for one in fitting),
        }
