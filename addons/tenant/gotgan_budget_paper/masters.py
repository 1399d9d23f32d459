"""The names of one fiscal year, read once: what an address of ids is called, and where it stands.

Years are compared by what things are called, not by their ids: 시민소통강화 of FY2026 and of FY2027
are two records. Where two programmes of a year have one name under one parent, their codes tell
them apart.
"""

from collections import Counter

from .book.tree import Name


class Masters:
    """Gives the place of a cell on every axis."""

    def __init__(self, fiscal_year, like=None):
        """Read a year. ``like``: the masters of the year whose codes say where things stand."""
        self.env, self.year = fiscal_year.env, fiscal_year
        self._known = like._known if like else {}
        self.funds = self._read("gotgan.fund")
        self.objects = self._read("gotgan.expenditure.object", "parent_id", "level")
        self.functions = self._read("gotgan.function", "parent_id")
        self.sources = self._read("gotgan.funding.source")
        self.programs = self._read(
            "gotgan.program", "parent_id", "level", "function_id", "code_given",
        )
        self.revenues = self._read("gotgan.revenue.source", "parent_id", "level")
        rows = self.env["hr.department"].with_context(active_test=False).search_read(
            [], ["name", "code", "council_committee"], load=False,
        )
        self.departments = {row["id"]: row for row in rows}
        self._twins = Counter((row["parent_id"], row["name"]) for row in self.programs.values())
        self._paths = {}

    def _read(self, model, *names):
        records = self.env[model].with_context(active_test=False)
        rows = records.search_read(
            [("fiscal_year_id", "=", self.year.id)], ["code", "name", *names], load=False,
        )
        return {row["id"]: row for row in rows}

    # ---- places ----------------------------------------------------------

    def place(self, cell):
        """Return the Names of a cell (fund, department, project, subitem, source), see AXES."""
        fund, department, project, subitem, source = cell
        return (
            self._plain(self.funds[fund]), self._department(department), *self._program(project),
            *self._object(subitem), self._source(source),
        )

    def line_place(self, line):
        """Return (fund, department, policy, unit, project, item, subitem) of a budget line."""
        fund, department, project, subitem = line
        _field, _section, policy, unit, detail = self._program(project)
        _group, item, leaf = self._object(subitem)
        return (
            self._plain(self.funds[fund]), self._department(department), policy, unit, detail,
            item, leaf,
        )

    def revenue_place(self, cell):
        """Return the Names of a revenue (fund, source, department, name), see REVENUE_AXES."""
        fund, source, department, name = cell
        path = self._climb(self.revenues, source)
        names = [Name(row["code"], f"{row['code']} {row['name']}") for row in path][:4]
        above = names[:-1] or names
        # Agencies have no 장: their 관 and 항 stand first, and what is missing repeats the 항.
        names = above + [above[-1]] * (4 - len(names)) + names[len(above):]
        who = self._department(department).label
        return (self._plain(self.funds[fund]), *names, Name(f"{who} {name}", name))

    def _source(self, number):
        row = self.sources[number]
        return self._same(("source", row["name"]), row["code"], row["name"])

    def _plain(self, row):
        return Name(row["code"], row["name"])

    def _department(self, number):
        row = self.departments[number]
        return Name(row["code"] or "", row["name"])

    def _climb(self, rows, number):
        """Return the rows from the top of a table down to ``number``."""
        path = []
        while number:
            path.append(rows[number])
            number = rows[number]["parent_id"]
        return path[::-1]

    def _program(self, number):
        """Return the Names of 분야, 부문, 정책, 단위 and 세부사업 of a project."""
        if ("program", number) not in self._paths:
            path = self._climb(self.programs, number)
            function = self._climb(self.functions, path[0]["function_id"])
            names = [Name(row["code"], row["name"]) for row in function][:2]
            names += [Name("", "미분류")] * (2 - len(names))
            labels = tuple(self._label(row) for row in path)
            steps = [
                self._same(("program", *labels[:at + 1]), row["code"], labels[at])
                for at, row in enumerate(path)
            ]
            steps = [steps[0]] * (3 - len(steps)) + steps
            self._paths["program", number] = (*names, *steps[-3:])
        return self._paths["program", number]

    def _same(self, key, code, label):
        """Return the Name that ``key`` has had since it was first met, in whatever year."""
        return self._known.setdefault(key, Name(code or "", label))

    def _label(self, row):
        twins = self._twins[row["parent_id"], row["name"]] > 1
        return f"{row['name']} [{row['code']}]" if twins else row["name"]

    def _object(self, number):
        """Return the Names of the group, 편성목 and 통계목; of agencies 관, 항 and 목."""
        if ("object", number) not in self._paths:
            path = self._climb(self.objects, number)
            names = [Name(row["code"], f"{row['code']} {row['name']}") for row in path]
            leaf = path[-1]
            short = leaf["code"].rpartition("-")[2]
            names[-1] = Name(leaf["code"], f"{short} {leaf['name']}")
            names = [names[0]] * (3 - len(names)) + names
            self._paths["object", number] = (names[0], names[-2], names[-1])
        return self._paths["object", number]
