import ast
from pathlib import Path
from unittest.mock import patch

from odoo.tools import file_path

from odoo.addons.gotgan_base.transition import Transition

from ..rules import transitions
from .common import ConformanceCase, is_callable_over_rpc, our_methods


class TestTransitions(ConformanceCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._called = frozenset(
            name
            for addon in cls.addons
            for path in Path(file_path(addon)).rglob("*.py")
            if "tests" not in path.parts
            for name in transitions.called_in(ast.parse(path.read_text("utf-8")))
        )

    def test_declared_transitions(self):
        groups = self._get_groups()
        documents = [
            self._describe(model, groups)
            for model in self.get_stored()
            if getattr(model, "_transitions", None)
        ]
        self.assert_house(
            fault for document in documents for fault in transitions.check_document(document)
        )

    def test_stored_states_exist(self):
        """No document stands in a state its model does not know."""
        for model in self.get_stored():
            if getattr(model, "_transitions", None):
                known = [value for value, _label in self._get_states(model)]
                self.assertFalse(model.search([("state", "not in", known)]), model._name)

    def _describe(self, model, groups):
        names = set(dir(type(model)))
        prefix = "_get_capacity_"
        return transitions.Document(
            model=model._name,
            states=tuple(value for value, _label in self._get_states(model)),
            default=model.default_get(["state"]).get("state"),
            transitions={
                name: (tuple(step.source), step.target, step.who)
                for name, step in model._transitions.items()
            },
            capacities=frozenset(
                name.removeprefix(prefix) for name in names if name.startswith(prefix)
            ),
            groups=groups,
            methods=frozenset(name for name in names if self._is_door(model, name)),
            called=self._called,
            hooks=frozenset(name for name in our_methods(type(model)) if name.startswith("_on_")),
        )

    def _is_door(self, model, name):
        if name.startswith("_cron_"):
            return True
        return name.startswith("action_") and is_callable_over_rpc(model, name)

    def _get_states(self, model):
        return model._fields["state"]._description_selection(self.env)

    def _get_groups(self):
        data = self.env["ir.model.data"].search([("model", "=", "res.groups")])
        return frozenset(data.mapped("complete_name"))

    def test_a_wrong_declaration_is_found(self):
        document = next(model for model in self.get_stored() if getattr(model, "_transitions", 0))
        seeded = Transition(("nowhere",), "lost", "wizard:seeded")
        with (
            patch.object(type(document), "_transitions", {"seeded": seeded}),
            self.assertRaisesRegex(AssertionError, "nothing answers 'wizard'"),
        ):
            self.test_declared_transitions()
