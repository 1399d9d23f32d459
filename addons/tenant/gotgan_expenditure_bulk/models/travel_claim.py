from itertools import combinations

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from odoo.addons.gotgan_approval.models.successor_mixin import TAKE_OVER
from odoo.addons.gotgan_base.fields import Won, won_text
from odoo.addons.gotgan_base.transition import Transition
from odoo.addons.gotgan_rule.finding import Finding

from ..travel import Rates, settle

ACCOUNTANT = "group:gotgan_expenditure.group_accountant"


class TravelClaim(models.Model):
    """여비 정산: what a journey of one person pays, by the rates in force on its first day."""

    _name = "gotgan.travel.claim"
    _description = "Travel Claim"
    _inherit = ["gotgan.successor.mixin", "gotgan.rule.check.mixin"]
    _order = "date_from desc, id desc"

    _transitions = {
        "take_over": TAKE_OVER,
        "submit": Transition(("draft",), "submitted", "author"),
        "return": Transition(("submitted",), "draft", f"author|{ACCOUNTANT}", needs_reason=True),
        "list": Transition(("submitted",), "listed", ACCOUNTANT),
        "unlist": Transition(("listed",), "submitted", "list:cancelled"),
    }
    _sealed_fields = ("state", "bulk_id")
    _rule_checks = {"submit": ("travel.domestic", "travel.overlap")}
    _finding_depends = (
        "lodging_paid", "place", "date_from", "date_to", "nights", "traveller", "identifier",
        "account_number",
    )

    name = fields.Char(string="Purpose of the Journey", required=True)
    traveller = fields.Char(required=True, default=lambda self: self.env.user.name)
    identifier = fields.Char(string="Employee Number")
    department_id = fields.Many2one(
        "hr.department", required=True, ondelete="restrict", index=True,
        default=lambda self: self._default_department_id(),
    )
    place = fields.Selection(
        [("seoul", "Seoul"), ("metropolitan", "Metropolitan City"), ("other", "Elsewhere")],
        string="Where the Night Was Spent", required=True, default="other",
    )
    destination = fields.Char(required=True)
    date_from = fields.Date(string="From", required=True)
    date_to = fields.Date(string="Until", required=True)
    days = fields.Integer(compute="_compute_days", store=True)
    nights = fields.Integer(compute="_compute_days", store=True, readonly=False)
    official_car = fields.Boolean(help="With an official car the daily allowance is halved.")
    meals_given = fields.Integer(string="Meals Provided")
    lodging_paid = Won(string="Lodging Paid", help="What the receipts of the nights add up to.")
    fare = Won(help="Fares by receipts.")
    daily_amount = Won(compute="_compute_amount", store=True, string="Daily Allowance")
    meal_amount = Won(compute="_compute_amount", store=True, string="Meals")
    lodging_amount = Won(compute="_compute_amount", store=True, string="Lodging")
    amount = Won(compute="_compute_amount", store=True)
    bank_code = fields.Char(size=3, required=True)
    account_number = fields.Char(required=True)
    bulk_id = fields.Many2one(
        "gotgan.bulk.payment", string="Payee List", readonly=True, copy=False,
        ondelete="restrict", index="btree_not_null",
    )
    state = fields.Selection([
        ("draft", "Draft"), ("submitted", "Submitted"), ("listed", "In a List"),
    ], default="draft", required=True, readonly=True, copy=False)

    _days = models.Constraint(
        "CHECK (date_to >= date_from AND nights >= 0 AND nights <= days AND meals_given >= 0)",
        "A journey ends after it begins, and has no more nights than days.",
    )

    def _default_department_id(self):
        user_sudo = self.env.user.sudo()
        return user_sudo.employee_id.department_id

    @api.depends("date_from", "date_to")
    def _compute_days(self):
        for claim in self:
            known = claim.date_from and claim.date_to
            claim.days = (claim.date_to - claim.date_from).days + 1 if known else 0
            claim.nights = max(0, claim.days - 1)

    @api.depends(
        "days", "nights", "place", "official_car", "meals_given", "lodging_paid", "fare",
        "date_from",
    )
    def _compute_amount(self):
        for claim in self:
            rates = claim._get_rates()
            parts = settle(
                rates, claim.days, claim.nights, claim.lodging_paid, car=claim.official_car,
                car_share=claim._get_car_share(), meals_given=claim.meals_given,
            ) if rates else (0, 0, 0)
            claim.daily_amount, claim.meal_amount, claim.lodging_amount = parts
            claim.amount = sum(parts) + claim.fare

    def action_submit(self):
        """Hand the claims to accounting."""
        return self._do_transition("submit")

    def action_return(self):
        """Give the claims back, with a reason."""
        return self._do_transition("return")

    def action_list(self):
        """Put the claims into one list of payees."""
        if len(self.department_id) != 1:
            raise UserError(self.env._(
                "One list pays the journeys of one department. Choose claims of one.",
            ))
        self._do_transition("list")
        bulk = self.env["gotgan.bulk.payment"].create({
            "name": self.env._("Travel, %(count)s journeys", count=len(self)), "kind": "travel",
            "department_id": self.department_id.id, "preset_id": False,
            "payee_ids": [Command.create(one._prepare_payee()) for one in self],
        })
        self._write_locked({"bulk_id": bulk.id})
        return bulk._get_form_action()

    def _check_travel_domestic(self, edition):
        """Lodging above the ceiling is paid by the traveller."""
        if self.lodging_paid > self.lodging_amount:
            yield Finding(
                self.env._(
                    "Lodging of %(paid)s won is above the ceiling of %(most)s won for %(nights)s "
                    "nights.", paid=won_text(self.lodging_paid),
                    most=won_text(self.lodging_amount), nights=self.nights,
                ),
                fix=self.env._("%(rest)s won are not paid.",
                               rest=won_text(self.lodging_paid - self.lodging_amount)),
                facts=("lodging", edition.id, self.lodging_paid),
            )

    def _check_travel_overlap(self, _edition):
        """Nobody is in two places: days are paid by one claim (the same person, any department)."""
        others_sudo = self._find_overlapping().sudo()
        if others_sudo:
            other_sudo = others_sudo[0]
            yield Finding(
                self.env._(
                    "%(traveller)s is already away from %(first)s until %(last)s: “%(other)s” to "
                    "%(place)s.", traveller=self.traveller, first=other_sudo.date_from,
                    last=other_sudo.date_to, other=other_sudo.name,
                    place=other_sudo.destination,
                ),
                fix=self.env._("Correct the days, or put both errands into one claim."),
                record=other_sudo, facts=tuple(others_sudo.ids),
            )

    def _find_overlapping(self):
        """Return the other claims of the same person whose days meet these; drafts do not count.

        A person is known by the employee number, and by the account where one has no number.
        """
        if not self.date_from or not self.date_to:
            return self.browse()
        others_sudo = self.sudo().search([
            ("id", "!=", self._origin.id), ("state", "!=", "draft"),
            ("date_from", "<=", self.date_to), ("date_to", ">=", self.date_from),
            "|", ("account_number", "=", self.account_number or ""),
            "&", ("identifier", "!=", False), ("identifier", "=", self.identifier or ""),
        ])
        return others_sudo.sudo(self.env.su)

    def _meets(self, other):
        """Say whether two claims pay the same person for a day that both have."""
        same = self.account_number == other.account_number or (
            self.identifier and self.identifier == other.identifier
        )
        return same and self.date_from <= other.date_to and other.date_from <= self.date_to

    def _on_submit(self):
        for first, second in combinations(self, 2):
            if first._meets(second):
                raise UserError(self.env._(
                    "%(document)s and %(other)s pay the same person for the same days. Correct "
                    "the days, or put both errands into one claim.",
                    document=first._get_document_label(), other=second._get_document_label(),
                ))
        for claim in self.filtered(lambda one: not one._get_rates()):
            raise UserError(self.env._(
                "%(document)s: no rates of travel expenses are in force for %(day)s. Have the "
                "rates of that day entered under Rules, or correct the day of departure.",
                document=claim._get_document_label(), day=claim.date_from,
            ))

    def _get_rates(self):
        if not self.date_from:
            return None
        edition = self.env["gotgan.rule"]._seek("travel.domestic", self.date_from)
        rows = edition._get_rows() if edition else []
        return next((
            Rates(int(row["daily"]), int(row["meal"]), int(row["lodging"]))
            for row in rows if row["place"] == self.place
        ), None)

    def _get_car_share(self):
        edition = self.env["gotgan.rule"]._seek("travel.official_car", self.date_from)
        return edition._get_rate() if edition else 1

    def _get_capacity_list(self, state):
        """Return the list's title if it stands at ``state``."""
        return self.bulk_id.display_name if self.bulk_id.state == state else ""

    def _on_unlist(self):
        self._write_locked({"bulk_id": False})

    def _prepare_payee(self):
        return {
            "name": self.traveller, "identifier": self.identifier, "bank_code": self.bank_code,
            "account_number": self.account_number, "amount": self.amount,
            "memo": f"{self.date_from} {self.name}",
        }
