"""The base of the house knows no business noun."""

import ast
import re

from .syntax import FUNCTIONS, constant, walk
from .violation import Violation


def check_nouns(source, nouns):
    """No name in the code, and no model or key it speaks of, is one of the business nouns."""
    if not nouns or source.kind != "product":
        return []
    pattern = re.compile(rf"(?:^|[_.])({'|'.join(map(re.escape, sorted(nouns)))})s?(?:$|[_.])")
    return [
        Violation("business-noun", source.at(node), f"{name} speaks of {match[1]!r}")
        for node, name in _names(source.tree)
        if (match := pattern.search(name.lower()))
    ]


def _names(tree):
    """Return (node, name) of what the code names, and of the dotted or single words it quotes."""
    definitions = [(node, node.name) for node in walk(tree, ast.ClassDef, *FUNCTIONS)]
    names = [(node, node.id) for node in walk(tree, ast.Name)]
    attributes = [(node, node.attr) for node in walk(tree, ast.Attribute)]
    arguments = [(node, node.arg) for node in walk(tree, ast.arg)]
    words = [
        (node, node.value)
        for node in walk(tree, ast.Constant)
        if constant(node) and re.fullmatch(r"[\w.]+", node.value)
    ]
    return [*definitions, *names, *attributes, *arguments, *words]
