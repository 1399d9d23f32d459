"""What our addons are, what they need, and when they changed."""

import ast
import functools
import hashlib

from . import paths, pins, venv

EDGES = {"gotgan_demo_city"}
"""Addons of the demo tenant only; no other tenant gets them."""

TESTS_ONLY = {"gotgan_conformance", "hub_conformance"}
"""Addons that hold tests and are installed for them."""

SERVER_WIDE = {"gotgan_isolation"}
"""Addons the server loads for itself; they are installed in no database."""

ALWAYS = ("web", "mail", "hr", "base_import", "auth_totp", "auth_password_policy")


@functools.cache
def ours():
    """``{name: (folder, manifest)}`` of every installable addon in the checkout."""
    found = {}
    for root in paths.addon_folders():
        for file in sorted(root.glob("*/__manifest__.py")):
            manifest = ast.literal_eval(file.read_text(encoding="utf-8"))
            if manifest.get("installable", True):
                found[file.parent.name] = (file.parent, manifest)
    return found


def room(name):
    """``common``, ``tenant`` or ``hub``."""
    return ours()[name][0].parent.name


def for_tenants():
    """What a tenant gets: the tenant addons without the edges; what they need comes along."""
    return sorted(name for name in ours() if room(name) == "tenant" and name not in EDGES)


def for_hub():
    return sorted(name for name in ours() if room(name) == "hub" and name not in TESTS_ONLY)


def for_tests():
    """Everything that can be installed in a tenant, the structural tests included."""
    return sorted(name for name in ours() if room(name) != "hub" and name not in SERVER_WIDE)


def closure(names):
    """Our addons in ``names`` and those they need."""
    kept, queue = set(), list(names)
    while queue:
        name = queue.pop()
        if name in kept or name not in ours():
            continue
        kept.add(name)
        queue += ours()[name][1].get("depends", [])
    return sorted(kept)


def from_odoo():
    """Odoo's own addons that ours need."""
    needed = {dep for _folder, manifest in ours().values() for dep in manifest.get("depends", [])}
    return sorted((needed | set(ALWAYS)) - set(ours()))


@functools.cache
def digest(name):
    """Of what the database depends on: tests and documents do not count."""
    folder = ours()[name][0]
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder)
        if path.is_file() and not {"tests", "readme", "__pycache__", "doc"} & set(relative.parts):
            total.update(str(relative).encode() + b"\0" + path.read_bytes())
    return total.hexdigest()[:12]


def base_digest():
    return hashlib.sha256(
        repr((pins.digest("runtime"), venv.state().get("origin"), from_odoo())).encode()
    ).hexdigest()[:8]


def set_digest(names):
    parts = [(name, digest(name)) for name in closure(names)]
    return hashlib.sha256(repr((base_digest(), parts, _own_digest())).encode()).hexdigest()[:8]


def _own_digest():
    """The steps that finish a template are part of what it is."""
    folder = paths.ROOT / "scripts" / "gotgan_cli" / "inside"
    return [hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(folder.glob("*.py"))]


def has_command(name):
    return any(list(root.glob(f"*/cli/{name}.py")) for root in paths.addon_folders())
