from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from odoo.addons.gotgan_base.clock import now
from odoo.addons.gotgan_base.fields import Won

from ..board import build_board
from ..drafting import commitment_reason, day_text, free_reason, request_reason
from ..eligibility import CLAUSES as LAW
from ..eligibility import Authority, Left, judge
from ..statements import LEFT
from .carryover_check_mixin import OBJECTS

COLUMNS = ("continuing", "authorized", "unavoidable", "undecided", "unused")


class CarryoverPlan(models.Model):
    """The carry-over assistant of a year: what is left, what may go over and why, what lapses.

    It reads the ledger and the documents (지방재정법 50) and drafts the carry-overs; people adjust
    them with reasons. Looking changes nothing.
    """

    _name = "gotgan.carryover.plan"
    _description = "Carry-Over Assistant"
    _order = "fiscal_year_id desc"
    _rec_name = "fiscal_year_id"

    fiscal_year_id = fields.Many2one(
        "gotgan.fiscal.year", required=True, ondelete="restrict",
        default=lambda self: self.env["gotgan.fiscal.year"]._get_current(),
    )
    next_year_id = fields.Many2one("gotgan.fiscal.year", compute="_compute_next_year_id")
    looked_at = fields.Datetime(readonly=True, copy=False)
    candidate_ids = fields.One2many(
        "gotgan.carryover.candidate", "plan_id", string="Money Left", readonly=True, copy=False,
    )
    continuing = Won(compute="_compute_totals", string="Continuing Appropriation")
    authorized = Won(compute="_compute_totals", string="Authorised Carry-Over")
    unavoidable = Won(compute="_compute_totals", string="Unavoidable Carry-Over")
    undecided = Won(compute="_compute_totals", string="A Person Decides")
    unused = Won(compute="_compute_totals", string="Lapses")
    drafted = Won(compute="_compute_drafted", string="In Carry-Overs")
    carryover_count = fields.Integer(compute="_compute_drafted", string="Carry-Overs")
    board = fields.Json(compute="_compute_board")

    _year_unique = models.UniqueIndex(
        "(fiscal_year_id)", "This fiscal year has its assistant already. Open that one.",
    )

    @api.depends("fiscal_year_id")
    def _compute_display_name(self):
        for plan in self:
            plan.display_name = self.env._(
                "Carry-Over of %(year)s", year=plan.fiscal_year_id.display_name,
            )

    @api.depends("fiscal_year_id")
    def _compute_next_year_id(self):
        for plan in self:
            plan.next_year_id = plan.fiscal_year_id._get_next()

    @api.depends("candidate_ids")
    def _compute_totals(self):
        rows = self.env["gotgan.carryover.candidate"]._read_group(
            [("plan_id", "in", self.ids)], ["plan_id"], [f"{name}:sum" for name in COLUMNS],
        )
        sums = {plan: dict(zip(COLUMNS, won, strict=True)) for plan, *won in rows}
        for plan in self:
            plan.update(sums.get(plan, dict.fromkeys(COLUMNS, 0)))

    @api.depends("fiscal_year_id", "candidate_ids")
    def _compute_drafted(self):
        rows = self.env["gotgan.carryover"]._read_group(
            [("fiscal_year_id", "in", self.fiscal_year_id.ids), ("state", "!=", "cancelled")],
            ["fiscal_year_id"], ["amount:sum", "__count"],
        )
        found = {year: (won, count) for year, won, count in rows}
        for plan in self:
            plan.drafted, plan.carryover_count = found.get(plan.fiscal_year_id, (0, 0))

    @api.depends("candidate_ids")
    def _compute_board(self):
        for plan in self:
            plan.board = build_board(plan) if plan.looked_at else False

    def action_look(self):
        """Read the ledger and the documents again."""
        for plan in self:
            plan._look()

    def action_draft(self):
        """Draft the carry-overs of everything that is eligible without a person's decision."""
        self.ensure_one()
        return self._draft(self.candidate_ids.filtered(
            lambda one: one.outcome in ("continuing", "authorized", "unavoidable")
        ))

    def action_open_candidates(self):
        """Show the money left, department by department."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "gotgan_budget_closing.carryover_candidate_action"
        )
        action["domain"] = [("plan_id", "in", self.ids)]
        return action

    def action_open_carryovers(self):
        """Show the carry-overs of the year."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "gotgan_budget_closing.carryover_action"
        )
        action["domain"] = [("fiscal_year_id", "in", self.fiscal_year_id.ids)]
        action["context"] = {"default_fiscal_year_id": self.fiscal_year_id[:1].id}
        return action

    # ---- looking -----------------------------------------------------------

    @api.model
    def _follow(self, years):
        """Look again at years that somebody has looked at before: their figures have changed."""
        plans_sudo = self.sudo().search([
            ("fiscal_year_id", "in", years.ids), ("looked_at", "!=", False),
        ])
        for plan_sudo in plans_sudo:
            plan_sudo._look()

    def _look(self):
        """Write what is left of the year, and the verdict on each piece of it."""
        self.check_access("write")
        candidates_sudo = self.env["gotgan.carryover.candidate"].sudo()
        candidates_sudo.search([("plan_id", "=", self.id)]).unlink()
        verdicts = judge(self._get_left(), self._get_authorities(), self._get_objects())
        candidates_sudo.create([self._prepare_candidate(one) for one in verdicts])
        self.looked_at = now(self.env)
        self.invalidate_recordset()

    def _get_left(self):
        """Return the money left of every cell of the year as ``Left``, document by document."""
        self.env.flush_all()
        rows = self.env.execute_query(SQL(LEFT, year=self.fiscal_year_id.id))
        return [Left(*row[:4], tuple(row[4:9]), *row[9:]) for row in rows]

    def _get_objects(self):
        """Return the object codes of the cases that need a person, by clause."""
        rules, day = self.env["gotgan.rule"], self.fiscal_year_id.date_to
        editions = {clause: rules._seek(code, day) for clause, code in OBJECTS.items()}
        return {
            clause: set(edition._get_codes()) if edition else set()
            for clause, edition in editions.items()
        }

    def _get_authorities(self):
        """Return what was voted to go over from the year, less what has gone already."""
        year = self.fiscal_year_id
        found = []
        for kind, name, records in (
            ("continuing", "continuing_id", self._get_continuing(year)),
            ("authorized", "authorized_id", self._get_authorized(year)),
        ):
            for record in records:
                gone = sum(
                    line.amount
                    for line in self.env["gotgan.carryover.line"]._get_live(name, record)
                    if line.state == "carried" and line.fiscal_year_id == year
                )
                found.append(Authority(
                    kind, record.id, self._get_place(record),
                    self._get_voted(record, year) - gone,
                ))
        return found

    @api.model
    def _get_authorized(self, year):
        """Return the authorised carry-overs in force: what a later version says goes before."""
        return self._get_latest("gotgan.authorized.carryover", year)

    @api.model
    def _get_continuing(self, year):
        """Return the continuing appropriations in force that go on after ``year``."""
        found = self._get_latest("gotgan.continuing.appropriation", year)
        return found.filtered(lambda one: one.last_year > year.year)

    @api.model
    def _get_latest(self, model, year):
        records = self.env[model].search([
            ("version_id.fiscal_year_id", "=", year.id), ("version_id.state", "=", "in_force"),
        ])
        ordered = records.sorted(lambda one: (one.version_id.position, one.id))
        return records.union(*{self._get_place(one): one for one in ordered}.values())

    @api.model
    def _get_place(self, authority):
        """Return (fund, department, project, subitem, funding source) ids; None means any."""
        source = "funding_source_id" in authority._fields and authority.funding_source_id.id
        return (
            authority.fund_id.id, authority.department_id.id, authority.project_id.id,
            authority.subitem_id.id or None, source or None,
        )

    @api.model
    def _covers(self, authority, cell):
        """Return whether what was voted is in force, the latest word, and speaks of the cell."""
        year = cell.fiscal_year_id
        known = (
            self._get_continuing(year) if authority._name == "gotgan.continuing.appropriation"
            else self._get_authorized(year)
        )
        address = (
            cell.fund_id.id, cell.department_id.id, cell.project_id.id, cell.subitem_id.id,
            cell.funding_source_id.id,
        )
        place = self._get_place(authority)
        return authority in known and all(
            want is None or want == have for want, have in zip(place, address, strict=True)
        )

    @api.model
    def _get_covered(self, authority, lines):
        """Return those of ``lines`` the authority speaks of."""
        return lines.filtered(lambda one: self._covers(authority, one.cell_id))

    @api.model
    def _get_voted(self, authority, year):
        """Return the won that may go over from ``year``.

        Of a continuing appropriation it is the year's part and what came over of earlier parts.
        """
        if authority._name == "gotgan.authorized.carryover":
            return authority.amount
        lines_sudo = self.env["gotgan.carryover.line"].sudo().search([
            ("kind", "=", "continuing"), ("next_cell_id.fiscal_year_id", "=", year.id),
            ("carryover_id.state", "=", "carried"),
        ])
        before = lines_sudo.filtered(lambda one: self._covers(authority, one.next_cell_id))
        return authority.year_amount + sum(before.mapped("amount"))

    def _prepare_candidate(self, verdict):
        left = verdict.left
        known = verdict.clause in LAW
        return {
            "plan_id": self.id,
            "cell_id": left.cell,
            "source": left.source,
            "commitment_line_id": left.document if left.source == "commitment" else False,
            "split_id": left.document if left.source == "request" else False,
            "outcome": verdict.outcome,
            "clause": verdict.clause if known else False,
            "why": self._get_why(verdict),
            "authorized_id": verdict.record if verdict.outcome == "authorized" else False,
            "continuing_id": verdict.record if verdict.outcome == "continuing" else False,
            "amount": verdict.amount,
            verdict.outcome: verdict.amount,
        }

    def _get_why(self, verdict):
        _ = self.env._
        texts = {
            "continuing": _("Unspent yearly part of a continuing appropriation."),
            "voted": _("Voted in advance as an authorised carry-over."),
            "commitment": _("Committed within the year and not paid. Write the unavoidable cause."),
            "tender": _("Requested, not committed. It goes over only if a tender was announced."),
            "compensation": _("Goes over only as compensation whose plan was announced."),
            "current": _("Goes over only as a current cost the decree names."),
            "incidental": _("Goes over only with the commitment of its project it belongs to."),
            "again": _("Came over as unavoidable already: it does not go over a second time."),
            "balance": _("Neither committed nor voted to go over."),
        }
        return texts[verdict.clause]

    # ---- drafting ----------------------------------------------------------

    def _draft(self, candidates):
        """Put candidates into draft carry-overs by department and kind; open those."""
        fresh = candidates.filtered(lambda one: not one.is_drafted)
        if not fresh:
            raise UserError(self.env._(
                "Nothing new is left to draft: what is eligible stands in carry-overs already. "
                "Look again if documents have changed since %(day)s.",
                day=fields.Datetime.context_timestamp(self, self.looked_at or now(self.env))
                .strftime("%Y.%m.%d. %H:%M"),
            ))
        drafts = self.env["gotgan.carryover"]
        for (department, kind), rows in fresh.grouped(
            lambda one: (one.department_id, one._get_kind())
        ).items():
            drafts |= self._draft_one(department, kind, rows)
        candidates.invalidate_recordset(["is_drafted"])
        return self._get_drafts_action(drafts)

    def _draft_one(self, department, kind, rows):
        address = {
            "fiscal_year_id": self.fiscal_year_id.id, "department_id": department.id, "kind": kind,
        }
        carryovers = self.env["gotgan.carryover"]
        domain = [(name, "=", value) for name, value in address.items()]
        draft = carryovers.search([*domain, ("state", "=", "draft")], limit=1)
        draft = draft or carryovers.create(address)
        lines = self.env["gotgan.carryover.line"].create([
            self._prepare_line(draft, row) for row in rows
        ])
        proposed = {line.id: row.amount for line, row in zip(lines, rows, strict=True)}
        lines._set_server_values("proposed", proposed)
        return draft

    def _prepare_line(self, draft, row):
        commitment = row.commitment_id
        day = commitment.basis_date or commitment.date
        inspections = commitment.inspection_ids.filtered(lambda one: one.state == "draft")
        return {
            "carryover_id": draft.id, "cell_id": row.cell_id.id, "clause": row.clause,
            "commitment_line_id": row.commitment_line_id.id, "split_id": row.split_id.id,
            "authorized_id": row.authorized_id.id, "continuing_id": row.continuing_id.id,
            "amount": row.amount, "reason": self._get_reason(row), "contract_date": day,
            "due_date": inspections[:1].due_date,
        }

    def _get_reason(self, row):
        if row.source == "commitment":
            line, commitment = row.commitment_line_id, row.commitment_id
            return commitment_reason({
                "name": commitment.name, "payee": commitment.partner_id.name,
                "number": commitment.number, "day": day_text(commitment.date),
                "amount": line.amount - line.reduced, "paid": line.paid,
                "inspected": line._get_claimable(), "left": row.amount,
            })
        if row.source == "request" and row.clause == "tender":
            request = row.split_id.request_id
            return request_reason({
                "name": request.name, "number": request.number, "day": day_text(request.date),
                "left": row.amount,
            })
        return free_reason(row.clause, row.project_id.name, row.amount)

    def _get_drafts_action(self, drafts):
        domain = [("id", "in", drafts.ids)]
        action = {
            "type": "ir.actions.act_window", "name": self.env._("Drafted Carry-Overs"),
            "res_model": "gotgan.carryover", "view_mode": "list,form", "domain": domain,
        }
        if len(drafts) == 1:
            action.update(view_mode="form", res_id=drafts.id)
        return action
