"""Names say the kind, and what is public is meant to be."""

import ast

from .syntax import FUNCTIONS, assigned, constant, decorators, fields_of, keyword, models_in
from .violation import Violation

CRUD = frozenset(
    "create write unlink copy copy_data copy_translations read fetch search search_fetch "
    "search_count search_read default_get onchange fields_get get_view get_views name_create "
    "name_search load export_data exists browse web_read web_save web_search_read "
    "web_read_group web_name_search formatted_read_group formatted_read_grouping_sets "
    "read_progress_bar search_panel_select_range search_panel_select_multi_range check_access "
    "has_access init get_formview_id get_formview_action get_access_action".split()
)
FIELD_CALLBACKS = {"compute": "_compute_", "inverse": "_inverse_", "search": "_search_"}
DECORATOR_PREFIXES = {
    "api.constrains": "_check_",
    "api.onchange": "_onchange_",
    "api.ondelete": "_unlink_except_",
}


def is_public_name(name):
    """Say whether a method's name lets anyone who is logged in call it."""
    return not name.startswith("_") and not name.startswith("action_") and name not in CRUD


def check_public_surface(source):
    if source.kind != "product":
        return []
    return [
        Violation(
            "public-surface",
            source.at(method),
            f"{method.name} is callable by anyone logged in: _{method.name}, or @api.private",
        )
        for model in models_in(source.tree)
        for method in model.body
        if isinstance(method, FUNCTIONS)
        and is_public_name(method.name)
        and not {"api.private", "private", "property"} & set(decorators(method))
    ]


def judge_public_surface(methods):
    """The runtime variant: ``methods`` are (model, method, module, private) of the registry."""
    return [
        Violation("public-surface", f"{module}: {model}", f"{method} can be called over RPC")
        for model, method, module, private in methods
        if is_public_name(method) and not private
    ]


def check_method_prefixes(source):
    """A field's callbacks and decorated methods carry the prefix of their kind."""
    return [
        fault
        for model in models_in(source.tree)
        for fault in [*_check_callbacks(source, model), *_check_decorated(source, model)]
    ]


def _check_callbacks(source, model):
    return [
        Violation("method-prefix", source.at(call), f"{argument}={name!r} must start {prefix}")
        for call in fields_of(model).values()
        for argument, prefix in FIELD_CALLBACKS.items()
        if (name := constant(keyword(call, argument))) and not name.startswith(prefix)
    ]


def _check_decorated(source, model):
    return [
        Violation("method-prefix", source.at(method), f"{method.name} must start with {prefix}")
        for method in model.body
        if isinstance(method, FUNCTIONS)
        for mark, prefix in DECORATOR_PREFIXES.items()
        if mark in decorators(method) and not method.name.startswith(prefix)
    ]


def check_cron_prefix(where, tree):
    """The code of a scheduled action calls one ``_cron_`` method and nothing else."""
    found = []
    for record in tree.iter("record"):
        code = record.find("field[@name='code']")
        text = ((code.text if code is not None else "") or "").strip()
        if record.get("model") == "ir.cron" and not text.startswith("model._cron_"):
            what = f"the scheduled action runs {text!r}, not model._cron_…"
            found.append(Violation("method-prefix", f"{where}:{record.sourceline}", what))
    return found


def check_ondelete_guard(source):
    """Deletion is refused by ``@api.ondelete``: a raise in ``unlink`` also blocks uninstalling."""
    return [
        Violation("unlink-raises", source.at(method), "refuse with @api.ondelete, not in unlink")
        for model in models_in(source.tree)
        for method in model.body
        if isinstance(method, FUNCTIONS)
        and method.name == "unlink"
        and any(isinstance(node, ast.Raise) for node in ast.walk(method))
    ]


def check_declared_constraints(source):
    return [
        Violation("sql-constraints", source.at(model), "_sql_constraints makes no constraint")
        for model in models_in(source.tree)
        if "_sql_constraints" in assigned(model)
    ]
