from datetime import date, timedelta
from typing import NamedTuple

from odoo import models
from odoo.tools import SQL

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import won_text
from odoo.addons.gotgan_rule.finding import Finding

from ..duplicates import ALIKE, COUNTED, NUMBER, SWAPPED, WORDS
from ..purpose import get_core

KEY = "gotgan_spending_batch"


class Batch:
    """What the guard has looked up for all documents of one step: asked once, not once for each.

    It travels in the context of one step; compared by type, so that no JSON can forge it.
    """

    def __init__(self, records):
        self.records, self.known = records, {}

    def get(self, key, ask):
        if key not in self.known:
            self.known[key] = ask(self.records)
        return self.known[key]


class Sight(NamedTuple):
    """What of a document the guard compares with others.

    :param place: the document's id, or 0 for one that is being written
    :param origin: the request its case began with
    :param number: the payee's own number of its invoice, where the document bears one
    """

    place: int
    origin: int
    payee: int
    amount: int
    name: str
    number: str
    day: date


# {whether it is the same: what holds of a document ``o`` and a sight ``w``}, of one payee.
TWINS = {
    True: (
        f"(o.amount = w.amount AND {WORDS.format('o.name')} = {WORDS.format('w.name')})",
        f"(o.amount = w.amount AND {NUMBER.format('{number}')} = {NUMBER.format('w.number')})",
    ),
    False: (
        f"(o.amount = w.amount AND {COUNTED.format('o.name')} = {COUNTED.format('w.name')}"
        " AND %(alike)s)",
        f"(o.amount <> w.amount AND {SWAPPED.format('o.amount', 'w.amount')}"
        f" AND {WORDS.format('o.name')} = {WORDS.format('w.name')})",
    ),
}


