from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_ledger.core import CELL_EFFECT

from ..rules.axes import AXES, FILTERS, LEVELS, SEARCHED
from ..rules.figures import (
    COMPARED,
    COMPARED_FIGURES,
    COMPARED_RATES,
    FIGURES,
    RATES,
    TOTALS,
    columns_of,
    effects_of,
)
from ..rules.tree import grow

# What one query may use to add up the moves of a year, cell by cell and kind by kind.
WORK_MEMORY = "64MB"


class ExecutionReport(models.AbstractModel):
    """집행현황: the budget as a tree, as of any day. Reads only (지방회계법 10).

    Options, as the screen sends them: ``fiscal_year_id``, ``date`` (ISO), ``axis`` (of ``AXES``),
    ``department_ids``, ``fund_ids``, ``item_ids``, ``source_ids``, ``text``, ``parts`` (show what
    예산현액 consists of), ``compare`` (``{"kind": "version" | "year", "id", "left"}``). What is
    left out or unknown falls back to all of this year as of today.
    """

    _name = "gotgan.execution.report"
    _description = "Execution Status"

    # ---- what the screen calls -------------------------------------------

    @api.model
    @api.readonly
    def action_get_tree(self, options):
        """Return the rows of the report.

        :return: ``rows``: ``[depth, id, *totals]`` in reading order, ``total``: the same totals of
            all, ``totals``: their names, ``columns``: the figures to show, ``rates``: the rates,
            ``names``: ``{model: {id: [code, name]}}``, ``levels``: the models by depth
        """
        options = self._read_options(options)
        levels = [LEVELS[key] for key in AXES[options["axis"]]]
        leaves, totals = self._get_leaves(options, levels), TOTALS
        if options["compare"]:
            compared = self.env["gotgan.execution.comparison"]
            leaves, totals = compared._compare(options, levels, leaves), (*TOTALS, *COMPARED)
        names = self._get_names(levels, leaves)
        ranks = [_rank(names[level.model]) for level in levels]
        rows, total = grow(leaves, len(levels), ranks, len(totals))
        figures, rates = columns_of(options)
        return {
            "options": {**options, "date": options["date"].isoformat()},
            "levels": [[key, LEVELS[key].model] for key in AXES[options["axis"]]],
            "names": names, "rows": rows, "total": total, "totals": totals,
            "columns": figures, "rates": rates, "compared": self._get_compared_text(options),
        }

    @api.model
    @api.readonly
    def action_get_choices(self, fiscal_year_id=None):
        """Return what can be chosen: years, and for each filter what the year's cells have."""
        options = self._read_options({"fiscal_year_id": fiscal_year_id})
        query = self._search_cells(options)
        levels = {key: LEVELS[name] for key, name in FILTERS.items()}
        columns = [self._join(query, level.path) for level in levels.values()]
        query.groupby = SQL(", ").join(columns)
        found = self.env.execute_query(query.select(*columns))
        names = self._get_names(list(levels.values()), found)
        years = self.env["gotgan.fiscal.year"].search([])
        return {
            "years": [
                [year.id, year.display_name, year.date_from.isoformat(), year.date_to.isoformat()]
                for year in years
            ],
            "filters": {
                key: [
                    [one, *names[level.model][one]]
                    for one in sorted({row[place] for row in found if row[place]},
                                      key=_rank(names[level.model]).get)
                ]
                for place, (key, level) in enumerate(levels.items())
            },
            "axes": {key: list(axis) for key, axis in AXES.items()},
            "figures": {**FIGURES, **COMPARED_FIGURES}, "rates": {**RATES, **COMPARED_RATES},
            "versions": self.env["gotgan.execution.comparison"]._get_versions(options),
            "fiscal_year_id": options["fiscal_year_id"], "today": today(self.env).isoformat(),
        }

    @api.model
    @api.readonly
    def action_open_moves(self, options, path, figure):
        """Open the moves that make up one figure of one row.

        :param path: ids of the row and those above it, from the top; empty for the grand total
        :param figure: a name of ``FIGURES``, or ``all`` for every move of the row; what is made of
            two sides has no moves of its own, and shows all of this side
        """
        options = self._read_options(options)
        if options["compare"] and figure in COMPARED_FIGURES:
            figure = "all"
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "gotgan_report_execution.ledger_move_action_of_figure"
        )
        effects = {} if figure == "all" else effects_of(self._check_figure(figure))
        action["domain"] = list(self._get_moves_domain(options, path, effects))
        action["context"] = {
            "active_test": False, "gotgan_figure": figure,
            # In groups the list's footer adds up all moves, and not only those of its page.
            **({"search_default_group_kind": 1} if effects else {}),
        }
        action["display_name"] = action["name"] = self._get_moves_title(options, path, figure)
        return action

    # ---- options ---------------------------------------------------------

    def _read_options(self, options):
        """Return ``options`` complete and of the right types."""
        years = self.env["gotgan.fiscal.year"]
        try:
            year = years.browse(int(options.get("fiscal_year_id") or 0)).exists()
            day = fields.Date.to_date(options.get("date")) or today(self.env)
            filters = {key: [int(one) for one in options.get(key) or ()] for key in FILTERS}
        except (AttributeError, TypeError, ValueError) as error:
            raise UserError(self.env._(
                "The options of the report cannot be read. Open the report again from the menu."
            )) from error
        axis = options.get("axis")
        return {
            "fiscal_year_id": (year or years._get_current() or years.search([], limit=1)).id,
            "date": day, "axis": axis if axis in AXES else next(iter(AXES)),
            "text": str(options.get("text") or "").strip(), **filters,
            "parts": bool(options.get("parts")), "counted": bool(options.get("counted")),
            "compare": self.env["gotgan.execution.comparison"]._read_choice(options.get("compare")),
        }

    def _check_figure(self, figure):
        if figure not in FIGURES:
            raise UserError(self.env._(
                "The report has no figure %(figure)s. Open the report again from the menu.",
                figure=figure,
            ))
        return figure

    def _get_cells_domain(self, options):
        """Return the cells the report adds up; the moves behind a figure are of the same cells.

        ``counted``: without the items and subitems that do not count towards the targets.
        """
        domain = Domain("fiscal_year_id", "=", options["fiscal_year_id"])
        for key, name in FILTERS.items():
            if options[key]:
                operator = "child_of" if name == "department" else "in"
                domain &= Domain(LEVELS[name].path, operator, options[key])
        if options["counted"]:
            codes = self.env["gotgan.execution.target"]._get_left_out(options["fiscal_year_id"])
            domain &= ~(
                Domain(LEVELS["item"].path + ".code", "in", codes)
                | Domain(LEVELS["subitem"].path + ".code", "in", codes)
            )
        for word in options["text"].split():
            domain &= Domain.OR([
                *(Domain(f"{LEVELS[name].path}.name", "ilike", word) for name in SEARCHED),
                Domain("subitem_id.code", "=like", word + "%"),
            ])
        return domain

    def _get_moves_domain(self, options, path, effects):
        cells = self._get_cells_domain(options)
        for key, one in zip(AXES[options["axis"]], path, strict=False):
            cells &= _leads_to(LEVELS[key].path, one)
        moves = Domain("fiscal_year_id", "=", options["fiscal_year_id"]) & Domain(
            "date", "<=", options["date"].isoformat()
        )
        if effects:
            moves &= Domain("kind", "in", list(effects))
        return moves & Domain("cell_id", "any", list(cells))

    # ---- figures ---------------------------------------------------------

    def _search_cells(self, options):
        cells = self.env["gotgan.budget.cell"].with_context(active_test=False)
        cells.flush_model()
        return cells._search(self._get_cells_domain(options))

    def _get_leaves(self, options, levels):
        """Return tuples of the ids of ``levels`` (0 for none) and the ``TOTALS`` as of the date."""
        query = self._search_cells(options)
        columns = [self._join(query, level.path) for level in levels]
        amounts = self._join_totals(query, options)
        sums = [SQL("SUM(%s)::int8", amount) for amount in amounts]
        query.groupby = SQL(", ").join(columns)
        query.having = SQL(" OR ").join(SQL("SUM(%s) <> 0", amount) for amount in amounts)
        return self.env.execute_query(query.select(
            *(SQL("COALESCE(%s, 0)", column) for column in columns), *sums,
        ))

    def _join(self, query, path, model="gotgan.budget.cell"):
        """Join what ``path`` leads through; return the column that holds the id at its end."""
        alias, model = query.table, self.env[model]
        *steps, last = path.split(".")
        for step in steps:
            model = self.env[model._fields[step].comodel_name]
            alias = query.left_join(alias, step, model._table, "id", step)
        return SQL.identifier(alias, last)

    def _join_totals(self, query, options):
        """Return the totals of a cell as of the date.

        They are today's less what came later, or the moves until then.
        The cells' totals are the sum of their moves, so both give the same; the side with fewer
        moves is added up. The index on (year, date) holds all that is needed.
        """
        self.env["gotgan.ledger.move"].flush_model()
        cells = [SQL.identifier(query.table, name) for name in TOTALS]
        side = self._choose_side(options)
        if side == "now":
            return cells
        query.add_join("LEFT JOIN", "moved", self._sum_moves(options, side), SQL(
            "%s = moved.cell_id", SQL.identifier(query.table, "id"),
        ))
        sums = [_sum_effects(name) for name in TOTALS]
        if side == "until":
            return sums
        return [SQL("(%s - (%s))", cell, moved) for cell, moved in zip(cells, sums, strict=True)]

    def _choose_side(self, options):
        """Return which moves to add up: ``after`` the date, ``until`` it, or none (``now``)."""
        first, last = self.env.execute_query(SQL(
            "SELECT MIN(date), MAX(date) FROM gotgan_ledger_move WHERE fiscal_year_id = %s",
            options["fiscal_year_id"],
        ))[0]
        day = options["date"]
        if last is None or day >= last:
            return "now"
        return "after" if last - day < day - first else "until"

    def _sum_moves(self, options, side):
        """Return the subquery of the moves of one side, summed by cell and kind.

        One sum per kind and no arithmetic inside is what PostgreSQL adds up fastest. With its
        default memory for a query the sums of 20,000 cells would go through the disk.
        """
        self.env.execute_query(SQL(
            "SELECT set_config('work_mem', %s, TRUE)"
            " WHERE pg_size_bytes(current_setting('work_mem')) < pg_size_bytes(%s)",
            WORK_MEMORY, WORK_MEMORY,
        ))
        narrowed = options["text"] or any(options[key] for key in FILTERS)
        return SQL(
            "(SELECT cell_id, %s FROM gotgan_ledger_move"
            " WHERE fiscal_year_id = %s AND date %s %s%s GROUP BY cell_id)",
            SQL(", ").join(
                SQL(
                    "(SUM(amount) FILTER (WHERE kind = %s))::int8 AS %s",
                    kind, SQL.identifier(kind),
                )
                for kind in CELL_EFFECT
            ),
            options["fiscal_year_id"], SQL(">" if side == "after" else "<="), options["date"],
            SQL(" AND cell_id IN %s", self._search_cells(options).subselect())
            if narrowed else SQL(),
        )

    # ---- words -----------------------------------------------------------

    def _get_names(self, levels, rows):
        """Return ``{model: {id: [code, name]}}`` of the ids in the first columns of ``rows``."""
        wanted = {}
        for place, level in enumerate(levels):
            wanted.setdefault(level.model, set()).update(row[place] for row in rows)
        return {model: self._get_names_of(model, ids) for model, ids in wanted.items()}

    def _get_names_of(self, model, ids):
        names = {0: ["", self.env._("(none)")]} if ids & {0, None} else {}
        records = self.env[model].with_context(active_test=False)
        query = records._search([("id", "in", [one for one in ids if one])])
        given = SQL("code_given") if "code_given" in records._fields else SQL("FALSE")
        rows = self.env.execute_query(query.select(
            SQL.identifier(query.table, "id"), records._field_to_sql(query.table, "code", query),
            records._field_to_sql(query.table, "name", query), given,
        ))
        order = sorted(rows, key=lambda row: (row[1] is None, row[1] or "", row[2], row[0]))
        names.update((one, ["" if own else code or "", name]) for one, code, name, own in order)
        return names

    def _get_compared_text(self, options):
        choice = options["compare"]
        return self.env["gotgan.execution.comparison"]._get_labels(options) if choice else {}

    def _get_moves_title(self, options, path, figure):
        level = AXES[options["axis"]][len(path) - 1] if path else None
        row = self.env[LEVELS[level].model].browse(path[-1]) if path else None
        labels = {**self._get_figure_labels(), **self._get_compared_text(options)}
        label = labels.get(figure) or self.env._("All Moves")
        return f"{row.name or self.env._('(none)')} · {label}" if path else label

    def _get_figure_labels(self):
        _ = self.env._
        return {
            "voted": _("Budget"),
            "reserve_used": _("From Reserve"),
            "transferred": _("Moved In or Out"),
            "carried_in": _("From Last Year"),
            "carried_over": _("Carried Over"),
            "appropriated": _("Current Appropriation"),
            "allotted": _("Allotment"),
            "requested": _("Spending Request"),
            "committed": _("Commitment"),
            "paid": _("Paid"),
            "balance": _("Budget Balance"),
            "available": _("Allotment Balance"),
            "difference": _("Difference"),
            "right_paid": _("Paid There"),
        }


def _leads_to(path, one):
    """Return the domain of the cells whose ``path`` ends at ``one``, or with 0 nowhere."""
    if one:
        return Domain(path, "=", one)
    steps = path.split(".")
    return Domain.OR(
        Domain(".".join(steps[:count]), "=", False) for count in range(1, len(steps) + 1)
    )


def _rank(names):
    """Return ``{id: place}``; ``names`` is in order, and what has none comes last."""
    return {one: place for place, one in enumerate(sorted(names, key=lambda one: not one))}


def _sum_effects(total):
    """Return the SQL of what the moves that were added up do to ``total``."""
    return SQL(" + ").join(
        SQL("%s * COALESCE(%s, 0)", effect[total], SQL.identifier("moved", kind))
        for kind, effect in CELL_EFFECT.items() if total in effect
    )
