"""A file of 추경 rows only: it says what changes, and what stands came with earlier imports.

The rows that stand are put before those of the file, as if they were rows of it, and the line is
settled anew: 경정 takes the place of its 기정, everything else stays (지방재정법 45). A corrected
file of the same 추경 takes the place of its former version.
"""

from typing import NamedTuple

from .columns import HEADING
from .plan import Estimate, Line
from .problem import ERROR, WARNING
from .row import MAIN
from .settle import BREAKDOWN, COUNTED


class Stored(NamedTuple):
    """A current cost estimate as an earlier import left it; ``path`` names what it breaks down."""

    id: int
    sequence: int
    path: tuple
    name: str
    formula: str
    amount: int
    base: int
    round: int
    status: str
    duty: str
    support: str
    sources: dict


class Seed(Estimate):
    """A stored estimate standing before the rows of a file. Its faults were told in its time."""

    __slots__ = ("stored",)

    def __init__(self, stored):
        self.stored, self.parent, self.path = stored, None, stored.path
        self.row, self.round, self.level = 0, stored.round, MAIN + len(stored.path)
        self.name, self.formula = stored.name, stored.formula
        self.amount, self.base, self.sources = stored.amount, stored.base, stored.sources
        self.duty, self.support = stored.duty, stored.support
        self.base_sources, self.until = {}, None
        self.status = BREAKDOWN if stored.path else COUNTED


class Scope(NamedTuple):
    """One (department, fund) a file speaks about: names, first row, the numbers of its 추경.

    Number 0 is the 본예산: where it is among them, the file has the whole budget of the two.
    """

    department: str
    fund: str
    row: int
    rounds: set

    @property
    def first(self):
        return min(self.rounds)


def find_scopes(plan, find_pair):
    """Return {pair: Scope} of a plan; ``find_pair`` gives the pair of a (department, fund)."""
    scopes = {}
    for key, line in plan.lines.items():
        pair = find_pair(key.department, key.fund)
        if pair not in scopes:
            fund = plan.fund_names.get(key.fund, key.fund)
            scopes[pair] = Scope(key.department.name, fund, line.estimates[0].row, set())
        scopes[pair].rounds.update(one.round for one in line.estimates)
    return scopes


def judge_rounds(scopes, stored, problems):
    """Name each 추경 in the books that a file would undo by not having it.

    A file of 추경 rows is refused then. One with the 본예산 states the whole budget: it may.

    :param dict stored: {pair: the numbers of the 추경 that earlier imports brought}
    """
    for pair, scope in scopes.items():
        lost = {one for one in stored.get(pair, ()) if one >= scope.first} - scope.rounds
        for number in sorted(lost):
            problems.add(
                scope.row, HEADING["kind"], *_ROUND_FAULTS[bool(scope.first)],
                department=scope.department, fund=scope.fund, number=number,
            )


def judge_made(scopes, made, problems):
    """Refuse 추경 rows of a number that was decided here: the file would bring it a second time.

    A file with the 본예산 states the whole budget, so nothing in it counts twice.

    >>> from .problem import Problems
    >>> problems, scope = Problems(), Scope("소통과", "일반회계", 3, {1})
    >>> judge_made({("소통과", "100"): scope}, {("소통과", "100"): {0, 1}}, problems)
    >>> [(one.code, one.params["number"]) for one in problems.items]
    [('round_made_here', 1)]
    """
    for pair, scope in scopes.items():
        for number in sorted(made.get(pair, set()) & scope.rounds if scope.first else ()):
            problems.add(
                scope.row, HEADING["kind"], "round_made_here",
                department=scope.department, fund=scope.fund, number=number,
            )


def judge_first(scopes, problems):
    """Refuse 추경 rows in a year without a 본예산: there is nothing that they change.

    >>> from .problem import Problems
    >>> problems, scope = Problems(), Scope("소통과", "일반회계", 3, {1})
    >>> judge_first({("소통과", "100"): scope}, problems)
    >>> [one.code for one in problems.items]
    ['no_original']
    >>> judge_first({1: scope, 2: scope._replace(rounds={0, 1})}, problems)
    >>> problems.errors
    1
    """
    if scopes and all(scope.first for scope in scopes.values()):
        scope = min(scopes.values(), key=lambda one: one.row)
        problems.add(scope.row, HEADING["kind"], "no_original", number=scope.first)


_ROUND_FAULTS = {True: ("later_round", ERROR), False: ("round_taken_back", WARNING)}


def seed_plan(plan, places, stored, known):
    """Return the plan with what stands put before the 추경 rows that change it.

    :param dict places: {Key: (number of the first 추경, pair, line address or None)} of the lines
        of supplements
    :param dict stored: {line address: (first 추경, [Stored, …])}, with the lines that the file does
        not name and that go back to what they were
    :param known: the pairs whose budget before this 추경 earlier imports brought
    """
    merged, rest = {}, dict(stored)
    for key, (first, pair, address) in places.items():
        line = plan.lines[key]
        line.is_known = pair in known
        if address in merged:
            # two spellings of one line: a programme with its code, and without
            merged[address].estimates += plan.lines.pop(key).estimates
        else:
            merged[address or key] = line
            seed(line, rest.pop(address, (first, ()))[1], first)
    returned = {address: seed(Line(None), ones, first) for address, (first, ones) in rest.items()}
    pairs = frozenset(pair for _first, pair, _address in places.values())
    return plan._replace(supplements=pairs, returned=returned)


def seed(line, stored, first):
    """Put the stored estimates from before the 추경 number ``first`` before the rows of a line.

    Those of that 추경 and after give way to the file's rows.

    >>> old = Stored(7, 3, (), "교육", "", 2000, 0, 0, "counted", "", "", {"자체재원": 2000})
    >>> new = old._replace(id=8, sequence=4, base=2000, round=1, amount=2500)
    >>> line = seed(Line(None), [old, new], 1)
    >>> [one.name for one in line.estimates], [one.id for one in line.replaced]
    (['교육'], [8])
    """
    if stored:
        line.replaced = [one for one in stored if one.round >= first]
        line.estimates[:0] = [Seed(one) for one in stored if one.round < first]
        if line.key and any(one.level != MAIN and not one.parent for one in line.rows):
            adopt(line)
    return line


def adopt(line):
    """Put breakdowns whose 산출근거 stands in the books, and not in the file, below it.

    It is the one that has a breakdown of that name, or the only one of the line.
    """
    seeds = [one for one in line.estimates if one.stored]
    mains = [one for one in seeds if one.level == MAIN]
    for orphan in [one for one in line.rows if one.level != MAIN and not one.parent]:
        paths = {one.path for one in seeds if (one.level, one.name) == (orphan.level, orphan.name)}
        above = [one for one in seeds if (*one.path, one.name) in paths] or (
            mains if len({one.name for one in mains}) == 1 else []
        )
        orphan.parent = above[-1] if len({(*one.path, one.name) for one in above}) == 1 else None
    for one in line.rows:
        one.path = one.find_path()
