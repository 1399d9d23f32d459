"""One batch of the grid: everything it asks for is written, or nothing."""

from odoo.exceptions import UserError
from odoo.tools import SQL

from odoo.addons.gotgan_base.fields import won_text

from ..grid_outline import Outline
from ..grid_values import formula_of
from .budget_grid_reading import ROUNDS, Conflict, Fault, GridReading

OUTLINED = ("add", "remove", "move")


class Refused(Exception):
    """Takes back what a batch has written so far."""


class GridBatch:
    """Reads all edits first, so that every bad cell is named; then writes them in a savepoint."""

    def __init__(self, env, requests, edits):
        self.env, self.edits = env, edits
        self.errors, self.conflicts, self.ids = [], [], {}
        self.line_ids = set()
        self.reading = GridReading(env, requests, edits)

    @property
    def is_clean(self):
        return not self.errors and not self.conflicts

    def run(self):
        steps = [self._read(index, edit) for index, edit in enumerate(self.edits)]
        if not self.is_clean:
            return
        try:
            with self.env.cr.savepoint():
                self._write(steps)
                if not self.is_clean:
                    raise Refused
        except Refused:
            self.ids = {}

    def _read(self, index, edit):
        try:
            step = self.reading.read(index, edit)
        except Fault as fault:
            self._refuse(index, fault.field, fault.message)
            return None
        except Conflict as conflict:
            self.conflicts.append({"index": index, **conflict.values})
            return None
        finally:
            self.line_ids |= self._find_lines(edit)
        return step

    def _find_lines(self, edit):
        """Return the line an edit is about, so that the screen learns how it stands now."""
        row = edit.get("row")
        estimate = self.reading.estimates.get(row)
        line = estimate.line_id if estimate else self.reading.lines.get(
            row if row in self.reading.lines else f"l{edit.get('line')}"
        )
        return set(line.ids) if line else set()

    def _refuse(self, index, field, message):
        self.errors.append({"index": index, "field": field, "message": message})

    # ---- writing ---------------------------------------------------------

    def _write(self, steps):
        for step in steps:
            if step.op == "set" and step.record._name == "gotgan.budget.request.estimate":
                self._try(step, self._set_estimate)
            elif step.op == "set" and step.field not in ROUNDS:
                self._try(step, self._set_line)
            elif step.op == "fund":
                self._try(step, self._set_funding)
        self._write_outlines([step for step in steps if step.op in OUTLINED])
        self._review([step for step in steps if step.op == "set" and step.field in ROUNDS])
        self.env.flush_all()

    def _try(self, step, write):
        """Write one step; what the request itself refuses is the reason of that cell."""
        if self.errors:
            return
        try:
            write(step)
            self.env.flush_all()
        except UserError as error:
            self._refuse(step.index, step.field, str(error))

    def _set_estimate(self, step):
        if step.field == "requested":
            step.record.write({"formula": formula_of(step.value)})
        else:
            step.record.write({step.field: step.value})

    def _set_line(self, step):
        if step.field == "requested":
            step.record._set_requested(step.value)
        else:
            step.record.write({step.field: step.value})

    def _set_funding(self, step):
        values = dict(step.value)
        source_id = values.pop("source_id")
        funding = step.record.funding_ids.filtered(
            lambda one: one.funding_source_id.id == source_id
        )
        if values.get("share") == 0:
            funding.unlink()
        elif funding:
            funding.write(values)
        elif len(values) > 1:
            self.env["gotgan.budget.request.funding"].create({
                "line_id": step.record.id, "funding_source_id": source_id, **values,
            })

    def _review(self, steps):
        """Set reviewed figures; one reason goes with all figures it was given for."""
        groups = {}
        for step in steps:
            groups.setdefault(step.edit.get("reason") or "", []).append(step)
        for reason, group in groups.items():
            lines = self.env["gotgan.budget.request.line"].union(*(one.record for one in group))
            amounts = {one.record.id: one.value for one in group}
            self._try(group[0], lambda _step, lines=lines, amounts=amounts, reason=reason:
                      lines._review(amounts, reason))

    # ---- rows that come, go and move -------------------------------------

    def _write_outlines(self, steps):
        groups = {}
        for step in steps:
            line = step.record if step.op == "add" else step.record.line_id
            groups.setdefault(line, []).append(step)
        for line, group in groups.items():
            self._write_outline(line, group)

    def _write_outline(self, line, steps):
        rows = line.estimate_ids.sorted(lambda one: (one.sequence, one.id))
        known = {f"e{row.id}": row for row in rows}
        outline = Outline((key, int(row.level)) for key, row in known.items())
        gone = []
        for step in steps:
            gone += self._change_outline(outline, step)
        added = {step.edit["row"]: step for step in steps if step.op == "add"}
        placed = outline.number({key: row.sequence for key, row in known.items()})
        self._try(steps[0], lambda _step: self.env["gotgan.budget.request.estimate"].union(
            *(known[key] for key in gone if key in known)).unlink())
        places = {
            known[key]: place for key, place in placed.items()
            if key in known and place != (known[key].sequence, int(known[key].level))
        }
        moves = [step for step in steps if step.op == "move"]
        self._try((moves or steps)[0], lambda _step: self._place(places))
        self._create(line, added, placed)

    def _change_outline(self, outline, step):
        row = step.edit["row"]
        if step.op == "add":
            outline.add(row, int(step.edit.get("level") or 1), step.edit.get("after"))
            return []
        if row not in outline:
            return []  # it went with the row above it
        if step.op == "remove":
            return outline.remove(row)
        outline.move(row, step.value, **{
            name: step.edit[name] for name in ("after",) if name in step.edit
        })
        return []

    def _place(self, places):
        """Give rows their sequence and level all at once: one by one, the list would on the way
        say things nobody asked for, and be refused for them.

        :param dict places: ``{estimate: (sequence, level)}``
        """
        if not places:
            return
        rows = self.env["gotgan.budget.request.estimate"].union(*places)
        rows.check_access("write")
        rows._check_documents_open()
        rows.flush_recordset()
        self.env.cr.execute(SQL(
            """
            UPDATE gotgan_budget_request_estimate e SET sequence = w.sequence, level = w.level::text
            FROM unnest(%s::int[], %s::int[], %s::int[]) AS w(id, sequence, level) WHERE e.id = w.id
            """, rows.ids, *([place[side] for place in places.values()] for side in (0, 1)),
        ))
        names = ["sequence", "level"]
        rows.invalidate_recordset(names, flush=False)
        rows.modified(names)
        rows._stamp(names)
        rows._validate_fields(names)

    def _create(self, line, added, placed):
        """Create the new rows in their order; a row with parts is worth them, not its amount."""
        keys = [key for key in placed if key in added]
        if not keys or self.errors:
            return
        levels = [level for _sequence, level in placed.values()]
        sums = {
            key for place, key in enumerate(placed)
            if levels[place + 1:place + 2] > levels[place:place + 1]
        }
        try:
            rows = self.env["gotgan.budget.request.estimate"].create([
                self._prepare(line, added[key], placed[key], key in sums) for key in keys
            ])
            self.env.flush_all()
        except UserError as error:
            self._refuse(added[keys[0]].index, "formula", str(error))
            return
        for key, row in zip(keys, rows, strict=True):
            self.ids[key] = row.id
            self._check_amount(added[key], row)

    def _prepare(self, line, step, place, is_sum):
        sequence, level = place
        values = step.value
        formula = values["formula"]
        if not formula and not is_sum:
            formula = formula_of(values.get("requested", 0))
        return {
            "line_id": line.id, "name": values["name"], "formula": formula,
            "sequence": sequence, "level": str(level),
        }

    def _check_amount(self, step, row):
        """What was pasted as the amount must be what the formula, or the rows below, come to."""
        asked = step.value.get("requested")
        is_told = bool(step.value["formula"]) or row.is_sum
        if is_told and asked is not None and asked != row.amount:
            self._refuse(step.index, "requested", self.env._(
                "“%(name)s” comes to %(computed)s won, not %(asked)s won.", name=row.name,
                computed=won_text(row.amount), asked=won_text(asked),
            ))
