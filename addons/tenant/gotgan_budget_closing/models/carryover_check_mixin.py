from odoo import models

from odoo.addons.gotgan_base.fields import won_text
from odoo.addons.gotgan_rule.finding import Finding

# The cases of 지방재정법 50② as the rule names them, by clause.
CASES = {
    "commitment": "committed", "incidental": "committed", "tender": "tender",
    "compensation": "compensation", "current": "current",
}
OBJECTS = {
    "incidental": "carryover.incidental_objects",
    "compensation": "carryover.compensation_objects",
    "current": "carryover.current_objects",
}


class CarryoverCheckMixin(models.AbstractModel):
    """What 지방재정법 50 asks of a carry-over: one check per rule, each with its article.

    The rules and their figures are data (``gotgan.rule``); here stands only how a line is judged.
    """

    _name = "gotgan.carryover.check.mixin"
    _description = "Checks of a Carry-Over"
    _inherit = ["gotgan.rule.check.mixin"]

    def _get_rule_day(self, _code):
        """A carry-over is judged by what holds at the end of its year."""
        return self.fiscal_year_id.date_to or super()._get_rule_day(_code)

    # ---- any kind ------------------------------------------------------------

    def _check_carryover_within_remaining(self, _edition):
        """No more than is left, counting what other carry-overs take of the same money."""
        for line in self.line_ids:
            taken = line._get_taken_elsewhere()
            if line.amount + taken > line.left:
                yield Finding(
                    self.env._(
                        "%(cell)s: %(amount)s won are to go over, but only %(left)s won are left "
                        "(%(taken)s won of them stand in other lines).",
                        cell=line.cell_id.display_name, amount=won_text(line.amount),
                        left=won_text(line.left), taken=won_text(taken),
                    ),
                    fix=self.env._("Lower the amount."),
                    facts=(line._origin.id, line.amount, taken, line.left),
                )

    def _check_carryover_change_reason(self, _edition):
        for line in self.line_ids:
            if line.amount != line.proposed and not (line.adjustment or "").strip():
                yield Finding(
                    self.env._(
                        "%(cell)s: %(amount)s won differ from the %(proposed)s won the assistant "
                        "proposed.", cell=line.cell_id.display_name,
                        amount=won_text(line.amount), proposed=won_text(line.proposed),
                    ),
                    fix=self.env._("Write why in Reason of the Change."),
                    facts=("change", line._origin.id),
                )

    def _check_carryover_next_subject(self, _edition):
        """Every cell has its place in the next year before anything is carried."""
        mapping = self.env["gotgan.year.mapping"]
        targets = mapping._find_targets(self.line_ids.cell_id, self.next_year_id)
        for line in self.line_ids:
            key, missing = targets[line.cell_id]
            if not key:
                yield Finding(
                    self.env._("%(cell)s has no place in the next year: %(missing)s.",
                               cell=line.cell_id.display_name, missing=missing),
                    fix=self.env._("Decide and apply it under Year End, Next Year's Subjects."),
                    facts=("subject", line._origin.id),
                )

    # ---- ① and ③: what was voted -----------------------------------------------

    def _check_year_end_authorized_carryover(self, _edition):
        """Authorised: only what the body voted in advance, and no more (지방재정법 50①)."""
        lines = self.line_ids.filtered(lambda one: one.clause == "voted")
        for line in lines.filtered(lambda one: not one.authorized_id):
            yield Finding(
                self.env._("%(cell)s was not voted in advance.", cell=line.cell_id.display_name),
                fix=self.env._("Choose what the budget names, or use another kind."),
                facts=("unvoted", line._origin.id),
            )
        yield from self._find_beyond(lines, "authorized_id")

    def _check_year_end_continuing_carryover(self, _edition):
        """Continuing: the unspent yearly part (지방재정법 50③)."""
        lines = self.line_ids.filtered(lambda one: one.clause == "continuing")
        for line in lines.filtered(lambda one: not one.continuing_id):
            yield Finding(
                self.env._("%(cell)s belongs to no continuing appropriation.",
                           cell=line.cell_id.display_name),
                fix=self.env._("Choose the continuing appropriation, or use another kind."),
                facts=("uncontinued", line._origin.id),
            )
        yield from self._find_beyond(lines, "continuing_id")

    def _find_beyond(self, lines, name):
        """Return findings where more goes over than was voted, or for another project."""
        plans = self.env["gotgan.carryover.plan"]
        for authority in lines[name]:
            own = lines.filtered(lambda one, authority=authority: one[name] == authority)
            for line in own - plans._get_covered(authority, own):
                yield Finding(
                    self.env._("%(authority)s was not voted for %(cell)s.",
                               authority=authority.display_name, cell=line.cell_id.display_name),
                    fix=self.env._("Choose what was voted for this budget line."),
                    facts=("uncovered", line._origin.id),
                )
            voted = plans._get_voted(authority, self.fiscal_year_id)
            others = self.env["gotgan.carryover.line"]._get_live(name, authority).filtered(
                lambda one: one.carryover_id != self._origin
                and one.fiscal_year_id == self.fiscal_year_id
            )
            total = sum(own.mapped("amount")) + sum(others.mapped("amount"))
            if total > voted:
                yield Finding(
                    self.env._(
                        "%(authority)s: %(voted)s won may go over, %(total)s won are to.",
                        authority=authority.display_name, voted=won_text(voted),
                        total=won_text(total),
                    ),
                    fix=self.env._("Lower the amounts to what was voted."),
                    facts=(authority.id, voted, total),
                )

    # ---- ②: unavoidable --------------------------------------------------------

    def _check_carryover_once(self, _edition):
        """What came over as unavoidable does not go over so again."""
        for line in self.line_ids.filtered(lambda one: one.kind == "unavoidable"):
            before = line.request_id.carryover_id
            if before.kind == "unavoidable":
                yield Finding(
                    self.env._(
                        "%(cell)s came over with %(before)s already and cannot be carried over "
                        "a second time.", cell=line.cell_id.display_name,
                        before=before.display_name,
                    ),
                    fix=self.env._("Take the line out: what is unpaid lapses and is paid from the "
                                   "next budget."),
                    facts=("again", line._origin.id),
                )
            elif not line.request_id and self.state != "carried":
                yield from self._find_again(line)

    def _find_again(self, line):
        again = line._get_again()
        if line.amount > line.left - again:
            yield Finding(
                self.env._(
                    "%(cell)s: %(again)s of the %(left)s won left came over from the year before "
                    "already and cannot be carried over a second time.",
                    cell=line.cell_id.display_name, again=won_text(again),
                    left=won_text(line.left),
                ),
                fix=self.env._("Lower the amount to %(won)s won.",
                               won=won_text(max(line.left - again, 0))),
                facts=("again", line._origin.id, line.amount, again),
            )

    def _check_year_end_unavoidable_cases(self, edition):
        """One of the cases of the article, with what each of them asks (지방재정법 50②)."""
        cases = {row["code"] for row in edition._get_rows()}
        for line in self.line_ids.filtered(lambda one: one.kind == "unavoidable"):
            if CASES.get(line.clause) not in cases:
                yield Finding(
                    self.env._("%(cell)s: this basis is none of the cases of the rule.",
                               cell=line.cell_id.display_name),
                    fix=self.env._("Choose another basis, or take the line out."),
                    facts=("case", line._origin.id),
                )
            if not (line.cause or "").strip():
                yield Finding(
                    self.env._("%(cell)s: the unavoidable cause is not written.",
                               cell=line.cell_id.display_name),
                    fix=self.env._("Write why it could not be paid within the year."),
                    facts=("cause", line._origin.id),
                )
            yield from getattr(self, f"_find_{line.clause}_faults")(line)

    def _find_commitment_faults(self, line):
        """1호: bound within the year and not paid."""
        commitment, last = line.commitment_id, line.fiscal_year_id.date_to
        open_still = commitment.state == "committed" or line.state == "carried"
        if not commitment or not open_still or commitment.date > last:
            yield Finding(
                self.env._("%(cell)s has no commitment made by %(day)s that is still open.",
                           cell=line.cell_id.display_name, day=last),
                fix=self.env._("Choose the commitment, or take the line out: it lapses."),
                facts=("commitment", line._origin.id),
            )

    def _find_incidental_faults(self, line):
        """1호: incidental costs, with a commitment of the same project that goes over."""
        yield from self._find_foreign_objects(line)
        main = line.main_line_id
        stands = main.clause == "commitment" and main.carryover_id.state != "cancelled"
        if not stands or main.project_id != line.project_id:
            yield Finding(
                self.env._("%(cell)s: the commitment these incidental costs belong to is not "
                           "carried over.", cell=line.cell_id.display_name),
                fix=self.env._("Choose the line of that commitment, of the same project."),
                facts=("incidental", line._origin.id),
            )

    def _find_tender_faults(self, line):
        """2호: a tender announced within the year, not yet a commitment."""
        if not line.split_id or not line._has_notice():
            yield Finding(
                self.env._("%(cell)s: no tender notice of the year is recorded for a request.",
                           cell=line.cell_id.display_name),
                fix=self.env._("Choose the request, and enter day and number of the notice."),
                facts=("tender", line._origin.id),
            )

    def _find_compensation_faults(self, line):
        """3호: compensation whose plan was announced."""
        yield from self._find_foreign_objects(line)
        if not line._has_notice():
            yield Finding(
                self.env._("%(cell)s: the notice of the compensation plan is not recorded.",
                           cell=line.cell_id.display_name),
                fix=self.env._("Enter day and number of the notice."),
                facts=("notice", line._origin.id),
            )

    def _find_current_faults(self, line):
        """4호: current costs of the decree."""
        yield from self._find_foreign_objects(line)

    def _find_foreign_objects(self, line):
        """Only objects the rule names; without an edition nobody has named any."""
        code = OBJECTS[line.clause]
        edition = self.env["gotgan.rule"]._seek(code, self._get_rule_day(code))
        codes = edition._get_codes() if edition else []
        if line.subitem_id.code not in codes:
            yield Finding(
                self.env._("%(cell)s is not among the objects of this basis (%(codes)s).",
                           cell=line.cell_id.display_name, codes=", ".join(codes) or "-"),
                fix=self.env._("Choose another basis, or have the rule's objects completed under "
                               "Masters, Legal Standards."),
                facts=("object", line._origin.id),
            )
