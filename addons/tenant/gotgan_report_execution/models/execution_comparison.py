from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.gotgan_budget.version_row import ADDRESS

from ..rules.axes import FILTERS, LEVELS, SEARCHED, Level
from ..rules.figures import COMPARED, TOTALS
from ..rules.matching import pair_by, pair_by_table, same_day

ZEROS = (0,) * len(TOTALS)
WAITING = ("draft", "submitted", "voted", "approved")
PLACES = {name: place for place, name in enumerate(TOTALS)}


class ExecutionComparison(models.AbstractModel):
    """The budget beside another version of it, or beside another year. Reads only.

    Both sides are whole budgets by their cells' addresses; what another year calls differently is
    found by the published table of old and new objects, by its code, or by its name. What cannot
    be found stands in a row of its own rather than under something it may not be.
    """

    _name = "gotgan.execution.comparison"
    _description = "Comparison of Budgets"

    # ---- what can be chosen ----------------------------------------------

    def _read_choice(self, choice):
        """Return ``choice`` with kind, id and left of the right types, or an empty dict."""
        try:
            kind, one = choice["kind"], int(choice["id"])
            left = int(choice.get("left") or 0)
        except (KeyError, TypeError, ValueError):
            return {}
        models = {"version": "gotgan.budget.version", "year": "gotgan.fiscal.year"}
        if kind not in models or not self.env[models[kind]].browse(one).exists():
            return {}
        return {"kind": kind, "id": one, "left": left if kind == "version" else 0}

    def _get_versions(self, options):
        """Return ``[[id, name, state, base]]`` of the versions of the year, the oldest first.

        ``base`` (id or 0) is what one that is not decided yet would change: it is put beside that.
        """
        versions = self.env["gotgan.budget.version"].search(
            [("fiscal_year_id", "=", options["fiscal_year_id"])], order="id",
        )
        states = dict(versions._fields["state"]._description_selection(self.env))
        return [
            [one.id, one.display_name, states[one.state],
             one.base_id.id if one.state in WAITING else 0]
            for one in versions
        ]

    def _get_labels(self, options):
        """Return what stands on each side: ``{"left": …, "right": …}``."""
        choice, _ = options["compare"], self.env._
        if choice["kind"] == "year":
            years = self.env["gotgan.fiscal.year"].browse(
                [options["fiscal_year_id"], choice["id"]],
            )
            days = (options["date"], self._get_other_day(options))
            labels = [f"{year.display_name} ({day})" for year, day in zip(years, days, strict=True)]
        else:
            versions = self.env["gotgan.budget.version"].browse([choice["left"], choice["id"]])
            labels = [one.display_name if one.id else _("Budget Now") for one in versions]
        return {"kind": choice["kind"], "left": labels[0], "right": labels[1]}

    # ---- comparing -------------------------------------------------------

    def _compare(self, options, levels, leaves):
        """Return ``leaves`` with ``COMPARED`` appended, and the leaves of the other side."""
        choice, depth = options["compare"], len(levels)
        is_year = choice["kind"] == "year"
        total = depth + PLACES["appropriated" if is_year else "voted"]
        from_version = not is_year and choice["left"]
        near = [
            (*leaf, 0 if from_version else leaf[total], *(0,) * (len(COMPARED) - 1))
            for leaf in leaves
        ]
        far = self._read_year(options) if is_year else self._read_version(choice["id"], 1)
        if from_version:
            far += self._read_version(choice["left"], 0)
        return near + self._place(self._narrow(far, options), levels)

    def _read_version(self, version_id, side):
        """Return ``[(address, compared)]`` of a version's whole; ``side`` 0 is left, 1 right."""
        whole = self.env["gotgan.budget.version"].browse(version_id)._read_whole()
        return [
            (address, (0, won, 0) if side else (won, 0, 0)) for address, won in whole.items() if won
        ]

    def _read_year(self, options):
        """Return ``[(address of this year, compared)]`` of the other year on the same day."""
        other = {
            **self.env["gotgan.execution.report"]._read_options({
                "fiscal_year_id": options["compare"]["id"],
            }),
            "date": self._get_other_day(options),
        }
        report = self.env["gotgan.execution.report"]
        rows = report._get_leaves(other, [Level("", name) for name in ADDRESS])
        pairs = self._pair_addresses(rows, other["fiscal_year_id"], options["fiscal_year_id"])
        return [
            (self._translate(row[:5], pairs),
             (0, row[5 + PLACES["appropriated"]], row[5 + PLACES["paid"]]))
            for row in rows
        ]

    def _get_other_day(self, options):
        years = self.env["gotgan.fiscal.year"]
        here, there = (years.browse(one).year for one in (
            options["fiscal_year_id"], options["compare"]["id"],
        ))
        return same_day(options["date"], there - here)

    # ---- addresses -------------------------------------------------------

    def _translate(self, address, pairs):
        return tuple(
            pairs[name].get(one, one) for name, one in zip(ADDRESS, address, strict=True)
        )

    def _pair_addresses(self, rows, from_year, to_year):
        """Return ``{column: {old id: new id}}``; departments are the same in every year."""
        ids = {name: {row[place] for row in rows} for place, name in enumerate(ADDRESS)}
        coded = {"fund_id": "gotgan.fund", "funding_source_id": "gotgan.funding.source"}
        return {
            **{
                name: pair_by(self._get_codes(model, ids=ids[name]),
                              self._get_codes(model, year=to_year))
                for name, model in coded.items()
            },
            "department_id": {},
            "project_id": self._pair_projects(ids["project_id"], to_year),
            "subitem_id": self._pair_objects(ids["subitem_id"], from_year, to_year),
        }

    def _get_codes(self, model, ids=None, year=None):
        records = self.env[model].with_context(active_test=False)
        domain = [("id", "in", list(ids))] if year is None else [("fiscal_year_id", "=", year)]
        return {one.id: one.code for one in records.search_fetch(domain, ["code"])}

    def _pair_projects(self, ids, to_year):
        """By the names of policy, unit and project: codes are given anew in many cities."""
        programs = self.env["gotgan.program"].with_context(active_test=False)
        old = programs.browse(ids)
        new = programs.search([("fiscal_year_id", "=", to_year), ("level", "=", "project")])
        keys = [
            {one.id: (one.policy_id.name, one.unit_id.name, one.name) for one in records}
            for records in (old, new)
        ]
        return pair_by(*keys)

    def _pair_objects(self, ids, from_year, to_year):
        """By the published table of old and new objects; what it leaves open, by code and name."""
        objects = self.env["gotgan.expenditure.object"].with_context(active_test=False)
        table = [
            *self._read_table("from", "to", from_year, to_year, ids),
            *self._read_table("to", "from", from_year, to_year, ids),
        ]
        named = {one for one, _new, _undecided in table}
        rest = objects.browse([one for one in ids if one not in named])
        new = objects.search([("fiscal_year_id", "=", to_year), ("level", "=", "subitem")])
        keys = [{one.id: (one.code, one.name) for one in records} for records in (rest, new)]
        return {**pair_by(*keys), **pair_by_table(ids, table)}

    def _read_table(self, near, far, near_year, far_year, ids):
        """Return the published pairs of ``ids``, read in one direction of the table."""
        rows = self.env["gotgan.classification.mapping"].search([
            (f"{near}_year_id", "=", near_year), (f"{far}_year_id", "=", far_year),
            (f"{near}_object_id", "in", list(ids)),
        ])
        return [
            (row[f"{near}_object_id"].id, row[f"{far}_object_id"].id, row.needs_decision)
            for row in rows
        ]

    # ---- narrowing and placing -------------------------------------------

    def _narrow(self, rows, options):
        """Keep the rows whose address the filters and the search of the report let through."""
        tests = [*self._get_filter_tests(options), *self._get_word_tests(options)]
        return [
            (address, won) for address, won in rows
            if all(any(address[place] in found for place, found in test) for test in tests)
        ]

    def _get_filter_tests(self, options):
        """Return tests: lists of (place in the address, ids), one of which must hold."""
        tests = []
        for key, name in FILTERS.items():
            if options[key]:
                first, _dot, rest = LEVELS[name].path.partition(".")
                operator = "child_of" if name == "department" else "in"
                domain = Domain(rest or "id", operator, options[key])
                tests.append([(ADDRESS.index(first), self._find_ids(first, domain))])
        return tests

    def _get_word_tests(self, options):
        tests = []
        for word in options["text"].split():
            test = []
            for name in SEARCHED:
                first, _dot, rest = LEVELS[name].path.partition(".")
                domain = Domain(f"{rest}.name" if rest else "name", "ilike", word)
                test.append((ADDRESS.index(first), self._find_ids(first, domain)))
            codes = Domain("code", "=like", word + "%")
            test.append((ADDRESS.index("subitem_id"), self._find_ids("subitem_id", codes)))
            tests.append(test)
        return tests

    def _find_ids(self, name, domain):
        model = self.env["gotgan.budget.cell"]._fields[name].comodel_name
        return set(self.env[model].with_context(active_test=False).search(domain).ids)

    def _place(self, rows, levels):
        """Return leaves of the report: where each address stands in the hierarchy, and its won."""
        columns = [self._follow(rows, level.path) for level in levels]
        return [
            (*(column[address] for column in columns), *ZEROS, *won) for address, won in rows
        ]

    def _follow(self, rows, path):
        """Return ``{address: id at the end of path}``; 0 where it leads nowhere."""
        first, _dot, rest = path.partition(".")
        place = ADDRESS.index(first)
        if not rest:
            return {address: address[place] for address, _won in rows}
        ends = self._get_ends(first, rest, {address[place] for address, _won in rows})
        return {address: ends.get(address[place]) or 0 for address, _won in rows}

    def _get_ends(self, first, rest, ids):
        model = self.env["gotgan.budget.cell"]._fields[first].comodel_name
        records = self.env[model].with_context(active_test=False)
        records.flush_model()
        query = records._search([("id", "in", list(ids))])
        end = self.env["gotgan.execution.report"]._join(query, rest, model)
        return dict(self.env.execute_query(query.select(
            SQL.identifier(query.table, "id"), end,
        )))

    # ---- for the explanation ---------------------------------------------

    def _find_rows(self, rows, options, levels, path):
        """Return those of ``rows`` that the row ``path`` of the report adds up."""
        rows = self._narrow(rows, options)
        columns = [self._follow(rows, level.path) for level in levels[:len(path)]]
        return [
            (address, won) for address, won in rows
            if all(column[address] == one for column, one in zip(columns, path, strict=True))
        ]

    def _find_other_cells(self, options, levels, path):
        """Return the cells of the other year behind one row, as a domain's ids."""
        other = self.env["gotgan.budget.cell"].search([
            ("fiscal_year_id", "=", options["compare"]["id"]),
        ])
        addresses = [tuple(cell[name].id for name in ADDRESS) for cell in other]
        pairs = self._pair_addresses(addresses, options["compare"]["id"], options["fiscal_year_id"])
        rows = [
            (self._translate(address, pairs), cell.id)
            for address, cell in zip(addresses, other, strict=True)
        ]
        return [one for _address, one in self._find_rows(rows, options, levels, path)]

    def _check_version(self, version_id):
        version = self.env["gotgan.budget.version"].browse(version_id).exists()
        if not version:
            raise UserError(self.env._(
                "The version of the budget no longer exists. Choose another one."
            ))
        return version
