"""Arrows point down: who may depend on whom."""

import ast

from .syntax import walk
from .violation import Violation

OURS = ("gotgan_", "hub_")
READING = "L4"


def layer_of(config):
    """Return {addon: layer name} of ``config/layers.toml``."""
    return {addon: layer["name"] for layer in config["layer"] for addon in layer["addons"]}


def check_placed(addons, config):
    """Every addon is in exactly one layer, and in the room that layer belongs to."""
    placed = [(layer, addon) for layer in config["layer"] for addon in layer["addons"]]
    names = [addon for _layer, addon in placed]
    rooms = {addon: layer["room"] for layer, addon in placed}
    return [
        *(_fault(name, "is in two layers") for name in sorted(set(names)) if names.count(name) > 1),
        *(_fault(addon.name, "is in no layer") for addon in addons if addon.name not in rooms),
        *(
            _fault(addon.name, f"lies in addons/{addon.room}, its layer in {rooms[addon.name]}")
            for addon in addons
            if addon.name in rooms and rooms[addon.name] != addon.room
        ),
    ]


def _fault(where, what):
    return Violation("layer", where, what)


def check_arrows(addons, config):
    """Judge the dependencies that the manifests declare."""
    return [
        Violation("arrow", addon.name, f"depends on {other}: {reason}")
        for addon in addons
        for other in addon.manifest.get("depends", [])
        if (reason := judge_arrow(addon.name, other, config))
    ]


def check_foreign(addons, config):
    """Some addons keep away from some of Odoo's (the ledger knows no ``account``)."""
    depends = {addon.name: addon.manifest.get("depends", []) for addon in addons}
    return [
        Violation("arrow", name, f"reaches {other}, which config/layers.toml forbids")
        for name, forbidden in config.get("forbidden", {}).items()
        for other in sorted(set(forbidden) & closure(name, depends))
    ]


def check_import_arrows(sources, addons, config):
    """Code imports only from addons that its own addon depends on, directly or through others."""
    depends = {addon.name: addon.manifest.get("depends", []) for addon in addons}
    return [
        Violation("arrow", source.at(node), f"imports {other}: {reason}")
        for source in sources
        if source.addon
        for node in walk(source.tree, ast.ImportFrom, ast.Import)
        for other in _imported_addons(node) - {source.addon}
        if (reason := _judge_import(source.addon, other, depends, config))
    ]


def _imported_addons(node):
    names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
    if isinstance(node, ast.Import) or names == ["odoo.addons"]:
        prefix = "odoo.addons." if names else ""
        names = [prefix + alias.name for alias in node.names]
    parts = [name.split(".") for name in names if name.startswith("odoo.addons.")]
    return {part[2] for part in parts if part[2].startswith(OURS)}


def _judge_import(addon, other, depends, config):
    everywhere = config.get("server_wide", ())
    if other not in closure(addon, depends) and other not in everywhere:
        return "not among its dependencies"
    return judge_arrow(addon, other, config)


def closure(name, depends):
    """Return everything an addon depends on, through as many others as it takes."""
    found, pending = set(), [name]
    while pending:
        for other in depends.get(pending.pop(), []):
            if other not in found:
                found.add(other)
                pending.append(other)
    return found


def judge_arrow(addon, other, config):
    """Return why an addon may not depend on another, or an empty string when it may."""
    if not other.startswith(OURS):
        return ""
    layers, order = layer_of(config), [layer["name"] for layer in config["layer"]]
    if addon not in layers or other not in layers:
        return "one of them is in no layer"
    if other in config.get("leaves", []):
        return "nothing may depend on it"
    return _judge_rooms(addon, other, config) or _judge_ranks(
        addon, other, config, order.index(layers[other]) - order.index(layers[addon])
    )


def _judge_rooms(addon, other, config):
    rooms = {name: layer["room"] for layer in config["layer"] for name in layer["addons"]}
    if rooms[other] in {"common", rooms[addon]}:
        return ""
    return f"{rooms[addon]} never depends on {rooms[other]}"


def _judge_ranks(addon, other, config, climb):
    if climb > 0:
        return "the arrow points up"
    if climb == 0 and other not in config.get("arrows", {}).get(addon, []):
        return "inside one layer, and config/layers.toml does not allow it"
    return ""


def check_bridges(addons, config):
    """A bridge installs itself, and is too small to hide a feature."""
    limit = config["bridge"]["lines"]
    bridges = [
        addon for addon in addons if layer_of(config).get(addon.name) == config["bridge"]["layer"]
    ]
    return [
        *(
            _fault(addon.name, "a bridge is auto_install")
            for addon in bridges
            if not addon.manifest.get("auto_install")
        ),
        *(
            _fault(addon.name, f"has {lines} lines; a bridge has at most {limit}")
            for addon in bridges
            if (lines := _count_lines(addon)) > limit
        ),
    ]


def _count_lines(addon):
    paths = [path for pattern in ("**/*.py", "**/*.xml") for path in addon.glob(pattern)]
    product = [path for path in paths if "tests" not in path.relative_to(addon.path).parts]
    return sum(len(path.read_text("utf-8").splitlines()) for path in product)


def check_reading(sources, config):
    """Addons that only read say neither INSERT, UPDATE nor DELETE, and create no records."""
    readers = {name for name, layer in layer_of(config).items() if layer == READING}
    return [
        Violation("reading", source.at(node), f"a reading addon says {word}")
        for source in sources
        if source.addon in readers and source.kind == "product"
        for node in walk(source.tree, ast.Constant)
        if isinstance(node.value, str)
        for word in ("INSERT INTO", "DELETE FROM", "UPDATE gotgan")
        if word in node.value
    ]
