from odoo import api, models

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import won_text
from odoo.addons.gotgan_rule.finding import Finding

from ..kinds import RESERVE_KINDS

KIND_RULES = (
    "change.program_scope", "change.reorganization_transfer", "change.virement",
    "change.reallocation", "reserve.allot_as_expenditure", "change.decider",
    "change.voted_transfer",
)
LIMITS = (
    "change.purpose", "change.virement_pairs", "change.virement_not_receiving",
    "change.virement_restricted", "change.virement_not_budgeted", "change.virement_cut_items",
    "change.subsidy_purpose", "reserve.cut_items",
    "reserve.forbidden_objects", "reserve.subsidies", "reserve.council_approval",
)


class BudgetChangeCheckMixin(models.AbstractModel):
    """What the law says about a change: whether it is what it calls itself, and its limits."""

    _name = "gotgan.budget.change.check.mixin"
    _description = "Budget Change Judged by Rules"
    _inherit = ["gotgan.rule.check.mixin"]

    _rule_checks = {"submit": (*KIND_RULES, *LIMITS), "execute": (*KIND_RULES, *LIMITS)}
    _finding_depends = (
        "kind", "allot_now", "is_disaster", "fiscal_year_id", "line_ids.direction",
        "line_ids.amount", "line_ids.cell_id", "line_ids.fund_id", "line_ids.department_id",
        "line_ids.project_id", "line_ids.subitem_id", "line_ids.funding_source_id",
        "ordinance_name", "ordinance_date", "attachment_ids", "authorization_id",
    )

    def _get_rule_day(self, _code):
        """Return today, inside the year: the codes of a rule are those of the budget's year."""
        year, day = self.fiscal_year_id, today(self.env)
        return min(max(day, year.date_from), year.date_to) if year.date_from else day

    def _get_reserve_codes(self):
        """Return the codes of the objects that are the contingency reserve."""
        return self._find_reserve_codes(self._get_rule_day("reserve.objects"))

    @api.model
    def _find_reserve_codes(self, day):
        edition = self.env["gotgan.rule"]._seek("reserve.objects", day)
        return edition._get_codes() if edition else []

    # ---- is it what it calls itself? -------------------------------------

    def _find_wrong_kind(self, *kinds):
        """Yield the finding that the places of the lines make another kind of it."""
        if self.kind in kinds and self.suggested_kind and self.suggested_kind not in kinds:
            words = dict(self._fields["kind"]._description_selection(self.env))
            yield Finding(
                self.env._(
                    "By where the money comes from and goes to this is “%(right)s”, not "
                    "“%(wrong)s”.",
                    right=words[self.suggested_kind], wrong=words[self.kind],
                ),
                fix=self.env._("Take the suggested kind, or correct the lines."),
                facts=(self.kind, self.suggested_kind),
            )

    def _check_change_program_scope(self, _edition):
        yield from self._find_wrong_kind("program_transfer")

    def _check_change_reorganization_transfer(self, _edition):
        """Only what an ordinance reorganised takes its money along (지방재정법 제47조의2제2항)."""
        yield from self._find_wrong_kind("reorganization_transfer")
        if self.kind != "reorganization_transfer":
            return
        name, day = (self.ordinance_name or "").strip(), self.ordinance_date
        if not name or not day or not self.attachment_ids:
            yield Finding(
                self.env._("The ordinance that reorganised the offices is not named or not "
                           "attached."),
                fix=self.env._("Enter its name and the day it came into force, and attach it."),
                facts=("ordinance", name, str(day), bool(self.attachment_ids)),
            )
        elif day > today(self.env):
            yield Finding(
                self.env._("%(name)s comes into force on %(day)s only.", name=name, day=day),
                fix=self.env._("Wait for that day."), facts=("ordinance", name, str(day)),
            )

    def _check_change_virement(self, _edition):
        yield from self._find_wrong_kind("virement")

    def _check_change_reallocation(self, _edition):
        yield from self._find_wrong_kind("reallocation")

    def _check_reserve_allot_as_expenditure(self, _edition):
        for kind in RESERVE_KINDS:
            yield from self._find_wrong_kind(kind)
        side = {"reserve": "take", "return": "give"}.get(self.kind)
        lines = self.line_ids.filtered("subitem_id") if side else self.line_ids.browse()
        reserve = lines._filter_reserve()
        for line in lines:
            if (line in reserve) != (line.direction == side):
                yield self._word_reserve_side(line, line in reserve)
        if self.kind == "reserve" and not self.allot_now:
            yield Finding(
                self.env._("What is taken from the reserve is allotted to be spent."),
                fix=self.env._("Tick “Allot at Once”."), facts=("allot_now",),
            )

    def _word_reserve_side(self, line, is_reserve):
        if is_reserve:
            message = self.env._(
                "%(line)s is contingency reserve, and stands on the wrong side of this change.",
                line=line._get_label(),
            )
        else:
            message = self.env._(
                "%(line)s is not contingency reserve, but stands where only the reserve may.",
                line=line._get_label(),
            )
        return Finding(
            message, fix=self.env._("Make a change of its own for what is not the reserve."),
            facts=(line._get_mark(), line.subitem_id.code, line.direction),
        )

    # ---- limits of every change ------------------------------------------

    def _check_change_purpose(self, _edition):
        """Money stays in its fund and its funding source (지방재정법 제47조)."""
        for name in () if self.balance else ("fund_id", "funding_source_id"):
            for place, won in self._sum_by(name).items():
                if won:
                    yield Finding(
                        self._word_imbalance(name, place, won),
                        fix=self.env._("Balance the lines of each fund and funding source."),
                        facts=(name, place.code, won),
                    )

    def _word_imbalance(self, name, place, won):
        values = {"place": place.name, "won": won_text(won)}
        if name == "fund_id":
            return self.env._(
                "Money would go to another fund: in %(place)s, added less taken is %(won)s won.",
                **values,
            )
        return self.env._(
            "Money would go to another funding source: in %(place)s, added less taken is %(won)s "
            "won.", **values,
        )

    def _sum_by(self, name):
        """Return ``{record: added less taken}`` by a field of the lines."""
        sums = {}
        for line in self.line_ids.filtered(name):
            sums[line[name]] = sums.get(line[name], 0) + line.difference
        return sums

    def _check_change_subsidy_purpose(self, edition):
        codes = edition._get_codes()
        taken, given = self._get_lines("take"), self._get_lines("give")
        for line in taken.filtered(lambda one: one.funding_source_id.code in codes):
            others = given.filtered(
                lambda one, line=line: one.funding_source_id == line.funding_source_id
                and one.project_id != line.project_id
            )
            if others:
                yield Finding(
                    self.env._(
                        "%(won)s won of %(funding)s would leave the project %(project)s they were "
                        "granted for.", won=won_text(line.amount),
                        funding=line.funding_source_id.name, project=line.project_id.name,
                    ),
                    fix=self.env._("Get the approval of the granting body first."),
                    facts=(line._get_mark(), line.funding_source_id.code, line.amount),
                )

    # ---- limits of virement ----------------------------------------------

    def _check_change_virement_not_budgeted(self, _edition):
        """No work begins by virement that the budget does not have (지방재정법 제49조제2항)."""
        for line in self._get_virement_targets().filtered(lambda one: not one._has_vote()):
            yield Finding(
                self.env._(
                    "The budget of this year does not have the project %(project)s: nothing can "
                    "be moved to it by virement.", project=line.project_id.name,
                ),
                fix=self.env._("Ask for a supplementary budget."),
                facts=(line._get_mark(), line.project_id.code),
            )

    def _check_change_virement_cut_items(self, _edition):
        """What the council cut is not put back by virement (지방재정법 제49조제2항)."""
        for line, cut in self._find_cut(self._get_virement_targets()):
            yield Finding(
                self.env._(
                    "The council cut %(cut)s won of %(line)s this year: nothing can be moved "
                    "to it by virement.", cut=won_text(cut), line=line._get_label(),
                ),
                fix=self.env._("Ask for a supplementary budget."),
                facts=(line._get_mark(), line.project_id.code, line.subitem_id.code, cut),
            )

    def _get_virement_targets(self):
        if self.kind != "virement":
            return self.line_ids.browse()
        return self._get_lines("give").filtered(lambda one: one.project_id and one.subitem_id)

    def _check_change_virement_pairs(self, edition):
        if self.kind != "virement":
            return
        for row in edition._get_rows():
            allowed = {row["object"], *map(str.strip, row["only_with"].split(","))}
            bound = self.line_ids.filtered(lambda one, row=row: one._is_object([row["object"]]))
            for line in bound:
                others = (self.line_ids - bound).filtered(
                    lambda one, line=line, allowed=allowed: one.direction != line.direction
                    and one.subitem_id and not one._is_object(allowed)
                )
                if others:
                    yield Finding(
                        self.env._(
                            "%(line)s may be moved only with %(partners)s, not with %(other)s.",
                            line=line._get_label(), partners=row["only_with"],
                            other=others[0]._get_label(),
                        ),
                        fix=self.env._("Take the line out, or choose a permitted object."),
                        facts=(line._get_mark(), row["object"], others[0].subitem_id.code),
                    )

    def _check_change_virement_not_receiving(self, edition):
        yield from self._find_receiving(edition._get_codes())

    def _find_receiving(self, codes):
        """Yield lines that gain from another object though their object may not."""
        if self.kind != "virement":
            return
        for line in self._get_lines("give").filtered(lambda one: one._is_object(codes)):
            if any(one._get_item() != line._get_item() for one in self._get_lines("take")):
                yield Finding(
                    self.env._(
                        "%(line)s may not be increased by virement from another object.",
                        line=line._get_label(),
                    ),
                    fix=self.env._("Choose another object, or ask for a supplementary budget."),
                    facts=(line._get_mark(), line.subitem_id.code, line.amount),
                )

    def _check_change_virement_restricted(self, edition):
        if self.kind != "virement":
            return
        names = {row["object"]: row["name"] for row in edition._get_rows()}
        for line in self.line_ids:
            item = line._get_item()
            others = self.line_ids.filtered(lambda one, line=line: one.direction != line.direction)
            if item.code in names and others.filtered(
                lambda one, item=item: one.subitem_id and one._get_item() != item
            ):
                yield Finding(
                    self.env._(
                        "%(line)s: virement of %(object)s is restricted.",
                        line=line._get_label(), object=names[item.code],
                    ),
                    fix=self.env._("Look whether the standard allows it."),
                    facts=(line._get_mark(), item.code, line.difference),
                )

    # ---- limits of the contingency reserve --------------------------------

    def _check_reserve_forbidden_objects(self, edition):
        codes = edition._get_codes()
        for line in self._get_reserve_targets():
            if line._is_object(codes):
                yield Finding(
                    self.env._(
                        "The reserve may not be used for %(line)s.", line=line._get_label(),
                    ),
                    fix=self.env._("Find the money by virement or a supplementary budget."),
                    facts=(line._get_mark(), line.subitem_id.code, line.amount),
                )

    def _check_reserve_subsidies(self, edition):
        if self.is_disaster:
            return
        codes = edition._get_codes()
        for line in self._get_reserve_targets():
            if line._is_object(codes):
                yield Finding(
                    self.env._(
                        "The reserve may be given as the subsidy %(line)s only for urgent "
                        "disaster relief.", line=line._get_label(),
                    ),
                    fix=self.env._("Tick “Urgent Disaster Relief” if it is, or find other money."),
                    facts=(line._get_mark(), line.subitem_id.code, line.amount),
                )

    def _check_reserve_cut_items(self, _edition):
        for line, cut in self._find_cut(self._get_reserve_targets()):
            yield Finding(
                self.env._(
                    "The council cut %(cut)s won of %(line)s this year: the reserve may not "
                    "be used for it.", cut=won_text(cut), line=line._get_label(),
                ),
                fix=self.env._("Ask for a supplementary budget."),
                facts=(line._get_mark(), line.project_id.code, line.subitem_id.code, cut),
            )

    @api.model
    def _find_cut(self, lines):
        """Yield (line, won) for lines whose project and item the council cut this year."""
        for line in lines:
            cut = line._get_cut()
            if cut:
                yield line, cut

    def _check_reserve_council_approval(self, _edition):
        if self.kind == "reserve":
            yield Finding(
                self.env._("The council approves the use of the reserve next year."),
                fix=self.env._("Keep the papers for the closing report."), facts=("reserve",),
            )

    def _get_reserve_targets(self):
        if self.kind != "reserve":
            return self.line_ids.browse()
        return self._get_lines("give").filtered("subitem_id")
