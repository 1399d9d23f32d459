from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from odoo.addons.gotgan_base.clock import today

from ..values import Fault, parse_columns

AREAS = [
    ("calendar", "Calendar"),
    ("preparation", "Budget Preparation"),
    ("authorization", "Provisional and Advance Budget"),
    ("investment", "Investment Review"),
    ("reserve", "Contingency Reserve"),
    ("change", "Budget Change"),
    ("allotment", "Allotment"),
    ("execution", "Execution"),
    ("year_end", "Year End"),
    ("unit_cost", "Unit Costs"),
    ("practice", "Keeping of Rules"),
]
VALUE_KINDS = [
    ("won", "Amount"),
    ("days", "Days"),
    ("number", "Number"),
    ("rate", "Rate"),
    ("date", "Day of the Year"),
    ("codes", "Codes"),
    ("table", "Table"),
    ("text", "Text"),
    ("duty", "Duty"),
]
SEVERITIES = [
    ("block", "Must Be Mended"),
    ("overridable", "May Be Overridden"),
    ("notice", "Notice"),
]
TENANT_KINDS = [
    ("any", "All"),
    ("municipality", "Local Government"),
    ("agency", "Affiliated Agency"),
    ("corporation", "Public Corporation"),
]
ORIGINS = [("law", "Law"), ("agency", "Agency")]
TIERS = [
    ("any", "All"),
    ("upper", "Province or Metropolitan City"),
    ("basic", "City, County, Ward"),
]


