"""Small questions about Python syntax trees that the rules share."""

import ast

MODEL_BASES = {"Model", "AbstractModel", "TransientModel"}
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def walk(tree, *kinds):
    """Return the nodes of the given kinds, in the order of ``ast.walk``."""
    return [node for node in ast.walk(tree) if isinstance(node, kinds)]


def functions(tree):
    return walk(tree, *FUNCTIONS)


def dotted(node):
    """Return ``a.b.c`` for a name or attribute chain, an empty string for anything else.

    >>> dotted(ast.parse("self.env.cr.commit", mode="eval").body)
    'self.env.cr.commit'
    """
    if isinstance(node, ast.Name):
        return node.id
    if not isinstance(node, ast.Attribute):
        return ""
    base = dotted(node.value)
    return f"{base}.{node.attr}" if base else ""


def called_name(call):
    """Return the last name of what is called: ``create`` for ``self.env["x"].create()``."""
    function = call.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def constant(node, kind=str):
    """Return the value of a constant of that kind, else None."""
    if isinstance(node, ast.Constant) and isinstance(node.value, kind):
        return node.value
    return None


def assigned(class_node):
    """Return {name: value node} of the plain assignments in a class body."""
    found = {}
    for node in class_node.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            found[node.targets[0].id] = node.value
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            found[node.target.id] = node.value
    return found


def is_model(class_node):
    """Say whether a class is an Odoo model, by its bases."""
    return any(
        (isinstance(base, ast.Attribute) and base.attr in MODEL_BASES)
        or (isinstance(base, ast.Name) and base.id in MODEL_BASES)
        for base in class_node.bases
    )


def models_in(tree):
    return [node for node in walk(tree, ast.ClassDef) if is_model(node)]


def model_name(class_node):
    """Return the model a class defines or extends, or an empty string."""
    values = assigned(class_node)
    name = constant(values.get("_name"))
    if name:
        return name
    inherit = values.get("_inherit")
    if isinstance(inherit, (ast.List, ast.Tuple)) and inherit.elts:
        inherit = inherit.elts[0]
    return constant(inherit) or ""


def decorators(function):
    """Return the dotted names of a function's decorators, called or not."""
    nodes = [getattr(node, "func", node) for node in function.decorator_list]
    return [dotted(node) for node in nodes]


def field_type(value):
    """Return ``Char`` for ``fields.Char(...)``, ``Won`` for ``Won(...)``; empty if no field.

    >>> field_type(ast.parse("fields.Many2one('x')", mode="eval").body)
    'Many2one'
    """
    if not isinstance(value, ast.Call):
        return ""
    if isinstance(value.func, ast.Attribute) and dotted(value.func.value).endswith("fields"):
        return value.func.attr
    return "Won" if called_name(value) == "Won" else ""


def fields_of(class_node):
    """Return {field name: call node} of a model class."""
    return {name: value for name, value in assigned(class_node).items() if field_type(value)}


def keyword(call, name):
    """Return the node given to a keyword argument, or None."""
    return next((item.value for item in call.keywords if item.arg == name), None)
