import tempfile
from pathlib import Path

from odoo.tests import tagged

from ..engine import process
from .common import HubCase


@tagged("post_install", "-at_install")
class TestProcess(HubCase):
    """What is known of a silo without starting one; tests/provisioning starts real ones."""

    def test_a_folder_without_a_process(self):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            self.assertIsNone(process.port_of(folder))
            self.assertIsNone(process.pid_of(folder))
            self.assertFalse(process.is_running(folder))
            process.stop(folder)

    def test_a_number_that_is_somebody_elses_is_left_alone(self):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (folder / "pid").write_text("1")
            (folder / "odoo.conf").write_text("[options]\nhttp_port = 9\n")
            self.assertEqual(process.origin(folder), "http://127.0.0.1:9")
            self.assertIsNone(process.pid_of(folder))
