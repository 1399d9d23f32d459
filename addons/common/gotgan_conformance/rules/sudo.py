"""Raised rights stay in one statement, under a name that says so."""

import ast

from .syntax import FUNCTIONS, called_name, walk
from .violation import Violation

# What a recordset method returns is again a recordset with raised rights.
RECORDSET_METHODS = {
    "sudo", "browse", "search", "search_fetch", "create", "copy", "exists", "filtered", "new",
    "filtered_domain", "sorted", "mapped", "with_context", "with_company", "with_prefetch",
}  # fmt: skip


def check_sudo(source):
    """A recordset with raised rights is bound only to ``x_sudo`` and never handed back."""
    if source.kind != "product":
        return []
    return [
        Violation("sudo-name", source.at(node), fault)
        for function in walk(source.tree, *FUNCTIONS)
        for node in _statements(function)
        for fault in _faults(node)
    ]


def _statements(function):
    """Return the nodes of a function that are not inside a nested function."""
    pending, found = list(function.body), []
    while pending:
        node = pending.pop()
        if not isinstance(node, FUNCTIONS):
            found.append(node)
            pending.extend(ast.iter_child_nodes(node))
    return found


def _faults(node):
    if isinstance(node, ast.Assign) and any(map(_is_raised, _alternatives(node.value))):
        return [f"name it {name}_sudo" for name in _bad_names(node.targets)]
    if isinstance(node, ast.For) and _is_raised(node.iter):
        return [f"name it {name}_sudo" for name in _bad_names([node.target])]
    if isinstance(node, ast.Return) and any(map(_is_raised, _alternatives(node.value))):
        return ["a recordset with raised rights leaves the function"]
    return []


def _alternatives(node):
    """Return what an expression may be: both sides of ``a if b else c`` and of ``a or b``."""
    if isinstance(node, ast.IfExp):
        return [*_alternatives(node.body), *_alternatives(node.orelse)]
    if isinstance(node, ast.BoolOp):
        return [side for value in node.values for side in _alternatives(value)]
    return [node]


def _bad_names(targets):
    names = [ast.unparse(target) for target in targets]
    return [name for name in names if not name.endswith("_sudo") or "." in name]


def _is_raised(node):
    """Say whether an expression is ``….sudo()``, or a recordset taken from one."""
    while isinstance(node, (ast.Call, ast.Subscript)):
        if isinstance(node, ast.Subscript):
            node = node.value
            continue
        if not isinstance(node.func, ast.Attribute):
            return False
        if called_name(node) == "sudo":
            return not _lowers(node)
        if called_name(node) not in RECORDSET_METHODS:
            return False
        node = node.func.value
    return False


def _lowers(call):
    """``sudo(False)`` and ``sudo(self.env.su)`` give the raised rights back."""
    return bool(call.args) and getattr(call.args[0], "value", None) is not True
