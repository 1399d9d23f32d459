"""The words of a row: which fields, which conditions, which other records."""

LONGEST = 12


def in_korean(env):
    """Return the environment in the language of the agency's papers, whoever is at work."""
    languages = dict(env["res.lang"].get_installed())
    return env(context={**env.context, "lang": "ko_KR" if "ko_KR" in languages else "en_US"})


def say_fields(env, model, names):
    """Return the labels of fields, as they stand on the screen; ``=word`` stands for itself."""
    fields = env[model]._fields
    env = in_korean(env)
    labels = [
        name[1:] if name.startswith("=") else fields[name]._description_string(env)
        for name in names if name in fields or name.startswith("=")
    ]
    more = f" +{len(labels) - LONGEST}" if len(labels) > LONGEST else ""
    return ", ".join(labels[:LONGEST]) + more


def say_change(env, model, change):
    return say_fields(env, model, change.names)


def say_others(env, trace, main):
    """Return what else a request touched: ``거래처 2, 지출결의 1``."""
    counts = {}
    for (model, _operation), change in trace.changes.items():
        if model != main:
            counts.setdefault(model, set()).update(change.ids)
    subjects = env["gotgan.access.subject"]
    texts = [f"{subjects._get_label(model)} {len(ids)}" for model, ids in counts.items()]
    return ", ".join(texts[:LONGEST])


def say_domain(env, model, domain):
    """Return what a person typed to find somebody: ``이름 “김”``."""
    texts = []
    for leaf in domain or ():
        if isinstance(leaf, (list, tuple)) and len(leaf) == 3 and isinstance(leaf[2], str):
            name = str(leaf[0]).split(".")[0]
            texts.append(f"{say_fields(env, model, [name]) or name} “{leaf[2]}”")
    return ", ".join(dict.fromkeys(texts[:LONGEST]))
