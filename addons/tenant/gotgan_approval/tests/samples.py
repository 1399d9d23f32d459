"""Values a plain sample cannot guess: who is asked, of a document on its way."""


def _find_department(env):
    departments = env["hr.department"]
    return (departments.search([], limit=1) or departments.create({"name": "표본과"})).id


def _find_draft(env):
    """Return an approval document that takes steps: a draft."""
    found = env["gotgan.approval"].search([("state", "=", "draft")], limit=1)
    return (found or env["gotgan.approval"].create({
        "res_model": "gotgan.approval", "res_id": 0, "transition": "start", "kind": "general",
        "name": "표본", "department_id": _find_department(env), "author_id": env.uid,
    })).id


SAMPLES = {
    "gotgan.approval.consultation": {"office_kind": "commitment_officer"},
    # No office decides a general document.
    "gotgan.approval.delegation": {"kind": "general"},
    "gotgan.approval.step": {"approval_id": _find_draft, "department_id": _find_department},
}
