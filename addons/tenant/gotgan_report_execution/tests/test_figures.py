import doctest

from odoo.tests import BaseCase, tagged

from odoo.addons.gotgan_ledger.core import CELL_EFFECT

from ..rules import articles, axes, figures, matching, origins, strands, targets, tree, workbook


@tagged("post_install", "-at_install")
class TestFigures(BaseCase):
    def test_doctests(self):
        for module in (articles, figures, matching, origins, strands, targets, tree, workbook):
            found = doctest.testmod(module)
            self.assertTrue(found.attempted, module.__name__)
            self.assertFalse(found.failed, module.__name__)

    def test_every_kind_is_in_a_figure_and_has_an_article(self):
        kinds = {kind for name in figures.FIGURES for kind in figures.effects_of(name)}
        self.assertEqual(kinds, set(CELL_EFFECT))
        self.assertEqual(set(articles.BY_KIND), set(CELL_EFFECT))

    def test_filters_and_axes_name_levels(self):
        named = {level for axis in axes.AXES.values() for level in axis}
        self.assertLessEqual({*axes.FILTERS.values(), *axes.SEARCHED, *named}, set(axes.LEVELS))
