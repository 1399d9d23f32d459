"""A backup is an export in a folder of its own, read back after it was written."""

import copy
import dataclasses
import shutil

from odoo.addons.hub_tenant.engine import export
from odoo.addons.hub_tenant.engine.kinds import Step
from odoo.addons.hub_tenant.engine.refusal import Refusal

KEEP = 7


def _beside(work):
    """The same work with its exports below ``backups``."""
    moved = copy.copy(work)
    moved.settings = dataclasses.replace(work.settings, var=work.settings.var / "backups")
    return moved


def _probe(work):
    return export.EXPORT.probe(_beside(work))


def _do(work):
    work = _beside(work)
    done = export.EXPORT.do(work)
    folder = export.folder_of(work)
    wrong = export.verify(folder)
    if wrong:
        raise Refusal(
            f"The backup {folder.name} cannot be read back: {', '.join(wrong)}.",
            do="look at the disk, then have the job tried again.",
        )
    _forget_old(folder.parent, work.facts["arguments"].get("keep", KEEP))
    return {**done, "bytes": str(sum(file.stat().st_size for file in folder.iterdir()))}


def _undo(work):
    export.EXPORT.undo(_beside(work))


def _forget_old(parent, keep):
    """Only whole backups count, and the newest ``keep`` of them stay."""
    whole = sorted(
        one for one in parent.iterdir()
        if one.name.startswith("export-") and (one / export.MANIFEST).is_file()
    )
    for old in whole[:-keep]:
        shutil.rmtree(old)


BACKUP = Step("backup", _probe, _do, _undo)
