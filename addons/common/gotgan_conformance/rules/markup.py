"""Views and data in the language of Odoo 19."""

import re

from .violation import Violation

OLD_ATTRIBUTES = {
    "attrs": "invisible= / readonly= / required=",
    "states": "invisible=",
    "t-esc": "t-out",
    "t-raw": "t-out",
}


def check_markup(where, tree):
    return [
        Violation("old-markup", f"{where}:{node.sourceline}", fault)
        for node in tree.iter()
        if isinstance(node.tag, str)
        for fault in _faults(node)
    ]


def _faults(node):
    found = [f"{old}= is {new}" for old, new in OLD_ATTRIBUTES.items() if node.get(old) is not None]
    if node.tag == "tree":
        found.append("<tree> is <list>")
    if node.tag == "field" and node.get("name") in {"groups_id", "category_id"} and _in_group(node):
        found.append(f"{node.get('name')} has another name in Odoo 19")
    return found


def _in_group(node):
    record = node.getparent()
    model = record is not None and record.get("model")
    name = node.get("name")
    return (model == "res.groups" and name == "category_id") or (
        model in {"res.users", "ir.ui.menu", "ir.ui.view"} and name == "groups_id"
    )


def check_won_widget(where, tree, amounts):
    """Amounts on screen use the won widget. ``amounts`` are the field names known to be Won."""
    return [
        Violation("won-widget", f"{where}:{node.sourceline}", f"{node.get('name')}: widget='won'")
        for node in tree.iter("field")
        if node.get("name") in amounts
        and _is_shown(node)
        and node.get("widget") not in {"won", "won_live"}
    ]


def _is_shown(node):
    """Say whether a field node is one a person sees in a list or a form."""
    if node.get("column_invisible") in {"1", "True"} or node.get("invisible") in {"1", "True"}:
        return False
    parent = next(
        (
            up.tag
            for up in node.iterancestors()
            if up.tag in {"list", "form", "search", "pivot", "graph", "kanban"}
        ),
        "",
    )
    return parent in {"list", "form"}


def check_context_keys(where, tree):
    """The contexts of actions and fields carry no bypass either."""
    return [
        Violation("context-bypass", f"{where}:{node.sourceline}", f"context key {key!r}")
        for node in tree.iter()
        if isinstance(node.tag, str)
        for key in re.findall(
            r"'((?:skip|force|no|bypass|ignore|disable)_\w+)'\s*:", _context(node)
        )
    ]


def _context(node):
    if node.tag == "field" and node.get("name") == "context":
        return node.text or ""
    return node.get("context") or ""


def check_empty_states(where, tree):
    """An empty list tells a person what it is for and how to begin."""
    return [
        Violation("empty-state", f"{where}:{record.sourceline}", f"{record.get('id')} has no help")
        for record in tree.iter("record")
        if record.get("model") == "ir.actions.act_window"
        and "list" in _field_text(record, "view_mode", "list,form")
        and _field_text(record, "target", "current") != "new"
        and not _field_text(record, "help", "")
    ]


def _field_text(record, name, default):
    node = record.find(f"field[@name='{name}']")
    return default if node is None else "".join(node.itertext()).strip() or node.get("eval", "")


def check_totals(where, tree, amounts):
    """A list that shows an amount shows its total; a price is not added up.

    Lists inside a form are part of a document, whose own totals stand in the form; a column that
    comes and goes says by its condition when adding up makes sense.
    """
    return [
        Violation("list-total", f"{where}:{node.sourceline}", f"{node.get('name')}: give it sum=")
        for view in tree.iter("list")
        if next(view.iterancestors("form"), None) is None
        for node in view.findall("field")
        if node.get("name") in amounts
        and "price" not in node.get("name")
        and _is_shown(node)
        and not node.get("column_invisible")
        and not node.get("sum")
    ]
