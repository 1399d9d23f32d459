from pathlib import Path
from unittest.mock import patch

import polib

from odoo.tools import file_path
from odoo.tools.translate import TranslationModuleReader

from ..rules import korean
from .common import ConformanceCase


class TestKorean(ConformanceCase):
    def test_templates_are_in_step(self):
        """The ``.pot`` of every addon holds the terms that Odoo finds in it now."""
        # One by one: a model that two addons define is exported with each of them.
        wanted = {
            addon: {row[4] for row in TranslationModuleReader(self.env.cr, modules=[addon])}
            for addon in self.addons
        }
        self.assert_house(
            fault
            for addon in self.addons
            for fault in korean.check_in_step(
                addon, wanted[addon], self._read_template(addon), f"{addon}.pot"
            )
        )

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
