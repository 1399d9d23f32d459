from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Date

from odoo.addons.gotgan_base.clock import today

from .. import billing, pricing

SIZES = ("users", "gib")


class HubContractChange(models.AbstractModel):
    """Changes of a running contract, and what the clock does to contracts."""

    _name = "hub.contract.change"
    _description = "Changes of a Contract"

    def action_change(self):
        """Choose another plan or size."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Change of Plan"),
            "res_model": "hub.plan.change",
            "view_mode": "form",
            "target": "new",
            "context": {"default_contract_id": self.id},
        }

    def action_renew(self):
        """Apply for the time after this contract, with the same plan and sizes."""
        self.ensure_one()
        follow = self.copy({
            "date_start": Date.add(self.date_end, days=1) if self.date_end else False,
        })
        return {
            "type": "ir.actions.act_window", "res_model": self._name, "res_id": follow.id,
            "view_mode": "form",
        }

    def action_open_statements(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("hub_plan.hub_statement_action")
        action["domain"] = [("contract_id", "=", self.id)]
        action["context"] = {}
        return action

    def _plan_change(self, plan, users, gib):
        """Return (day, monthly charge) of a change: at once for more, next month for less.

        More is what costs as much or more and takes nothing away.

        :raises UserError: the plan cannot be chosen, or nothing would change
        """
        self.ensure_one()
        self.env["hub.plan"]._check_sizes(users, gib, 1)
        _price, terms, _plan = self._get_conditions(plan)
        month = pricing.monthly(terms, users, gib, self.months, self.agencies)
        if (plan, users, gib) == (self.plan_id, self.users, self.gib):
            raise UserError(self.env._(
                "%(contract)s has this plan with these sizes already: there is nothing to change.",
                contract=self._get_document_label(),
            ))
        day = today(self.env)
        more = month.supply >= self.monthly_supply and users >= self.users and gib >= self.gib
        return (day if more else billing.add_months(day.replace(day=1), 1)), month

    def _change(self, plan, users, gib, reason=""):
        """Agree on another plan or size; return the new terms.

        :raises UserError: the contract does not run, ends before the change, or the plan cannot be
            chosen
        """
        day, _month = self._plan_change(plan, users, gib)
        if self.state != "running" or day > self.date_end:
            raise UserError(self.env._(
                "%(contract)s is %(state)s until %(end)s and cannot be changed from %(day)s on. "
                "Renew it with the other plan instead.",
                contract=self._get_document_label(), state=self._get_state_label(),
                end=self.date_end or "-", day=day,
            ))
        self._check_operator()
        return self._agree_terms(plan, date_from=day, reason=reason, users=users, gib=gib)

    def _check_operator(self):
        if not (self.env.su or self.env.user.has_group("gotgan_base.group_manager")):
            raise UserError(self.env._(
                "%(contract)s: only an operator with the right to act may do this.",
                contract=self._get_document_label(),
            ))

    def _cron_progress(self):
        """Start and end contracts whose day has come, and adopt changes agreed for today."""
        day = today(self.env)
        over = self.search([("state", "=", "running"), ("date_end", "<", day)])
        if over:
            over._do_transition("end")
        self.search([("state", "=", "agreed")])._start_due()
        for contract in self.search([("state", "=", "running")]):
            contract._adopt(contract._get_term(day))
