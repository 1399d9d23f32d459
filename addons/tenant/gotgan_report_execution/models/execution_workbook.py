from odoo import models

from ..rules.axes import AXES, FILTERS, LEVELS
from ..rules.workbook import FORMATS, Page, write_workbook


class ExecutionWorkbook(models.AbstractModel):
    """집행현황 as an Excel workbook: what the screen shows, with every level. Reads only."""

    _name = "gotgan.execution.workbook"
    _description = "Execution Status in Excel"

    def _get_xlsx(self, options):
        """Return ``(file name, bytes)`` of the report for ``options``, and ``unit`` among them."""
        tree = self.env["gotgan.execution.report"].action_get_tree(options)
        page = self._get_page(tree, options.get("unit"))
        names = [tree["names"][model] for _key, model in tree["levels"]]
        rows = [(depth, *names[depth][one], totals) for depth, one, *totals in tree["rows"]]
        day = tree["options"]["date"]
        return f"{page.title}_{day}.xlsx", write_workbook(page, rows, tree["total"])

    def _get_page(self, tree, unit):
        _ = self.env._
        options, words = tree["options"], self._get_words()
        unit = unit if unit in FORMATS else 1
        year = self.env["gotgan.fiscal.year"].browse(options["fiscal_year_id"])
        when = _("%(agency)s · %(year)s · as of %(day)s · unit: %(unit)s",
                 agency=self.env.company.name, year=year.display_name, day=options["date"],
                 unit=words["units"][unit])
        figures = self.env["gotgan.execution.report"]._get_figure_labels()
        return Page(
            title=_("Execution Status"), lines=(when, self._get_filters_text(options)),
            level_label=_("Level"), code_label=_("Code"), name_label=_("Classification"),
            total_label=_("Total"),
            levels=tuple(words["levels"][key] for key, _model in tree["levels"]),
            labels={**figures, **words["rates"]}, unit=unit,
        )

    def _get_filters_text(self, options):
        """Return what the report is narrowed to, for the head of the sheet."""
        labels = self._get_words()["levels"]
        parts = [" › ".join(labels[key] for key in AXES[options["axis"]])]
        for key, name in FILTERS.items():
            rows = self.env[LEVELS[name].model].browse(options[key]).exists()
            if rows:
                parts.append(f"{labels[name]}: {', '.join(rows.mapped('name'))}")
        if options["text"]:
            parts.append(self.env._("Search: %(text)s", text=options["text"]))
        return " · ".join(parts)

    def _get_words(self):
        """Return the labels of levels, rates and units in the user's language."""
        _ = self.env._
        return {
            "levels": {
                "field": _("Functional Field"), "section": _("Functional Section"),
                "policy": _("Policy Programme"), "unit": _("Unit Programme"),
                "project": _("Detailed Project"), "item": _("Object Item"),
                "subitem": _("Object Subitem"), "department": _("Department"),
                "fund": _("Fund"), "source": _("Funding Source"),
            },
            "rates": {
                "paid_rate": _("Execution Rate"), "committed_rate": _("Commitment Rate"),
            },
            "units": {1: _("won"), 1000: _("thousand won"), 1_000_000: _("million won")},
        }