class Rule(models.Model):
    """A question the law answers; the answers, dated, are its editions.

    No figure of a law is written in code: it is asked here, for the day that counts.
    """

    _name = "gotgan.rule"
    _description = "Rule"
    _order = "area_rank, code"
    _rec_names_search = ["name", "code"]

    # What the meaning of the editions hangs on: fixed once one has been in force.
    _defining_fields = ("code", "value_kind", "severity", "columns", "unit")

    code = fields.Char(required=True, readonly=True, copy=False)
    name = fields.Char(required=True)
    question = fields.Text(help="What the rule asks, in a sentence.")
    area = fields.Selection(
        AREAS, required=True, default="preparation", group_expand="_group_expand_area",
    )
    area_rank = fields.Integer(compute="_compute_area_rank", store=True, precompute=True)
    value_kind = fields.Selection(VALUE_KINDS, string="Kind of Value", required=True)
    unit = fields.Char(help="What a number counts, such as years or people.")
    columns = fields.Char(
        help="The columns of a table, parted by semicolons: name:kind:heading. After the "
        "name, a question mark lets the cell be empty, an asterisk lets that mean no limit.",
    )
    severity = fields.Selection(SEVERITIES, required=True, default="block")
    edition_ids = fields.One2many("gotgan.rule.edition", "rule_id", string="Editions")
    current_edition_id = fields.Many2one("gotgan.rule.edition", compute="_compute_current_edition")
    current_value_text = fields.Text(string="Value in Force", compute="_compute_current_edition")
    current_value_table = fields.Json(compute="_compute_current_edition")
    current_article = fields.Char(string="Article", compute="_compute_current_edition")
    current_date_from = fields.Date(string="In Force Since", compute="_compute_current_edition")
    current_origin = fields.Selection(
        ORIGINS, string="Set By", compute="_compute_current_edition",
    )
    check_mark = fields.Char(string="Confirmation", compute="_compute_current_edition")
    applies = fields.Boolean(
        string="Applies to This Agency", compute="_compute_current_edition",
        search="_search_applies",
    )
    has_unverified = fields.Boolean(
        string="To Be Confirmed", compute="_compute_current_edition",
        search="_search_has_unverified",
    )

    _code_unique = models.UniqueIndex("(code)", "There is a rule with this code already.")
    _code_form = models.Constraint(
        "CHECK (code ~ '^[a-z_]+([.][a-z_]+)+$')",
        "The code of a rule is made of small letters and dots, such as budget.reserve_ceiling.",
    )

    @api.depends("area")
    def _compute_area_rank(self):
        ranks = {area: place for place, (area, _label) in enumerate(AREAS)}
        for rule in self:
            rule.area_rank = ranks.get(rule.area, len(ranks))

    @api.depends(
        "edition_ids.state", "edition_ids.date_from", "edition_ids.date_to",
        "edition_ids.value", "edition_ids.article", "edition_ids.verified",
    )
    @api.depends_context("lang")
    def _compute_current_edition(self):
        day = today(self.env)
        for rule in self:
            edition = self._pick(Domain("rule_id", "=", rule._origin.id), day)
            rule.current_edition_id = edition
            rule.current_value_text = edition.value_text
            rule.current_value_table = edition.value_table
            rule.current_article = edition.article
            rule.current_date_from = edition.date_from
            rule.current_origin = edition.origin
            rule.check_mark = edition and edition._get_check_mark()
            rule.applies = bool(edition)
            rule.has_unverified = bool(edition) and not edition.verified

    def _search_applies(self, operator, value):
        return self._search_each(operator, value, "applies")

    def _search_has_unverified(self, operator, value):
        return self._search_each(operator, value, "has_unverified")

    def _search_each(self, operator, value, name):
        """Search by asking every rule: there are some dozens of them."""
        if operator != "in":
            return NotImplemented
        match = Domain("id", "in", self.search([]).filtered(name).ids)
        return Domain.OR([match if one else ~match for one in set(value)])

    @api.constrains("columns", "value_kind")
    def _check_columns(self):
        for rule in self:
            try:
                columns = parse_columns(rule.columns)
            except Fault as fault:
                raise ValidationError(self.env._(
                    "%(rule)s: “%(text)s” is no column. Write name:kind:heading, such as "
                    "won:won:Amount.", rule=rule.name, text=fault.facts["text"],
                )) from fault
            if bool(columns) != (rule.value_kind == "table"):
                raise ValidationError(self.env._(
                    "%(rule)s: a table needs its columns, and nothing else has any.",
                    rule=rule.name,
                ))

    def copy_data(self, default=None):
        """A copied rule asks something else, so it has a code of its own."""
        copies = super().copy_data(default)
        return [
            {"code": f"{rule.code}_copy", **vals} for rule, vals in zip(self, copies, strict=True)
        ]

    def write(self, vals):
        fixed = self.filtered(lambda rule: rule._has_been_in_force())
        touched = [name for name in self._defining_fields if name in vals]
        for rule in fixed:
            for name in touched:
                if (vals[name] or False) != rule[name]:
                    raise UserError(self.env._(
                        "%(rule)s: %(field)s is fixed, because editions have been in force with "
                        "it. Make a new edition, or a new rule.",
                        rule=rule.name, field=self._fields[name]._description_string(self.env),
                    ))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_with_editions(self):
        for rule in self:
            if rule.edition_ids:
                raise UserError(self.env._(
                    "%(rule)s has editions and cannot be deleted: what was decided by them must "
                    "stay explainable.", rule=rule.name,
                ))

    def action_new_edition(self):
        """Open a new edition that begins with what holds now."""
        self.ensure_one()
        current = self.current_edition_id
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("New Edition: %(rule)s", rule=self.name),
            "res_model": "gotgan.rule.edition",
            "view_mode": "form",
            "context": {
                "default_rule_id": self.id,
                "default_value": current.value,
                "default_article": current.article,
                "default_tenant_kind": current.tenant_kind or "any",
                "default_tier": current.tier or "any",
            },
        }

    # ---- what others call ----------------------------------------------------

    @api.model
    def _find(self, code, day):
        """Return the edition of rule ``code`` that holds for this agency on ``day``.

        What the agency itself has set goes before the law's own edition, what was written for its
        kind before what was written for all.

        :raises UserError: none is in force that day
        """
        edition = self._seek(code, day)
        if not edition:
            raise UserError(self.env._(
                "%(rule)s: nothing is in force on %(day)s for this agency. A manager adds an "
                "edition under Masters, Legal Standards.",
                rule=self._get_by_code(code).name, day=fields.Date.to_string(day),
            ))
        return edition

    @api.model
    def _seek(self, code, day):
        """Return the edition like :meth:`_find`, or none where nothing applies to this agency.

        :raises UserError: there is no such rule
        """
        edition = self.env["gotgan.rule.edition"]._get_holding((code,), day).get(code)
        return edition or self._get_by_code(code).edition_ids.browse()

    @api.model
    def _get_by_code(self, code):
        rule = self.search([("code", "=", code)], limit=1)
        if not rule:
            raise UserError(self.env._("There is no rule %(code)s.", code=code))
        return rule

    @api.model
    def _get_profile(self):
        """Return ``(kind, tier)`` of this agency: what the law distinguishes.

        The hub says both when it opens the agency; a tier that a keeper has set goes before.
        """
        parameter_sudo = self.env["ir.config_parameter"].sudo()
        kind = parameter_sudo.get_param("gotgan.kind") or "municipality"
        return kind, parameter_sudo.get_param("gotgan.tier") or self._get_hub_tier() or "basic"

    @api.model
    def _get_hub_tier(self):
        """Return the tier that the hub knows the agency by, or an empty string."""
        parameter_sudo = self.env["ir.config_parameter"].sudo()
        tier = parameter_sudo.get_param("gotgan.hub.tier")
        return tier if tier in dict(TIERS[1:]) else ""

    # ---- inside --------------------------------------------------------------

    @api.model
    def _group_expand_area(self, _areas, domain):
        """Return the areas that occur, in the order of a budget's life, not the alphabet's."""
        present = {area for (area,) in self._read_group(domain, ["area"])}
        return [area for area, _label in AREAS if area in present]

    @api.model
    def _pick(self, rule_domain, day):
        """Return the edition of one rule that holds for this agency on ``day``, or none."""
        editions = self.env["gotgan.rule.edition"]
        holding = editions._get_holding_domain(day) & rule_domain
        return editions.search(holding).sorted(lambda one: one._get_precedence(), reverse=True)[:1]

    def _has_been_in_force(self):
        self.ensure_one()
        edition_sudo = self.env["gotgan.rule.edition"].sudo()
        return bool(edition_sudo.search_count(
            [("rule_id", "=", self.id), ("state", "!=", "draft")], limit=1,
        ))

    def _get_rate_columns(self):
        return [one.name for one in self._get_columns() if one.kind == "rate"]

    def _get_columns(self):
        return parse_columns(self.columns)
