from odoo import api, fields, models

from odoo.addons.gotgan_base.fields import Won

from .. import billing, pricing


class HubContractTerm(models.Model):
    """계약조건: plan, users, storage and price as agreed, from a day on. Written once.

    The price stands here whole, so that no change of the price list reaches what was agreed.
    """

    _name = "hub.contract.term"
    _description = "Agreed Terms"
    _inherit = ["gotgan.append.only.mixin"]
    _order = "contract_id, edition"
    _rec_name = "edition"

    contract_id = fields.Many2one("hub.contract", required=True, index=True, ondelete="restrict")
    edition = fields.Integer(required=True, aggregator=None, string="Change No.")
    date_from = fields.Date(help="Empty: from the first day of the contract.")
    plan_id = fields.Many2one("hub.plan", required=True, ondelete="restrict")
    price_id = fields.Many2one("hub.price", required=True, ondelete="restrict")
    price_terms = fields.Json(required=True)
    plan_terms = fields.Json(required=True)
    users = fields.Integer(required=True, aggregator=None)
    gib = fields.Integer(required=True, aggregator=None, string="Storage (GiB)")
    months = fields.Integer(required=True, aggregator=None, string="Term in Months")
    agencies = fields.Integer(required=True, default=1, aggregator=None)
    supply = Won(string="Supply Amount per Month", required=True)
    tax = Won(string="VAT per Month", required=True)
    total = Won(string="Total per Month", required=True)
    reason = fields.Char()

    _edition_once = models.UniqueIndex("(contract_id, edition)")
    _sums = models.Constraint("CHECK (total = supply + tax)", "The total is supply plus tax.")

    @api.depends("edition", "plan_id")
    def _compute_display_name(self):
        for term in self:
            term.display_name = f"{term.plan_id.name} ({term.edition})"

    def copy_data(self, default=None):
        """What was agreed is agreed once."""
        self._refuse_change()

    @api.model
    def _prepare(self, contract, plan, sizes, date_from=False, reason=""):
        """Return the values of new terms of ``contract``.

        :param dict sizes: users, gib, months, agencies
        """
        price, terms, plan_terms = contract._get_conditions(plan)
        month = pricing.monthly(terms, **sizes)
        return {
            "contract_id": contract.id, "edition": len(contract.term_ids), "reason": reason,
            "date_from": date_from, "plan_id": plan.id, "price_id": price.id,
            "price_terms": terms.to_json(), "plan_terms": plan_terms, **sizes,
            "supply": month.supply, "tax": month.tax, "total": month.total,
        }

    def _get_terms(self):
        return pricing.Terms.from_json(self.price_terms)

    def _get_agreed(self):
        """Return the terms as plain data, in the order in which they were agreed."""
        return tuple(
            billing.Agreed(
                term.id, term.date_from or None, term._get_terms(), term.users, term.gib,
                term.months, term.agencies,
            )
            for term in self.sorted("edition")
        )
