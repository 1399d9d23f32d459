"""The year end: who looks at what is left, drafts, carries over and closes."""


class Closing:
    """The end of a year in a hall, with ``budget`` (예산담당) and ``closer`` (결산) in it."""

    def __init__(self, hall, year):
        self.hall, self.year, self.next_year = hall, hall.year(year), hall.year(year + 1)

    def open(self):
        """The board of the closing, made by the accountant."""
        self.board = self.hall.model("gotgan.year.closing", "closer").create({
            "fiscal_year_id": self.year.id,
        })
        return self.board

    def rehearse(self):
        """What would happen if the year ended today, as the budget officer sees it."""
        action = self.hall.by("budget", self.board).action_rehearse()
        return self.hall.model("gotgan.year.rehearsal", "budget").browse(action["res_id"])

    def map_subjects(self):
        """Propose the next year's objects."""
        self.mapping = self.hall.model("gotgan.year.mapping", "budget").create({
            "from_year_id": self.year.id,
        })
        return self.mapping

    def decide(self, code, target):
        """A person decides what an object that was split becomes."""
        row = self.mapping.object_ids.filtered(lambda one: one.from_code == code)
        row.to_object_id = self.hall.find(
            "gotgan.expenditure.object", self.next_year.year, target,
        )
        return row

    def look(self):
        """Let the assistant look at what is left."""
        plans = self.hall.model("gotgan.carryover.plan", "budget")
        plan = plans.search([("fiscal_year_id", "=", self.year.id)]) or plans.create({
            "fiscal_year_id": self.year.id,
        })
        plan.action_look()
        return plan

    def drafts(self):
        """The carry-overs of the year by their kind."""
        found = self.hall.model("gotgan.carryover", "budget").search([
            ("fiscal_year_id", "=", self.year.id), ("state", "!=", "cancelled"),
        ])
        return {one.kind: one for one in found}

    def check(self, code):
        """(result, won) of one check of the board, as things stand now."""
        self.board.action_look()
        [found] = self.board.check_ids.filtered(lambda one: one.code == code)
        return found.result, found.amount
