"""The server's log holds nothing that must not be in it (T26)."""

import logging

from odoo.tests import BaseCase, tagged

from ..masking import mask
from ..quiet_log import MaskingFactory, install

SECRETS = {
    "주민 900101-1234567": "1234567",
    "주민 9001011234568 끝": "1234568",
    "카드 4111-1111-1111-1111": "4111-1111",
    "계좌 110-123-456789": "456789",
    "GET /web?session_id=abcdef12345&x=1": "abcdef12345",
    "{'login': 'kim', 'password': 'p@ss w0rd', 'type': 'password'}": "p@ss",
    '{"access_token": "eyJhbGciOi"}': "eyJhbGciOi",
    "Authorization: Bearer abcdef.ghijkl": "ghijkl",
    "Cookie: session_id=s3cr3t": "s3cr3t",
    "/gotgan/enter?ticket=abc.def": "abc.def",
}
PLAIN = [
    "Login successful for login:kim from 10.0.0.1", "2026-11-22 10:00:00,123 row 1234567890123",
    "사업자등록번호 124-81-00998, 회계연도 2026", "model res.partner 1700000000000", "port: ok",
]


@tagged("post_install", "-at_install")
class TestMasking(BaseCase):
    def test_secrets_are_masked(self):
        for text, secret in SECRETS.items():
            with self.subTest(text=text):
                self.assertNotIn(secret, mask(text))

    def test_the_rest_stays_readable(self):
        for text in PLAIN:
            with self.subTest(text=text):
                self.assertEqual(mask(text), text)

    def test_every_record_of_the_server_passes(self):
        self.assertIsInstance(logging.getLogRecordFactory(), MaskingFactory)
        install()
        self.assertNotIsInstance(logging.getLogRecordFactory().before, MaskingFactory)
        with self.assertLogs("odoo.addons.gotgan_access_log", "WARNING") as logs:
            logger = logging.getLogger("odoo.addons.gotgan_access_log.test")
            logger.warning("call %s with %r", "x", {"password": "s3cr3t-word"})
            try:
                raise ValueError("resident 900101-1234568")
            except ValueError:
                logger.exception("it broke")
        text = "\n".join(logs.output)
        self.assertNotIn("s3cr3t-word", text)
        self.assertNotIn("1234568", logs.records[1].exc_text)

    def test_arguments_that_do_not_fit_are_left_to_the_logger(self):
        record = logging.getLogRecordFactory()("x", logging.INFO, "f", 1, "%d", ("text",), None)
        self.assertEqual(record.args, ("text",))
