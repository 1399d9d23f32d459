"""How deep an agency lets its city look.

``total`` the year's totals · ``project`` by fund and programme · ``object`` by object of
expenditure too · ``case`` each commitment with its number. Each holds what those before it hold.
"""

TOTAL, PROJECT, OBJECT, CASE = DEPTHS = ("total", "project", "object", "case")

PROGRAM_KEYS = ("fund", "policy", "unit", "project")
OBJECT_KEYS = ("item", "object")

# What addresses a line of the report at each depth.
ADDRESS = {
    TOTAL: (),
    PROJECT: PROGRAM_KEYS,
    OBJECT: (*PROGRAM_KEYS, *OBJECT_KEYS),
    CASE: (*PROGRAM_KEYS, *OBJECT_KEYS),
}


def exceeds(depth, consent):
    """Say whether ``depth`` shows more than ``consent`` allows; what is unknown always does.

    >>> exceeds("object", "project"), exceeds("project", "object"), exceeds("total", "total")
    (True, False, False)
    >>> exceeds("everything", "case"), exceeds("total", None)
    (True, True)
    """
    if depth not in DEPTHS or consent not in DEPTHS:
        return True
    return DEPTHS.index(depth) > DEPTHS.index(consent)
