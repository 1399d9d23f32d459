from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.gotgan_base.clock import today
from odoo.addons.hub_tenant.models.hub_template import KINDS

from .. import pricing


class HubPlan(models.Model):
    """요금제: what an agency may use. What it costs stands in the price list."""

    _name = "hub.plan"
    _description = "Plan"
    _order = "sequence, id"
    _rec_names_search = ["name", "code"]

    sequence = fields.Integer(default=10)
    code = fields.Char(required=True, copy=False, help="How sign-up and papers call the plan.")
    name = fields.Char(required=True)
    summary = fields.Char()
    active = fields.Boolean(default=True)
    feature_ids = fields.Many2many("hub.plan.feature", string="Features")
    user_count = fields.Integer(required=True, default=5, string="Users Included")
    storage_gib = fields.Integer(required=True, default=10, string="Storage Included (GiB)")
    isolation = fields.Selection(
        [("pool", "Shared Process"), ("silo", "Process of Its Own")],
        required=True, default="pool",
        help="Every agency has a database of its own. A process of its own also keeps its load "
             "apart from others.",
    )
    support = fields.Selection(
        [("standard", "Standard"), ("priority", "Priority"), ("dedicated", "Dedicated")],
        required=True, default="standard",
    )
    support_hours = fields.Char(help="When requests are answered, and how soon.")
    availability = fields.Float(
        required=True, default=99.9, digits=(5, 2), string="Monthly Availability (%)",
        aggregator="min",
    )
    service_level = fields.Text(help="One promise a line; they become part of the contract.")
    discontinue_date = fields.Date(
        help="From this day on nobody can choose the plan; contracts in force go on.",
    )
    price_ids = fields.One2many("hub.price", "plan_id", string="Price List", readonly=True)

    _code_unique = models.UniqueIndex("(code)", "A plan with this code exists already.")
    _sizes = models.Constraint(
        "CHECK (user_count > 0 AND storage_gib > 0)",
        "A plan includes at least one user and one GiB.",
    )
    _availability_range = models.Constraint(
        "CHECK (availability > 0 AND availability <= 100)",
        "The availability is a percentage up to 100.",
    )

    @api.constrains("code")
    def _check_code(self):
        for plan in self:
            if not plan.code.replace("_", "").isalnum() or not plan.code.isascii():
                raise ValidationError(self.env._(
                    "The code %(code)s has signs other than letters, digits and _.", code=plan.code,
                ))

    def copy_data(self, default=None):
        """A copy needs a code of its own, since the code is what sign-up calls a plan."""
        return [
            {**vals, "code": f"{plan.code}_{self.search_count([]) + 1}", "name": plan.name}
            for plan, vals in zip(self, super().copy_data(default), strict=True)
        ]

    # ---- what sign-up and papers call --------------------------------------

    @api.model
    def _get_offers(self, kind):
        """Return what an agency of ``kind`` can choose today, cheapest first.

        :return: dictionaries ``{code, name, summary, features: [{code, name, summary}], users,
            storage_gib, isolation, isolation_label, support, support_label, support_hours,
            availability, service_level: [lines], monthly: {supply, tax, total}}``; amounts in won
            per month without and with VAT, for what is included
        """
        offers = [
            plan._get_offer(price)
            for plan in self.sudo().search([]) if plan._is_open()
            if (price := self.env["hub.price"]._find(plan, kind, today(self.env)))
        ]
        return sorted(offers, key=lambda offer: offer["monthly"]["supply"])

    @api.model
    def _calculate(self, code, kind, users, gib, months, agencies=1):
        """Return what the plan ``code`` costs an agency of ``kind`` at today's prices.

        :return: ``{code, name, users, gib, months, lines: [{code, name, quantity, unit,
            unit_price, monthly, amount}], supply, tax, total, monthly: {supply, tax, total}}``;
            the lines and sums are of the whole term
        :raises UserError: no such plan, no price for that kind, or a number below one
        """
        price_sudo = self._get_price(code, kind).sudo()
        terms = price_sudo._get_terms()
        self._check_sizes(users, gib, months, agencies)
        whole = pricing.calculate(terms, users, gib, months, agencies)
        month = pricing.monthly(terms, users, gib, months, agencies)
        return {
            "code": code, "name": price_sudo.plan_id.name, "months": months,
            "users": users, "gib": gib,
            "lines": [self._describe_line(line, months) for line in whole.lines],
            **self._describe_sums(whole), "monthly": self._describe_sums(month),
        }

    def _get_frozen(self):
        """Return what a contract promises of the plan, as plain data to be kept with it."""
        return {
            "code": self.code, "name": self.name, "isolation": self.isolation,
            "support": self.support, "support_hours": self.support_hours or "",
            "availability": self.availability,
            "service_level": (self.service_level or "").splitlines(),
            "modules": self.feature_ids.mapped("code"),
        }

    def _get_offer(self, price):
        labels = {
            name: dict(self._fields[name]._description_selection(self.env))[self[name]]
            for name in ("isolation", "support")
        }
        month = pricing.monthly(price._get_terms(), self.user_count, self.storage_gib)
        return {
            "code": self.code, "name": self.name, "summary": self.summary or "",
            "features": [
                {"code": one.code, "name": one.name, "summary": one.summary or ""}
                for one in self.feature_ids
            ],
            "users": self.user_count, "storage_gib": self.storage_gib,
            "isolation": self.isolation, "isolation_label": labels["isolation"],
            "support": self.support, "support_label": labels["support"],
            "support_hours": self.support_hours or "", "availability": self.availability,
            "service_level": (self.service_level or "").splitlines(),
            "monthly": self._describe_sums(month),
        }

    @api.model
    def _get_price(self, code, kind):
        """Return today's price of a plan that can still be chosen.

        :raises UserError: there is none
        """
        plan_sudo = self.sudo().search([("code", "=", code)])
        if not plan_sudo._is_open():
            raise UserError(self.env._(
                "The plan %(code)s cannot be chosen. Choose one of the plans on the list.",
                code=code or "",
            ))
        price = self.env["hub.price"]._find(plan_sudo, kind, today(self.env))
        if not price:
            raise UserError(self.env._(
                "%(plan)s has no price for %(kind)s today. Ask the operator, or choose another "
                "plan.", plan=plan_sudo.name, kind=dict(KINDS).get(kind, kind),
            ))
        return price

    def _is_open(self):
        day = today(self.env)
        return bool(self) and self.active and not (
            self.discontinue_date and self.discontinue_date <= day
        )

    @api.model
    def _check_sizes(self, users, gib, months, agencies=1):
        if min(users, gib, months, agencies) < 1:
            raise UserError(self.env._(
                "Users, storage, months and agencies are whole numbers from one on."
            ))

    # ---- words ---------------------------------------------------------------

    @api.model
    def _get_line_words(self, code):
        """Return (name, unit) of a line of a calculation."""
        return {
            "base": (self.env._("Base charge"), self.env._("month")),
            "users": (self.env._("Extra users"), self.env._("persons")),
            "storage": (self.env._("Extra storage"), "GiB"),
            "term_discount": (self.env._("Discount for the term"), "%"),
            "number_discount": (self.env._("Discount for the number of agencies"), "%"),
            "adjustment": (self.env._("Adjustment"), ""),
        }[code]

    @api.model
    def _describe_line(self, line, months):
        name, unit = self._get_line_words(line.code)
        return {
            "code": line.code, "name": name, "quantity": line.quantity, "unit": unit,
            "unit_price": line.unit_price, "monthly": line.amount // months, "amount": line.amount,
        }

    @api.model
    def _describe_sums(self, charge):
        return {"supply": charge.supply, "tax": charge.tax, "total": charge.total}
