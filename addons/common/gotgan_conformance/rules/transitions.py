"""A document's declared transitions name real states, lead somewhere, and ask real people.

A *document* is what was gathered of one model with ``_transitions``; see :class:`Document`.
"""

import ast
import re
from typing import NamedTuple

from .syntax import called_name, constant, walk
from .violation import Violation


class Document(NamedTuple):
    """One model's declaration, as plain data.

    ``transitions``: {name: (sources, target, who)}; ``capacities``: the kinds of ``who`` the model
    can answer; ``groups``: the group XML ids that exist; ``methods``: the doors a person or a clock
    opens; ``called``: transitions that code performs by name; ``hooks``: its effects.
    """

    model: str
    states: tuple
    default: str
    transitions: dict
    capacities: frozenset
    groups: frozenset = frozenset()
    methods: frozenset = frozenset()
    hooks: frozenset = frozenset()
    called: frozenset = frozenset()


def check_document(document):
    return [
        *_check_states(document),
        *_check_reachable(document),
        *_check_who(document),
        *_check_methods(document),
        *_check_hooks(document),
    ]


def _fault(document, what):
    return Violation("transition", document.model, what)


def _check_states(document):
    named = {
        (name, state)
        for name, (sources, target, _who) in document.transitions.items()
        for state in (*sources, target)
    }
    found = [
        _fault(document, f"{name} names the state {state!r}, which does not exist")
        for name, state in sorted(named)
        if state not in document.states
    ]
    if document.default not in document.states:
        found.append(_fault(document, f"begins in {document.default!r}, which is no state"))
    return found


def reachable(document):
    """Return the states that can be reached from the first one."""
    found, grown = {document.default}, True
    while grown:
        targets = {
            target
            for sources, target, _who in document.transitions.values()
            if found & set(sources)
        }
        grown = not targets <= found
        found |= targets
    return found


def _check_reachable(document):
    states = reachable(document)
    unreachable = [state for state in document.states if state not in states]
    dead = [
        name
        for name, (sources, _target, _who) in document.transitions.items()
        if not states & set(sources)
    ]
    return [
        *(_fault(document, f"the state {state!r} is never reached") for state in unreachable),
        *(_fault(document, f"{name} starts only from states never reached") for name in dead),
    ]


def _check_who(document):
    return [
        _fault(document, f"{name}: {fault}")
        for name, (_sources, _target, who) in document.transitions.items()
        for part in re.split(r"[|,]", who or "nobody")
        if (fault := _who_fault(document, part.strip()))
    ]


def _who_fault(document, who):
    kind, _colon, value = who.partition(":")
    if kind not in document.capacities:
        return f"who={who!r}: nothing answers {kind!r}"
    if kind == "group" and value not in document.groups:
        return f"who={who!r}: the group does not exist"
    return ""


def _check_methods(document):
    return [
        _fault(document, f"{name} has no action_{name}, and no code performs it")
        for name in document.transitions
        if name not in document.called
        and not {f"action_{name}", f"_cron_{name}"} & document.methods
    ]


def called_in(tree):
    """Return the transitions that a source performs by name, or through a table of its own.

    >>> sorted(called_in(ast.parse("x._do_transition('pay')")))
    ['pay']
    >>> sorted(called_in(ast.parse("NEXT = {'issue': 'order'}; x._do_transition(NEXT[step])")))
    ['order']
    """
    calls = [call for call in walk(tree, ast.Call) if called_name(call) == "_do_transition"]
    given = {constant(call.args[0]) for call in calls if call.args}
    return (given | _table_values(tree) if None in given else given) - {None}


def _table_values(tree):
    """Return the texts that the tables at the top of a source lead to."""
    tables = [node.value for node in tree.body if isinstance(node, ast.Assign)]
    dictionaries = [node for node in tables if isinstance(node, ast.Dict)]
    return {constant(value) for node in dictionaries for value in node.values}


def _check_hooks(document):
    """An effect ``_on_x`` without a transition x never happens."""
    return [
        _fault(document, f"{hook} belongs to no transition")
        for hook in sorted(document.hooks)
        if hook.removeprefix("_on_") not in document.transitions
    ]
