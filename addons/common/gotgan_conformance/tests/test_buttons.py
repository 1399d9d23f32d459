from pathlib import Path
from unittest.mock import patch

from lxml import etree

from odoo.tools import file_path

from ..rules import buttons
from .common import ConformanceCase, is_callable_over_rpc, our_classes, our_methods


class TestButtons(ConformanceCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.buttons = [button for view in cls._get_views() for button in cls._read_buttons(view)]

    @classmethod
    def _get_views(cls):
        """Return the primary views that our addons define or extend."""
        data = cls.env["ir.model.data"].search(
            [("model", "=", "ir.ui.view"), ("module", "=like", "gotgan_%")]
        )
        views = cls.env["ir.ui.view"].browse(data.mapped("res_id")).exists()
        while extending := views.filtered(lambda view: view.mode == "extension"):
            views = (views - extending) | extending.inherit_id
        return views.filtered("model")

    @classmethod
    def _read_buttons(cls, view):
        arch = view._get_combined_arch()
        return list(cls._walk(arch, view.model, view.xml_id or view.name))

    @classmethod
    def _walk(cls, node, model, view):
        if node.tag == "button" and node.get("type") in {"object", "action"}:
            yield view, model, node.get("type"), node.get("name")
        field = cls.env[model]._fields.get(node.get("name")) if node.tag == "field" else None
        inner = field.comodel_name if field is not None and field.relational else model
        for child in node.iterchildren(etree.Element):
            yield from cls._walk(child, inner, view)

    def test_buttons_lead_somewhere(self):
        methods = {}
        for _view, model, kind, name in self.buttons:
            if kind == "object" and is_callable_over_rpc(self.env[model], name):
                methods.setdefault(model, set()).add(name)
        self.assert_house(buttons.judge_buttons(self.buttons, methods, self._get_actions()))

    def _get_actions(self):
        """Return the ids and XML ids of all actions, as text."""
        actions = self.env["ir.actions.actions"].search([])
        named = self.env["ir.model.data"].search([("model", "=like", "ir.actions.%")])
        return {str(number) for number in actions.ids} | set(named.mapped("complete_name"))

    def test_actions_are_clicked(self):
        clicked = {name for _view, _model, _kind, name in self.buttons}
        for addon in self.addons:
            for path in Path(file_path(addon)).rglob("*"):
                if path.suffix in {".xml", ".js"}:
                    clicked |= buttons.clicked_in(path.read_text("utf-8"))
        actions = [
            (model, name)
            for model in self.touched_models
            if not self.env[model]._abstract
            for name in our_methods(type(self.env[model]))
            if name.startswith("action_") and name not in {"action_archive", "action_unarchive"}
        ]
        self.assert_house(buttons.judge_unused(actions, clicked))

    def test_a_dead_button_is_found(self):
        gate = f"{__name__}.is_callable_over_rpc"
        with (
            patch(gate, return_value=False),
            self.assertRaisesRegex(AssertionError, "which nobody may call"),
        ):
            self.test_buttons_lead_somewhere()

    def test_an_action_without_a_button_is_found(self):
        definition = next(our_classes(type(self.env["gotgan.event"])))
        with (
            patch.object(definition, "action_seeded", lambda self: True, create=True),
            self.assertRaisesRegex(AssertionError, "action_seeded is clicked nowhere"),
        ):
            self.test_actions_are_clicked()
