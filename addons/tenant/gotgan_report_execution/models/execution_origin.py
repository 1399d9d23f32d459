from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Date, Domain

from odoo.addons.gotgan_base.clock import today

from ..rules.figures import effects_of_parts
from ..rules.origins import COMMITMENT_LEFT, ORIGINS, REQUEST_LEFT, names_of
from ..rules.strands import Strand


class ExecutionOrigin(models.AbstractModel):
    """Where the number of any field comes from: cells, versions or holds of the ledger.

    ``rules.origins`` says which fields of which screens have one. Reads only, and only what the
    person may read.
    """

    _name = "gotgan.execution.origin"
    _description = "Origin of a Number"

    @api.model
    def _get_explained(self):
        """Return ``{model: fields}`` of what this person may have explained."""
        if not self.env["gotgan.ledger.move"].has_access("read"):
            return {}
        return {
            model: fields for model, fields in names_of().items()
            if model in self.env and self.env[model].has_access("read")
        }

    @api.model
    def _find_record(self, model, record_id, field):
        """Return the record whose field is asked about.

        :raises UserError: the field has no origin, or the record is gone
        :raises AccessError: the person may not read it
        """
        if model not in self.env or field not in ORIGINS.get(model, ()):
            raise UserError(self.env._(
                "The ledger does not explain %(field)s of %(model)s. Open the moves instead.",
                field=field, model=model,
            ))
        record = self.env[model].browse(int(record_id)).exists()
        if not record:
            raise UserError(self.env._("The document no longer exists. Open the list again."))
        record.check_access("read")
        return record

    @api.model
    def _get_strands(self, record, field):
        """Return the strands that the number of ``field`` is made of."""
        origin = ORIGINS[record._name][field]
        return getattr(self, f"_get_{origin.how}_strands")(record, origin, field)

    # ---- the ledger ------------------------------------------------------

    def _get_cells_strands(self, record, origin, _field):
        return [self._make_strand(record, origin, self._limit_to_documents(record, origin))]

    def _limit_to_documents(self, record, origin):
        if not origin.documents:
            return Domain.TRUE
        documents = record.mapped(origin.documents)
        return Domain([
            ("source_model", "=", documents._name), ("source_id", "in", documents.ids),
        ])

    def _get_standing_strands(self, record, origin, _field):
        """The budget as of the day of the list, or of its version."""
        asked = self.env.context
        if asked.get("budget_version"):
            version = self.env["gotgan.budget.version"].browse(int(asked["budget_version"]))
            return [self._make_part_chain(version, "gotgan.budget.version.line", record)]
        day = Date.to_date(asked.get("budget_day")) or today(self.env)
        cell = self.env["gotgan.budget.cell"].browse(record.id)
        return [self._make_strand(cell, origin, Domain("date", "<=", day))]

    def _get_change_strands(self, record, origin, field):
        """What stood before a change that is executed, and what stands with it."""
        own = Domain([
            ("source_model", "=", record.change_id._name), ("source_id", "=", record.change_id.id),
            ("cell_id", "=", record.cell_id.id),
        ])
        first = self.env["gotgan.ledger.move"].search(own, order="id", limit=1)
        if not first:
            return [self._make_strand(record, origin)]
        strands = [self._make_strand(record, origin, Domain("id", "<", first.id))]
        return strands if field == "before" else [*strands, self._make_strand(record, origin, own)]

    def _get_holds_strands(self, record, origin, _field):
        return [self._make_hold_strand(record.mapped(origin.cells), origin.parts)]

    def _get_left_strands(self, record, origin, _field):
        """What is left of a commitment, of a request, or free in the cell."""
        for hold, effects in (
            (record.commitment_line_id.hold_id, COMMITMENT_LEFT),
            (record.split_id.hold_id, REQUEST_LEFT),
        ):
            if hold:
                return [self._make_hold_strand(hold, effects)]
        return [self._make_strand(record, origin)]

    def _make_hold_strand(self, holds, effects):
        """Return the moves of holds, and of those that were taken from them."""
        own = Domain("hold_id", "in", holds.ids) | Domain("hold_id.parent_id", "in", holds.ids)
        domain = own & Domain("kind", "in", list(effects))
        return Strand(1, domain=domain, effects=effects)

    def _make_strand(self, record, origin, more=Domain.TRUE):
        effects = effects_of_parts(origin.parts)
        cells = record.mapped(origin.cells) if origin.cells else record
        domain = Domain("cell_id", "in", cells.ids) & Domain("kind", "in", list(effects))
        return Strand(1, domain=domain & more, effects=effects)

    # ---- versions --------------------------------------------------------

    def _get_version_strands(self, record, _origin, field):
        """What each version of the chain did to the whole, or to one line of it."""
        if record._name == "gotgan.budget.version":
            prefix = "revenue_" if field.startswith("revenue_") else ""
            return self._make_sides(
                record, field.removeprefix(prefix),
                lambda version: self._make_chain(version, lambda one: one[f"{prefix}amount"]),
            )
        return self._make_sides(
            record.version_id, field,
            lambda version: self._make_part_chain(version, record._name, record),
        )

    def _get_revenue_strands(self, record, _origin, _field):
        """What the versions of the list's day, or its version and those below it, estimate."""
        asked, parts = self.env.context, self.env["gotgan.budget.version.revenue"]
        if asked.get("budget_version"):
            version = self.env["gotgan.budget.version"].browse(int(asked["budget_version"]))
            return [self._make_part_chain(version, parts._name, record)]
        found = parts.search([
            ("version_id.fiscal_year_id", "=", record.fiscal_year_id.id),
            ("version_id.state", "=", "in_force"),
            ("version_id.date_effective", "<=", Date.to_date(asked.get("budget_day"))
             or today(self.env)),
            *((name, "=", _plain(record[name])) for name in parts._address),
        ]).filtered("difference").sorted(lambda part: part.version_id.position)
        step = self.env["gotgan.execution.step"]
        steps = [step._describe_version(part.version_id, part.difference) for part in found]
        return [Strand(1, steps=tuple(steps))]

    def _make_sides(self, version, field, chain_of):
        """Return the chain before ``version``, with it, or what it adds to the one before."""
        after = chain_of(version) if field != "base_amount" else None
        before = chain_of(version.base_id) if field != "amount" and version.base_id else None
        if field == "difference":
            steps = after.steps[len(before.steps) if before else 0:]
            return [Strand(1, steps=steps)]
        return [one for one in (after, before) if one]

    def _make_part_chain(self, version, model, place):
        """Return what each version changed on the line that stands where ``place`` does."""
        address = self.env[model]._address
        parts = self.env[model].search([
            ("version_id", "in", version._get_chain().ids),
            *((name, "=", _plain(place[name])) for name in address),
        ])
        amounts, reached = {part.version_id: part.amount for part in parts}, 0
        whole = {}
        for one in version._get_chain():
            whole[one] = reached = amounts.get(one, reached)
        return self._make_chain(version, whole.get)

    def _make_chain(self, version, won_of):
        return self.env["gotgan.execution.explanation"]._make_chain(version, won_of)


def _plain(value):
    return value.id if isinstance(value, models.BaseModel) else value
