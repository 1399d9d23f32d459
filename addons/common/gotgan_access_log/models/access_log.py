import hashlib

from odoo import api, fields, models
from odoo.http import STORED_SESSION_BYTES as SESSION_PART
from odoo.http import request
from odoo.tools import SQL

from ..content import HASHED, TIME_FORMAT, join_ids
from ..masking import mask_numbers
from ..waking import ask_for_seal

KINDS = [
    ("view", "View"),
    ("search", "List and Search"),
    ("input", "Input"),
    ("change", "Change"),
    ("delete", "Delete"),
    ("print", "Print"),
    ("download", "Download"),
    ("grant", "Grant of Rights"),
    ("sign_in", "Sign-in"),
    ("sign_out", "Sign-out"),
    ("other", "Other Request"),
]
PURPOSES = [
    ("duty", "Own duty"),
    ("petition", "Petition of a citizen"),
    ("audit", "Audit or submission of data"),
    ("disclosure", "Disclosure of information"),
    ("statistics", "Statistics"),
    ("other", "Other"),
]
COLUMNS = [name for name in HASHED if name not in {"xid", "off_hours"}]
LONGEST = {"detail": 2000, "reason": 1000, "subject_name": 200, "person": 200, "login": 200}


class AccessLog(models.Model):
    """One row per access: who, when, from where, whose data, what, and how it ended.

    Kept for two years and more, grants of rights for three (개인정보의 안전성 확보조치 기준
    제8조제1항, 제5조제3항). Rows are inserted with plain SQL, without a foreign key: they conflict
    with nobody, and stay as written whatever becomes of the account.
    """

    _name = "gotgan.access.log"
    _description = "Access Record"
    _inherit = ["gotgan.append.only.mixin"]
    _order = "id desc"
    _rec_name = "id"
    _log_access = False

    time = fields.Datetime(readonly=True, string="When")
    user_ref = fields.Integer(string="Account Number", readonly=True)
    login = fields.Char(string="User ID", readonly=True)
    person = fields.Char(readonly=True, help="The name of the account as it read then.")
    ip = fields.Char(string="IP Address", readonly=True)
    session_ref = fields.Char(
        string="Session", readonly=True,
        help="The same text means the same session; the session itself cannot be found from it.",
    )
    kind = fields.Selection(KINDS, string="What", readonly=True)
    result = fields.Selection(
        [("done", "Done"), ("refused", "Refused")], string="Outcome", readonly=True,
    )
    model = fields.Char(string="Technical Kind", readonly=True)
    model_label = fields.Char(string="Kind of Record", readonly=True)
    record_ids = fields.Text(string="Record Numbers", readonly=True)
    record_count = fields.Integer(string="Records", readonly=True)
    person_count = fields.Integer(string="Persons", readonly=True)
    subject_name = fields.Char(string="Whose Data", readonly=True)
    detail = fields.Char(readonly=True)
    purpose = fields.Selection(PURPOSES, readonly=True)
    reason = fields.Char(readonly=True)
    call = fields.Char(string="Request", readonly=True)
    off_hours = fields.Boolean(
        string="Out of Hours", readonly=True, help="At a weekend, or not between 8 and 20 o'clock.",
    )
    hash = fields.Char(readonly=True)
    record_numbers = fields.Text(compute="_compute_record_numbers", string="Numbers of Records")
    sentence = fields.Text(compute="_compute_sentence", string="In One Sentence")

    _when = models.Index("(time)")
    _who = models.Index("(login, time)")
    _which = models.Index("(model, time)")

    def init(self):
        """Let the database itself set the time and the hash of a row."""
        done = super().init()
        self.env.cr.execute(SQL(
            "ALTER TABLE gotgan_access_log ADD COLUMN IF NOT EXISTS xid bigint"
        ))
        self.env.cr.execute(SQL(
            "CREATE INDEX IF NOT EXISTS gotgan_access_log_xid ON gotgan_access_log (xid)"
        ))
        values = SQL(", ").join(SQL("NEW.%s::text", SQL.identifier(name)) for name in HASHED)
        self.env.cr.execute(SQL(
            """
            CREATE OR REPLACE FUNCTION gotgan_access_stamp() RETURNS trigger AS $$
            DECLARE
                seoul timestamp := clock_timestamp() AT TIME ZONE 'Asia/Seoul';
            BEGIN
                NEW.time := clock_timestamp() AT TIME ZONE 'UTC';
                NEW.off_hours := extract(isodow FROM seoul) > 5
                    OR extract(hour FROM seoul) NOT BETWEEN 8 AND 19;
                NEW.xid := pg_current_xact_id()::text::bigint;
                NEW.hash := encode(sha256(convert_to((
                    SELECT string_agg(length(one) || ':' || one, '' ORDER BY place) FROM (
                        SELECT coalesce(value, '') AS one, place FROM unnest(ARRAY[
                            NEW.id::text, to_char(NEW.time, %(format)s), %(values)s
                        ]) WITH ORDINALITY AS given (value, place)
                    ) AS texts
                ), 'UTF8')), 'hex');
                RETURN NEW;
            END $$ LANGUAGE plpgsql;
            CREATE OR REPLACE TRIGGER gotgan_access_log_stamp BEFORE INSERT ON gotgan_access_log
                FOR EACH ROW EXECUTE FUNCTION gotgan_access_stamp()
            """,
            format=TIME_FORMAT, values=values,
        ))
        return done

    def _compute_display_name(self):
        for row in self:
            row.display_name = self.env._("Access record %(number)s", number=row.id)

    @api.depends("record_ids")
    def _compute_record_numbers(self):
        for row in self:
            row.record_numbers = (row.record_ids or "").strip(",").replace(",", ", ")

    @api.depends("kind")
    def _compute_sentence(self):
        for row in self:
            row.sentence = " ".join(filter(None, [
                row._say_who(), row._say_what(), row._say_detail(), row._say_why(),
            ]))

    # ---- writing ---------------------------------------------------------

    def _record(self, **values):
        """Insert one row in this transaction: ``COLUMNS`` by name; the rest is the database's.

        ``records`` gives ids and count at once.
        """
        records = values.pop("ids", None)
        if records is not None:
            values.setdefault("record_count", len(records))
            values["record_ids"] = join_ids(records)
        row = {name: self._get_clean(name, values.get(name)) for name in COLUMNS}
        self.env.cr.execute(SQL(
            "INSERT INTO gotgan_access_log (%s) VALUES %s",
            SQL(", ").join(map(SQL.identifier, row)), tuple(row.values()),
        ))
        ask_for_seal(self.env)

    def _record_rights(self, holder, said, given, taken):
        """Write the row of rights that a user or a group gained and lost."""
        names = {
            self.env._("given: %(rights)s"): given, self.env._("taken back: %(rights)s"): taken,
        }
        texts = [
            text % {"rights": ", ".join(one.full_name or one.name for one in groups)}
            for text, groups in names.items() if groups
        ]
        self._record(
            **self._get_who(self.env.uid), kind="grant", result="done", model=holder._name,
            model_label=self.env["gotgan.access.subject"]._get_label(holder._name),
            ids=holder.ids, person_count=len(holder.ids) if holder._name == "res.users" else 0,
            subject_name=holder.display_name, detail=" / ".join(filter(None, [said, *texts])),
            call="grant",
        )

    def _get_who(self, uid):
        """Return who it is and from where, as it reads now."""
        user_sudo = self.env["res.users"].sudo().browse(uid or [])
        return {
            "user_ref": uid or None, "login": user_sudo.login or "",
            "person": user_sudo.name or "", **self._get_from_where(),
        }

    def _get_from_where(self):
        if not request:
            return {}
        session = request.session.sid[:SESSION_PART]
        return {
            "ip": request.httprequest.remote_addr or "",
            "session_ref": hashlib.sha256(session.encode()).hexdigest()[:12],
        }

    def _get_clean(self, name, value):
        """Return a value as it is stored: no number that must not be logged, nothing endless."""
        if not isinstance(value, str):
            return value
        text = value.replace("\x00", "")[: LONGEST.get(name)]
        return mask_numbers(text) if name in {"detail", "reason", "call", "login"} else text

    # ---- words -----------------------------------------------------------

    def _say_who(self):
        moment = fields.Datetime.context_timestamp(
            self.with_context(tz="Asia/Seoul"), self.time,
        ).strftime("%Y-%m-%d %H:%M:%S")
        return self.env._(
            "At %(time)s, %(person)s (%(login)s) from %(ip)s", time=moment,
            person=self.person or self.env._("an unknown person"), login=self.login or "-",
            ip=self.ip or self.env._("the system itself"),
        )

    def _say_what(self):
        whose = self._say_whose()
        if self.result == "refused":
            return self.env._(
                "tried this and was refused: %(kind)s of %(whose)s.",
                kind=self._get_label_of("kind"), whose=whose,
            )
        return self._get_acts()[self.kind or "other"] % {"whose": whose}

    def _say_whose(self):
        """Return whose data: the kind of record, the first person, and how many more."""
        name = f"“{self.subject_name}”" if self.subject_name else ""
        if name and self.record_count > 1:
            name = self.env._(
                "%(name)s and %(count)s more", name=name, count=f"{self.record_count - 1:,}",
            )
        return " ".join(filter(None, [self.model_label, name])) or self.env._("the system")

    def _get_acts(self):
        return {
            "view": self.env._("looked at %(whose)s."),
            "search": self.env._("listed %(whose)s."),
            "input": self.env._("entered %(whose)s."),
            "change": self.env._("changed %(whose)s."),
            "delete": self.env._("deleted %(whose)s."),
            "print": self.env._("printed %(whose)s."),
            "download": self.env._("downloaded %(whose)s."),
            "grant": self.env._("changed the rights of %(whose)s."),
            "sign_in": self.env._("signed in."),
            "sign_out": self.env._("signed out."),
            "other": self.env._("made another request of %(whose)s."),
        }

    def _say_detail(self):
        return self.env._("Detail: %(detail)s.", detail=self.detail) if self.detail else ""

    def _say_why(self):
        if not self.reason:
            return ""
        return self.env._(
            "Purpose: %(purpose)s. Reason: %(reason)s.",
            purpose=self._get_label_of("purpose"), reason=self.reason.rstrip("."),
        )

    def _get_label_of(self, name):
        labels = dict(self._fields[name]._description_selection(self.env))
        return labels.get(self[name], "")
