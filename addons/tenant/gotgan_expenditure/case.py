"""The chain of one case as plain data: what the case page draws."""

from datetime import timezone

from odoo.addons.gotgan_base.clock import SEOUL

TONES = {
    "draft": "muted", "cancelled": "dead", "failed": "dead", "returned": "dead",
    "closed": "done", "paid": "done", "passed": "done",
}


def build_case(request, focus):
    """Return the chain that began with ``request``: title, figures, stages, what is next and
    missing, the buttons of the person, and the time line.

    Each stage is ``{model, label, documents}``; each document ``{id, number, name, date, amount,
    state, tone, person, events, focus}``. Amounts are won.

    :param focus: the document from which the chain is looked at
    """
    stages = [_build_stage(documents, focus) for documents in request._get_case_documents()]
    return {
        "title": request.display_name,
        "department": request.department_id.name,
        "year": request.fiscal_year_id.display_name,
        "subjects": request.line_ids.budget_line_id.mapped("display_name"),
        "figures": _build_figures(request),
        "stages": stages,
        "next": get_next(request),
        "missing": request._get_missing(),
        "actions": request._get_case_actions(),
        "timeline": _build_timeline(stages),
    }


def _build_timeline(stages):
    """Return every event of the case, the oldest first, each with its document."""
    rows = [
        {**event, "document": f"{stage['label']} {one['number'] or one['name']}"}
        for stage in stages for one in stage["documents"] for event in one["events"]
    ]
    return sorted(rows, key=lambda row: row["time"])


def _build_figures(request):
    labels = request.env["gotgan.spending.request"]._get_case_labels()
    lines = request.commitment_ids.filtered(lambda one: one.state != "cancelled").line_ids
    committed = lines.filtered("hold_id")
    won = {
        "requested": request.amount,
        "committed": sum(line.amount - line.reduced for line in committed),
        "vouchered": sum(committed.mapped("vouchered")),
        "paid": sum(committed.mapped("paid")),
        "rest": request.rest,
    }
    return [{"key": key, "label": labels[key], "won": value} for key, value in won.items()]


def _build_stage(documents, focus):
    model_sudo = documents.env["ir.model"].sudo()._get(documents._name)
    events = _get_events(documents)
    return {
        "model": documents._name,
        "label": model_sudo.name,
        "documents": [
            {
                "id": one.id,
                "number": _get(one, "number") or "",
                "name": _get(one, "name") or one.display_name,
                "date": (day := _get(one, "date")) and day.isoformat(),
                "amount": _get(one, "amount") or 0,
                "state": _get_state_label(one),
                "tone": TONES.get(_get(one, "state"), "open"),
                "payee": _get_payee(one),
                "events": events.get(one.id, []),
                "line": _get_line(one),
                "focus": one == focus,
            }
            for one in documents
        ],
    }


def _get(document, name):
    """Return a field that only some kinds of documents have."""
    return document[name] if name in document._fields else False


def _get_state_label(document):
    if "state" not in document._fields:
        return ""
    return dict(document._fields["state"]._description_selection(document.env))[document.state]


def _get_line(document):
    """Return {id or False: the person may not read it, text} of the line, or nothing."""
    approval = document._find_approval() if getattr(document, "_approval_kind", None) else None
    if not approval:
        return False
    readable = approval._filtered_access("read")
    return {"id": readable.id, "text": document._word_line(approval)}


def _get_payee(document):
    return document.partner_id.name or "" if "partner_id" in document._fields else ""


def _get_events(documents):
    """Return ``{document id: [event, oldest first]}``."""
    found = documents.env["gotgan.event"].search(
        [("res_model", "=", documents._name), ("res_id", "in", documents.ids)], order="id",
    )
    rows = {}
    if "state" not in documents._fields:
        return rows
    labels = dict(documents._fields["state"]._description_selection(documents.env))
    for event in found:
        rows.setdefault(event.res_id, []).append({
            "time": f"{event.time.replace(tzinfo=timezone.utc).astimezone(SEOUL):%Y-%m-%d %H:%M}",
            "target": labels.get(event.target, event.target),
            "capacity": event.capacity or "",
            "reason": event.reason or "",
        })
    return rows


def get_next(request):
    """Return what the case waits for: the next steps of its open documents."""
    return [
        f"{one._get_document_label()}: {text}"
        for documents in request._get_case_chain() for one in documents
        if (text := one._get_own_next_text())
    ]
