"""What the demo city created is known by an external id, so that it is created once."""

MODULE = "gotgan_demo_city"


def find(env, name):
    """Return the record named ``name``, or None."""
    return env.ref(f"{MODULE}.{name}", raise_if_not_found=False)


def register(record, name):
    """Give ``record`` the external id ``name``; an upgrade of the addon leaves it alone."""
    _register_all(record, [name])
    return record


def ensure(model, wanted):
    """Create those of ``{name: vals}`` that do not exist yet, all at once.

    :param model: an empty record set of the model
    """
    missing = {name: vals for name, vals in wanted.items() if not find(model.env, name)}
    if missing:
        _register_all(model.create(list(missing.values())), missing)


def _register_all(records, names):
    data_sudo = records.env["ir.model.data"].sudo()
    data_sudo.create([
        {
            "module": MODULE, "name": name, "model": record._name, "res_id": record.id,
            "noupdate": True,
        }
        for record, name in zip(records, names, strict=True)
    ])
