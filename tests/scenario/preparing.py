"""Preparing a budget: the call, what departments write, the rounds, the bill."""

from odoo.fields import Command


class Preparing:
    """The preparation of one year's budget in a hall.

    :param Hall hall: with ``budget`` (예산담당) and ``head`` (단체장) among its people
    :param int year: the year the budget is for
    """

    def __init__(self, hall, year):
        self.hall, self.number = hall, year
        self.year = hall.year(year)
        self.projects = {}

    # ---- the call ----------------------------------------------------------

    def call(self, ceilings, **dates):
        """Open the cycle with its calendar and ``{department: won}`` of own money."""
        fund = self.hall.find("gotgan.fund", self.number, "100")
        self.cycle = self.hall.model("gotgan.budget.cycle", "budget").create({
            "fiscal_year_id": self.year.id, **dates,
            "guideline_ids": [
                Command.create({"name": "경상경비 동결", "text": "전년 수준으로 요구"}),
            ],
            "ceiling_ids": [
                Command.create({
                    "department_id": self.hall.departments[name].id, "fund_id": fund.id,
                    "amount": won,
                }) for name, won in ceilings.items()
            ],
        })
        self.cycle.action_open()
        return self.cycle

    def request_of(self, department):
        return self.cycle.request_ids.filtered(
            lambda one: one.department_id == self.hall.departments[department]
        )

    # ---- what a department writes ------------------------------------------

    def write_line(self, person, department, project, subitem, *formulas, **values):
        """A line with an estimate per formula, in words people write."""
        return self.hall.model("gotgan.budget.request.line", person).create({
            "request_id": self.request_of(department).id, "project_id": self.projects[project].id,
            "fund_id": self.hall.find("gotgan.fund", self.number, "100").id,
            "subitem_id": self.hall.find("gotgan.expenditure.object", self.number, subitem).id,
            "estimate_ids": [
                Command.create({"name": f"산출 {place}", "formula": formula, "sequence": place})
                for place, formula in enumerate(formulas, start=1)
            ],
            **values,
        })

    def fund_by(self, line, shares):
        """Let the line be paid for by ``{funding source code: ratio}``."""
        line.funding_ids.unlink()
        line.funding_ids = [
            Command.create({
                "funding_source_id": self.hall.find("gotgan.funding.source", self.number, code).id,
                "share": share,
            }) for code, share in shares.items()
        ]
        return line

    def expect(self, person, department, source, name, formula):
        """Revenue that the department counts on."""
        return self.hall.model("gotgan.budget.request.revenue", person).create({
            "request_id": self.request_of(department).id, "name": name, "formula": formula,
            "fund_id": self.hall.find("gotgan.fund", self.number, "100").id,
            "revenue_source_id": self.hall.find("gotgan.revenue.source", self.number, source).id,
        })

    def take_over(self, person, request, decided=None, rate=100, leave=()):
        """Take last year's lines over, all but ``leave``: {(project, subitem code), …}.

        :param decided: ``{old code: new code}`` of objects that the published table leaves open
        """
        dialog = self.hall.model("gotgan.budget.take.over", person).with_context(
            default_request_id=request.id,
        ).create({"request_id": request.id, "rate": rate})
        for line in dialog.line_ids:
            old = line.former_subitem_id.code
            line.is_chosen = (line.project_id.name, old) not in leave
            if line.is_chosen and old in (decided or {}):
                line.subitem_id = self.hall.find(
                    "gotgan.expenditure.object", self.number, decided[old],
                )
        dialog.action_apply()

    # ---- the rounds --------------------------------------------------------

    def cut(self, person, line, won, reason):
        """Change a figure in the round that is the person's."""
        self.hall.by(person, line)._review({line.id: won}, reason)

    def go(self, request, *rounds):
        """Take a request through ``(step, person)``."""
        for step, person in rounds:
            getattr(self.hall.by(person, request), f"action_{step}")()
        return request.state

    # ---- the bill ----------------------------------------------------------

    def change_bill(self, version, kind, reason, changes, revenues=()):
        """수정예산 (amend) or 계수조정 (adjust), written in the dialog of the bill.

        :param changes: ``((line, won, why), …)`` of expenditure; ``revenues`` of revenue
        """
        rows = [
            Command.create({name: part.id, "amount": won, "reason": why})
            for name, parts in (("line_id", changes), ("revenue_id", revenues))
            for part, won, why in parts
        ]
        self.hall.model("gotgan.budget.version.adjust", "budget").create({
            "version_id": version.id, "kind": kind, "reason": reason, "row_ids": rows,
        }).action_confirm()

    def part_of(self, version, project, subitem, source="09"):
        """The line of a version by the names people use."""
        return version.line_ids.filtered(
            lambda one: one.project_id == self.projects[project]
            and one.subitem_id.code == subitem and one.funding_source_id.code == source
        )
