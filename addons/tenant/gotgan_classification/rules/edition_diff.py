"""What an edition changes in a table: the difference of two lists of rows, in plain Python."""

from typing import NamedTuple

from .edition_rows import Row

KINDS = ("added", "removed", "restored", "moved", "renamed", "changed")


class Change(NamedTuple):
    """One row that differs. ``kind`` is the weightiest of what happened to it."""

    kind: str
    code: str
    before: Row | None
    after: Row | None
    fields: tuple = ()


def diff_rows(existing, new, complete=True):
    """Return the changes that turn ``existing`` into ``new``, in the order of ``new``.

    :param existing: the rows in the database, retired ones too
    :param new: the rows of the file
    :param bool complete: the file is the whole table; rows it does not name are retired

    >>> old = [Row(0, "401-01", "401", {"name": "시설비"}),
    ...        Row(0, "401-04", "401", {"name": "행사관련시설비"})]
    >>> new = [Row(2, "401-01", "401", {"name": "시설공사보상비"}),
    ...        Row(3, "401-02", "401", {"name": "시설비"})]
    >>> [(one.kind, one.code, one.fields) for one in diff_rows(old, new)]
    [('renamed', '401-01', ('name',)), ('added', '401-02', ()), ('removed', '401-04', ())]
    >>> [one.kind for one in diff_rows(old, new, complete=False)]
    ['renamed', 'added']
    >>> diff_rows(old, [Row(2, "401-01", "401", {"name": "시설비"})], complete=False)
    []
    """
    by_code = {row.code: row for row in existing}
    changes = [change for change in (_compare(by_code.get(row.code), row) for row in new) if change]
    if complete:
        named = {row.code for row in new}
        changes += [
            Change("removed", row.code, row, None)
            for row in existing
            if row.active and row.code not in named
        ]
    return changes


def _compare(before, after):
    """Return the change from ``before`` to ``after``, or None where they are the same."""
    if before is None:
        return Change("added", after.code, None, after)
    fields = tuple(
        name
        for name, value in after.values.items()
        if (before.values.get(name) or "") != (value or "")
    )
    kinds = []
    if before.active != after.active:
        kinds.append("restored" if after.active else "removed")
    if before.parent_code != after.parent_code or "level" in fields:
        kinds.append("moved")
    if "name" in fields:
        kinds.append("renamed")
    if fields:
        kinds.append("changed")
    return Change(kinds[0], after.code, before, after, fields) if kinds else None


def count_kinds(changes):
    """Return how many changes of each kind there are.

    >>> count_kinds([Change("added", "1", None, None)])["added"]
    1
    """
    return {kind: sum(change.kind == kind for change in changes) for kind in KINDS}
