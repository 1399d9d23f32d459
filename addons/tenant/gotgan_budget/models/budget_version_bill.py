from odoo import models
from odoo.exceptions import UserError

from odoo.addons.gotgan_base.clock import now

from ..provisions import Facts, draft_articles
from ..version_row import RevenueRow, VersionRow
from .budget_version_check import LINE


class BudgetVersionBill(models.AbstractModel):
    """A bill on its way: its general provisions, and what is changed in it before the vote."""

    _name = "gotgan.budget.version.bill"
    _description = "Bill of a Budget Version"

    def action_draft_provisions(self):
        """Draft the general provisions from the figures as they are."""
        self.ensure_one()
        if self.provision_ids:
            raise UserError(self.env._(
                "%(document)s has general provisions. Delete the articles first to have them "
                "drafted anew.", document=self.name,
            ))
        articles = draft_articles(self._get_provision_facts())
        self.env["gotgan.budget.provision"].create([
            {"version_id": self.id, "sequence": place * 10, "name": name, "text": text}
            for place, (name, text) in enumerate(articles, start=1)
        ])
        return True

    def action_amend(self):
        """Change figures of a bill that was submitted (수정예산, 지방자치법 142④)."""
        return self._open_adjustment("amend", self.env._("Amend the Bill"))

    def action_adjust(self):
        """Change figures as the council or the board decides (계수조정)."""
        return self._open_adjustment("adjust", self.env._("Adjust the Figures"))

    def action_open_adjusted(self):
        """Show the lines that the deciding body changed, beside the bill."""
        action = self._get_line_action(self.env._("Bill and Adjusted Figures"))
        action["domain"] += [("adjusted", "!=", 0)]
        return action

    def action_open_lines(self):
        """Show the expenditure in a list of its own, to group and search."""
        return self._get_line_action(self.name)

    def action_open_whole(self):
        """Show the whole expenditure of this budget, also what it leaves as it was."""
        return self._get_whole_action("expenditure")

    def action_open_whole_revenue(self):
        """Show the whole revenue of this budget, also what it leaves as it was."""
        return self._get_whole_action("revenue")

    def _get_whole_action(self, side):
        self.ensure_one()
        return self.env["gotgan.budget.as.of"]._get_action(side, self.name, {
            "budget_year": self.fiscal_year_id.id, "budget_version": self.id,
        })

    def _get_line_action(self, name):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "gotgan_budget.budget_version_line_action",
        )
        return {
            **action, "name": name, "display_name": name,
            "domain": [("version_id", "=", self.id)],
            "context": {"search_default_group_department": 1},
        }

    def _open_adjustment(self, kind, name):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": "gotgan.budget.version.adjust",
            "view_mode": "form",
            "target": "new",
            "context": {"default_version_id": self.id, "default_kind": kind},
        }

    def _get_provision_facts(self):
        spent, reserve = self._sum_by_fund(LINE), self._sum_reserve()
        funds = self.env["gotgan.fund"].browse(sorted(spent)).sorted("code")
        return Facts(
            self.fiscal_year_id.year, self.name,
            [(fund.name, fund.kind, spent[fund.id][1]) for fund in funds],
            sum(sum(one.values()) for one in reserve.values()), self.borrowing_limit,
            [(one.project_id.name, one.total_amount) for one in self.continuing_ids],
            [(one.name, one.amount) for one in self.debt_ids],
            [(one.project_id.name, one.amount) for one in self.carryover_ids],
            [(one._get_words(), one.amount) for one in self.transfer_ids],
        )

    # ---- changing the bill -----------------------------------------------

    def _change_bill(self, kind, changes, reason):
        """Set figures of a submitted bill, and keep what they were and why.

        :param str kind: ``amend`` (by the executive; what is put to the vote changes too) or
            ``adjust`` (by the council or the board)
        :param changes: [(model, place, won after, reason or None)]; a place that is not in the
            bill is opened with what stands before it
        :raises UserError: the bill is not before the deciding body
        """
        self.ensure_one()
        self._do_transition(kind, reason)
        rows = []
        for model, place, won, why in changes:
            part = self._open_part(model, place)
            rows.append(self._prepare_adjustment(kind, part, won, why or reason))
            part._write_locked({"amount": won, **({"bill_amount": won} if kind == "amend" else {})})
        adjustment_sudo = self.env["gotgan.budget.version.adjustment"].sudo()
        adjustment_sudo.create(rows)

    def _prepare_adjustment(self, kind, part, won, reason):
        return {
            "version_id": self.id, "kind": kind,
            "side": "expenditure" if part._name == LINE else "revenue",
            "label": part.display_name, "department_id": part.department_id.id,
            "before": part.amount, "after": won, "reason": reason,
            "author_id": self.env.uid, "date": now(self.env),
        }

    def _open_part(self, model, place):
        """Return the line or revenue at ``place``; one that the bill lacks is put in unchanged."""
        names = self.env[model]._address
        domain = [
            ("version_id", "=", self.id),
            *((name, "=", value) for name, value in zip(names, place, strict=True)),
        ]
        part = self.env[model].search(domain)
        if not part:
            before = self._read_before(model).get(place, 0)
            if model == LINE:
                self._add_rows([VersionRow(*place, before)])
            else:
                self._add_revenues([RevenueRow(*place, before)])
            part = self.env[model].search(domain)
        return part
