"""How the masters of one year are found again in the next: by code, programmes also by name.

Codes that the program gave itself (the budget file named none) say nothing in another year; such a
programme is the one of the same name under the same parent.
"""

TABLES = ("gotgan.function", "gotgan.fund", "gotgan.funding.source")
LEVELS = ("policy", "unit", "project")
COPIED = {
    "gotgan.function": ("level", "definition", "verified", "confidence", "note", "source"),
    "gotgan.fund": ("kind", "definition", "verified", "confidence", "note", "source"),
    "gotgan.funding.source": ("origin", "definition", "verified", "confidence", "note", "source"),
    "gotgan.expenditure.object": (
        "level", "subject_set", "definition", "confidence", "note", "source", "provisional",
    ),
    "gotgan.program": ("level", "definition", "verified", "confidence", "note", "source"),
}


def match(env, model, old, new):
    """Return ``{record of the old year: record of the new one, or empty}``."""
    if model == "gotgan.program":
        return _match_programs(env, old, new)
    records = env[model].search([("fiscal_year_id", "=", old.id)])
    found = {}
    sets = {_get_set(one) for one in records}
    for name in sets:
        mine = records.filtered(lambda one, name=name: _get_set(one) == name)
        by_code = env[model].with_context(active_test=False)._get_by_code(
            new, mine.mapped("code"), **({"subject_set": name} if name else {}),
        )
        found.update({one: by_code.get(one.code, env[model]) for one in mine})
    return found


def _get_set(record):
    return record.subject_set if "subject_set" in record._fields else ""


def _match_programs(env, old, new):
    programs = env["gotgan.program"]
    mine = programs.search([("fiscal_year_id", "=", old.id)])
    theirs = programs.with_context(active_test=False).search([("fiscal_year_id", "=", new.id)])
    by_code = {(one.level, one.code): one for one in theirs}
    by_name = {(one.parent_id.id, one.level, _plain(one.name)): one for one in theirs}
    found = {}
    for level in LEVELS:
        for one in mine.filtered(lambda one, level=level: one.level == level):
            parent = found.get(one.parent_id, programs)
            known = parent or not one.parent_id
            named = known and by_name.get((parent.id, level, _plain(one.name)))
            coded = by_code.get((level, one.code))
            same = coded and (one.code_given or _plain(coded.name) == _plain(one.name))
            found[one] = (coded if same else False) or named or (
                coded if coded and not one.code_given else programs
            )
    return found


def _plain(name):
    return "".join((name or "").split())


def find_renamed(found):
    """Return the pairs of programmes that share a code and not a name: somebody has to look."""
    return [
        (old, new) for old, new in found.items() if new and _plain(old.name) != _plain(new.name)
    ]


def copy_missing(env, model, old, new):
    """Create in ``new`` what ``old`` has and nobody has entered there yet; return the new ones."""
    found = match(env, model, old, new)
    made = env[model]
    for level in _get_levels(env, model, found):
        missing = [
            one for one, target in found.items() if not target and _get_level(one) == level
        ]
        created = env[model].create([_prepare(env, one, new, found) for one in missing])
        found.update(zip(missing, created, strict=True))
        made |= created
    return made


def _get_level(record):
    return record.level if "level" in record._fields else None


def _get_levels(env, model, found):
    """Return the levels of a table, parents first."""
    if "level" not in env[model]._fields:
        return [None]
    present = {_get_level(one) for one in found}
    return [name for name, _label in env[model]._fields["level"].selection if name in present]


def _prepare(env, record, year, found):
    vals = {name: record[name] for name in COPIED[record._name]}
    vals.update(fiscal_year_id=year.id, code=record.code, name=record.name)
    if "parent_id" in record._fields:
        vals["parent_id"] = found[record.parent_id].id if record.parent_id else False
    if record._name == "gotgan.program" and record.function_id and record.level == "policy":
        section = env["gotgan.function"]._get_by_code(year, [record.function_id.code])
        vals["function_id"] = section.get(record.function_id.code, env["gotgan.function"]).id
    return vals
