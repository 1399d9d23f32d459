"""Living with a budget: papers that give, keep back, move and return money."""

from odoo.fields import Command

from odoo.addons.gotgan_budget.version_row import RevenueRow, VersionRow


class Living:
    """What departments and the budget officer do with the budget of a year.

    :param Hall hall: with ``budget`` (예산담당) among its people
    """

    def __init__(self, hall, year):
        self.hall, self.year = hall, hall.year(year)

    # ---- allotment ---------------------------------------------------------

    def plan_allotment(self, percents):
        """배정계획 of everything but the reserve, by quarters."""
        plan = self.hall.model("gotgan.allotment.plan", "budget").create({
            "name": "연간 배정계획", "fiscal_year_id": self.year.id,
        })
        self.hall.model("gotgan.allotment.plan.fill", "budget").create({
            "plan_id": plan.id,
            **{f"percent_{place}": percent for place, percent in enumerate(percents, 1)},
        }).action_fill()
        plan.action_confirm()
        return plan

    def issue_planned(self, plan, month):
        """Allot what the plan has until the end of ``month``."""
        action = self.hall.model("gotgan.allotment.plan.issue", "budget").create({
            "plan_id": plan.id, "month": str(month),
        }).action_issue()
        return self.hall.model("gotgan.allotment", "budget").browse(action["res_id"])

    def allot(self, amounts):
        """수시배정 of ``{cell: won}``."""
        allotment = self.hall.model("gotgan.allotment", "budget").create({
            "fiscal_year_id": self.year.id, "quarter": "0", "line_ids": [
                Command.create({"cell_id": cell.id, "amount": won})
                for cell, won in amounts.items()
            ],
        })
        allotment.action_issue()
        return allotment

    def allot_as_asked(self, person, amounts, reason):
        """수시배정 of ``{cell: won}`` that a department has asked for."""
        request = self.hall.model("gotgan.allotment.request", person).create({
            "fiscal_year_id": self.year.id, "reason": reason, "line_ids": [
                Command.create({"cell_id": cell.id, "amount": won})
                for cell, won in amounts.items()
            ],
        })
        request.action_submit()
        self.hall.by("budget", request).action_allot()
        return request

    def recall(self, amounts, reason):
        """배정 회수 of ``{cell: won}``; nothing where there is nothing to take back."""
        if amounts:
            self.hall.model("gotgan.allotment", "budget").create({
                "fiscal_year_id": self.year.id, "kind": "recall", "reason": reason, "line_ids": [
                    Command.create({"cell_id": cell.id, "amount": won})
                    for cell, won in amounts.items()
                ],
            }).action_issue()

    def withhold(self, cell, won, reason):
        """배정유보."""
        document = self.hall.model("gotgan.allotment.withholding", "budget").create({
            "fiscal_year_id": self.year.id, "reason": reason,
            "line_ids": [Command.create({"cell_id": cell.id, "amount": won})],
        })
        document.action_withhold()
        return document

    def suballot(self, cell, won, department, reason):
        """재배정 to another department."""
        document = self.hall.model("gotgan.suballotment", "budget").create({
            "fiscal_year_id": self.year.id, "department_id": cell.department_id.id,
            "to_department_id": self.hall.departments[department].id, "reason": reason,
            "line_ids": [Command.create({"cell_id": cell.id, "amount": won})],
        })
        document.action_issue()
        return document

    def take_back(self, document, reason):
        """What was not spent of a 재배정 comes back."""
        action = self.hall.model("gotgan.suballotment.recall", "budget").create({
            "suballotment_id": document.id, "reason": reason,
        }).action_recall()
        return self.hall.model("gotgan.suballotment", "budget").browse(action["res_id"])

    # ---- versions of the year ----------------------------------------------

    def draft(self, kind, amounts, revenues=()):
        """A version that sets ``{address of a cell: won after it}`` and revenues.

        :param revenues: ``((department, source code, name, won after it), …)``
        """
        fund = self.hall.find("gotgan.fund", self.year.year, "100")
        return self.hall.model("gotgan.budget.version", "budget")._make(
            self.year, kind, [VersionRow(*key[1:], won) for key, won in amounts.items()],
            [RevenueRow(
                fund.id, self.hall.find("gotgan.revenue.source", self.year.year, code).id,
                self.hall.departments[department].id, name, won,
            ) for department, code, name, won in revenues],
        )

    def enact(self, version):
        """Submit, vote, and let it take effect today."""
        version.action_submit()
        version.action_vote()
        version.action_take_effect()

    # ---- changes -----------------------------------------------------------

    def ask(self, person, taken, given, reason, **values):
        """A request of a department to move money; not handed in yet.

        :param taken, given: ``{cell or address of one that is to be opened: won}``
        """
        names = ("fund_id", "department_id", "project_id", "subitem_id", "funding_source_id")
        commands = [
            Command.create({
                "direction": side, "amount": won,
                **(dict(zip(names, place[1:], strict=True)) if isinstance(place, tuple)
                   else {"cell_id": place.id}),
            })
            for side, places in (("take", taken), ("give", given))
            for place, won in places.items()
        ]
        return self.hall.model("gotgan.budget.change", person).create({
            "name": reason, "fiscal_year_id": self.year.id, "reason": reason,
            "line_ids": commands, **values,
        })

    def execute(self, change):
        self.hall.by("budget", change).action_execute()
        change.invalidate_recordset()
        return change

    def change(self, *args, **values):
        """Ask, hand in and have it executed."""
        change = self.ask(*args, **values)
        change.action_submit()
        return self.execute(change)

    def vote(self, change, reference):
        """The council decides on an 이용; the budget officer notes it."""
        self.hall.model("gotgan.budget.vote", "budget").create({
            "change_id": change.id, "reference": reference,
        }).action_confirm()
        change.invalidate_recordset()
