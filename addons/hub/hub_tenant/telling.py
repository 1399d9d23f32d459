"""How ``odoo tenant`` says things: as data for programs, as text for people."""

from .engine.refusal import Refusal


def facts(tenant):
    """Return what a list says of a tenant."""
    return {
        "name": tenant.name, "agency": tenant.agency_name, "kind": tenant.kind,
        "state": tenant.state, "url": tenant._get_url(), "database": tenant.database or "",
        "release": tenant.release or "", "isolation": tenant.isolation,
        "opened": tenant.opened or None,
    }


def whole(tenant):
    """Return everything the register knows of a tenant."""
    return {
        **facts(tenant),
        "uuid": tenant.uuid or "",
        "business_number": tenant.business_number or "",
        "parent": tenant.parent_id.name or "",
        "administrator": tenant._get_administrator(),
        "hosts": [
            {"name": host.name, "kind": host.kind, "state": host.state, "main": host.main}
            for host in tenant.host_ids if host.state != "removed"
        ],
        "events": [
            {"time": one.time, "transition": one.transition, "from": one.source,
             "to": one.target, "by": one.user_id.name, "reason": one.reason or ""}
            for one in tenant.event_ids
        ],
        "jobs": [_job(job) for job in tenant.job_ids],
    }


def _job(job):
    return {
        "id": job.id, "kind": job.kind, "state": job.state, "seconds": job.seconds,
        "message": job.message or "",
        "steps": [
            {"name": step.name, "state": step.state, "found": step.found,
             "seconds": step.seconds, "result": step.result or {}, "message": step.message or ""}
            for step in job.step_ids
        ],
    }


def standby(env):
    rows = env["hub.standby"].search([("state", "in", ("making", "ready", "broken"))])
    return [
        {"database": one.database, "kind": one.kind, "release": one.release, "state": one.state}
        for one in rows
    ]


def templates(env):
    rows = env["hub.template"].with_context(active_test=False).search([])
    return [
        {"database": one.database, "kind": one.kind, "active": one.active, "created": one.created}
        for one in rows
    ]


def explain(error):
    """Return ``{"what", "why", "do"}`` of a refusal."""
    if isinstance(error, Refusal):
        return {"what": error.what, "why": error.why, "do": error.do}
    return {"what": str(error), "why": "", "do": ""}


def as_text(result):
    r"""Return a result as lines.

    >>> as_text({"ok": False, "error": {"what": "No.", "why": "", "do": "stop."}})
    'No.\n  What to do: stop.\n'
    >>> as_text({"ok": True, "hosts": ["a.kr", "b.kr"], "tenant": {"name": "a", "jobs": []}})
    'hosts: a.kr, b.kr\ntenant:\n  name: a\n'
    """
    if not result["ok"]:
        error = result["error"]
        return "".join((
            " ".join(one for one in (error["what"], error["why"]) if one), "\n",
            f"  What to do: {error['do']}\n" if error["do"] else "",
        ))
    return "".join(_lines({key: one for key, one in result.items() if key != "ok"}, "")) or "done\n"


def _lines(data, indent):
    for key, value in data.items():
        if isinstance(value, dict) and value:
            yield f"{indent}{key}:\n"
            yield from _lines(value, indent + "  ")
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            yield f"{indent}{key}:\n"
            yield from (f"{indent}  {_row(one)}\n" for one in value)
        elif value not in (None, "", [], {}):
            text = ", ".join(map(str, value)) if isinstance(value, list) else value
            yield f"{indent}{key}: {text}\n"


def _row(row):
    return "  ".join(
        str(value) for value in row.values() if value not in (None, "", {}, False, [])
        and not isinstance(value, (list, dict))
    )
