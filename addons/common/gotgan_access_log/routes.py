"""What each kind of address is asked for: from a request to a ``Reading``, before it is served."""

import json
import re
from urllib.parse import unquote

from .reading import (
    NOISE,
    QUIET_PREFIXES,
    WRITES,
    Reading,
    get_kind_of_method,
    may_hold_persons,
)
from .words import in_korean, say_domain

CALL = ("/web/dataset/call_kw", "/web/dataset/call_button")
SHOWN_INLINE = ("image/", "text/plain", "application/pdf", "audio/", "video/")
REPORT = re.compile(r"/report/(?:pdf|html|text)/([^/?]+)(?:/([\d,]+))?")


def read_request(request):
    """Return the ``Reading`` of a request, or nothing where it reads nothing that matters."""
    path, params = request.httprequest.path, request.params
    if path.startswith(CALL):
        return read_call(request.env, params)
    if path.startswith("/json/2/"):
        return read_json2(request.env, params)
    for prefix, reader in PREFIXES.items():
        if path.startswith(prefix):
            return reader(request.env, path, params)
    return None


def is_personal(env, model):
    return model in env["gotgan.access.subject"]._get_all()


# ---- calls of methods --------------------------------------------------------


def read_call(env, params):
    args, kwargs = list(params.get("args") or ()), dict(params.get("kwargs") or {})
    ids = args[0] if args and isinstance(args[0], (list, tuple)) else []
    return read_method(env, params.get("model"), params.get("method"), ids, args[1:], kwargs)


def read_json2(env, params):
    names = ("__model__", "__method__", "ids", "context")
    kwargs = {name: value for name, value in params.items() if name not in names}
    ids = params.get("ids") or []
    return read_method(env, params.get("__model__"), params.get("__method__"), ids, [], kwargs)


def read_method(env, model, method, ids, rest, kwargs):
    if not isinstance(model, str) or model not in env or not isinstance(method, str):
        return None
    kind = get_kind_of_method(method)
    ids = [one for one in ids if isinstance(one, int)]
    reading = Reading(kind=kind, model=model, ids=ids, call=f"{model}.{method}")
    if kind == "download":
        names = rest[0] if rest else kwargs.get("fields_to_export") or []
        reading.needs_reason = holds_persons(env, model, names)
        return reading
    if kind == "search":
        domain = kwargs.get("domain") or []
        reading.detail = say_domain(env, model, domain)
        reading.ids = []
    specification = kwargs.get("specification") or kwargs.get("unfold_read_specification")
    if kind in {"view", "search"} and isinstance(specification, dict):
        reading.specification = specification
    return reading if is_worth(env, reading, method) else None


def is_worth(env, reading, method):
    """Say whether a call is more than the client drawing itself; writes are known by the ORM."""
    if method in NOISE or method.startswith(QUIET_PREFIXES):
        return False
    if method in WRITES:
        reading.kind = WRITES[method]
        return True
    if reading.kind == "other":
        reading.kind = "view"
        return is_personal(env, reading.model) and bool(reading.ids)
    if is_personal(env, reading.model):
        return True
    return may_hold_persons(env, reading.model, reading.specification)


def holds_persons(env, model, names):
    """Say whether an export of these columns takes personal data out, its own or through a path."""
    if is_personal(env, model):
        return True
    return any(passes_person(env, model, str(name)) for name in names)


def passes_person(env, model, path):
    for name in path.replace(".", "/").split("/")[:-1]:
        field = env[model]._fields.get(name)
        if field is None or not field.comodel_name or field.comodel_name not in env:
            return False
        model = field.comodel_name
        if is_personal(env, model):
            return True
    return False


# ---- files -------------------------------------------------------------------


def read_export(env, path, params):
    given = parse(params.get("data"))
    model = given.get("model") or ""
    if model not in env:
        return None
    names = [one.get("name", "") for one in given.get("fields") or () if isinstance(one, dict)]
    ids = [one for one in given.get("ids") or () if isinstance(one, int)]
    detail = ", ".join(str(one.get("label") or one.get("name")) for one in given.get("fields", ()))
    return Reading(
        kind="download", model=model, ids=ids, call=path, detail=detail,
        needs_reason=holds_persons(env, model, names),
    )