class SpendingGuardMixin(models.AbstractModel):
    """What the law asks of money that is about to go out, at each step that binds it.

    지방회계법 33 (정당한 채권자), 지방계약법 시행령 77 (분할 금지). The other document is looked
    for in the whole agency, whatever the person may read: what is paid twice is mostly paid by two
    people.
    """

    _name = "gotgan.spending.guard.mixin"
    _description = "Guarded Spending"
    _inherit = ["gotgan.rule.check.mixin"]

    # SQL: the request a row ``o`` of this model belongs to, the number of its invoice, the budget
    # lines it spends from, and the states that no longer count.
    _guard_origin = "o.id"
    _guard_number = "NULL::text"
    _guard_lines = (
        "SELECT l.budget_line_id FROM gotgan_spending_request_line l WHERE l.request_id = {origin}"
    )
    _guard_dead = ("draft", "cancelled")
    # Guarded models looked through beside the own one: for the same thing twice, and for parts of
    # one purchase.
    _guard_twins = ()
    _guard_parts = ()

    # ---- one look for all documents of a step ------------------------------

    def _check_transition(self, name, step):
        if isinstance(self.env.context.get(KEY), Batch):
            return super()._check_transition(name, step)
        guarded = self.with_context(**{KEY: Batch(self)})
        return super(SpendingGuardMixin, guarded)._check_transition(name, step)

    def _get_batch(self):
        batch = self.env.context.get(KEY)
        fits = isinstance(batch, Batch) and batch.records._name == self._name
        return batch if fits and self in batch.records else Batch(self)

    def _judge(self, code):
        """Return what one rule finds; its edition is looked up once for all documents."""
        day = self._get_rule_day(code)
        edition = self._get_batch().get(
            ("editions", day), lambda records: records._seek_editions(day),
        ).get(code)
        if not edition:
            return []
        check = getattr(self, f"_check_{code.replace('.', '_')}")
        return self._complete_findings(check(edition) or (), edition)

    def _seek_editions(self, day):
        """Return ``{code: edition}`` of all rules of this kind of document, in one look."""
        codes = {code for codes in self._rule_checks.values() for code in codes}
        return self.env["gotgan.rule.edition"]._get_holding(codes, day)

    def _prepare_finding(self, finding):
        """A finding about another document leads there, if the person may read that one."""
        other = finding.record
        kinds = {self._name, *self._guard_twins, *self._guard_parts}
        linked = other and other._name in kinds and other._origin != self._origin
        readable = linked and other.sudo(False)._filtered_access("read")
        return {
            **super()._prepare_finding(finding),
            "link": {
                "model": other._name, "id": other.id, "label": other.display_name,
            } if readable else False,
        }

    # ---- the same thing twice ------------------------------------------------

    def _check_spending_duplicate(self, edition):
        """Same payee, same amount, same words or invoice, within the days of the edition.

        What is nearly the same (a slip of the pen in the title, digits of the amount in another
        order) is only said.
        """
        same, near = self._get_batch().get(
            ("twins", edition.id), lambda records: records._find_twins(edition._get_days()),
        ).get(self._origin.id, ((), ()))
        twins_sudo = self._browse_sudo(same or near)
        if not twins_sudo or self._is_answered(edition, twins_sudo):
            return
        other_sudo = twins_sudo[0]
        yield Finding(
            self._word_twin(other_sudo, bool(same)),
            fix=self.env._(
                "Look at that one first. If it is the same purchase, cancel this one; if it is "
                "another, say in the title what tells them apart (month, instalment, place).",
            ),
            record=other_sudo,
            facts=("twin" if same else "near", *self._name_facts(twins_sudo)),
            severity="" if same else "notice",
        )

    def _word_twin(self, other_sudo, same):
        words = {
            "other": other_sudo._get_document_label(), "day": other_sudo.date or "-",
            "department": other_sudo.department_id.name, "state": other_sudo._get_state_label(),
            "won": won_text(other_sudo.amount), "payee": self.partner_id.name,
            "name": other_sudo.name,
        }
        if same:
            return self.env._(
                "%(other)s of %(day)s (%(department)s, %(state)s) asks the same: %(won)s won to "
                "%(payee)s for “%(name)s”.", **words)
        return self.env._(
            "%(other)s of %(day)s (%(department)s, %(state)s) is nearly the same: %(won)s won to "
            "%(payee)s for “%(name)s”. A word or the digits of the amount may be a slip of the "
            "pen.", **words)

    def _find_twins(self, window):
        """Return ``{document id: (its twins, what is nearly one)}``, each as (model, id)."""
        sights = [one._get_sight() for one in self if one.partner_id and one.amount > 0]
        found = {}
        for model in (self._name, *self._guard_twins) if sights else ():
            matched = self.env[model]._match_sights(sights, window, own=model == self._name)
            for place, same, near in matched:
                twins = found.setdefault(place, ([], []))
                twins[0].extend((model, one) for one in same or ())
                twins[1].extend((model, one) for one in near or ())
        return found

    def _match_sights(self, sights, window, own):
        """Return (place, ids of what is the same, ids of what is nearly so), the newest first.

        :param own: whether the sights are of this model, so that a document does not meet itself
        """
        self.flush_model(["name", "amount", "partner_id", "state", "date"])
        columns = {f"{name}s": [getattr(one, name) for one in sights] for name in Sight._fields}
        return self.env.execute_query(SQL(
            """
            SELECT w.place, array_agg(o.id ORDER BY o.id DESC) FILTER (WHERE m.same),
                   array_agg(o.id ORDER BY o.id DESC) FILTER (WHERE NOT m.same)
              FROM unnest(%(places)s::int[], %(origins)s::int[], %(payees)s::int[],
                          %(amounts)s::int8[], %(names)s::text[], %(numbers)s::text[],
                          %(days)s::date[])
                   AS w(place, origin, payee, amount, name, number, day)
              JOIN %(table)s o ON o.partner_id = w.payee
              JOIN LATERAL (SELECT CASE WHEN %(same)s THEN TRUE WHEN %(near)s THEN FALSE END)
                   AS m(same) ON m.same IS NOT NULL
             WHERE (NOT %(own)s OR o.id <> w.place) AND %(origin)s <> w.origin
               AND (o.state <> ALL(%(dead)s)
                    OR (%(own)s AND o.id = ANY(%(places)s) AND o.id < w.place))
               AND abs(COALESCE(o.date, %(today)s) - w.day) <= %(window)s
             GROUP BY w.place
            """,
            **columns, table=SQL.identifier(self._table), origin=SQL(self._guard_origin),
            same=self._get_twin_rule(True), near=self._get_twin_rule(False), own=own,
            dead=list(self._guard_dead), today=today(self.env), window=window,
        ))

    def _browse_sudo(self, found):
        """Return the records of ``(model, id)``: documents may be of several kinds."""
        return [self.env[model].sudo().browse(place) for model, place in found]

    def _get_twin_rule(self, same):
        """Return what holds of a document and a sight of one payee: the same, or nearly so."""
        likeness = (
            SQL("similarity(o.name, w.name) >= %s", ALIKE) if self.pool.has_trigram
            else SQL("FALSE")
        )
        rule = " OR ".join(TWINS[same]).replace("{number}", self._guard_number)
        return SQL(rule, alike=likeness) if not same else SQL(rule)

    def _get_sight(self):
        origin = self._get_requests()[:1]._origin
        return Sight(
            self._origin.id or 0, origin.id or 0, self.partner_id._origin.id, self.amount,
            self.name or "", self._get_invoice_number(), self.date or today(self.env),
        )

    def _get_invoice_number(self):
        """Return the payee's own number of its invoice, where the document bears one."""
        return None

    def _name_facts(self, others):
        """Return what an answer names the others by: of another kind, the case they belong to."""
        roots = ((one, one._get_requests()[:1] or one) for one in others)
        return tuple(dict.fromkeys(
            one.id if one._name == self._name else f"{root._name},{root.id}" for one, root in roots
        ))

    def _is_answered(self, edition, others):
        """Say whether somebody has answered for these others where the case began.

        What came since, such as an invoice of another case, is a finding of its own.
        """
        request = self._get_requests()[:1]._origin
        if not request or request == self._origin:
            return False
        override_sudo = self.env["gotgan.rule.override"].sudo()
        given = override_sudo.search([
            ("res_model", "=", request._name), ("res_id", "=", request.id),
            ("rule_id", "=", edition.rule_id.id),
        ])
        answered = {fact for one in given for fact in one.facts or ()}
        return bool(given) and answered.issuperset(
            case for other in others
            for case in other._get_requests().ids or [f"{other._name},{other.id}"]
        )

    # ---- one purchase cut into several -----------------------------------------

    def _check_spending_split(self, edition):
        """Same payee and kind of thing, each below the limit of a private contract, together above.

        Where the words are the same too, somebody has to answer for it; else it is only said.
        """
        row = self._get_split_row(edition)
        limit = row and self._get_split_limit(row)
        if not row or not self.partner_id or not 0 < self.amount <= limit:
            return
        parts_sudo = self._browse_sudo(self._find_parts(row))
        total = self.amount + sum(one.amount for one in parts_sudo)
        if not parts_sudo or total <= limit or self._is_answered(edition, parts_sudo):
            return
        core = get_core(self.name)
        same = any(get_core(one.name) == core for one in parts_sudo)
        yield Finding(
            self.env._(
                "Together with %(count)s others of the last %(days)s days %(payee)s would get "
                "%(total)s won, more than the %(limit)s won (%(price)s won without value added "
                "tax) up to which a contract may be made without a tender: %(others)s.",
                count=len(parts_sudo), days=row["days"], payee=self.partner_id.name,
                total=won_text(total), limit=won_text(limit), price=won_text(row["won"]),
                others=", ".join(one.display_name for one in parts_sudo[:3]),
            ),
            fix=self.env._(
                "What is one purchase is bought in one contract: put it together, or say why they "
                "are different things.",
            ),
            record=parts_sudo[0], facts=("parts", total, *self._name_facts(parts_sudo)),
            severity="" if same else "notice",
        )

    def _get_split_row(self, edition):
        """Return the row of the edition for what is bought here, or None."""
        codes = {code.partition("-")[0] for code in self._get_object_codes()}
        return next((row for row in edition._get_rows() if codes & set(row["objects"])), None)

    def _get_split_limit(self, row):
        """Return the limit in won as it is paid: 추정가격 is without value added tax (영 2①)."""
        day = self.date or today(self.env)
        rate = self._get_batch().get(("vat", day), lambda records: records._seek_vat_rate(day))
        return int(row["won"] * (1 + rate))

    def _seek_vat_rate(self, day):
        edition = self.env["gotgan.rule"]._seek("contract.vat_rate", day)
        return edition._get_rate() if edition else 0

    def _find_parts(self, row):
        """Return (model, id) of the payee's other standing documents for the same kind of thing."""
        table = self._batch_parts(row)
        mine, origin = (self._name, self._origin.id), self._get_requests()[:1]._origin.id
        day, window = self.date or today(self.env), timedelta(days=int(row["days"]))
        return [
            (model, one) for model, one, payee, case, when in table
            if payee == self.partner_id._origin.id and (model, one) != mine and case != origin
            and abs(when - day) <= window
        ]

    def _batch_parts(self, row):
        """Return (model, id, payee, request, day) of what the batch's payees were promised."""
        batch = self._get_batch()
        key = ("parts", self._get_split_limit(row), row["days"])
        return batch.get(key, lambda records: records._read_parts(row))

    def _read_parts(self, row):
        days = [one.date or today(self.env) for one in self]
        window = timedelta(days=int(row["days"]))
        values = {
            "payees": self.partner_id._origin.ids, "objects": list(row["objects"]),
            "won": max(one._get_split_limit(row) for one in self),
            "first": min(days) - window, "last": max(days) + window,
        }
        return [
            (model, *part) for model in (self._name, *self._guard_parts)
            for part in self.env[model]._select_parts(values)
        ]

    def _select_parts(self, values):
        """Return (id, payee, request, day) of this model's standing documents, the newest first."""
        self.flush_model(["amount", "partner_id", "state", "date"])
        lines = self._guard_lines.format(origin=self._guard_origin)
        return self.env.execute_query(SQL(
            """
            SELECT o.id, o.partner_id, %(origin)s, COALESCE(o.date, %(today)s) FROM %(table)s o
             WHERE o.partner_id = ANY(%(payees)s) AND o.state <> ALL(%(dead)s)
               AND o.amount BETWEEN 1 AND %(won)s
               AND COALESCE(o.date, %(today)s) BETWEEN %(first)s AND %(last)s
               AND EXISTS (
                   SELECT FROM gotgan_budget_line b
                     JOIN gotgan_expenditure_object e ON e.id = b.subitem_id
                    WHERE b.id IN (%(lines)s) AND split_part(e.code, '-', 1) = ANY(%(objects)s))
             ORDER BY o.id DESC LIMIT 2000
            """,
            **values, table=SQL.identifier(self._table), origin=SQL(self._guard_origin),
            lines=SQL(lines), dead=list(self._guard_dead), today=today(self.env),
        ))

    def _get_object_codes(self):
        """Return the codes of the 통계목 the money comes from."""
        return self._get_requests().line_ids.budget_line_id.subitem_id.mapped("code")
