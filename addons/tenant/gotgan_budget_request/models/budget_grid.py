from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from .budget_grid_batch import GridBatch

FIGURES = (
    "requested", "first", "second", "settled", "last_amount", "base_amount", "difference",
)
ROUNDS = ("first", "second", "settled")
REACHED = {
    "draft": 0, "returned": 0, "submitted": 1, "bureau_reviewed": 2, "office_reviewed": 3,
    "settled": 3,
}
# The columns of a line that name what it belongs to, and the table each is named in.
PLACES = {
    "department_id": "hr.department", "policy_id": "gotgan.program", "unit_id": "gotgan.program",
    "project_id": "gotgan.program", "item_id": "gotgan.expenditure.object",
    "subitem_id": "gotgan.expenditure.object", "fund_id": "gotgan.fund",
}
TABLES = {
    "department": "hr.department", "program": "gotgan.program",
    "object": "gotgan.expenditure.object", "fund": "gotgan.fund",
}
MOST_EDITS = 2_000
# Of more lines the screen shows the upper levels first and asks for the estimates afterwards.
MOST_AT_ONCE = 3_000


class BudgetGrid(models.AbstractModel):
    """예산요구서 as a spreadsheet: one read for all of it, one call for what was typed.

    Options, as the screen sends them: ``request_id``, or ``cycle_id`` for all departments a person
    may see. Nothing is kept here; rights are those of the requests themselves.
    """

    _name = "gotgan.budget.grid"
    _description = "Budget Request Grid"
    _inherit = ["gotgan.budget.grid.trial.mixin"]

    # ---- what the screen calls -------------------------------------------

    @api.model
    @api.readonly
    def action_read_grid(self, options):
        """Return a request or a whole preparation as a tree of rows.

        :return: ``lines``: ``[id, revision, *ids of PLACES, door, reason, funding, review,
            *FIGURES]``,
            ``estimates``: ``[id, revision, line id, level, name, formula, amount]`` in order,
            ``names``: ``{table: {id: [code, name]}}``, and what the head of the screen says.
            ``door`` is the column a person may change in the line, or empty; ``funding`` is three
            lists: source ids, won, and how each is set (``50%``, or the won that are fixed);
            ``review`` is the reason of the latest cut.
            ``estimates`` is None where there are so many that they are asked for afterwards.
        """
        requests = self._get_requests(options)
        lines = self._read_lines(requests, Domain.TRUE)
        few = len(lines) <= MOST_AT_ONCE
        return {
            **self._get_head(requests, options, lines),
            "figures": list(FIGURES), "sources": self._get_sources(requests, lines),
            "names": self._get_names(lines), "lines": lines,
            "estimates": self._read_estimates([line[0] for line in lines]) if few else None,
        }

    @api.model
    @api.readonly
    def action_read_estimates(self, options):
        """Return the estimates of all lines, for a screen that has been shown without them."""
        requests = self._get_requests(options)
        lines = self.env["gotgan.budget.request.line"].search([
            ("request_id", "in", requests.ids),
        ])
        return self._read_estimates(lines.ids)

    @api.model
    def action_write_cells(self, options, edits):
        """Write what was typed or pasted: all of it, or nothing with a reason for each cell.

        :param list edits: dicts with ``op`` and ``row`` (``e12`` an estimate, ``l5`` a line, other
            names for new rows): ``set`` (field, value as typed, was, token, unit, reason),
            ``add`` (line, level, after, values), ``remove`` (token), ``move`` (level[, after])
        :return: ``saved``, ``errors`` ``[{index, field, message}]``, ``conflicts`` (who changed
            what meanwhile, both values), ``ids`` of new rows, ``rows`` of the lines concerned
        """
        if not isinstance(edits, list) or len(edits) > MOST_EDITS:
            raise UserError(self.env._(
                "At most %(most)s cells can be written at once. Paste fewer rows.", most=MOST_EDITS,
            ))
        requests = self._get_requests(options)
        batch = GridBatch(self.env, requests, edits)
        batch.run()
        touched = self.env["gotgan.budget.request.line"].browse(sorted(batch.line_ids))
        lines = self._read_lines(touched.request_id & requests, Domain("id", "in", touched.ids))
        estimates = self._read_estimates([line[0] for line in lines])
        return {
            "saved": batch.is_clean, "errors": batch.errors, "conflicts": batch.conflicts,
            "ids": batch.ids if batch.is_clean else {},
            "rows": {"lines": lines, "estimates": estimates},
            "sums": self._get_sums(requests),
        }

    # ---- what is shown ---------------------------------------------------

    def _get_requests(self, options):
        """Return the requests of the options that the person may read.

        :raises UserError: there are none; says what to do
        """
        model = self.env["gotgan.budget.request"]
        try:
            request_id = int(options.get("request_id") or 0)
            cycle_id = int(options.get("cycle_id") or 0)
        except (AttributeError, TypeError, ValueError) as error:
            raise UserError(self.env._(
                "The request cannot be found. Open it again from the list of budget requests."
            )) from error
        if request_id:
            requests = model.search([("id", "=", request_id)])
        elif cycle_id:
            requests = model.search([("cycle_id", "=", cycle_id)])
        else:
            requests = self._find_own_request()
        if not requests:
            raise UserError(self.env._(
                "There is no budget request you may see here. Open one from the list of budget "
                "requests, or ask the budget office to call for requests."
            ))
        return requests

    def _find_own_request(self):
        """Return the request a person most likely wants: the own department's newest."""
        model, department = self.env["gotgan.budget.request"], self.env.user._get_department()
        own = model.search([("department_id", "=", department.id)], limit=1, order="id desc")
        return own or model.search([], limit=1, order="id desc")

    def _get_head(self, requests, options, lines):
        whole = bool(options.get("cycle_id")) and not options.get("request_id")
        cycle = requests[0].cycle_id
        reached = max(REACHED.get(request.state, 0) for request in requests)
        levels = ["policy", "unit", "project", "item"]
        is_written = "requested" in self._get_doors(requests).values()
        return {
            "options": {"cycle_id": cycle.id} if whole else {"request_id": requests.id},
            "title": cycle.display_name if whole else requests.display_name,
            "state": cycle._get_state_label() if whole else requests._get_state_label(),
            "levels": ["department", *levels] if whole else levels,
            "rounds": list(ROUNDS[:reached]), "is_original": cycle.kind == "original",
            "has_funds": len({line[PLACE_OF["fund_id"]] for line in lines}) > 1,
            "sums": self._get_sums(requests),
            "cycle": cycle.id, "choices": self._get_choices(cycle), "is_written": is_written,
            "may_add": is_written and not whole,
        }

    def _get_choices(self, cycle):
        """Return ``[request id, department, state]`` of the requests the person may turn to."""
        requests = self.env["gotgan.budget.request"].search([("cycle_id", "=", cycle.id)])
        return [
            [one.id, one.department_id.name, one._get_state_label()]
            for one in requests.sorted(lambda one: one.department_id.name or "")
        ]

    def _get_sums(self, requests):
        """Return what one department may ask for and what is left of it; nothing for many."""
        if len(requests) > 1 or not requests.ceiling:
            return {}
        return {"ceiling": requests.ceiling, "left": requests.ceiling_left}

    def _get_sources(self, requests, lines):
        """Return ``[id, code, name]`` of the funding sources the lines have, in order."""
        used = {one for line in lines for one in (line[FUNDING] or ((),))[0]}
        model = self.env["gotgan.funding.source"].with_context(active_test=False)
        years = requests.fiscal_year_id.ids
        common = model.search([("fiscal_year_id", "in", years), ("origin", "=", "own")]).ids
        found = model.browse(used or common).sorted("code")
        return [[source.id, source.code, source.name] for source in found]

    def _get_doors(self, requests):
        """Return ``{request id: column}`` the person may work on in each request."""
        written = requests.filtered(
            lambda one: one.state in one._open_states and one.cycle_id.state != "made"
        )
        lines = self.env["gotgan.budget.request.line"]
        may_write = lines.has_access("write")
        allowed = written._filtered_access("write") if may_write else written.browse()
        doors = dict.fromkeys(allowed.ids, "requested")
        reviewed = (requests - written).filtered("may_review")
        return doors | {request.id: request._get_round() for request in reviewed}

    # ---- rows ------------------------------------------------------------

    def _read_lines(self, requests, more):
        """Return the rows of the lines, as ``action_read_grid`` says."""
        model = self.env["gotgan.budget.request.line"]
        for name in (model._name, "gotgan.budget.request.funding", "gotgan.budget.review"):
            self.env[name].check_access("read")
            self.env[name].flush_model()
        query = model._search(Domain("request_id", "in", requests.ids) & more)
        if query.is_empty():
            return []
        doors = self._get_doors(requests)
        rows = self.env.execute_query(self._select_lines(query, requests))
        return [
            [*row[:DOOR], doors.get(row[DOOR], ""), row[DOOR + 1],
             row[FUNDING:FUNDING + 3] if row[FUNDING] else None, *row[FUNDING + 3:]]
            for row in rows
        ]

    def _read_estimates(self, line_ids):
        """Return the rows of the estimates of lines that were read with the person's rights."""
        model = self.env["gotgan.budget.request.estimate"]
        model.check_access("read")
        model.flush_model()
        return [list(row) for row in self.env.execute_query(SQL(
            """
            SELECT id, revision, line_id, level::int, name, formula, amount
            FROM gotgan_budget_request_estimate
            WHERE line_id = ANY(%s) ORDER BY line_id, sequence, id
            """, line_ids,
        ))]

    def _select_lines(self, query, requests):
        """Return the one statement that reads lines with their funding."""
        table = query.table
        query.add_join("LEFT JOIN", "funded", SQL(
            "(SELECT line_id, array_agg(funding_source_id) AS sources, array_agg(amount) AS won,"
            " array_agg(CASE WHEN is_fixed THEN fixed_amount::text"
            " ELSE trim_scale(share::numeric)::text || '%%' END) AS settings"
            " FROM gotgan_budget_request_funding WHERE request_id = ANY(%s) GROUP BY line_id)",
            requests.ids,
        ), SQL("%s = funded.line_id", SQL.identifier(table, "id")))
        query.add_join("LEFT JOIN", "reviewed", SQL(
            "(SELECT DISTINCT ON (line_id) line_id, reason FROM gotgan_budget_review"
            " WHERE request_id = ANY(%s) AND line_id IS NOT NULL ORDER BY line_id, id DESC)",
            requests.ids,
        ), SQL("%s = reviewed.line_id", SQL.identifier(table, "id")))
        names = ("id", "revision", *PLACES, "request_id", "reason")
        return query.select(
            *(SQL.identifier(table, name) for name in names),
            *(SQL.identifier("funded", name) for name in ("sources", "won", "settings")),
            SQL.identifier("reviewed", "reason"),
            *(SQL.identifier(table, name) for name in FIGURES),
        )

    # ---- words -----------------------------------------------------------

    def _get_names(self, lines):
        """Return ``{table: {id: [code, name]}}`` of what the lines belong to."""
        wanted = {model: set() for model in TABLES.values()}
        for place, model in enumerate(PLACES.values(), start=2):
            wanted[model].update(line[place] for line in lines)
        return {table: self._get_names_of(wanted[model], model) for table, model in TABLES.items()}

    def _get_names_of(self, ids, model):
        records = self.env[model].with_context(active_test=False).sudo(False)
        query = records._search([("id", "in", [one for one in ids if one])])
        given = SQL("code_given") if "code_given" in records._fields else SQL("FALSE")
        rows = self.env.execute_query(query.select(
            SQL.identifier(query.table, "id"), records._field_to_sql(query.table, "code", query),
            records._field_to_sql(query.table, "name", query), given,
        ))
        names = {one: ["" if own else code or "", name] for one, code, name, own in rows}
        return names | {one: ["", self.env._("(none)")] for one in ids if one not in names}


PLACE_OF = {name: place for place, name in enumerate(PLACES, start=2)}
DOOR = 2 + len(PLACES)
FUNDING = DOOR + 2
