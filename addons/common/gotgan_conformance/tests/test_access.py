import csv
from unittest.mock import patch

from odoo.tools import file_path

from ..rules import access
from .common import ConformanceCase, is_ours


class TestAccess(ConformanceCase):
    def test_access_lines(self):
        models = [name for name in self.own_models if not self.env[name]._abstract]
        lines = self.env["ir.model.access"].search([("model_id.model", "in", models)])
        gathered = [(line.model_id.model, line.name, line.group_id.name or "") for line in lines]
        self.assert_house(access.judge_access(models, gathered))

    def test_our_lines_on_foreign_models_name_a_group(self):
        data = self.env["ir.model.data"].search(
            [("model", "=", "ir.model.access"), ("module", "=like", "gotgan_%")]
        )
        lines = self.env["ir.model.access"].browse(data.mapped("res_id")).exists()
        gathered = [(line.model_id.model, line.name, line.group_id.name or "") for line in lines]
        models = {model for model, _name, _group in gathered}
        self.assert_house(access.judge_access(models, gathered))

    def test_record_rules(self):
        documents = {
            model._name: model._original_module
            for model in self.get_stored()
            if getattr(model, "_transitions", None) or getattr(model, "_parent_field", None)
        }
        rules = self.env["ir.rule"].search([("model_id.model", "in", list(documents))])
        ruled = set(rules.mapped("model_id.model"))
        self.assert_house(access.judge_rules(documents, ruled, self._read_reasons()))

    def _read_reasons(self):
        """Return {model: reason} of the addons' ``security/without_rule.csv``."""
        reasons = {}
        for addon in filter(is_ours, self.addons):
            try:
                path = file_path(f"{addon}/security/without_rule.csv")
            except FileNotFoundError:
                continue
            with open(path, encoding="utf-8", newline="") as file:
                reasons.update({row["model"]: row["reason"] for row in csv.DictReader(file)})
        return reasons

    def test_a_line_without_a_group_is_found(self):
        model = self.env["ir.model"]._get("gotgan.event")
        self.env["ir.model.access"].create({"name": "seeded", "model_id": model.id})
        with self.assertRaisesRegex(AssertionError, "seeded names no group"):
            self.test_access_lines()

    def test_documents_without_rules_are_found(self):
        self.env["ir.rule"].search([]).active = False
        with (
            patch.object(type(self), "_read_reasons", lambda self: {}),
            self.assertRaisesRegex(AssertionError, "no ir.rule"),
        ):
            self.test_record_rules()
