import os
import tempfile
from pathlib import Path

from odoo.tests import tagged

from ..engine import files
from .common import HubCase


@tagged("post_install", "-at_install")
class TestFiles(HubCase):
    """The filestore's folders."""

    def setUp(self):
        super().setUp()
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.store = Path(folder.name)
        source = self.store / "template" / "ab"
        source.mkdir(parents=True)
        (source / "ab12").write_text("내용")

    def test_linked_not_copied(self):
        self.assertEqual(files.clone(self.store, "template", "gotgan_t1"), 1)
        one = self.store / "gotgan_t1" / "ab" / "ab12"
        self.assertEqual(one.read_text(), "내용")
        self.assertTrue(os.path.samefile(one, self.store / "template" / "ab" / "ab12"))
        self.assertEqual(files.clone(self.store, "template", "gotgan_t1"), 1, "again")

    def test_half_made_is_made_again(self):
        with self.assertRaises(ZeroDivisionError):
            files.clone(self.store, "template", "gotgan_t1", half=lambda: 1 / 0)
        self.assertFalse(files.exists(self.store, "gotgan_t1"))
        self.assertEqual(files.listing(self.store), ["gotgan_t1"], "the audit sees the half")
        self.assertEqual(files.clone(self.store, "template", "gotgan_t1"), 1)
        self.assertEqual(files.listing(self.store), ["gotgan_t1"])

    def test_removed_whole_and_half(self):
        files.clone(self.store, "template", "gotgan_t1")
        (self.store / ".making-gotgan_t1").mkdir()
        self.assertEqual(files.remove(self.store, "gotgan_t1"), 1)
        self.assertEqual(files.listing(self.store), [])
        self.assertEqual(files.remove(self.store, "gotgan_t1"), 0)
        self.assertTrue((self.store / "template" / "ab" / "ab12").exists())

    def test_a_template_without_files(self):
        self.assertEqual(files.clone(self.store, "nothing", "gotgan_t1"), 0)
        self.assertTrue(files.exists(self.store, "gotgan_t1"))
