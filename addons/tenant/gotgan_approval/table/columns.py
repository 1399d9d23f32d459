"""Where the columns of a 위임전결규정 별표 are, by the words at the top of it."""

import re
from typing import NamedTuple

HEADER_WITHIN = 30
# In this order: 부시장 ends in 시장, 담당관 begins with 담당.
_LEVELS = (
    ("vice_head", "부단체장|부시장|부군수|부구청장|부지사|부기관장|부원장|부사장|부이사장"),
    ("head", "단체장|시장|군수|구청장|도지사|지사|기관장|원장|이사장|대표이사|사장|청장"),
    ("bureau", "국장|본부장|실장"),
    ("division", "과장|담당관|부서장|소장|동장|읍장|면장"),
    ("staff", "담당자|주무관|실무자"),
    ("team", "팀장|계장|담당|파트장"),
)
_OTHERS = (
    ("number", "번호|연번|일련번호|순번|no"),
    ("department", "부서|소관부서|담당부서|주관부서|부서명|해당부서"),
    ("amount", "금액|금액기준|기준금액|결재한도|전결한도|금액한도|한도액|한도|금액범위|전결금액"),
    ("post", "후결|후결여부|후결가능|후결허용"),
    ("detail", "세부사무|세부업무|세부내용|내용|전결사항|결재사항|위임사항|전결내용|세부사항|"
     "세부단위업무"),
    ("work", "단위업무|단위사무|업무명|사무명|사무|업무|업무구분|구분|사무내용|단위업무명|대분류|"
     "중분류"),
    ("note", "비고|참고|근거"),
)


class Layout(NamedTuple):
    """``levels``: {place: level}; ``works``: places of the words; ``others``: {name: place}."""

    levels: dict
    works: tuple
    others: dict


def compact(text):
    """Return a heading without what people put between its letters.

    >>> compact("실 · 과장\\n(담당관)"), compact("단위 업무")
    ('실과장(담당관)', '단위업무')
    """
    return re.sub(r"[\s·ㆍ․/,.*]+", "", text or "").lower()


def find_level(heading):
    """Return the level a heading names, '' if none.

    >>> [find_level(one) for one in ("부시장", "시 장", "실·국장", "과장(담당관)", "팀장", "비고")]
    ['vice_head', 'head', 'bureau', 'division', 'team', '']
    """
    plain = re.sub(r"\(.*?\)", "", compact(heading)) or compact(heading)
    for level, words in _LEVELS:
        if re.search(f"(?:{words})$", plain):
            return level
    return ""


def find_layout(lines):
    """Return (place of the last line of the header, Layout) or (None, None).

    The posts may stand under one merged heading (전결권자), and the other columns beside it: what
    is not found in the line of the posts is looked for in the two lines above.

    :param lines: the first lines of the sheet, as lists of texts
    """
    for number, line in enumerate(lines[:HEADER_WITHIN]):
        levels = {place: level for place, cell in enumerate(line) if (level := find_level(cell))}
        if len(set(levels.values())) >= 2:
            above = lines[max(0, number - 2):number]
            return number, _complete(line, above, levels)
    return None, None


def _complete(line, above, levels):
    works, others = [], {}
    width = max(map(len, [line, *above]))
    for place in range(width):
        if place in levels:
            continue
        name = next((
            found for one in (line, *reversed(above))
            if place < len(one) and (found := _find_other(one[place]))
        ), "")
        if name in ("work", "detail"):
            works.append(place)
        elif name:
            others.setdefault(name, place)
    return Layout(levels, tuple(works), others)


def _find_other(heading):
    plain = re.sub(r"\(.*?\)", "", compact(heading))
    return next((name for name, words in _OTHERS if re.fullmatch(words, plain)), "")
