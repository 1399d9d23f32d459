from odoo import api, fields, models
from odoo.api import NewId

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import Won
from odoo.addons.gotgan_base.transition import Transition

from .budget_version_life import ENTERED_IN

# The budget officer; or the program itself, which nobody can log in as: the import command, and
# the clock on the day a version takes effect.
OFFICER = "group:gotgan_budget.group_budget_officer"
PROGRAM = f"{OFFICER}|program:budget"


class BudgetVersion(models.Model):
    """A budget as a body decided it, and the only thing that changes what is voted.

    본예산 (지방자치법 142), 추경 (지방자치법 145, 지방재정법 45), 성립전 사용 (같은 조 단서),
    준예산 (지방자치법 146). The versions of a year in force are one chain: each stands on its base,
    has lines only for what it touches, and posts to the ledger what differs.
    """

    _name = "gotgan.budget.version"
    _description = "Budget Version"
    _inherit = [
        "gotgan.budget.version.life", "gotgan.budget.version.chain", "gotgan.budget.version.check",
        "gotgan.budget.version.ground", "gotgan.budget.version.bill",
        "gotgan.budget.version.fill", "gotgan.rule.check.mixin",
    ]
    _order = "fiscal_year_id desc, position desc, id desc"

    _transitions = {
        "submit": Transition(("draft",), "submitted", OFFICER),
        "withdraw": Transition(("submitted",), "draft", OFFICER, needs_reason=True),
        "amend": Transition(("submitted",), "submitted", OFFICER, needs_reason=True),
        "adjust": Transition(("submitted",), "submitted", OFFICER, needs_reason=True),
        "vote": Transition(("submitted",), "voted", OFFICER),
        "approve": Transition(("voted",), "approved", OFFICER),
        "take_effect": Transition(("voted", "approved"), "in_force", PROGRAM),
        "authorize": Transition(("draft",), "in_force", OFFICER),
        "enter": Transition(("draft",), "in_force", PROGRAM),
        "fill_in": Transition(("in_force",), "in_force", OFFICER, needs_reason=True),
        "reject": Transition(("submitted", "voted"), "rejected", OFFICER, needs_reason=True),
        "cancel": Transition(("draft",), "cancelled", OFFICER),
    }
    _free_fields = ("note", *ENTERED_IN)
    _sealed_fields = ("state", "authority", "base_id", "import_id", "position", "absorbed_by_id",
                      "fault", "authorizer_id")

    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("submitted", "Submitted"),
            ("voted", "Voted"),
            ("approved", "Approved"),
            ("in_force", "In Force"),
            ("rejected", "Rejected"),
            ("cancelled", "Cancelled"),
        ],
        default="draft", required=True, readonly=True, copy=False, index=True,
    )
    name = fields.Char(
        string="Title", required=True, compute="_compute_name", store=True, readonly=False,
        precompute=True, copy=False,
    )
    fiscal_year_id = fields.Many2one(
        "gotgan.fiscal.year", required=True, ondelete="restrict", index=True,
        default=lambda self: self._default_fiscal_year_id(),
    )
    kind = fields.Selection(
        [
            ("original", "Original Budget"),
            ("supplementary", "Supplementary Budget"),
            ("advance", "Spending before the Supplementary Budget"),
            ("provisional", "Provisional Budget"),
        ],
        required=True, default=lambda self: self._default_kind(),
    )
    round = fields.Integer(
        string="Number of the Supplementary Budget", compute="_compute_round", store=True,
        readonly=False, precompute=True, copy=False, aggregator=None,
        help="The n-th supplementary budget of the year; 0 for the others.",
    )
    authority = fields.Selection(
        [("council", "Council"), ("board", "Board and Parent Government")],
        required=True, readonly=True, default=lambda self: self._default_authority(),
        help="Who decides: the council of a local government; of an agency or a corporation, its "
             "board, and then the government it belongs to.",
    )
    base_id = fields.Many2one(
        "gotgan.budget.version", string="Changes", readonly=True, copy=False, ondelete="restrict",
        index=True, help="The version in force that this one changes.",
    )
    position = fields.Integer(
        string="Place in the Year", readonly=True, required=True, default=1, copy=False,
        aggregator=None,
    )
    import_id = fields.Many2one(
        "gotgan.budget.import", string="Imported By", readonly=True, copy=False,
        ondelete="restrict", index="btree_not_null",
    )
    absorbed_by_id = fields.Many2one(
        "gotgan.budget.version", string="Put in the Supplementary Budget", readonly=True,
        copy=False, ondelete="restrict", index="btree_not_null",
    )
    date_submitted = fields.Date(string="Submitted On", copy=False)
    date_voted = fields.Date(string="Voted On", copy=False)
    decision_number = fields.Char(string="No. of the Decision", copy=False)
    date_approved = fields.Date(string="Approved On", copy=False)
    approval_number = fields.Char(string="No. of the Approval", copy=False)
    date_effective = fields.Date(
        string="Takes Effect On", required=True, copy=False,
        compute="_compute_date_effective", store=True, readonly=False, precompute=True,
        help="The day the amounts are dated in the ledger.",
    )
    consent_number = fields.Char(
        string="Consent to Increases", copy=False,
        help="The paper by which the head of the government agrees that the council adds to a line "
             "or opens a new one (Local Autonomy Act, Article 142(3)).",
    )
    borrowing_limit = Won(
        string="Limit of Temporary Borrowing", copy=False,
        help="Named in the general provisions.",
    )
    is_outdated = fields.Boolean(compute="_compute_is_outdated")
    fault = fields.Text(
        string="Why It Did Not Take Effect", readonly=True, copy=False,
        help="What stood in the way on the day the version was to take effect by itself.",
    )
    note = fields.Text()
    base_amount = Won(
        string="Expenditure Before", compute="_compute_amount", store=True, recursive=True,
        aggregator=None,
    )
    amount = Won(
        string="Expenditure After", compute="_compute_amount", store=True, recursive=True,
        aggregator=None,
    )
    difference = Won(string="Change", compute="_compute_amount", store=True, recursive=True)
    revenue_base_amount = Won(
        string="Revenue Before", compute="_compute_revenue_amount", store=True, recursive=True,
        aggregator=None,
    )
    revenue_amount = Won(
        string="Revenue After", compute="_compute_revenue_amount", store=True, recursive=True,
        aggregator=None,
    )
    revenue_difference = Won(
        string="Change of Revenue", compute="_compute_revenue_amount", store=True, recursive=True,
    )
    line_ids = fields.One2many("gotgan.budget.version.line", "version_id", string="Expenditure")
    revenue_ids = fields.One2many("gotgan.budget.version.revenue", "version_id")
    provision_ids = fields.One2many(
        "gotgan.budget.provision", "version_id", string="General Provisions",
    )
    continuing_ids = fields.One2many(
        "gotgan.continuing.appropriation", "version_id", string="Continuing Appropriations",
    )
    debt_ids = fields.One2many(
        "gotgan.debt.authorization", "version_id", string="Debt Authorizations",
    )
    carryover_ids = fields.One2many(
        "gotgan.authorized.carryover", "version_id", string="Authorized Carry-Overs",
    )
    transfer_ids = fields.One2many(
        "gotgan.transfer.authorization", "version_id", string="Authorized Transfers",
    )
    adjustment_ids = fields.One2many(
        "gotgan.budget.version.adjustment", "version_id", string="Changes to the Bill",
        readonly=True,
    )

    _round_fits = models.Constraint(
        "CHECK ((kind = 'supplementary') = (round > 0) AND round BETWEEN 0 AND 99)",
        "A supplementary budget has a number from 1 on; other budgets have none.",
    )
    _one_chain = models.UniqueIndex(
        "(base_id) WHERE state = 'in_force' AND base_id IS NOT NULL",
        "Another version took effect in the meantime. Reload it and bring its base up to date.",
    )
    _one_first = models.UniqueIndex(
        "(fiscal_year_id) WHERE state = 'in_force' AND base_id IS NULL",
        "The fiscal year has a budget in force already. Reload it and bring its base up to date.",
    )
    _number_once = models.UniqueIndex(
        "(fiscal_year_id, kind, round) WHERE import_id IS NULL"
        " AND kind IN ('original', 'supplementary')"
        " AND state IN ('submitted', 'voted', 'approved', 'in_force')",
        "This budget was submitted already: there is one original budget a year, and one of each "
        "number of supplementary budgets.",
    )
    _base_differs = models.Constraint(
        "CHECK (base_id IS NULL OR base_id != id)", "A version cannot change itself.",
    )

    # ---- defaults and computes -------------------------------------------

    def _default_fiscal_year_id(self):
        return self.env["gotgan.fiscal.year"]._get_current()

    def _default_kind(self):
        head = self._get_head(self._default_fiscal_year_id())
        return "supplementary" if head else "original"

    def _default_authority(self):
        """A municipality answers to its council, everybody else to a board (지방공기업법 65)."""
        parameter_sudo = self.env["ir.config_parameter"].sudo()
        kind = parameter_sudo.get_param("gotgan.kind", "municipality")
        return "council" if kind == "municipality" else "board"

    @api.depends("kind", "fiscal_year_id", "round")
    def _compute_name(self):
        for version in self:
            version.name = version._get_title()

    @api.depends("kind", "fiscal_year_id")
    def _compute_round(self):
        for version in self:
            version.round = (
                version._get_next_round() if version.kind == "supplementary" else 0
            )

    @api.depends("fiscal_year_id", "kind")
    def _compute_date_effective(self):
        """The first budget of a year holds from its first day; later ones from today."""
        day = today(self.env)
        for version in self:
            year = version.fiscal_year_id
            if not year or version.kind in ("original", "provisional"):
                version.date_effective = year.date_from or day
            else:
                version.date_effective = min(max(day, year.date_from), year.date_to)

    @api.depends("state", "base_id", "fiscal_year_id")
    def _compute_is_outdated(self):
        """Whether another version has taken effect on the same base since."""
        for version in self:
            waits = version.state in ("draft", "submitted", "voted", "approved")
            version.is_outdated = bool(
                waits and version._origin
                and version._get_head(version.fiscal_year_id._origin) != version.base_id
            )

    @api.depends("line_ids.base_amount", "line_ids.amount", "base_id.amount")
    def _compute_amount(self):
        sums = self._sum_parts("gotgan.budget.version.line")
        for version in self:
            change = version._get_change("line_ids", sums)
            before = version.base_id.amount
            version.update({
                "base_amount": before, "difference": change, "amount": before + change,
            })

    @api.depends("revenue_ids.base_amount", "revenue_ids.amount", "base_id.revenue_amount")
    def _compute_revenue_amount(self):
        sums = self._sum_parts("gotgan.budget.version.revenue")
        for version in self:
            change = version._get_change("revenue_ids", sums)
            before = version.base_id.revenue_amount
            version.update({
                "revenue_base_amount": before, "revenue_difference": change,
                "revenue_amount": before + change,
            })

    @api.model_create_multi
    def create(self, vals_list):
        """A new version stands on what is in force."""
        versions = super().create(vals_list)
        for version in versions:
            version._stand_on(version._get_head(version.fiscal_year_id))
        return versions

    def _sum_parts(self, model):
        """Return ``{version id: won that it changes}``, added up by the database."""
        rows = self.env[model]._read_group(
            [("version_id", "in", self.ids)], ["version_id"], ["base_amount:sum", "amount:sum"],
        )
        return {version.id: after - before for version, before, after in rows}

    def _get_change(self, name, sums):
        """Return the change of one version; while it is edited, of what is on the screen."""
        if isinstance(self.id, NewId):
            parts = self[name]
            return sum(parts.mapped("amount")) - sum(parts.mapped("base_amount"))
        return sums.get(self.id, 0)

    def _get_title(self):
        year, _ = self.fiscal_year_id.year, self.env._
        titles = {
            "original": _("FY%(year)s Original Budget", year=year),
            "supplementary": _(
                "FY%(year)s Supplementary Budget No. %(round)s", year=year, round=self.round,
            ),
            "advance": _("FY%(year)s Spending before the Supplementary Budget", year=year),
            "provisional": _("FY%(year)s Provisional Budget", year=year),
        }
        return titles.get(self.kind) or _("Budget")
