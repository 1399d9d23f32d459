#!/usr/bin/env python3
"""Export the source terms of our addons from a database and carry the Korean over."""

import argparse
import io
import sys
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[1]


def find_addons(names):
    """Return {addon: its i18n folder}, all of them or those named."""
    paths = {path.parent.name: path.parent for path in ROOT.glob("addons/*/*/__manifest__.py")}
    wanted = names or sorted(paths)
    return {name: paths[name] / "i18n" for name in wanted}


def export_terms(env, addon):
    """Return the template of one installed addon, or None where it has no terms."""
    from odoo.tools.translate import trans_export

    buffer = io.BytesIO()
    if not trans_export(None, [addon], buffer, "po", env):
        return None
    template = polib.pofile(buffer.getvalue().decode())
    template.metadata.pop("POT-Creation-Date", None)
    template.metadata.pop("PO-Revision-Date", None)
    return template if len(template) else None


def merge(template, korean):
    """Return a ko.po with the template's terms and the Korean that is already there."""
    known = {entry.msgid: entry for entry in korean}
    merged = polib.POFile()
    merged.header, merged.metadata = template.header, {**template.metadata, "Language": "ko"}
    for entry in template:
        old = known.get(entry.msgid)
        merged.append(
            polib.POEntry(
                msgid=entry.msgid,
                msgstr=old.msgstr if old else "",
                flags=old.flags if old else [],
                comment=entry.comment,
                occurrences=entry.occurrences,
            )
        )
    return merged


def update(env, addon, folder):
    """Write the template and the Korean of one addon; return how many terms are untranslated."""
    template = export_terms(env, addon)
    if template is None:
        return 0
    folder.mkdir(exist_ok=True)
    path = folder / "ko.po"
    korean = polib.pofile(str(path)) if path.is_file() else polib.POFile()
    merged = merge(template, korean)
    template.save(str(folder / f"{addon}.pot"))
    merged.save(str(path))
    return sum(not entry.msgstr for entry in merged)


def open_environment(config_file, database):
    """Return a registry's read-only cursor for a database, with Odoo set up as the server does."""
    from odoo.modules.registry import Registry
    from odoo.tools import config

    config.parse_config(["--no-http", "-c", config_file, "-d", database], setup_logging=True)
    return Registry(database).cursor(readonly=True)


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database", help="a database in which the addons are installed")
    parser.add_argument("addons", nargs="*", help="all of them when none is named")
    parser.add_argument("--config", required=True, help="Odoo's configuration file")
    given = parser.parse_args(arguments)
    left = 0
    with open_environment(given.config, given.database) as cr:
        from odoo import SUPERUSER_ID
        from odoo.api import Environment

        for addon, folder in find_addons(given.addons).items():
            count = update(Environment(cr, SUPERUSER_ID, {}), addon, folder)
            left += count
            print(f"{addon}: {count} terms to translate")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
