import json
from hashlib import sha256

from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.gotgan_base.clock import now
from odoo.addons.gotgan_base.fields import won_text
from odoo.addons.gotgan_exchange.signing import canonical

from ..delivery import Delivery
from ..timing import DEBOUNCE, backoff, next_night
from .hub_consent import DEPTHS

ANNOUNCED = "gotgan_hub_link.announced"
LINK = "gotgan.hub.link"
LEAST_SEQUENCE = "gotgan.hub.least_sequence"
SENDER = "gotgan_hub_link.cron_send"
MOST_LINES = 300


class HubOutbox(models.Model):
    """What goes to the hub: one row per message, written in the transaction it tells of.

    A change leaves one waiting report per year, however many changes there are. The sender takes
    it (and commits, so that a change made from now on waits anew), writes the report down as it
    will be sent, sends it, and notes the answer. Whatever it is killed between, the same bytes are
    sent again, and the hub answers the same.
    """

    _name = "gotgan.hub.outbox"
    _description = "Report to the City"
    _order = "id desc"
    _log_access = False

    kind = fields.Selection(
        [("report", "Report"), ("consent", "Consent"), ("inquiry", "Inquiry")],
        required=True, readonly=True,
    )
    occasion = fields.Selection(
        [("change", "Change"), ("night", "Nightly"), ("request", "By Hand"),
         ("consent", "Consent Given or Ended")],
        required=True, readonly=True,
    )
    state = fields.Selection(
        [("waiting", "Waiting"), ("sent", "On the Way"), ("accepted", "Received"),
         ("refused", "Refused"), ("dropped", "Not Sent")],
        required=True, readonly=True, default="waiting",
    )
    fiscal_year_id = fields.Many2one("gotgan.fiscal.year", readonly=True, ondelete="restrict")
    sequence = fields.Integer(string="No.", readonly=True, aggregator=None)
    depth = fields.Selection(DEPTHS, readonly=True)
    created = fields.Datetime(string="Since", readonly=True, required=True)
    as_of = fields.Datetime(readonly=True)
    attempts = fields.Integer(readonly=True, default=0, required=True, aggregator=None)
    next_try = fields.Datetime(readonly=True, required=True)
    answered = fields.Datetime(string="Answered On", readonly=True)
    answer = fields.Text(readonly=True)
    size = fields.Integer(string="Bytes", readonly=True, aggregator=None)
    digest = fields.Char(string="Fingerprint", readonly=True)
    claims = fields.Json(readonly=True, groups="base.group_system")
    document = fields.Text(readonly=True, prefetch=False, groups="base.group_system")
    contents = fields.Html(
        compute="_compute_contents", string="What the City Sees", sanitize=False,
    )

    _one_waiting = models.UniqueIndex(
        "(fiscal_year_id) WHERE state = 'waiting' AND kind = 'report'",
        "One report per year waits at a time.",
    )
    _sequence_unique = models.UniqueIndex(
        "(sequence) WHERE sequence IS NOT NULL", "A message has a number of its own.",
    )
    _due = models.Index("(next_try) WHERE state IN ('waiting', 'sent')")

    @api.depends("kind", "sequence")
    @api.depends_context("lang")
    def _compute_display_name(self):
        labels = dict(self._fields["kind"]._description_selection(self.env))
        for row in self:
            row.display_name = f"{labels.get(row.kind, '')} {row.sequence or ''}".strip()

    @api.depends("document")
    def _compute_contents(self):
        for row in self:
            row_sudo = row.sudo()
            row.contents = row_sudo.document and self._render_report(row_sudo.document)

    # ---- announcing ------------------------------------------------------

    @api.model
    def _announce(self, year_ids):
        """Let the city know of a change of these fiscal years when this transaction commits.

        It is written at the very end, once per transaction, so that postings do not wait for each
        other longer than they must.
        """
        noted = self.env.cr.precommit.data.setdefault(ANNOUNCED, set())
        if not noted:
            self.env.cr.precommit.add(self._write_announced)
        noted.update(year_ids)

    def _write_announced(self):
        years = self.env.cr.precommit.data.pop(ANNOUNCED, set())
        if years and self.env["gotgan.hub.consent"]._get_current():
            self._request_years(years, "change", now(self.env) + DEBOUNCE)

    @api.model
    def _request_years(self, year_ids, occasion, moment):
        """Have a waiting report of each year, to be sent at ``moment``.

        A row that waits already is locked for share: the sender can take it only after this
        transaction, so that the report it then writes tells of it.
        """
        made = [self._request_year(year_id, occasion, moment) for year_id in sorted(year_ids)]
        if any(made):
            self._wake_sender(moment)

    def _request_year(self, year_id, occasion, moment):
        waiting = self.env.execute_query(SQL(
            "SELECT next_try FROM gotgan_hub_outbox WHERE kind = 'report' AND state = 'waiting'"
            " AND fiscal_year_id = %s FOR SHARE", year_id,
        ))
        if waiting and waiting[0][0] <= moment:
            return False
        self.env.cr.execute(SQL(
            "INSERT INTO gotgan_hub_outbox"
            " (kind, occasion, state, fiscal_year_id, created, attempts, next_try)"
            " VALUES ('report', %s, 'waiting', %s, %s, 0, %s)"
            " ON CONFLICT (fiscal_year_id) WHERE state = 'waiting' AND kind = 'report'"
            " DO UPDATE SET next_try = EXCLUDED.next_try, occasion = EXCLUDED.occasion",
            occasion, year_id, now(self.env), moment,
        ))
        self.invalidate_model(flush=False)
        return True

    @api.model
    def _request_all(self, occasion, moment=None):
        years_sudo = self.env["gotgan.fiscal.year"].sudo().search(
            [("state", "in", ("open", "closing"))]
        )
        self._request_years(years_sudo.ids, occasion, moment or now(self.env))

    @api.model
    def _tell_consent(self, consent, state, capacity=None, reason=None):
        """Put a message about the agency's consent into the outbox."""
        outbox_sudo = self.sudo()
        outbox_sudo.create({
            "kind": "inquiry" if state == "unknown" else "consent",
            "occasion": "night" if state == "unknown" else "consent",
            "created": now(self.env), "next_try": now(self.env),
            "claims": {
                "state": state, "depth": consent.depth or None,
                "date_from": consent.date_from.isoformat() if consent else None,
                "date_to": consent.date_to.isoformat() if consent.date_to else None,
                "reason": reason, "capacity": capacity,
            },
        })
        self._wake_sender(now(self.env))

    @api.model
    def _drop_waiting(self):
        """Without a consent nothing is sent, not even what waits already."""
        rows_sudo = self.sudo().search(
            [("kind", "=", "report"), ("state", "in", ("waiting", "sent"))]
        )
        rows_sudo._drop(self.env._("The consent was ended before it was sent."))

    def _wake_sender(self, moment):
        cron_sudo = self.env.ref(SENDER).sudo()
        cron_sudo._trigger(moment)

    # ---- sending ---------------------------------------------------------

    def _take(self):
        """Take the row for sending; the caller commits before the report is written.

        A change that is under way when the row is taken has either locked it, and is committed by
        now, or does not see it wait any more, and waits anew.
        """
        self.ensure_one()
        attempts = self.attempts + 1
        self.write({
            "state": "sent", "attempts": attempts,
            "next_try": now(self.env) + backoff(attempts),
            "sequence": self.sequence or self._get_next_sequence(),
        })
        self.flush_recordset()

    def _write_document(self):
        """Write down what will be sent, once; return whether there is anything to send."""
        if self.document:
            return True
        document = self._make_document()
        if document is None:
            self._drop(self.env._("No consent is in force."))
            return False
        text = canonical(document).decode()
        self.write({
            "document": text, "depth": document["depth"], "as_of": now(self.env),
            "size": len(text.encode()), "digest": sha256(text.encode()).hexdigest(),
        })
        self.flush_recordset()
        return True

    def _make_document(self):
        reporter = self.env["gotgan.hub.reporter"]
        if self.kind != "report":
            return reporter._make_consent(self.claims, self.sequence)
        consent = self.env["gotgan.hub.consent"]._get_current()
        if not consent:
            return None
        return reporter._make_report(self.fiscal_year_id, consent.depth, self.sequence)

    def _deliver(self):
        """Send what is written down, and note the answer."""
        delivery = Delivery(self.env["ir.config_parameter"].sudo().get_param)
        answer = delivery.send(self.kind, json.loads(self.document))
        vals = {"answer": self._get_answer_text(answer)}
        if answer.state:
            vals |= {"state": answer.state, "answered": now(self.env)}
        if answer.link is not None:
            self._keep(LINK, json.dumps(answer.link))
        if answer.reason == "no_link" and not answer.state:
            vals["document"] = False  # written anew, with the figures of the day the city agrees
        if answer.last_sequence is not None:
            self._keep(LEAST_SEQUENCE, str(answer.last_sequence))
            vals |= {"sequence": False, "document": False, "next_try": now(self.env)}
        self.write(vals)
        if answer.state:
            self._forget_older()

    def _forget_older(self):
        """Only the newest report a year has arrived with is kept in full."""
        self.search([
            ("id", "<", self.id), ("kind", "=", self.kind), ("document", "!=", False),
            ("fiscal_year_id", "=", self.fiscal_year_id.id), ("state", "!=", "sent"),
        ]).write({"document": False})

    def _drop_overtaken(self):
        """A report that never arrived is not sent again once a newer one of its year was taken."""
        overtaken = self.search([
            ("kind", "=", "report"), ("state", "=", "sent"), ("id", "!=", self.id),
            ("fiscal_year_id", "=", self.fiscal_year_id.id), ("sequence", "<", self.sequence),
        ]) if self.kind == "report" else self.browse()
        overtaken._drop(self.env._("A newer report took its place."))

    def _drop(self, why):
        self.write({
            "state": "dropped", "answer": why, "answered": now(self.env), "document": False,
        })

    def _keep(self, key, value):
        parameters_sudo = self.env["ir.config_parameter"].sudo()
        parameters_sudo.set_param(key, value)

    def _get_next_sequence(self):
        parameters_sudo = self.env["ir.config_parameter"].sudo()
        least = int(parameters_sudo.get_param(LEAST_SEQUENCE) or 0)
        last = self.search([("sequence", "!=", False)], order="sequence desc", limit=1)
        return max(least, last.sequence) + 1

    @api.model
    def _get_link(self):
        """Return what the hub last said about the link: ``city``, ``state``, ``depth``."""
        parameters_sudo = self.env["ir.config_parameter"].sudo()
        return json.loads(parameters_sudo.get_param(LINK) or "{}")

    def _get_next_time(self):
        waiting = self.search(
            [("kind", "=", "report"), ("state", "in", ("waiting", "sent"))],
            order="next_try", limit=1,
        )
        return waiting.next_try or next_night(self._get_identity(), now(self.env))

    def _get_identity(self):
        parameters_sudo = self.env["ir.config_parameter"].sudo()
        return parameters_sudo.get_param("database.uuid") or ""

    # ---- words -----------------------------------------------------------

    def _render_report(self, text):
        """Return what a report says, as a person reads it; of many lines the first ones."""
        report = json.loads(text)
        lines = report.get("lines", [])
        return self.env["ir.qweb"]._render("gotgan_hub_link.report_contents", {
            "report": report, "most": MOST_LINES, "won": won_text, "labels": self._get_labels(),
            "more": self.env._(
                "%(shown)s of %(count)s lines are shown.",
                shown=min(len(lines), MOST_LINES), count=len(lines),
            ),
        })

    def _get_answer_text(self, answer):
        _ = self.env._
        texts = {
            "accepted": _("Received by the hub."),
            "unreachable": _("The hub could not be reached; it is tried again."),
            "busy": _("The hub could not take it now; it is tried again."),
            "unconfigured": _("This agency's link to the hub is not set up. Ask the operator."),
            "sequence": _(
                "The hub has newer reports already; it is sent again under a new number."
            ),
            "seal": _("The hub does not accept this agency's signature. Ask the operator."),
            "no_city": _(
                "No local government is registered for this agency yet. Ask the operator."
            ),
            "no_link": _("The city has not agreed yet, or the link was ended."),
            "depth": _("The report is deeper than the consent the hub knows."),
            "version": _("The hub does not know this version of the report. Ask the operator."),
            "invalid": _("The hub found mistakes in the report. Ask the operator."),
        }
        text = texts.get(answer.reason, texts["invalid"])
        return "\n".join([text, *answer.details])

    def _get_labels(self):
        _ = self.env._
        return {
            "depth": dict(self._fields["depth"]._description_selection(self.env)),
            "figures": {
                "appropriated": _("Current Appropriation"), "allotted": _("Allotment"),
                "requested": _("Spending Request"), "committed": _("Commitment"),
                "paid": _("Paid"), "available": _("Allotment Balance"),
            },
            "kinds": {
                "exhausted": _("Allotment used up"), "idle": _("Projects without execution"),
                "payment_late": _("Payments past the legal day"),
                "inspection_late": _("Inspections past the legal day"),
                "payment_returned": _("Transfers that came back"),
                "import_refused": _("Refused rows of budget files"),
            },
        }

    # ---- scheduled -------------------------------------------------------

    @api.model
    def _cron_send(self):
        """Send what is due, message by message; each is committed by itself."""
        progress = self.env["ir.cron"]
        due = self.search(
            [("state", "in", ("waiting", "sent")), ("next_try", "<=", now(self.env))],
            order="kind, id",
        )
        for place, row in enumerate(due, 1):
            row._take()
            progress._commit_progress()
            row._drop_overtaken()
            if row._write_document():
                progress._commit_progress()
                row._deliver()
            left = progress._commit_progress(1, remaining=len(due) - place)
            if left <= 0:
                return
        later = self.search([("state", "in", ("waiting", "sent"))], order="next_try", limit=1)
        if later:
            self._wake_sender(later.next_try)

    @api.model
    def _cron_night(self):
        """Plan this night's full reports at the minute that belongs to this tenant."""
        moment = next_night(self._get_identity(), now(self.env))
        if self.env["gotgan.hub.consent"]._get_current():
            self._request_all("night", moment)
        elif self._get_identity() and Delivery.is_configured(
            self.env["ir.config_parameter"].sudo().get_param
        ):
            self._tell_consent(self.env["gotgan.hub.consent"], "unknown")
