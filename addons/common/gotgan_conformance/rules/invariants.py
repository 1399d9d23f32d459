"""What must never be written: bypasses, hidden commits, pasted SQL, swallowed errors."""

import ast
import re

from .syntax import called_name, constant, decorators, dotted, functions, keyword, models_in, walk
from .violation import Violation

BYPASS = re.compile(r"^(skip|force|no|bypass|ignore|disable)_|_(bypass|unlocked)$")
# Keys that Odoo itself reads and that open nothing a person is kept from.
FOREIGN_KEYS = {"no_reset_password": "creating a user without an invitation mail"}
DATABASE_ERRORS = {"UserError", "ValidationError", "AccessError", "Error", "IntegrityError"}
BROAD = {"Exception", "BaseException"}
LOG_METHODS = {"exception", "error", "warning", "critical"}


def _is_bypass(key):
    return isinstance(key, str) and bool(BYPASS.search(key)) and key not in FOREIGN_KEYS


def check_context_bypass(source):
    """No key in the context opens a door: JSON can forge every one of them."""
    found = []
    for node in ast.walk(source.tree):
        for key in _context_keys(node):
            if _is_bypass(key):
                found.append(Violation("context-bypass", source.at(node), f"context key {key!r}"))
    return found


def _context_keys(node):
    if isinstance(node, ast.Call):
        return _keys_of_call(node)
    if isinstance(node, ast.Subscript) and _is_context(node.value):
        return [constant(node.slice)]
    if isinstance(node, ast.Compare) and any(_is_context(item) for item in node.comparators):
        return [constant(node.left)]
    return []


def _keys_of_call(call):
    name = called_name(call)
    if name == "get" and isinstance(call.func, ast.Attribute) and _is_context(call.func.value):
        return [constant(argument) for argument in call.args[:1]]
    if name == "with_context" or (name == "dict" and any(map(_is_context, call.args))):
        given = [item.arg for item in call.keywords if item.arg]
        return given + [key for item in call.args for key in _keys_of_dict(item)]
    return []


def _keys_of_dict(node):
    return [constant(key) for key in node.keys] if isinstance(node, ast.Dict) else []


def _is_context(node):
    return dotted(node).split(".")[-1] in {"context", "_context"}


def check_commit(source):
    """Only the server ends a transaction; a batch reports with ``_commit_progress``."""
    return [
        Violation("cr-commit", source.at(call), "cr.commit() splits what must be one transaction")
        for call in walk(source.tree, ast.Call)
        if source.kind == "product"
        and called_name(call) in {"commit", "rollback"}
        and re.search(r"(^|\.)_?cr(_\w+)?\.", dotted(call.func))
    ]


def check_pasted_sql(source):
    return [
        Violation("pasted-sql", source.at(call), "pass values as parameters of SQL(…)")
        for call in walk(source.tree, ast.Call)
        if source.kind in {"product", "cli"}
        and called_name(call)
        in {"execute", "execute_query", "execute_values", "SQL", "executemany"}
        and call.args
        and _is_pasted(call.args[0])
    ]


def _is_pasted(node):
    if isinstance(node, ast.JoinedStr):
        return any(isinstance(part, ast.FormattedValue) for part in node.values)
    if isinstance(node, ast.BinOp):
        return isinstance(node.op, (ast.Mod, ast.Add)) and not _is_constant_sum(node)
    return isinstance(node, ast.Call) and called_name(node) == "format"


def _is_constant_sum(node):
    sides = (node.left, node.right)
    return isinstance(node.op, ast.Add) and all(constant(side) is not None for side in sides)


def check_print(source):
    return [
        Violation("no-print", source.at(call), "print() in product code; log it")
        for call in walk(source.tree, ast.Call)
        if source.kind == "product" and dotted(call.func) == "print"
    ]


