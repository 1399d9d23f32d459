from odoo.tests import tagged

from ..engine import settings
from ..engine.refusal import Refusal
from .common import HubCase

GIVEN = {
    "GOTGAN_PROVISIONER_DSN": "host=x", "GOTGAN_KEYS": "/k", "GOTGAN_HOSTS": "/h",
    "GOTGAN_VAR": "/v",
}


@tagged("post_install", "-at_install")
class TestSettings(HubCase):
    def test_everything_has_its_place(self):
        told = settings.read("/data", GIVEN)
        self.assertEqual(str(told.filestore), "/data/filestore")
        self.assertEqual(str(told.exports), "/v/exports")
        self.assertEqual(str(told.silo("gotgan_t1")), "/v/silos/gotgan_t1")
        self.assertEqual(told.program("pg_dump"), "pg_dump")
        with_programs = settings.read("/data", {**GIVEN, "GOTGAN_PG_BIN": "/pg/bin"})
        self.assertEqual(with_programs.program("pg_dump"), "/pg/bin/pg_dump")

    def test_what_is_missing_is_named(self):
        for name in GIVEN:
            rest = {key: value for key, value in GIVEN.items() if key != name}
            with self.subTest(name), self.assertRaisesRegex(Refusal, name):
                settings.read("/data", rest)
