from odoo import models

from ..rules.axes import AXES, FILTERS, LEVELS
from ..rules.lists import Column, Sheet, write_lists
from ..rules.workbook import FORMATS, Page, write_workbook


class ExecutionWorkbook(models.AbstractModel):
    """집행현황 as an Excel workbook: what the screen shows, with every level. Reads only."""

    _name = "gotgan.execution.workbook"
    _description = "Execution Status in Excel"

    def _get_xlsx(self, options):
        """Return ``(file name, bytes)`` of what is shown.

        :param options: those of the report, ``unit`` and ``view``
        """
        writers = {"ranking": self._get_ranking_xlsx, "charts": self._get_charts_xlsx}
        return writers.get(options.get("view"), self._get_tree_xlsx)(options)

    def _get_tree_xlsx(self, options):
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
        when = self._get_when(options, unit)
        figures = self.env["gotgan.execution.report"]._get_figure_labels()
        return Page(
            title=_("Execution Status"), lines=(when, self._get_filters_text(options)),
            level_label=_("Level"), code_label=_("Code"), name_label=_("Classification"),
            total_label=_("Total"),
            levels=tuple(words["levels"][key] for key, _model in tree["levels"]),
            labels={**figures, **words["rates"], **tree["compared"]}, unit=unit,
            totals=tree["totals"], figures=tree["columns"], rates=tree["rates"],
        )

    # ---- ranking and charts ----------------------------------------------

    def _get_ranking_xlsx(self, options):
        _ = self.env._
        found = self.env["gotgan.execution.ranking"].action_get_ranking(options)
        columns = [
            Column(_("Rank"), "rank", "count"), Column(_("Department"), "name", "text"),
            *self._get_rate_columns(found),
        ]
        if found["target"] is not None:
            columns += [
                Column(_("Against Target"), "gap", "rate"),
                Column(_("Lacking to Target"), "lacks", "won"),
            ]
        sheet = Sheet(_("Department Ranking"), columns, [found["total"], *found["rows"]])
        return self._write_sheets(options, [sheet])

    def _get_charts_xlsx(self, options):
        _ = self.env._
        found = self.env["gotgan.execution.ranking"].action_get_charts(options)
        months = [
            Column(_("Month"), "month", "count"), Column(_("In the month"), "won", "won"),
            Column(_("Until the end of the month"), "done", "won"),
            Column(_("Target"), "target", "won"),
        ]
        rates = self._get_rate_columns(found)
        return self._write_sheets(options, [
            Sheet(_("Spending by month"), months, found["months"]),
            Sheet(_("By Department"), [Column(_("Department"), "name", "text"), *rates],
                  found["departments"]),
            Sheet(_("By Function"), [Column(_("Functional Field"), "name", "text"), *rates],
                  found["functions"]),
        ])

    def _get_rate_columns(self, found):
        labels = self.env["gotgan.execution.report"]._get_figure_labels()
        counted = [
            Column(self.env._("Amount That Counts"), "counted", "won"),
            Column(self.env._("Spent of It"), "spent", "won"),
        ] if found["left_out"] else []
        return [
            Column(labels["appropriated"], "whole", "won"),
            Column(labels[found["measure"]], "done", "won"),
            *counted, Column(self.env._("Rate"), "rate", "rate"),
        ]

    def _write_sheets(self, options, sheets):
        read = self.env["gotgan.execution.report"]._read_options(options)
        unit = options.get("unit") if options.get("unit") in FORMATS else 1
        lines = (self._get_when(read, unit), self._get_filters_text(read))
        name = f"{sheets[0].title}_{read['date'].isoformat()}.xlsx"
        return name, write_lists(sheets, lines, FORMATS[unit])

    # ---- words -----------------------------------------------------------

    def _get_when(self, options, unit):
        """Return whose budget it is, of which year and day, and in which unit."""
        year = self.env["gotgan.fiscal.year"].browse(options["fiscal_year_id"])
        return self.env._(
            "%(agency)s · %(year)s · as of %(day)s · unit: %(unit)s",
            agency=self.env.company.name, year=year.display_name, day=options["date"],
            unit=self._get_words()["units"][unit],
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
                "change_rate": _("Change in %"), "right_paid_rate": _("Rate There"),
                "difference": _("Difference"), "right_paid": _("Paid There"),
            },
            "units": {1: _("won"), 1000: _("thousand won"), 1_000_000: _("million won")},
        }
