"""Stage 5: next year's budget in the making, on the eve of the bill.

Departments have asked, bureaus and the budget office have cut, one request went back and one is
late; nothing is made of it yet.
"""

from odoo.fields import Command

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_budget_request.taking_over import carry_project

from . import tables
from .living import open_project
from .register import find, register
from .subjects import NATIONAL, OWN, PROVINCE, SPECIAL, Subjects
from .timeline import at, day_of

THOUSAND = 1000
SOURCES = (NATIONAL, PROVINCE, OWN)
GRANTS = {NATIONAL: "511-01", PROVINCE: "521-01"}
# The states in their order, and the step that leads to each with whose it is.
STATES = ("draft", "submitted", "bureau_reviewed", "office_reviewed", "settled")


def build(env, year):
    """Prepare the budget of the year after, where its codes are known."""
    following = year._get_next()
    ready = find(env, "version_original") and following and env["gotgan.expenditure.object"].search(
        [("fiscal_year_id", "=", following.id)], limit=1,
    )
    if not ready or find(env, "cycle"):
        return
    with at(env, day_of(year.year, tables.read_json("requests")["days"]["open"], today(env))):
        _open_masters(env, year, following)
        cycle = _open_cycle(env, Subjects(env, following), year)
    for told in tables.read_json("requests")["departments"]:
        Preparation(env, year, following, cycle, told).run()


def _open_masters(env, year, following):
    """Funds and sources of the new year; the projects follow when a department takes them over."""
    for model in ("gotgan.fund", "gotgan.funding.source"):
        known = set(env[model].search([("fiscal_year_id", "=", following.id)]).mapped("code"))
        for row in env[model].search([("fiscal_year_id", "=", year.id)]):
            if row.code not in known:
                row.copy({"fiscal_year_id": following.id, "code": row.code})


def _open_cycle(env, subjects, year):
    """The call for requests: calendar, guidelines and ceilings, by the budget officer."""
    told = tables.read_json("requests")
    cycle = env(user=find(env, "budget").id)["gotgan.budget.cycle"].create({
        "fiscal_year_id": subjects.year.id,
        **{
            name: f"{year.year}-{day}" for name, day in told["calendar"].items()
        },
        "guideline_ids": [
            Command.create({"name": name, "text": text}) for name, text in told["guidelines"]
        ],
        "ceiling_ids": [
            Command.create({
                "department_id": subjects.department(name).id, "fund_id": subjects.fund.id,
                "amount": won * THOUSAND, "note": note,
            })
            for name, (won, note) in told["ceilings"].items()
        ],
    })
    cycle.action_open()
    return register(cycle, "cycle")


