"""Every button leads somewhere, and every ``action_`` has a button.

A *button* is ``(view, model, kind, name)`` with kind ``object`` or ``action``.
"""

import re

from .violation import Violation


def judge_buttons(buttons, callable_methods, actions):
    """``callable_methods``: {model: names callable over RPC}; ``actions``: known ids, as text."""
    return [
        Violation("button", view, f"{fault} ({model})")
        for view, model, kind, name in buttons
        if (fault := _fault(kind, name, callable_methods.get(model, ()), actions))
    ]


def _fault(kind, name, methods, actions):
    if kind == "object" and name not in methods:
        return f"the button calls {name}, which nobody may call"
    if kind == "action" and str(name) not in actions:
        return f"the button opens {name}, which does not exist"
    return ""


def judge_unused(actions, clicked):
    """``action_*`` is for what a person clicks: each is named by a button, menu or script."""
    return [
        Violation("action-unused", model, f"{name} is clicked nowhere; make it private")
        for model, name in actions
        if name not in clicked
    ]


def clicked_in(text):
    """Return the ``action_*`` names a script or a server action mentions."""
    return set(re.findall(r"\baction_\w+", text))
