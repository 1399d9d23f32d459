import hashlib

from odoo import api, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import won_text
from odoo.addons.gotgan_ledger.core import Posting

from .. import version_statements
from ..version_row import (
    ADDRESS,
    BORROWED,
    SPENT_ON_CAPITAL,
    RevenueRow,
    VersionRow,
    find_section,
    gather,
)

NUMBERED = ("submitted", "voted", "approved", "in_force")


class BudgetVersionChain(models.AbstractModel):
    """How versions stand on each other, and what they do to the ledger."""

    _name = "gotgan.budget.version.chain"
    _description = "Chain of Budget Versions"

    # ---- what others call ------------------------------------------------

    @api.model
    def _make(self, fiscal_year, kind, rows, revenues=(), round=0, base=None,
              date_effective=None, name=None):
        """Return a new draft.

        :param rows: iterable of :class:`~..version_row.VersionRow`; amounts are those after the
            version. An original or provisional budget has all of its cells, the others only what
            they change.
        :param revenues: iterable of :class:`~..version_row.RevenueRow`, likewise
        :param int round: which supplementary budget; 0: the next one
        :param base: the version it changes; the one in force where none is given
        :raises UserError: a row is of another fiscal year or below zero
        """
        given = {"round": round, "date_effective": date_effective, "name": name}
        version = self.create({
            "fiscal_year_id": fiscal_year.id, "kind": kind,
            **{key: value for key, value in given.items() if value},
        })
        if base and base != version.base_id:
            version._stand_on(base)
        version._add_rows(rows)
        version._add_revenues(revenues)
        version._complete()
        return version

    def _read_whole(self):
        """Return ``{(fund, department, project, subitem, funding source): won}`` of the budget.

        Of every cell that this version or one it stands on touches, also those of zero won.
        """
        self.ensure_one()
        self.env["gotgan.budget.version.line"].flush_model()
        rows = self.env.execute_query(version_statements.read_whole(self.id))
        return {tuple(row[:5]): row[5] for row in rows}

    def _read_whole_revenue(self):
        """Return ``{(fund, revenue source, department, name): won}``, likewise."""
        self.ensure_one()
        self.env["gotgan.budget.version.revenue"].flush_model()
        rows = self.env.execute_query(version_statements.read_revenue(self.id))
        return {tuple(row[:4]): row[4] for row in rows}

    def _get_fingerprint(self):
        """Return a SHA-256 of the whole budget: its expenditure, its revenue and its articles."""
        self.ensure_one()
        parts = (
            sorted(self._read_whole().items()), sorted(self._read_whole_revenue().items()),
            [(one.name, one.text) for one in self.provision_ids],
        )
        return hashlib.sha256(repr(parts).encode()).hexdigest()

    @api.model
    def _get_head(self, fiscal_year):
        """Return the version in force that stands on top of the year's others, or none."""
        return self.search(
            [("fiscal_year_id", "=", fiscal_year.id), ("state", "=", "in_force")],
            order="position desc", limit=1,
        )

    def _get_chain(self):
        """Return this version and those it stands on, the first one first."""
        self.ensure_one()
        chain = self
        while chain[0].base_id:
            chain = chain[0].base_id | chain
        return chain

    # ---- rows ------------------------------------------------------------

    def _read_before(self, model):
        """Return ``{place: won}`` of what this version stands on, of lines or of revenues."""
        base = self.base_id
        if not base:
            return {}
        revenue = model == "gotgan.budget.version.revenue"
        return base._read_whole_revenue() if revenue else base._read_whole()

    def _add_rows(self, rows):
        """Write lines by one statement; what stands before each is looked up here."""
        self.ensure_one()
        found = gather(rows)
        if not found:
            return
        before = self._read_before("gotgan.budget.version.line")
        sections = self._find_sections(
            "gotgan.expenditure.object", {(place[0], place[3]) for place in found},
        )
        self._write_rows(version_statements.insert_lines, [
            {
                "version_id": self.id, **dict(zip(ADDRESS, place, strict=True)),
                "base_amount": before.get(place, 0), "amount": won, "reason": reason,
                "section": sections[place[0], place[3]],
            }
            for place, (won, reason) in found.items()
        ])
        self._check_years()

    def _add_changes(self, changes):
        """Add lines by what they change, ``{place: won to add}``, to what stands now."""
        before = self._read_before("gotgan.budget.version.line")
        self._add_rows(
            VersionRow(*place, before.get(place, 0) + won) for place, won in changes.items()
        )

    def _add_revenues(self, rows):
        self.ensure_one()
        rows = list(rows)
        if not rows:
            return
        before = self._read_before("gotgan.budget.version.revenue")
        sections = self._find_sections("gotgan.revenue.source", {tuple(row[:2]) for row in rows})
        self._write_rows(version_statements.insert_revenues, [
            {
                **row._asdict(), "version_id": self.id,
                "base_amount": before.get(row.place, 0), "section": sections[tuple(row[:2])],
            }
            for row in rows
        ])

    def _write_rows(self, statement, rows):
        low = next((row for row in rows if row["amount"] < 0), None)
        if low:
            raise UserError(self.env._(
                "%(document)s would have %(won)s won on a line. A budget is never below zero: "
                "lower another line instead.", document=self.name, won=won_text(low["amount"]),
            ))
        self.env.flush_all()
        self.env.cr.execute(statement(rows))
        self._forget_parts()

    def _forget_parts(self):
        """Read lines and totals anew after a statement of one's own."""
        for model in ("gotgan.budget.version.line", "gotgan.budget.version.revenue"):
            self.env[model].invalidate_model(flush=False)
        self.invalidate_recordset(["line_ids", "revenue_ids"], flush=False)
        for name in ("amount", "base_amount", "difference"):
            self.env.add_to_compute(self._fields[name], self)
            self.env.add_to_compute(self._fields[f"revenue_{name}"], self)

    @api.model
    def _find_sections(self, model, pairs):
        """Return ``{(fund id, subject id): side}``; only enterprises have sides (수익적·자본적)."""
        funds = self.env["gotgan.fund"].browse({pair[0] for pair in pairs})
        subjects = self.env[model].browse({pair[1] for pair in pairs})
        enterprises = set(funds.filtered(lambda one: one.kind == "public_enterprise").ids)
        capital = BORROWED if model == "gotgan.revenue.source" else SPENT_ON_CAPITAL
        sides = {}
        for subject in subjects:
            own = subject.subject_set == "affiliated_agency"
            top = self.env[model].browse(int((subject.parent_path or "0").split("/")[0]))
            side = find_section((own and top.code) or "", subject.code or "", capital)
            sides[subject.id] = own, side
        return {
            (fund, subject): sides[subject][1]
            if sides[subject][0] or fund in enterprises else None
            for fund, subject in pairs
        }

    def _check_years(self):
        strangers = self.env.execute_query(version_statements.find_strangers(self.ids))
        if strangers:
            line = self.env["gotgan.budget.version.line"].browse(strangers[0][0])
            raise ValidationError(self.env._(
                "%(line)s does not belong to the fiscal year of %(document)s. Choose fund, "
                "project, object and funding source of the same year.",
                line=line.display_name, document=line.version_id.name,
            ))

    # ---- standing on each other ------------------------------------------

    def _stand_on(self, base):
        """Make ``base`` what this version changes."""
        self._write_locked({"base_id": base.id, "position": base.position + 1})

    def _complete(self):
        """Add the lines that belong in the version though nobody entered them.

        An original budget takes the place of a provisional one, so what it does not have goes to
        zero (지방자치법 146). A supplementary budget shows what was spent before it, as its base
        (지방재정법 45 단서).
        """
        self.ensure_one()
        present = {tuple(row[:5]) for row in self._read_lines()}
        if self.kind == "original" and self.base_id:
            rows = [VersionRow(*place, 0) for place in self.base_id._read_whole()]
        elif self.kind == "supplementary":
            rows = self._prepare_advances()
        else:
            rows = []
        self._add_rows([row for row in rows if row.place not in present])
        self._complete_revenue()

    def _complete_revenue(self):
        """Do the same for revenue: what an original budget lacks goes to zero, what came in for
        the spending before a supplementary budget is shown as its base.
        """
        present = {one._get_place() for one in self.revenue_ids}
        if self.kind == "original" and self.base_id:
            rows = dict.fromkeys(self.base_id._read_whole_revenue(), 0)
        elif self.kind == "supplementary":
            advances = self._get_pending_advances()
            whole = self.base_id._read_whole_revenue() if advances.revenue_ids else {}
            rows = {
                place: whole.get(place, 0)
                for one in advances.revenue_ids for place in [one._get_place()]
            }
        else:
            rows = {}
        self._add_revenues([
            RevenueRow(*place, won) for place, won in rows.items() if place not in present
        ])

    def _prepare_advances(self):
        """Return rows of what 성립전 사용 changed and no supplementary budget has taken up yet."""
        advances = self._get_pending_advances()
        whole = self.base_id._read_whole() if advances else {}
        rows = {}
        for advance in advances:
            for line in advance._read_lines():
                place = tuple(line[:5])
                rows[place] = VersionRow(*place, whole.get(place, 0), advance.name)
        return list(rows.values())

    def _get_pending_advances(self):
        return self.base_id._get_chain().filtered(
            lambda one: one.kind == "advance" and not one.absorbed_by_id,
        ) if self.base_id else self.browse()

    def _read_lines(self):
        """Return the lines as tuples: the address and the difference."""
        self.env["gotgan.budget.version.line"].flush_model()
        return self.env.execute_query(version_statements.read_lines(self.id))

    def _rebase(self):
        """Put the version on the head of its year; what was decided about stays.

        An original budget keeps its amounts, the others keep what they change.
        """
        self.ensure_one()
        head = self._get_head(self.fiscal_year_id)
        if self.state in ("in_force", "rejected", "cancelled") or head == self.base_id:
            return
        self._stand_on(head)
        self._move_base(self.line_ids, head._read_whole() if head else {})
        self._move_base(self.revenue_ids, head._read_whole_revenue() if head else {})
        self._forget_parts()
        self._complete()

    def _move_base(self, parts, before):
        keep_difference = self.kind in ("supplementary", "advance")
        bases = [before.get(part._get_place(), 0) for part in parts]
        if keep_difference:
            for part, base in zip(parts, bases, strict=True):
                if base + part.difference < 0:
                    raise UserError(self.env._(
                        "%(line)s would fall below zero: it has %(base)s won now, and "
                        "%(document)s takes %(won)s won away. Change the line first.",
                        line=part.display_name, base=won_text(base), document=self.name,
                        won=won_text(-part.difference),
                    ))
        self.env.flush_all()
        if parts:
            self.env.cr.execute(version_statements.set_base(
                parts._table, parts.ids, bases, keep_difference,
            ))

    def _get_next_round(self):
        latest = self.search([
            ("fiscal_year_id", "=", self.fiscal_year_id._origin.id), ("state", "in", NUMBERED),
        ], order="round desc", limit=1)
        return latest.round + 1

    # ---- effect ----------------------------------------------------------

    def _check_effective(self):
        """A version takes effect on its day, on what is in force that day."""
        head = self._get_head(self.fiscal_year_id)
        if head != self.base_id:
            raise UserError(self.env._(
                "%(document)s was drafted on %(base)s, but %(head)s is in force now. Bring its "
                "base up to date, look at the figures, and go on.",
                document=self.name, base=self.base_id.name or self.env._("no budget"),
                head=head.name or self.env._("no budget"),
            ))
        if self.kind in ("supplementary", "advance") and self.date_effective > today(self.env):
            raise UserError(self.env._(
                "%(document)s takes effect on %(day)s. It is posted on that day by itself.",
                document=self.name,
                day=self.env["ir.qweb.field.date"].value_to_html(self.date_effective, {}),
            ))

    def _enter_force(self):
        """Post the difference of every cell; the chain goes on from here."""
        self.ensure_one()
        self._post_differences()
        if self.kind == "supplementary":
            advances = self._get_pending_advances()
            if advances:
                advances._write_locked({"absorbed_by_id": self.id})

    def _post_differences(self):
        lines = self._read_lines()
        year = self.fiscal_year_id.id
        cells = self.env["gotgan.budget.cell"]._open([(year, *line[:5]) for line in lines])
        postings = [
            Posting(cells[(year, *line[:5])], line[5], self.id) for line in lines if line[5]
        ]
        self.env["gotgan.ledger"]._appropriate(
            postings, source_model=self._name, date=self.date_effective,
            reason=self._get_posting_reason(),
        )

    def _get_posting_reason(self):
        brought = self.import_id._get_document_label() if self.import_id else ""
        return f"{self.name} ({brought})" if brought else self.name
