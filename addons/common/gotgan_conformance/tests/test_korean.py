from pathlib import Path
from unittest.mock import patch

import polib

from odoo.tools import file_path
from odoo.tools.translate import TranslationModuleReader

from ..rules import korean
from .common import ConformanceCase, our_classes


class TestKorean(ConformanceCase):
    def test_templates_are_in_step(self):
        """The ``.pot`` of every addon holds the terms that Odoo finds in it now."""
        self.assert_house(
            fault
            for addon in self.addons
            for fault in korean.check_in_step(
                addon, self._get_terms(addon), self._read_template(addon), f"{addon}.pot"
            )
        )

    def _get_terms(self, addon):
        """Return what one addon exports; a model that two addons define is exported with each."""
        foreign = self._get_foreign_fields(addon)
        rows = TranslationModuleReader(self.env.cr, modules=[addon])
        return {row[4] for row in rows if str(row[3]).rpartition(".")[2] not in foreign}

    def _get_foreign_fields(self, addon):
        """Return the XML names of fields that addons it does not depend on give to its models.

        They are there only where such an addon happens to be installed, so no template has them.
        """
        module = self.env["ir.module.module"].search([("name", "=", addon)])
        known = {addon, *module.upstream_dependencies(exclude_states=("",)).mapped("name")}
        return {
            f"field_{model.replace('.', '_')}__{name}"
            for model in self.own_models
            for name, field in self.env[model]._fields.items()
            if field._module and not known & {field._module, *self._get_homes(model, name)}
        }

    def _get_homes(self, model, name):
        """Return our addons that define a field; one that only adds a choice is its last one."""
        return {
            definition._module
            for definition in our_classes(self.env.registry[model])
            if name in vars(definition)
        }

    def _read_template(self, addon):
        path = Path(file_path(addon)) / "i18n" / f"{addon}.pot"
        entries = polib.pofile(str(path)) if path.is_file() else []
        return [korean.Entry(entry.msgid, entry.msgstr) for entry in entries]

    def test_a_stale_template_is_found(self):
        stale = [korean.Entry("seeded", "")]
        with (
            patch.object(type(self), "_read_template", lambda self, addon: stale),
            self.assertRaisesRegex(AssertionError, "has stale 'seeded'"),
        ):
            self.test_templates_are_in_step()
