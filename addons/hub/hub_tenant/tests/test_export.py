import json
import tempfile
from pathlib import Path

from odoo.tests import tagged

from ..engine import export
from .common import HubCase


@tagged("post_install", "-at_install")
class TestExport(HubCase):
    def test_what_was_changed_missing_or_added(self):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            for file in ("database.dump", "files.tar"):
                (folder / file).write_bytes(file.encode())
            manifest = export.write_manifest(folder, {"agency": "용인문화재단"})
            self.assertEqual(json.loads((folder / "manifest.json").read_text()), manifest)
            self.assertEqual(export.verify(folder), [])
            (folder / "database.dump").write_bytes(b"x")
            (folder / "files.tar").unlink()
            self.assertEqual(export.verify(folder), ["database.dump", "files.tar"])