def check_swallowed(source):
    """An error is handled, logged or raised again; it never just disappears."""
    handlers = [
        Violation("swallowed", source.at(handler), "the exception disappears here")
        for handler in walk(source.tree, ast.ExceptHandler)
        if _swallows(handler)
    ]
    return handlers + [
        Violation("swallowed", source.at(call), "suppress() hides every exception")
        for call in walk(source.tree, ast.Call)
        if called_name(call) == "suppress" and BROAD & set(map(dotted, call.args))
    ]


def _swallows(handler):
    caught = _caught(handler)
    if BROAD & caught or not caught:
        return not _speaks(handler)
    return bool(DATABASE_ERRORS & caught) and _is_empty(handler.body)


def _caught(handler):
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return {dotted(kind).split(".")[-1] for kind in kinds if kind is not None}


def _is_empty(body):
    return all(
        isinstance(node, (ast.Pass, ast.Continue))
        or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
        for node in body
    )


def _speaks(handler):
    """Say whether a handler raises, logs, or makes something of the exception it caught."""
    nodes = [node for statement in handler.body for node in ast.walk(statement)]
    return any(
        isinstance(node, ast.Raise)
        or (isinstance(node, ast.Name) and node.id == handler.name)
        or (isinstance(node, ast.Call) and called_name(node) in LOG_METHODS)
        for node in nodes
    )


def check_loop_returns(source):
    """A check that returns inside its loop leaves the other records unchecked."""
    return [
        Violation("loop-return", source.at(node), f"{method.name} returns from inside a loop")
        for method in functions(source.tree)
        if "api.constrains" in decorators(method)
        for loop in walk(method, ast.For, ast.While)
        for node in walk(loop, ast.Return)
    ]


def check_translated_calls(source):
    """``self.env._()`` takes a literal with named placeholders, or translators cannot work."""
    return [
        Violation("translated-call", source.at(call), fault)
        for call in walk(source.tree, ast.Call)
        if dotted(call.func).endswith("env._") or dotted(call.func) == "_"
        for fault in _translation_faults(call)
    ]


def _translation_faults(call):
    """A message without any value is a template that is filled in later."""
    text = constant(call.args[0]) if call.args else None
    if text is None:
        return ["the message must be one literal string"]
    if re.search(r"(?<!%)(?:%%)*%[sdrfi]", text):
        return [f"use named placeholders in {text!r}"]
    names = set(re.findall(r"%\((\w+)\)", text))
    given = {item.arg for item in call.keywords}
    if given and names - given and None not in given:
        return [f"no value for {', '.join(sorted(names - given))}"]
    return []


def check_deprecated(source):
    """Names that Odoo 19 no longer knows, or that mean something weaker than they say."""
    old = {
        "check_access_rights": "check_access",
        "check_access_rule": "check_access",
        "name_get": "_compute_display_name",
        "read_group": "_read_group",
        "lock_for_update": "the ledger's own lock (it skips rows that are locked)",
    }
    return [
        Violation(
            "deprecated", source.at(call), f"{called_name(call)}: use {old[called_name(call)]}"
        )
        for call in walk(source.tree, ast.Call)
        if source.addon and isinstance(call.func, ast.Attribute) and called_name(call) in old
    ]


def check_old_imports(source):
    """``self.env._`` knows the user's language; domains are ``odoo.fields.Domain``."""
    old = {("odoo", "_"): "self.env._", ("odoo.osv", "expression"): "odoo.fields.Domain"}
    return [
        Violation("deprecated", source.at(node), f"{alias.name}: use {use}")
        for node in walk(source.tree, ast.ImportFrom)
        for alias in node.names
        if (use := old.get((node.module, alias.name)))
    ]


def check_groups_on_models(source):
    """A field's ``groups=`` names groups by their full XML id."""
    return [
        Violation("field-groups", source.at(call), f"groups={value!r} is no full XML id")
        for model in models_in(source.tree)
        for call in walk(model, ast.Call)
        if (value := constant(keyword(call, "groups")))
        and not all("." in name for name in value.replace("!", "").split(","))
    ]
