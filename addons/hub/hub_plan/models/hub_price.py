from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import Won, won_text
from odoo.addons.gotgan_base.transition import Transition
from odoo.addons.hub_tenant.models.hub_template import KINDS

from .. import pricing

MANAGER = "group:gotgan_base.group_manager|desk:"


class HubPrice(models.Model):
    """가격표: what a plan costs one kind of agency from a day on.

    A published price never changes: a new one takes its place from its first day, and contracts
    keep the one they were made with.
    """

    _name = "hub.price"
    _description = "Price"
    _inherit = ["gotgan.transition.mixin"]
    _order = "plan_id, kind, valid_from desc, id desc"

    _transitions = {
        "publish": Transition(("draft",), "published", MANAGER),
        "withdraw": Transition(("published",), "withdrawn", MANAGER, needs_reason=True),
    }
    _sealed_fields = ("state", "valid_to")

    state = fields.Selection(
        [("draft", "Draft"), ("published", "Published"), ("withdrawn", "Withdrawn")],
        default="draft", required=True, readonly=True, copy=False, index=True,
    )
    plan_id = fields.Many2one("hub.plan", required=True, ondelete="restrict", index=True)
    kind = fields.Selection(KINDS, required=True, default="agency", string="Kind of Agency")
    valid_from = fields.Date(
        required=True, copy=False, default=lambda self: self._default_valid_from(),
    )
    valid_to = fields.Date(readonly=True, copy=False, help="Set when a later price is published.")
    base_price = Won(required=True, string="Base per Month", aggregator=None)
    tier_ids = fields.One2many(
        "hub.price.tier", "price_id", string="Extra Users", copy=True,
    )
    storage_price = Won(string="Extra GiB per Month", aggregator=None)
    discount_ids = fields.One2many("hub.price.discount", "price_id", string="Discounts", copy=True)
    vat_percent = fields.Integer(
        required=True, default=10, string="VAT (%)", aggregator=None,
        help="10 by the Value-Added Tax Act, Article 30.",
    )
    total_price = Won(
        compute="_compute_total_price", string="Base with VAT", aggregator=None,
    )
    note = fields.Char(string="Why This Price")

    _not_negative = models.Constraint(
        "CHECK (base_price >= 0 AND storage_price >= 0)", "Prices are never below zero.",
    )
    _vat_range = models.Constraint(
        "CHECK (vat_percent >= 0 AND vat_percent < 100)", "The VAT is a percentage.",
    )
    _period = models.Constraint(
        "CHECK (valid_to IS NULL OR valid_to >= valid_from)", "A price ends after it begins.",
    )
    _published_once = models.UniqueIndex(
        "(plan_id, kind, valid_from) WHERE state = 'published'",
        "Another price of this plan and kind of agency begins on the same day.",
    )

    def _default_valid_from(self):
        return today(self.env)

    @api.depends("base_price", "vat_percent")
    def _compute_total_price(self):
        for price in self:
            price.total_price = price.base_price + pricing.tax_of(
                price.base_price, price.vat_percent,
            )

    @api.depends("plan_id", "kind", "valid_from")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for price in self:
            price.display_name = (
                f"{price.plan_id.name} · {kinds.get(price.kind)} · {price.valid_from}"
            )

    def action_publish(self):
        """Make the price the one in force from its first day."""
        return self._do_transition("publish")

    def action_withdraw(self):
        """Take a published price off the list; contracts made with it keep it."""
        return self._do_transition("withdraw")

    def _on_publish(self):
        for price in self:
            price._check_complete()
            price._close_earlier()

    def _on_withdraw(self, _reason):
        """What this price has ended goes on until a later one begins."""
        for price in self:
            before = price.valid_from - timedelta(days=1)
            earlier = price._get_others([("valid_to", "=", before)])
            earlier._write_locked({"valid_to": price.valid_to})

    def _check_complete(self):
        """A price reaches neither into the past nor over one that begins later."""
        later = self._get_others([("valid_from", ">", self.valid_from)])
        if self.valid_from < today(self.env) and (
            later or self._get_others([("valid_from", "<=", self.valid_from)])
        ):
            raise UserError(self.env._(
                "%(price)s begins in the past. What was charged does not change: choose today or "
                "a later day.", price=self.display_name,
            ))
        if later:
            raise UserError(self.env._(
                "%(price)s: a price that begins on %(day)s is published already. Withdraw it "
                "first, or choose a later day.",
                price=self.display_name, day=min(later.mapped("valid_from")),
            ))
        self.tier_ids._check_steps()

    def _close_earlier(self):
        """The price in force ends the day before this one begins; one of the same day goes."""
        last = self.valid_from - timedelta(days=1)
        for earlier in self._get_others([("valid_to", "=", False)]):
            if earlier.valid_from < self.valid_from:
                earlier._write_locked({"valid_to": last})

    def _get_others(self, domain):
        return self.search([
            ("id", "!=", self.id), ("state", "=", "published"), ("plan_id", "=", self.plan_id.id),
            ("kind", "=", self.kind), *domain,
        ])

    @api.model
    def _find(self, plan, kind, day):
        """Return the price of ``plan`` for ``kind`` in force on ``day``, or none."""
        found_sudo = self.sudo().search([
            ("state", "=", "published"), ("plan_id", "=", plan.id), ("kind", "=", kind),
            ("valid_from", "<=", day), "|", ("valid_to", "=", False), ("valid_to", ">=", day),
        ], order="valid_from desc", limit=1)
        return found_sudo.sudo(self.env.su)

    def _get_terms(self):
        """Return the price as plain data, with what the plan includes."""
        price_sudo = self.sudo()
        price_sudo.ensure_one()
        return pricing.Terms(
            base=price_sudo.base_price, users=price_sudo.plan_id.user_count,
            gib=price_sudo.plan_id.storage_gib, tiers=price_sudo.tier_ids._get_tiers(),
            gib_price=price_sudo.storage_price,
            term_discounts=price_sudo.discount_ids._get_discounts("term"),
            number_discounts=price_sudo.discount_ids._get_discounts("number"),
            vat_percent=price_sudo.vat_percent,
        )

    def _get_capacity_desk(self, _value):
        """The program itself, when it brings its first price list; nobody is it over the net."""
        return self.env._("Price list delivered with the program") if self.env.su else ""

    def _get_authority_label(self, kind, value):
        if kind == "desk":
            return self.env._("the program itself")
        return super()._get_authority_label(kind, value)

    def _get_document_label(self):
        return f"{self.display_name} ({won_text(self.base_price)})"
