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
            _replace(same_name, line, problems)
    amounts = defaultdict(int)
    for estimate in line.estimates:
        if estimate.status == COUNTED:
            for source, won in estimate.sources.items():
                amounts[source] += won
    line.amounts = {source: won for source, won in amounts.items() if won}
    _check_orphans(line, problems)
    _check_not_negative(line, problems)
    _check_breakdowns(line, families, problems)


def _tell(problems, estimate, column, code, severity=ERROR, /, **params):
    """Name a fault of a row of the file; what an earlier import brought was judged then."""
    if not estimate.stored:
        problems.add(estimate.row, HEADING[column], code, severity, **params)


def _replace(estimates, line, problems):
    """Let each 추경 row take the place of the rows whose amount is its 기정액.

    A 추경 row with 기정 0 adds to them.
    """
    standing = []
    for estimate in sorted(estimates, key=lambda one: one.round):
        if estimate.round and estimate.base:
            earlier = [one for one in standing if one.round < estimate.round]
            for one in _find_replaced(estimate, earlier, line, problems):
                one.status, one.until = REPLACED, estimate.round
            standing = [one for one in standing if one.status != REPLACED]
        elif standing and standing[-1].round == estimate.round:
            _tell(problems, estimate, "name", "duplicate_name", WARNING, name=estimate.name)
        standing.append(estimate)


def _find_replaced(estimate, earlier, line, problems):
    """Return the rows a 추경 row replaces: all of the name, or the one that has its 기정액."""
    total = sum(one.amount for one in earlier)
    same = earlier if total == estimate.base else [
        one for one in earlier if one.amount == estimate.base
    ][:1]
    if same:
        _check_base_sources(estimate, same, problems)
    else:
        _tell_base(estimate, earlier, line, problems)
    return same or earlier


def _check_base_sources(estimate, replaced, problems):
    """기정 of each funding source is what the replaced rows have of it."""
    found = defaultdict(int)
    for one in replaced:
        for source, won in one.sources.items():
            found[source] += won
    base = estimate.base_sources
    if estimate.stored or estimate.level != MAIN:
        return
    for source in sorted({*base, *found}):
        if base.get(source, 0) != found.get(source, 0):
            problems.add(
                estimate.row, f"{source} 기정", "base_source_mismatch", WARNING,
                name=estimate.name, base=base.get(source, 0), found=found.get(source, 0),
            )


def _tell_base(estimate, earlier, line, problems):
    """Say that nothing of a row's 기정액 stands before it.

    Where the budget before is known, such a row is wrong. Where it is not, the row is all there
    is, and it counts in full; beside a 본예산, its 기정액 is what stood before it.
    """
    is_main = estimate.level == MAIN
    facts = {"name": estimate.name, "base": estimate.base}
    if earlier:
        _tell(
            problems, estimate, "base", "base_mismatch", ERROR if is_main else WARNING,
            **facts, found=sum(one.amount for one in earlier),
        )
    elif is_main and line.is_known:
        _tell(problems, estimate, "base", "base_row_missing", **facts)
    elif is_main and line.is_whole:
        line.presumed.append(estimate)
        _tell(problems, estimate, "base", "base_presumed", WARNING, **facts)
    elif is_main:
        _tell(problems, estimate, "base", "counts_in_full", WARNING, **facts)


def _check_orphans(line, problems):
    for one in line.estimates:
        if one.level != MAIN and not one.parent:
            _tell(problems, one, "name", "orphan_breakdown", name=one.name)


def _check_not_negative(line, problems):
    """Neither the line nor what any budget of the year left of it is below zero."""
    for source, won in _find_lowest(line).items():
        if won < 0 and line.rows:
            lowest = min(line.rows, key=lambda one: one.sources.get(source, 0))
            _tell(
                problems, lowest, "budget", "negative_line",
                source=source, amount=won, project=line.key.project.name, code=line.key.subitem,
            )


def _find_lowest(line):
    """Return {funding source: the least won that it has after one of the year's budgets}."""
    if all(one.round == line.estimates[0].round for one in line.estimates) and not line.presumed:
        return line.amounts
    standing, lowest = defaultdict(int), {}
    steps = defaultdict(list)
    for number, source, won in line.changes():
        steps[number].append((source, won))
    for _number, changes in sorted(steps.items()):
        for source, won in changes:
            standing[source] += won
        lowest = {source: min(won, lowest.get(source, won)) for source, won in standing.items()}
    return lowest


def _check_breakdowns(line, families, problems):
    """The breakdown of a 산출근거 should add up to it; the 산출근거 itself is what counts."""
    for path, by_name in families.items():
        if len(path) != 1:
            continue
        parts = [one for same in by_name.values() for one in same if one.status == BREAKDOWN]
        whole = [one for one in line.estimates if one.status == COUNTED and one.name == path[0]]
        total, expected = sum(one.amount for one in parts), sum(one.amount for one in whole)
        if whole and total != expected:
            rows = [one for one in (*parts, *whole) if not one.stored]
            _tell(
                problems, (rows or whole)[-1], "budget", "breakdown_mismatch", WARNING,
                name=path[0], total=total, amount=expected,
            )
