"""``scripts/gotgan rules add``: editions of the law to many tenants, without a release."""

from . import odoo, say, tenants

CLOSED = ("archived", "suspended")


def add(file, names, *, as_json):
    """Bring the file to each tenant in turn; 1 when one of them has refused it.

    :param names: tenants; all that are not suspended or archived when empty
    """
    chosen = [tenants.find(name) for name in names] or [
        row for row in tenants.register() if row["state"] not in CLOSED
    ]
    refused = [row["name"] for row in chosen if _add_to(row, file, as_json)]
    if refused:
        say.warn(f"nothing was brought to: {', '.join(refused)}. The others have the file.")
    return 1 if refused else 0


def _add_to(row, file, as_json):
    say.line(f"{row['name']} ({row['agency']})")
    flags = ["--json"] if as_json else []
    return odoo.passthrough(
        "rules", "add", "-d", row["database"], file, *flags, needs="gotgan_rule"
    )
