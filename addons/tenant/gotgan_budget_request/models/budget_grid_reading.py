"""What a batch of the grid asks for, checked against what stands there; nothing is written here."""

from typing import Any, NamedTuple

from odoo import fields

from odoo.addons.gotgan_base.fields import won_text

from ..grid_values import FormulaError, read_formula, read_name, read_won
from ..wording import explain_formula

ESTIMATE_FIELDS = ("name", "formula", "requested")
STORED = {"requested": "formula"}
ROUNDS = ("first", "second", "settled")
SOURCE = "source_"


class Step(NamedTuple):
    """One edit, read: ``record`` is the estimate or the line it is about."""

    index: int
    op: str
    record: Any
    field: str = ""
    value: Any = None
    edit: dict | None = None


class Fault(Exception):
    """An edit that cannot be written: the cell and the reason, in the user's language."""

    def __init__(self, field, message):
        super().__init__(message)
        self.field, self.message = field, message


class Conflict(Exception):
    """Somebody else changed the cell after the person saw it; ``values`` say what and who."""

    def __init__(self, values):
        super().__init__(values["theirs"])
        self.values = values


class GridReading:
    """Reads the edits of one batch; records are fetched once for all of them."""

    def __init__(self, env, requests, edits):
        self.env, self.requests = env, requests
        keys = [edit.get("row") for edit in edits]
        self.estimates = self._find("gotgan.budget.request.estimate", keys, "e")
        lines = [f"l{edit.get('line')}" for edit in edits if edit.get("op") == "add"]
        self.lines = self._find("gotgan.budget.request.line", keys + lines, "l")

    def _find(self, model, keys, kind):
        ids = [int(key[1:]) for key in keys if _is_key(key, kind)]
        found = self.env[model].search([("id", "in", ids), ("request_id", "in", self.requests.ids)])
        return {f"{kind}{record.id}": record for record in found}

    def read(self, index, edit):
        """Return the Step of an edit.

        :raises Fault: it cannot be written, and why
        :raises Conflict: somebody else wrote there meanwhile
        """
        reader = {
            "set": self._read_set, "add": self._read_add, "remove": self._read_remove,
            "move": self._read_move,
        }.get(edit.get("op"))
        if reader is None:
            raise Fault("name", self.env._("The grid and the server differ. Reload the page."))
        return reader(index, edit)

    # ---- one kind each ---------------------------------------------------

    def _read_set(self, index, edit):
        row, field = edit.get("row"), str(edit.get("field"))
        if row in self.lines:
            return self._read_line_cell(index, edit, self.lines[row], field)
        estimate = self._get_estimate(row, field)
        if field not in ESTIMATE_FIELDS:
            raise Fault(field, self._explain_calculated())
        value = self._read_value(field, edit)
        current = estimate.amount if field == "requested" else estimate[field] or ""
        self._check_conflict(estimate, STORED.get(field, field), edit, current, value)
        return Step(index, "set", estimate, field, value, edit)

    def _read_line_cell(self, index, edit, line, field):
        if field.startswith(SOURCE):
            return self._read_funding(index, edit, line, field)
        if field == "reason":
            value, current = str(edit.get("value") or "").strip(), line.reason or ""
        elif field in ROUNDS and field == line.request_id._get_round():
            value, current = self._read_won(field, edit, edit.get("value")), line[field]
        elif field == "requested":
            value, current = self._read_won(field, edit, edit.get("value")), line.requested
        else:
            raise Fault(field, self._explain_calculated())
        self._check_conflict(line, field, edit, current, value)
        return Step(index, "set", line, field, value, edit)

    def _read_funding(self, index, edit, line, field):
        """A source's cell takes an amount that is fixed, a ratio such as 50%, or nothing."""
        source_id = int(field.removeprefix(SOURCE)) if field[len(SOURCE):].isdigit() else 0
        funding = line.funding_ids.filtered(lambda one: one.funding_source_id.id == source_id)
        text = str(edit.get("value") or "").strip()
        current = setting_of(funding)
        if text.endswith(("%", "％")):
            value = {"share": self._read_share(field, text[:-1]), "is_fixed": False}
        elif text:
            won = self._read_won(field, edit, text)
            value = {"fixed_amount": won, "is_fixed": True}
        else:
            value = {"is_fixed": False}
        self._check_conflict(funding, "", edit, current, None)
        return Step(index, "fund", line, field, {"source_id": source_id, **value}, edit)

    def _read_add(self, index, edit):
        line = self.lines.get(f"l{edit.get('line')}")
        if line is None:
            raise Fault("name", self._explain_gone())
        values = edit.get("values") or {}
        read = {"name": read_name(values.get("name"))}
        if not read["name"]:
            raise Fault("name", self.env._("A cost estimate needs a name."))
        read["formula"] = self._read_formula(values.get("formula"), read["name"])
        if str(values.get("requested") or "").strip():
            read["requested"] = self._read_won("requested", edit, values["requested"])
        return Step(index, "add", line, "name", read, edit)

    def _read_remove(self, index, edit):
        estimate = self._get_estimate(edit.get("row"), "name")
        seen = int(edit.get("token") or 0)
        late = {
            name: stamp for name, stamp in self._get_stamps(estimate).items()
            if stamp[0] > seen and name in ("name", "formula")
        }
        if late:
            name = max(late, key=lambda one: late[one][0])
            raise Conflict(self._explain(estimate, name, "", estimate[name] or "", late[name]))
        return Step(index, "remove", estimate, "name", None, edit)

    def _read_move(self, index, edit):
        estimate = self._get_estimate(edit.get("row"), "name")
        level = edit.get("level")
        return Step(index, "move", estimate, "name", int(level or estimate.level), edit)

    # ---- values ----------------------------------------------------------

    def _get_estimate(self, row, field):
        if row not in self.estimates:
            raise Fault(field, self._explain_gone())
        return self.estimates[row]

    def _read_value(self, field, edit):
        value = edit.get("value")
        if field == "requested":
            return self._read_won(field, edit, value)
        if field == "formula":
            return self._read_formula(value, "")
        name = read_name(value)
        if not name:
            raise Fault(field, self.env._("A cost estimate needs a name."))
        return name

    def _read_formula(self, text, name):
        try:
            return read_formula(text)[0]
        except FormulaError as error:
            row = self.env["gotgan.budget.request.estimate"].new({
                "name": name, "formula": text,
            })
            message = explain_formula(self.env, row, error.kind, error.position)
            raise Fault("formula", message) from error

    def _read_won(self, field, edit, text):
        try:
            won = read_won(str(text or ""), 1000 if edit.get("unit") == 1000 else 1)
        except ValueError as error:
            raise Fault(field, self.env._(
                "“%(text)s” is not an amount in whole won.", text=text,
            )) from error
        if won < 0 and field != "requested":
            raise Fault(field, self.env._("“%(text)s” is below zero.", text=text))
        return won

    def _read_share(self, field, text):
        try:
            share = float(text.replace(",", ""))
        except ValueError:
            share = -1
        if not 0 <= share <= 1_000_000:
            raise Fault(field, self.env._(
                "“%(text)s” is not a ratio. Write it as 50%%, or an amount.", text=text,
            ))
        return share

    # ---- two people ------------------------------------------------------

    def _check_conflict(self, record, field, edit, current, value):
        """Compare what the person saw with what stands there now.

        :raises Conflict: another value was written since, and it is not the one asked for
        """
        before = edit.get("was")
        if not record or before == current or current == value:
            return
        stamps = self._get_stamps(record)
        seen = int(edit.get("token") or 0)
        written = stamps.get(field) if field else max(stamps.values(), default=None)
        if written and (not field or written[0] > seen):
            mine = edit.get("value")
            raise Conflict(self._explain(record, edit["field"], mine, current, written))

    def _get_stamps(self, record):
        stamps_sudo = record.sudo().stamps
        return stamps_sudo or {}

    def _explain(self, record, field, mine, theirs, stamp):
        _revision, user_id, moment = stamp
        user_sudo = self.env["res.users"].sudo().browse(user_id)
        local = fields.Datetime.context_timestamp(
            self.requests, fields.Datetime.from_string(moment),
        )
        return {
            "field": field, "row": record.display_name, "mine": str(mine or ""),
            "theirs": won_text(theirs) if isinstance(theirs, int) else theirs,
            "theirs_value": theirs, "who": user_sudo.name, "when": local.strftime("%m.%d. %H:%M"),
            "token": record.revision,
        }

    # ---- words -----------------------------------------------------------

    def _explain_gone(self):
        return self.env._("Somebody has deleted this row meanwhile. Reload the page.")

    def _explain_calculated(self):
        return self.env._(
            "This cell is calculated, or not yours to change in this state of the request."
        )


def setting_of(funding):
    """Return how a source is set in a line: ``50%`` by ratio, won where fixed, empty without."""
    if not funding:
        return ""
    if funding.is_fixed:
        return str(funding.fixed_amount)
    return f"{funding.share:.4f}".rstrip("0").rstrip(".") + "%"


def _is_key(key, kind):
    return isinstance(key, str) and key[:1] == kind and key[1:].isdigit()
