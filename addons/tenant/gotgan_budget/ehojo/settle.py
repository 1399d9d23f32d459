"""Which rows of a budget line count, and what the line amounts to.

The same 산출근거 can stand in several rows: as a total with its breakdown, and once per 추경.
"""

from collections import defaultdict

from .columns import HEADING
from .problem import ERROR, WARNING
from .row import MAIN

COUNTED, BREAKDOWN, REPLACED = "counted", "breakdown", "replaced"


def settle(line, problems):
    """Decide which rows of a line count, and what the line amounts to by funding source."""
    families = defaultdict(lambda: defaultdict(list))
    for estimate in line.estimates:
        families[estimate.path][estimate.name].append(estimate)
    for same_parent in families.values():
        for same_name in same_parent.values():
            _replace(same_name, line.is_known, problems)
    amounts = defaultdict(int)
    for estimate in line.estimates:
        if estimate.status == COUNTED:
            for source, won in estimate.sources.items():
                amounts[source] += won
    line.amounts = {source: won for source, won in amounts.items() if won}
    _check_not_negative(line, problems)
    _check_breakdowns(line, families, problems)


def _tell(problems, estimate, column, code, severity=ERROR, /, **params):
    """Name a fault of a row of the file; what an earlier import brought was judged then."""
    if not estimate.stored:
        problems.add(estimate.row, HEADING[column], code, severity, **params)


def _replace(estimates, is_known, problems):
    """Let each 추경 row take the place of the rows whose amount is its 기정액.

    A 추경 row with 기정 0 adds to them.
    """
    standing = []
    for estimate in sorted(estimates, key=lambda one: one.round):
        if estimate.round and estimate.base:
            earlier = [one for one in standing if one.round < estimate.round]
            for one in _find_replaced(estimate, earlier, is_known, problems):
                one.status = REPLACED
            standing = [one for one in standing if one.status != REPLACED]
        elif standing and standing[-1].round == estimate.round:
            _tell(problems, estimate, "name", "duplicate_name", WARNING, name=estimate.name)
        standing.append(estimate)


def _find_replaced(estimate, earlier, is_known, problems):
    """Return the rows a 추경 row replaces: all of the name, or the one that has its 기정액."""
    total = sum(one.amount for one in earlier)
    if total == estimate.base:
        return earlier
    same = [one for one in earlier if one.amount == estimate.base][:1]
    if not same:
        _tell_base(estimate, earlier, is_known, problems)
    return same or earlier


def _tell_base(estimate, earlier, is_known, problems):
    """Say that nothing of a row's 기정액 stands before it.

    Where the budget before is known, such a row is wrong. Where it is not, the row is all there
    is, and it counts in full.
    """
    is_main = estimate.level == MAIN
    facts = {"name": estimate.name, "base": estimate.base}
    if earlier:
        _tell(
            problems, estimate, "base", "base_mismatch", ERROR if is_main else WARNING,
            **facts, found=sum(one.amount for one in earlier),
        )
    elif is_main and is_known:
        _tell(problems, estimate, "base", "base_row_missing", **facts)
    elif is_main:
        _tell(problems, estimate, "base", "counts_in_full", WARNING, **facts)


def _check_not_negative(line, problems):
    for source, won in line.amounts.items():
        if won < 0 and line.rows:
            lowest = min(line.rows, key=lambda one: one.sources.get(source, 0))
            _tell(
                problems, lowest, "budget", "negative_line",
                source=source, amount=won, project=line.key.project.name, code=line.key.subitem,
            )


def _check_breakdowns(line, families, problems):
    """The breakdown of a 산출근거 should add up to it; the 산출근거 itself is what counts."""
    for path, by_name in families.items():
        if len(path) != 1:
            continue
        parts = [one for same in by_name.values() for one in same if one.status == BREAKDOWN]
        whole = [one for one in line.estimates if one.status == COUNTED and one.name == path[0]]
        total, expected = sum(one.amount for one in parts), sum(one.amount for one in whole)
        if whole and total != expected:
            _tell(
                problems, whole[-1], "budget", "breakdown_mismatch", WARNING,
                name=path[0], total=total, amount=expected,
            )
