from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.gotgan_base.transition import Transition

from ..kinds import OFFICER
from ..masters import TABLES, copy_missing, find_renamed, match


class YearMapping(models.Model):
    """Opens the masters of the next year: objects by 신구대비, projects, funds and sources copied.

    The same code means different things in two years (예산편성 운영기준 별표 11), so nothing is
    taken over by its code alone where the published table says otherwise. It is applied whole or
    not at all, and what a person decided is remembered.
    """

    _name = "gotgan.year.mapping"
    _description = "Next Year's Subjects"
    _inherit = ["gotgan.transition.mixin"]
    _order = "from_year_id desc, id desc"
    _rec_name = "from_year_id"

    _transitions = {
        "apply": Transition(("draft", "applied"), "applied", OFFICER),
    }
    _open_states = ("draft", "applied")

    from_year_id = fields.Many2one(
        "gotgan.fiscal.year", string="From", required=True, ondelete="restrict",
        default=lambda self: self.env["gotgan.fiscal.year"]._get_current(),
    )
    to_year_id = fields.Many2one(
        "gotgan.fiscal.year", string="To", ondelete="restrict", compute="_compute_to_year_id",
        store=True, precompute=True, index=True,
    )
    object_ids = fields.One2many("gotgan.year.mapping.object", "mapping_id", string="Objects")
    open_count = fields.Integer(compute="_compute_counts", string="To Be Decided")
    decided_count = fields.Integer(compute="_compute_counts", string="Decided")
    project_count = fields.Integer(compute="_compute_missing", string="Projects to Copy")
    other_count = fields.Integer(
        compute="_compute_missing", string="Funds, Sources and Functions to Copy",
    )
    renamed_text = fields.Text(
        compute="_compute_missing", string="Same Code, Another Name",
        help="Programmes that have a code of the old year and another name. Look whether they are "
             "the same.",
    )
    note = fields.Text()
    state = fields.Selection(
        [("draft", "Draft"), ("applied", "Applied")],
        default="draft", required=True, readonly=True, copy=False,
    )

    _years_once = models.UniqueIndex(
        "(from_year_id, to_year_id)", "These two years are mapped already. Open that one.",
    )

    @api.depends("from_year_id", "to_year_id")
    def _compute_display_name(self):
        for one in self:
            one.display_name = (
                f"{one.from_year_id.display_name} → {one.to_year_id.display_name or '?'}"
            )

    @api.depends("from_year_id")
    def _compute_to_year_id(self):
        for one in self:
            one.to_year_id = one.from_year_id._get_next()

    @api.depends("object_ids.status")
    def _compute_counts(self):
        for one in self:
            statuses = one.object_ids.mapped("status")
            one.open_count, one.decided_count = statuses.count("open"), statuses.count("decided")

    @api.depends("from_year_id", "to_year_id", "state")
    def _compute_missing(self):
        for one in self:
            old, new = one.from_year_id, one.to_year_id
            programs = match(self.env, "gotgan.program", old, new) if old and new else {}
            one.project_count = sum(
                not target and source.level == "project" for source, target in programs.items()
            )
            one.other_count = sum(
                not target for model in TABLES if old and new
                for target in match(self.env, model, old, new).values()
            )
            one.renamed_text = "\n".join(
                f"{source.display_name} → {target.display_name}"
                for source, target in find_renamed(programs)
            )

    @api.constrains("from_year_id")
    def _check_years(self):
        for one in self:
            if not one.to_year_id:
                raise ValidationError(self.env._(
                    "There is no fiscal year after %(year)s. A manager adds it under Masters "
                    "first.", year=one.from_year_id.display_name,
                ))

    @api.model_create_multi
    def create(self, vals_list):
        mappings = super().create(vals_list)
        mappings._propose()
        return mappings

    def action_propose(self):
        """Look again which objects the old year uses; decisions stay."""
        self.check_access("write")
        self._propose()

    def action_apply(self):
        """Open the next year's masters, all of them or none."""
        return self._do_transition("apply")

    # ---- effects -----------------------------------------------------------

    def _on_apply(self):
        for one in self:
            one._propose()
            one._check_decided()
            one._copy_masters()

    def _check_decided(self):
        left = self.object_ids.filtered(lambda row: row.status == "open")
        if left:
            raise UserError(self.env._(
                "%(mapping)s cannot be applied: %(count)s objects are not decided yet, such as "
                "%(object)s. Choose a new object for each; nothing was changed.",
                mapping=self.display_name, count=len(left),
                object=left[0].from_object_id.display_name,
            ))

    def _copy_masters(self):
        """Create what is missing; the declared step has decided who may, so masters follow."""
        env_sudo = self.sudo().env
        for model in (*TABLES, "gotgan.program"):
            copy_missing(env_sudo, model, self.from_year_id, self.to_year_id)

    # ---- proposing -----------------------------------------------------------

    def _propose(self):
        """Add a row for each object the old year's budget uses and no row speaks of."""
        rows_sudo = self.env["gotgan.year.mapping.object"].sudo()
        for one in self:
            one._copy_objects_where_none()
            known = one.object_ids.filtered(lambda row: not row.budget_line_id).from_object_id
            used = one._get_used_objects()
            rows_sudo.create([
                {"mapping_id": one.id, "from_object_id": item.id, "to_object_id": target.id,
                 "proposed_object_id": target.id}
                for item, target in one._get_proposals(used - known).items()
            ])
            one.invalidate_recordset(["object_ids"])

    def _get_used_objects(self):
        rows = self.env["gotgan.budget.cell"]._read_group(
            [("fiscal_year_id", "=", self.from_year_id.id)], ["subitem_id"],
        )
        return self.env["gotgan.expenditure.object"].union(*(item for item, in rows))

    def _get_proposals(self, objects):
        """Return ``{old object: new object}``, empty where a person has to decide."""
        table = self.env["gotgan.classification.mapping"]
        published = table._get_targets(objects, self.to_year_id)
        found = match(self.env, "gotgan.expenditure.object", self.from_year_id, self.to_year_id)
        proposals = {}
        for item in objects:
            rows = published[item]
            clear = len(rows) == 1 and not rows.needs_decision
            if rows:
                proposals[item] = rows.to_object_id if clear else objects.browse()
            else:
                proposals[item] = found.get(item, objects).filtered(
                    lambda one, item=item: one.name == item.name
                )
        return proposals

    def _copy_objects_where_none(self):
        """Where nobody has brought in the next year's objects, they are those of this year."""
        objects_sudo = self.env["gotgan.expenditure.object"].sudo()
        if not objects_sudo.search_count([("fiscal_year_id", "=", self.to_year_id.id)], limit=1):
            copy_missing(
                objects_sudo.env, "gotgan.expenditure.object", self.from_year_id, self.to_year_id,
            )

    # ---- what others call ----------------------------------------------------

    @api.model
    def _find_targets(self, cells, year):
        """Return ``{cell: (address in year or None, what is missing)}``.

        The address is the key of ``gotgan.budget.cell._open``: fiscal year, fund, department,
        project, subitem and funding source ids.
        """
        found = {}
        for old, group in cells.grouped("fiscal_year_id").items():
            mapping = self.search([
                ("from_year_id", "=", old.id), ("to_year_id", "=", year.id),
                ("state", "=", "applied"),
            ], limit=1)
            found.update(mapping._find_in(group) if mapping else {
                cell: (None, self.env._("the next year's subjects are not applied yet"))
                for cell in group
            })
        return found

    def _find_in(self, cells):
        old, new = self.from_year_id, self.to_year_id
        same = {
            model: match(self.env, model, old, new)
            for model in ("gotgan.fund", "gotgan.program", "gotgan.funding.source")
        }
        general = {row.from_object_id: row for row in self.object_ids if not row.budget_line_id}
        single = {row.budget_line_id: row for row in self.object_ids if row.budget_line_id}
        empty = self.env["gotgan.year.mapping.object"]
        return {
            cell: self._get_target(
                cell, same, single.get(cell.line_id) or general.get(cell.subitem_id, empty),
            )
            for cell in cells
        }

    def _get_target(self, cell, same, row):
        found = {
            cell.fund_id: same["gotgan.fund"].get(cell.fund_id),
            cell.project_id: same["gotgan.program"].get(cell.project_id),
            cell.subitem_id: row.to_object_id,
            cell.funding_source_id: same["gotgan.funding.source"].get(cell.funding_source_id),
        }
        missing = [old.display_name for old, new in found.items() if not new]
        if missing:
            return None, ", ".join(missing)
        fund, project, subitem, source = (new.id for new in found.values())
        return (
            self.to_year_id.id, fund, cell.department_id.id, project, subitem, source,
        ), ""

    def _get_document_label(self):
        return self.display_name
