"""Words for the sample records of the structural tests, where a field takes only some."""

from odoo.addons.hub_plan.pricing import Terms

SAMPLES = {
    "hub.contract.term": {
        "edition": 0, "price_terms": Terms(10, 1, 1).to_json(), "plan_terms": {"code": "sample"},
        "months": 1, "users": 1, "gib": 1, "agencies": 1, "supply": 10, "tax": 1, "total": 11,
    },
    "hub.statement": {"month": "2026-10-01"},
    "hub.usage": {
        "slot": "2026-10-01 00:00:00", "measured": True, "problem": False, "users": 1,
        "database_bytes": 1, "file_bytes": 0, "total_bytes": 1,
    },
}