def read_pivot(env, path, params):
    data = params.get("data")
    given = parse(data.read() if hasattr(data, "read") else data)
    if hasattr(data, "seek"):
        data.seek(0)
    model = given.get("model") or ""
    if model not in env:
        return None
    return Reading(kind="download", model=model, call=path, detail=str(given.get("title") or ""),
                   needs_reason=is_personal(env, model))


def read_report(env, path, params):
    if path.startswith(("/report/barcode", "/report/check")):
        return None
    asked = parse(params.get("data")) if path.startswith("/report/download") else [path]
    match = REPORT.search(unquote(str(asked[0])) if asked else "")
    report_sudo = match and env["ir.actions.report"].sudo()._get_report_from_name(match[1])
    if not report_sudo:
        return None
    ids = [int(one) for one in (match[2] or "").split(",") if one]
    return Reading(
        kind="print", model=report_sudo.model or "", ids=ids, call=f"{path}:{match[1]}",
        detail=report_sudo.with_env(in_korean(report_sudo.env)).name or "",
        needs_reason=is_personal(env, report_sudo.model),
    )


def read_content(env, path, params):
    """Files of records; the pictures of a list are part of the list and no access of their own."""
    model, number, name = params.get("model"), params.get("id"), params.get("field")
    number = int(number) if str(number or "").isdigit() else 0
    if params.get("xmlid") or not number:
        return None
    if model and model != "ir.attachment":
        return read_field_content(env, path, model, number, name, params)
    paper_sudo = env["ir.attachment"].sudo().browse(number).exists()
    if not paper_sudo or is_picture(env, paper_sudo.res_model, paper_sudo.res_field):
        return None
    return make_content(env, path, paper_sudo.res_model, paper_sudo.res_id, paper_sudo.name,
                        paper_sudo.mimetype, params)


def read_field_content(env, path, model, number, name, params):
    field = env[model]._fields.get(name or "") if model in env else None
    if field is None or is_picture(env, model, name):
        return None
    title = params.get("filename") or field._description_string(in_korean(env))
    return make_content(env, path, model, number, title, "", params)


def make_content(env, path, model, number, title, mimetype, params):
    subjects = env["gotgan.access.subject"]
    if model not in subjects._get_tracked() or model not in env:
        return None
    taken = str(params.get("download") or "").lower() not in {"", "0", "false"}
    taken = taken or not (mimetype or "").startswith(SHOWN_INLINE)
    return Reading(
        kind="download" if taken else "view", model=model, ids=[number] if number else [],
        detail=title or "", call=path, needs_reason=taken and is_personal(env, model),
        always=True,
    )


def is_picture(env, model, name):
    field = env[model]._fields.get(name or "") if model in env else None
    return field is not None and (name.startswith(("image_", "avatar_")) or name == "logo_web")


def read_card(env, path, params):
    ids = [int(one) for one in str(params.get("partner_ids") or "").split(",") if one.isdigit()]
    partner = params.get("partner")
    ids = ids or (list(partner.ids) if hasattr(partner, "ids") else [])
    return Reading(kind="download", model="res.partner", ids=ids, call=path, detail="vCard",
                   needs_reason=True)


def read_bundle(env, path, params):
    ids = [int(one) for one in str(params.get("file_ids") or "").split(",") if one.isdigit()]
    papers_sudo = env["ir.attachment"].sudo().browse(ids).exists()
    models = papers_sudo.mapped("res_model")
    personal = [model for model in models if is_personal(env, model)]
    model = (personal or [one for one in models if one in env] or [""])[0]
    numbers = [one.res_id for one in papers_sudo if one.res_model == model]
    return Reading(kind="download", model=model, ids=numbers, call=path,
                   detail=", ".join(papers_sudo.mapped("name")), needs_reason=bool(personal))


def read_page(_env, path, _params):
    return Reading(kind="download", detail=path, call=path)


def parse(text):
    """Return what a JSON text says; an empty dict where it says nothing (the route refuses it)."""
    try:
        return json.loads(text or "{}")
    except (ValueError, TypeError):
        return {}


PREFIXES = {
    "/web/export/csv": read_export,
    "/web/export/xlsx": read_export,
    "/web/pivot/export_xlsx": read_pivot,
    "/report/": read_report,
    "/web/content": read_content,
    "/web/image": read_content,
    "/web/partner/vcard": read_card,
    "/web_enterprise/partner/": read_card,
    "/mail/attachment/zip": read_bundle,
    "/json/1": read_page,
}
