"""Words for the sample records of the structural tests, where a field takes only some."""

SAMPLES = {
    "hub.contract.term": {
        "edition": 0, "price_terms": {"base": 1}, "plan_terms": {"code": "sample"}, "supply": 10, "tax": 1, "total": 11,
    },
    "hub.statement": {"month": "2026-10-01"},
    "hub.usage": {
        "slot": "2026-10-01 00:00:00", "measured": True, "problem": False, "users": 1,
        "database_bytes": 1, "file_bytes": 0, "total_bytes": 1,
    },
}
