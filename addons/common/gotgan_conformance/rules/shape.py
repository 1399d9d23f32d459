"""One model per file, and its members in an order one can rely on."""

import ast
from pathlib import PurePosixPath

from .surface import CRUD
from .syntax import (
    FUNCTIONS,
    decorators,
    dotted,
    field_type,
    fields_of,
    keyword,
    model_name,
    models_in,
)
from .violation import Violation

(
    ATTRIBUTE,
    POLICY,
    FIELD,
    CONSTRAINT,
    DEFAULT,
    COMPUTE,
    CHECK,
    OVERRIDE,
    ACTION,
    BUSINESS,
    CRON,
    HOOK,
) = range(12)
ORDER = [
    "private attributes",
    "policy",
    "fields",
    "constraints",
    "defaults",
    "computes",
    "checks",
    "CRUD overrides",
    "actions",
    "private methods",
    "cron",
    "hooks",
]
ANYWHERE = (ATTRIBUTE, HOOK)

ODOO_ATTRIBUTES = set(
    "_name _description _inherit _inherits _order _rec_name _rec_names_search _table _auto "
    "_abstract _transient _register _parent_name _parent_store _log_access _active_name "
    "_fold_name _date_name _check_company_auto _check_company_domain _allow_sudo_commands "
    "_depends _custom _translate _module _transient_max_count _transient_max_hours "
    "_mail_post_access _mail_thread_customer _primary_email _explicit".split()
)
CONSTRAINT_KINDS = {"Constraint", "UniqueIndex", "Index"}
METHOD_PLACES = (
    ("_default_", (POLICY, DEFAULT)),
    ("_compute_", (COMPUTE, COMPUTE)),
    ("_inverse_", (COMPUTE, COMPUTE)),
    ("_search_", (COMPUTE, BUSINESS)),
    ("_onchange_", (COMPUTE, CHECK)),
    ("_unlink_except_", (OVERRIDE, OVERRIDE)),
    ("action_", (ACTION, ACTION)),
    ("_cron_", (CRON, CRON)),
    ("_on_", (BUSINESS, HOOK)),
)


def check_one_model(source):
    """A file under models/ holds one model and carries its name."""
    models = models_in(source.tree)
    if not source.addon or source.kind != "product" or not models:
        return []
    if len(models) > 1:
        names = ", ".join(model_name(model) or model.name for model in models)
        what = f"holds {len(models)} models ({names}); one model per file"
        return [Violation("one-model", source.where, what)]
    return _check_file_name(source, model_name(models[0]))


def _check_file_name(source, name):
    stem = PurePosixPath(source.where).stem
    full = name.replace(".", "_")
    if not name or stem in {full, full.removeprefix("gotgan_")}:
        return []
    what = f"defines {name}; name the file {full.removeprefix('gotgan_')}.py"
    return [Violation("model-file-name", source.where, what)]


def check_member_order(source):
    if source.kind != "product":
        return []
    return [fault for model in models_in(source.tree) for fault in _check_class(source, model)]


def _check_class(source, model):
    reached, found = ATTRIBUTE, []
    for member in model.body:
        low, high = _place(member)
        if high < reached:
            what = f"{_member_name(member)} ({ORDER[high]}) comes after {ORDER[reached]}"
            found.append(Violation("member-order", source.at(member), what))
        reached = max(reached, low if high >= reached else reached)
    return found + _check_compute_order(source, model)


def _check_compute_order(source, model):
    """Computes follow the order of the fields that name them."""
    wanted = []
    for call in fields_of(model).values():
        name = getattr(keyword(call, "compute"), "value", None)
        if name and name not in wanted:
            wanted.append(name)
    present = [node for node in model.body if isinstance(node, FUNCTIONS) and node.name in wanted]
    ranks = [wanted.index(node.name) for node in present]
    return [
        Violation("compute-order", source.at(node), f"{node.name} is out of the fields' order")
        for node, rank, before in zip(present[1:], ranks[1:], ranks[:-1], strict=True)
        if rank < before
    ]


def _member_name(member):
    target = getattr(member, "targets", [None])[0] or getattr(member, "target", None)
    return getattr(member, "name", None) or getattr(target, "id", "this")


def _place(member):
    """Return the first and the last section of a class in which a member may stand."""
    if isinstance(member, FUNCTIONS):
        return _place_method(member)
    if isinstance(member, (ast.Assign, ast.AnnAssign)):
        return _place_assignment(_member_name(member), member.value)
    return ANYWHERE


def _place_assignment(name, value):
    if name in ODOO_ATTRIBUTES:
        return ATTRIBUTE, ATTRIBUTE
    if field_type(value):
        return FIELD, FIELD
    if isinstance(value, ast.Call) and dotted(value.func).split(".")[-1] in CONSTRAINT_KINDS:
        return CONSTRAINT, CONSTRAINT
    return ATTRIBUTE, POLICY


def _place_method(method):
    marks = decorators(method)
    if method.name.startswith("__") or "property" in marks or method.name in {"init", "_auto_init"}:
        return ANYWHERE
    if "api.constrains" in marks:
        return CHECK, CHECK
    if "api.ondelete" in marks or method.name in CRUD:
        return OVERRIDE, OVERRIDE
    places = (place for prefix, place in METHOD_PLACES if method.name.startswith(prefix))
    return next(places, (BUSINESS, BUSINESS))
