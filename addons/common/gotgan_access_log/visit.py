"""One request, from before it is served until its row is written."""

from functools import partial

from werkzeug.exceptions import Forbidden

from odoo.api import SUPERUSER_ID, Environment
from odoo.exceptions import AccessDenied, AccessError
from odoo.http import Response, request

from .asking import take_reason
from .exceptions import ReasonNeeded
from .reading import Reading, get_kind_of
from .routes import read_request
from .trace import begin, current
from .words import say_change, say_others

ATTRIBUTE = "gotgan_access_visit"
REFUSALS = (AccessError, AccessDenied, Forbidden)


class Visit:
    """What is asked, by whom and why; after it was served, the row of the access log."""

    def __init__(self):
        self.env = request.env
        self.trace = begin()
        self.uid_before = request.session.uid
        self.half_before = request.session.get("pre_uid")
        self.purpose, self.reason, self.asks = take_reason(request)
        self.asked = request.params.get("model") or request.params.get("__model__") or ""
        self.reading = read_request(request)
        setattr(request, ATTRIBUTE, self)

    def check(self):
        """Refuse to give personal data away without a reason, before anything is read."""
        if self.reading and self.reading.needs_reason and not self.reason:
            raise ReasonNeeded(self.env._(
                "%(what)s holds personal data: choose a purpose and write a reason of at least 10 "
                "characters (Safety Measures Standard, Article 8). Both are kept in the access "
                "log.", what=self._get_label() or self.reading.detail,
            ))

    def finish(self, response):
        """Write the row of a request that succeeded, in its own transaction."""
        self.env = request.env
        self.trace.forget_grants()
        if request.session.uid != self.uid_before or self._is_half_way():
            self._record_session()
        elif self.trace.changes:
            self._record_change()
        elif self.reading is not None:
            self._record_reading(response)
        elif isinstance(response, Response) and is_attachment(response):
            self._record(kind="download", model_label=get_filename(response))

    # ---- kinds of rows ---------------------------------------------------

    def _is_half_way(self):
        """Say whether a second factor was asked for and not given."""
        return bool(self.half_before) and not request.session.uid and (
            request.httprequest.method == "POST"
        )

    def _record_session(self):
        log_sudo = self.env["gotgan.access.log"].sudo()
        before, after = self.uid_before, request.session.uid
        if before:
            log_sudo._record(**log_sudo._get_who(before), kind="sign_out", result="done")
        if after:
            log_sudo._record(**log_sudo._get_who(after), kind="sign_in", result="done")
        if not before and not after:
            log_sudo._record(
                **log_sudo._get_who(self.half_before), kind="sign_in", result="refused",
                detail=self.env._("second factor"),
            )

    def _record_change(self):
        model, operation, change = self.trace.get_main(self.asked)
        records = self.env[model].browse(change.ids)
        kind = self.env[model]._access_kind or operation
        others = say_others(self.env, self.trace, model)
        self._record(
            kind=kind, model=model, ids=list(change.ids),
            subject_name=change.subject or records._get_subject_name(),
            detail=" / ".join(filter(None, [say_change(self.env, model, change), others])),
        )

    def _record_reading(self, response):
        reading = self.reading
        reading.add_result(self.env, response, self.trace)
        if not reading.is_logged(self.env):
            return
        ids = list(dict.fromkeys(reading.ids))
        records = self.env[reading.model].browse(ids) if reading.model in self.env else None
        self._record(
            kind=reading.kind, model=reading.model, ids=ids, detail=reading.detail,
            subject_name=records._get_subject_name() if records else "",
            person_count=reading.person_count, model_label=self._get_label(),
        )

    def _record(self, **values):
        log_sudo = self.env["gotgan.access.log"].sudo()
        log_sudo._record(**{**self._get_values(), **self._get_counts(values), **values})

    def _get_values(self):
        log_sudo = self.env["gotgan.access.log"].sudo()
        return {
            **log_sudo._get_who(self.env.uid), "result": "done", "call": self._get_call(),
            "purpose": self.purpose, "reason": self.reason,
        }

    def _get_counts(self, values):
        subjects = self.env["gotgan.access.subject"]
        model = values.get("model") or ""
        personal = model in subjects._get_all()
        return {
            "model_label": subjects._get_label(model) if model else "",
            "person_count": len(values.get("ids") or ()) if personal else 0,
        }

    def _get_label(self):
        model = self.reading.model
        return self.env["gotgan.access.subject"]._get_label(model) if model else ""

    def _get_call(self):
        call = self.reading.call if self.reading else ""
        return call or request.httprequest.path


def refuse(exception):
    """Have the row of a refused request written, in a transaction of its own.

    It is written when the refused transaction has been rolled back, before the answer leaves.
    """
    visit = getattr(request, ATTRIBUTE, None)
    if visit is None or not isinstance(exception, REFUSALS):
        return
    trace = current()
    if trace is None or trace.refused or (visit.asks and isinstance(exception, ReasonNeeded)):
        return
    trace.refused = True
    reading = visit.reading or Reading(kind=get_kind_of(request))
    values = {
        "kind": reading.kind, "result": "refused", "model": reading.model, "ids": reading.ids,
        "call": visit._get_call(), "detail": str(exception.args[0] if exception.args else ""),
    }
    write_after_rollback(request.session.uid or request.env.uid, values)


def record_end():
    """Record a session that the server ends by itself; a person's own sign-out is a request.

    It is ended while the request is still being judged, and often by an error after that.
    """
    uid = request.env.uid
    if getattr(request, ATTRIBUTE, None) is not None or not uid or request.env.user._is_public():
        return
    values = {"kind": "sign_out", "result": "done", "detail": request.env._("ended by the server")}
    if request.env.cr.readonly:
        write_after_rollback(uid, values, also_after=request.env.cr.postcommit)
        return
    log_sudo = request.env["gotgan.access.log"].sudo()
    log_sudo._record(**{**log_sudo._get_who(uid), **values})
    write_after_rollback(uid, values)


def write_after_rollback(uid, values, also_after=None):
    """Insert a row in a transaction of its own as soon as the present one is rolled back.

    It never runs where the present one is committed, unless it is given those hooks too.
    """
    registry = request.registry
    from_where = request.env["gotgan.access.log"]._get_from_where()
    write = partial(write_apart, registry, uid, from_where, values)
    request.env.cr.postrollback.add(write)
    if also_after is not None:
        also_after.add(write)


def write_apart(registry, uid, from_where, values):
    with registry.cursor() as cr:
        env = Environment(cr, SUPERUSER_ID, {})
        model = values.get("model") or ""
        label = env["gotgan.access.subject"]._get_label(model) if model else ""
        row = {**env["gotgan.access.log"]._get_who(uid), **from_where, "model_label": label}
        if model in env:
            row["subject_name"] = env[model].browse(values["ids"])._get_subject_name()
        env["gotgan.access.log"]._record(**{**row, **values})


def is_attachment(response):
    return response.headers.get("Content-Disposition", "").startswith("attachment")


def get_filename(response):
    from werkzeug.http import parse_options_header

    _kind, options = parse_options_header(response.headers["Content-Disposition"])
    return options.get("filename", "")