class Preparation:
    """One department's request, from last year's lines to where the table says it stands."""

    def __init__(self, env, year, following, cycle, told):
        self.env, self.year, self.following, self.told = env, year, following, told
        self.subjects = Subjects(env, following)
        self.days = tables.read_json("requests")["days"]
        department = self.subjects.department(told["name"])
        self.author = env(user=find(env, told["author"]).id)
        self.request = cycle.request_ids.filtered(
            lambda one: one.department_id == department
        ).with_env(self.author)

    def run(self):
        with self._at("write"):
            self._write()
        end = "bureau_reviewed" if self.told["end"] == "returned" else self.told["end"]
        for state in STATES[1:STATES.index(end) + 1]:
            getattr(self, f"_reach_{state}")()
        if self.told["end"] == "returned":
            with self._at("return"):
                self._by("budget")._do_transition("return", self.told["answer"])

    # ---- writing ---------------------------------------------------------

    def _write(self):
        self.request.note = self.told["note"]
        self._take_over()
        for told in self.told["lines"]:
            self._fund(self._write_line(told), told.get("shares"))
        self._expect()
        self.author["gotgan.budget.request.indicator"].create([
            {
                "request_id": self.request.id, "project_id": self.subjects.project(project).id,
                **dict(zip(
                    ("goal", "name", "measure", "unit", "last_result", "target"), words,
                    strict=True,
                )),
            }
            for project, *words in self.told["indicators"]
        ])

    def _take_over(self):
        """Take last year's lines and estimates over, but those written anew or done with."""
        dialog = self.author["gotgan.budget.take.over"].with_context(
            default_request_id=self.request.id,
        ).create({"request_id": self.request.id, "rate": self.told["rate"]})
        decided = tables.read_json("requests")["objects"]
        for line in dialog.line_ids:
            code = line.former_subitem_id.code
            if not line.subitem_id and code in decided:
                line.subitem_id = self.subjects.subitem(decided[code])
            special = SPECIAL in line.budget_line_id.cell_ids.funding_source_id.mapped("code")
            line.is_chosen = line.subitem_id and code not in self.told["skip"] and not special
        dialog.action_apply()

    def _write_line(self, told):
        """Write a line anew, or the estimates of one that was taken over."""
        vals = self._prepare_line(told)
        present = self.request.line_ids.filtered(
            lambda one: (one.project_id.id, one.subitem_id.id) == (
                vals["project_id"], vals["subitem_id"],
            )
        )
        if not present:
            return present.create(vals)
        present.estimate_ids.unlink()
        present.write({name: vals[name] for name in ("reason", "estimate_ids")})
        return present

    def _prepare_line(self, told):
        if told.get("program"):
            open_project(self.env, self.subjects.year, *told["program"])
        else:
            carry_project(Subjects(self.env, self.year).project(told["project"]), self.following)
        return {
            "request_id": self.request.id, "fund_id": self.subjects.fund.id,
            "project_id": self.subjects.project(told["project"]).id,
            "subitem_id": self.subjects.subitem(told["subitem"]).id, "reason": told["reason"],
            "estimate_ids": [
                Command.create({
                    "level": level, "name": name, "formula": formula, "sequence": place * 10,
                })
                for place, (level, name, formula) in enumerate(told["estimates"], start=1)
            ],
        }

    def _fund(self, line, shares):
        """Give the line its ratio and keep it for the project, with the rule it rests on."""
        if not shares:
            return
        parts = {
            self.subjects.source(code).id: int(part)
            for code, part in zip(SOURCES, shares.split(":"), strict=True) if int(part)
        }
        line.funding_ids.unlink()
        line.funding_ids = [
            Command.create({"funding_source_id": source, "share": share})
            for source, share in parts.items()
        ]
        if any(int(part) for part in shares.split(":")[:-1]):
            line.action_keep_ratio()

    def _expect(self):
        """Enter the revenue: the city's own as told, grants as the lines are funded."""
        grants = {}
        for part in self.request.line_ids.funding_ids.filtered("amount"):
            code = GRANTS.get(part.funding_source_id.code)
            if code:
                key = code, part.line_id.project_id.name
                grants[key] = grants.get(key, 0) + part.amount
        rows = [*self.told["revenues"], *(
            (code, name, f"{won:,}원") for (code, name), won in grants.items()
        )]
        self.author["gotgan.budget.request.revenue"].create([
            {
                "request_id": self.request.id, "fund_id": self.subjects.fund.id, "name": name,
                "formula": formula, "revenue_source_id": self.subjects.revenue(code).id,
            }
            for code, name, formula in rows
        ])

    # ---- reviewing -------------------------------------------------------

    def _reach_submitted(self):
        with self._at("submit"):
            if self.told.get("override"):
                self._by("planning_head")._override_findings(self.told["override"])
            self.request.action_submit()

    def _reach_bureau_reviewed(self):
        with self._at("bureau"):
            self._review(self.told["bureau"], "bureau")
            self._by(self.told["bureau"]).action_bureau_review()

    def _reach_office_reviewed(self):
        with self._at("office"):
            self._review("budget", "office")
            self._by("budget").action_office_review()

    def _reach_settled(self):
        with self._at("settle"):
            self._by("mayor").action_settle()

    def _review(self, key, place):
        for round_, project, code, won, reason in self.told["reviews"]:
            if round_ == place:
                line = self._by(key).line_ids.filtered(
                    lambda one, project=project, code=code:
                    one.project_id.name == project and one.subitem_id.code == code
                )
                line.ensure_one()
                line._review({line.id: won * THOUSAND}, reason)

    # ---- inside ----------------------------------------------------------

    def _at(self, name):
        return at(self.env, day_of(self.year.year, self.days[name], today(self.env)))

    def _by(self, key):
        """Return the request in the hands of a person."""
        return self.request.with_user(find(self.env, key))
