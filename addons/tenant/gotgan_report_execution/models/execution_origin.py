from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Date, Domain

from odoo.addons.gotgan_base.clock import today

from ..rules.figures import effects_of_parts
from ..rules.origins import COMMITMENT_LEFT, ORIGINS, REQUEST_LEFT, names_of
from ..rules.strands import Strand, by_times


class ExecutionOrigin(models.AbstractModel):
    """Where the number of any field comes from: cells, versions or holds of the ledger.

    ``rules.origins`` says which fields of which screens have one. Reads only, and only what the
    person may read.
    """

    _name = "gotgan.execution.origin"
    _description = "Origin of a Number"
    _inherit = ["gotgan.execution.origin.request.mixin"]

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
    def _find_records(self, model, which, field):
        """Return the record whose field is asked about, or those that a total adds up.

        :param which: an id, or a domain
        :raises UserError: the field has no origin, or nothing is there any more
        :raises AccessError: the person may not read it
        """
        if model not in self.env or field not in ORIGINS.get(model, ()):
            raise UserError(self.env._(
                "The ledger does not explain %(field)s of %(model)s. Open the moves instead.",
                field=field, model=model,
            ))
        table = self.env[model]
        try:
            records = (
                table.search(Domain(which)) if isinstance(which, (list, tuple))
                else table.browse(int(which)).exists()
            )
        except (TypeError, ValueError) as error:
            raise UserError(self.env._(
                "What the number is of cannot be read. Open the list again."
            )) from error
        if not records:
            raise UserError(self.env._("The document no longer exists. Open the list again."))
        records.check_access("read")
        return records

    @api.model
    def _get_strands(self, records, field):
        """Return the strands that the number of ``field`` is made of, in all ``records``."""
        origin = ORIGINS[records._name][field]
        return getattr(self, f"_get_{origin.how}_strands")(records, origin, field)

    # ---- the ledger ------------------------------------------------------

    def _get_cells_strands(self, records, origin, _field):
        if not origin.documents:
            return self._make_strands(records, origin)
        return [
            strand
            for documents, part in records.grouped(lambda one: one.mapped(origin.documents)).items()
            for strand in self._make_strands(part, origin, _done_by(documents))
        ]

    def _get_standing_strands(self, records, origin, _field):
        """The budget as of the day of the list, or of its version."""
        asked = self.env.context
        if asked.get("budget_version"):
            version = self.env["gotgan.budget.version"].browse(int(asked["budget_version"]))
            return [self._make_part_chain(version, "gotgan.budget.version.line", records)]
        day = Date.to_date(asked.get("budget_day")) or today(self.env)
        cells = self.env["gotgan.budget.cell"].browse(records.ids)
        return self._make_strands(cells, origin, Domain("date", "<=", day))

    def _get_change_strands(self, records, origin, field):
        """What stood before a change that is executed, and what stands with it."""
        strands = []
        for record in records:
            own = _done_by(record.change_id) & Domain("cell_id", "=", record.cell_id.id)
            first = self.env["gotgan.ledger.move"].search(own, order="id", limit=1)
            before = Domain("id", "<", first.id) if first else Domain.TRUE
            strands += self._make_strands(record, origin, before)
            if first and field == "after":
                strands += self._make_strands(record, origin, own)
        return strands

    def _get_holds_strands(self, records, origin, _field):
        return self._make_hold_strands(records, origin.cells, origin.parts)

    def _get_left_strands(self, records, origin, _field):
        """What is left of a commitment, of a request, or free in the cell."""
        committed = records.filtered("commitment_line_id.hold_id")
        requested = (records - committed).filtered("split_id.hold_id")
        return [
            *self._make_hold_strands(committed, "commitment_line_id.hold_id", COMMITMENT_LEFT),
            *self._make_hold_strands(requested, "split_id.hold_id", REQUEST_LEFT),
            *self._make_strands(records - committed - requested, origin),
        ]

    def _make_hold_strands(self, records, path, effects):
        """Return the moves of holds, and of those that were taken from them."""
        return [
            Strand(times, effects=effects, domain=Domain("kind", "in", list(effects)) & (
                Domain("hold_id", "in", ids) | Domain("hold_id.parent_id", "in", ids)
            ))
            for times, ids in _count(records, path)
        ]

    def _make_strands(self, records, origin, more=Domain.TRUE):
        effects = effects_of_parts(origin.parts)
        kinds = Domain("kind", "in", list(effects))
        return [
            Strand(times, domain=Domain("cell_id", "in", ids) & kinds & more, effects=effects)
            for times, ids in _count(records, origin.cells)
        ]

    # ---- versions --------------------------------------------------------

    def _get_version_strands(self, records, _origin, field):
        """What each version of the chain did to the whole, or to lines of it."""
        if records._name == "gotgan.budget.version":
            prefix = "revenue_" if field.startswith("revenue_") else ""
            return [strand for record in records for strand in self._make_sides(
                record, field.removeprefix(prefix),
                lambda version: self._make_chain(version, lambda one: one[f"{prefix}amount"]),
            )]
        return [
            strand for version, part in records.grouped("version_id").items()
            for strand in self._make_sides(
                version, field,
                lambda one, part=part: self._make_part_chain(one, part._name, part),
            )
        ]

    def _get_revenue_strands(self, records, _origin, _field):
        """What the versions of the list's day, or its version and those below it, estimate."""
        asked, model = self.env.context, "gotgan.budget.version.revenue"
        if asked.get("budget_version"):
            version = self.env["gotgan.budget.version"].browse(int(asked["budget_version"]))
            return [self._make_part_chain(version, model, records)]
        parts = self._find_parts(model, records, [
            ("version_id.fiscal_year_id", "in", records.fiscal_year_id.ids),
            ("version_id.state", "=", "in_force"),
            ("version_id.date_effective", "<=", Date.to_date(asked.get("budget_day"))
             or today(self.env)),
        ]).filtered("difference").grouped("version_id")
        rows = [(one, sum(parts[one].mapped("difference")))
                for one in sorted(parts, key=lambda version: version.position)]
        return [Strand(1, tuple(rows), self.env["gotgan.execution.step"]._describe_versions)]

    def _make_sides(self, version, field, chain_of):
        """Return the chain before ``version``, with it, or what it adds to the one before."""
        after = chain_of(version) if field != "base_amount" else None
        before = chain_of(version.base_id) if field != "amount" and version.base_id else None
        if field == "difference":
            return [after._replace(rows=after.rows[len(before.rows) if before else 0:])]
        return [one for one in (after, before) if one]

    def _make_part_chain(self, version, model, places):
        """Return what each version changed on the lines that stand where ``places`` do."""
        chain, names = version._get_chain(), self.env[model]._address
        parts = self._find_parts(model, places, [("version_id", "in", chain.ids)])
        amounts = {(part.version_id, _address(part, names)): part.amount for part in parts}
        reached, whole = {_address(place, names): 0 for place in places}, {}
        for one in chain:
            for address, before in reached.items():
                reached[address] = amounts.get((one, address), before)
            whole[one] = sum(reached.values())
        return self._make_chain(version, whole.get)

    def _find_parts(self, model, places, domain):
        """Return the lines of versions that stand where ``places`` do."""
        names = self.env[model]._address
        addresses = {_address(place, names) for place in places}
        found = self.env[model].search([
            *domain,
            *((name, "in", list(values)) for name, values in zip(
                names, map(set, zip(*addresses, strict=True)), strict=True,
            )),
        ])
        return found.filtered(lambda part: _address(part, names) in addresses)

    def _make_chain(self, version, won_of):
        return self.env["gotgan.execution.explanation"]._make_chain(version, won_of)


def _count(records, path):
    """Return ``(times, ids)`` of what stands at ``path``; several rows may share one."""
    groups = (record.mapped(path).ids if path else record.ids for record in records)
    return by_times(groups).items()


def _done_by(documents):
    return Domain([("source_model", "=", documents._name), ("source_id", "in", documents.ids)])


def _address(place, names):
    """Return what stands at a place of the budget; a revenue's name is part of it."""
    values = (place[name] for name in names)
    return tuple(one.id if isinstance(one, models.BaseModel) else one for one in values)
