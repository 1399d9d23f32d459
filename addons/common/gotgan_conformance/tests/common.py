"""Gathering from a live registry: plain data, for the rules to judge."""

from odoo.exceptions import AccessError
from odoo.service.model import get_public_method
from odoo.tests import TransactionCase, tagged

from ..rules.violation import describe

OURS = ("gotgan_", "hub_")


@tagged("post_install", "-at_install")
class ConformanceCase(TransactionCase):
    """Looks at every model of every installed addon of the house."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.addons = sorted(name for name in cls.env.registry._init_modules if is_ours(name))
        cls.own_models = sorted(
            name for name, model in cls.env.registry.items() if is_ours(model._original_module)
        )
        cls.touched_models = sorted(
            name for name, model in cls.env.registry.items() if any(our_classes(model))
        )

    def assert_house(self, violations):
        found = list(violations)
        if found:
            self.fail(describe(found))

    def get_stored(self):
        """Return our models that keep records: neither abstract nor a dialog."""
        models = [self.env[name] for name in self.own_models]
        return [model for model in models if not model._abstract and not model._transient]


def is_ours(name):
    return (name or "").startswith(OURS)


def our_classes(model):
    """Yield the definition classes that our addons contribute to a model."""
    for definition in model.mro():
        module = definition.__dict__.get("_module")
        if is_ours(module):
            yield definition


def our_methods(model):
    """Return {method name: module} of what our addons define on a model's class."""
    return {
        name: definition.__dict__["_module"]
        for definition in our_classes(model)
        for name, value in vars(definition).items()
        if callable(value) and not name.startswith("__") and not isinstance(value, type)
    }


def is_callable_over_rpc(records, name):
    """Ask Odoo's own gate, the one every remote call passes."""
    try:
        get_public_method(records, name)
    except (AccessError, AttributeError):
        return False
    return True
