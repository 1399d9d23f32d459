import base64
import json

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from odoo.addons.gotgan_exchange.signing import (
    LABEL,
    BadSeal,
    _encode,
    _private_key,
    canonical,
    new_key,
    open_sealed,
    public_of,
    seal,
)

from .common import CLAIMS, calm

PRIVATE, PUBLIC = new_key()


def sign_raw(raw, label=LABEL):
    """Seal bytes that ``seal`` itself would never write."""
    payload = _encode(raw)
    return f"{payload}.{_encode(_private_key(PRIVATE).sign(label + payload.encode()))}"


@tagged("post_install", "-at_install")
class TestSigning(BaseCase):
    """A sealed message opens as it was sealed, or not at all."""

    @calm
    @given(claims=CLAIMS)
    def test_what_is_sealed_opens(self, claims):
        text = seal(PRIVATE, claims)
        self.assertEqual(open_sealed(PUBLIC, text), claims)
        self.assertEqual(seal(PRIVATE, claims), text, "one message has one spelling")

    @settings(calm, max_examples=300)
    @given(claims=CLAIMS, data=st.data())
    def test_any_flipped_bit_is_refused(self, claims, data):
        raw = bytearray(seal(PRIVATE, claims).encode())
        bit = data.draw(st.integers(0, len(raw) * 8 - 1))
        raw[bit // 8] ^= 1 << bit % 8
        with self.assertRaises(BadSeal):
            open_sealed(PUBLIC, raw.decode("latin-1"))

    def test_every_single_bit_of_one_message(self):
        text = seal(PRIVATE, {"uuid": "가"}).encode()
        for bit in range(len(text) * 8):
            raw = bytearray(text)
            raw[bit // 8] ^= 1 << bit % 8
            with self.assertRaises(BadSeal, msg=f"bit {bit}"):
                open_sealed(PUBLIC, raw.decode("latin-1"))

    @calm
    @given(text=st.one_of(st.text(), st.none(), st.binary(), st.integers()))
    def test_rubbish_is_refused(self, text):
        with self.assertRaises(BadSeal):
            open_sealed(PUBLIC, text)

    def test_a_cut_or_lengthened_message_is_refused(self):
        text = seal(PRIVATE, {"a": 1})
        spellings = (text[:-1], text[1:], text + "=", text + "\n", " " + text, text + text)
        for changed in spellings:
            with self.assertRaises(BadSeal, msg=changed):
                open_sealed(PUBLIC, changed)

    def test_signed_but_not_canonical_is_refused(self):
        for raw in (
            b'{"b":1,"a":2}',
            b'{"a": 1}',
            b'{"a":1,"a":1}',
            b'{"a":NaN}',
            b'{"a":"\\u0041"}',
            b"[1]",
            b'"text"',
            b"{",
            b"\xff\xfe",
            b"[" * 100_000,
            b'{"a":' + b"9" * 5000 + b"}",
        ):
            with self.assertRaises(BadSeal, msg=raw[:20]):
                open_sealed(PUBLIC, sign_raw(raw))

    def test_a_signature_under_another_label_is_refused(self):
        with self.assertRaises(BadSeal):
            open_sealed(PUBLIC, sign_raw(canonical({"a": 1}), label=b""))

    def test_another_key_or_no_key_opens_nothing(self):
        text = seal(PRIVATE, {"a": 1})
        for public in (new_key()[1], "", None, False, PUBLIC[:-1], PUBLIC + "A", "한글"):
            with self.assertRaises(BadSeal, msg=repr(public)):
                open_sealed(public, text)

    def test_parts_of_two_messages_do_not_make_a_third(self):
        first, second = seal(PRIVATE, {"a": 1}), seal(PRIVATE, {"a": 2})
        with self.assertRaises(BadSeal):
            open_sealed(PUBLIC, first.split(".")[0] + "." + second.split(".")[1])

    def test_dates(self):
        text = seal(PRIVATE, {"exp": 1000})
        self.assertTrue(open_sealed(PUBLIC, text, now=999.9))
        for now in (1000, 1000.1, 10**12):
            with self.assertRaises(BadSeal):
                open_sealed(PUBLIC, text, now=now)
        with self.assertRaises(BadSeal):
            open_sealed(PUBLIC, text)

    def test_an_exp_that_is_no_number_is_refused(self):
        for expires in ("9999999999", None, True, 1e12, [], {}):
            with self.assertRaises(BadSeal, msg=repr(expires)):
                open_sealed(PUBLIC, seal(PRIVATE, {"exp": expires}), now=1)

    def test_purpose(self):
        text = seal(PRIVATE, {"purpose": "report"})
        self.assertTrue(open_sealed(PUBLIC, text, purpose="report"))
        for purpose in ("", "Report", "enter"):
            with self.assertRaises(BadSeal):
                open_sealed(PUBLIC, text, purpose=purpose)
        with self.assertRaises(BadSeal):
            open_sealed(PUBLIC, seal(PRIVATE, {}), purpose="report")

    def test_keys_are_different_and_belong_together(self):
        pairs = [new_key() for _index in range(20)]
        self.assertEqual(len({text for pair in pairs for text in pair}), 40)
        self.assertTrue(all(public_of(private) == public for private, public in pairs))

    def test_the_wire_format_stays(self):
        """A message of the first release must open for ever: fixed key, fixed text."""
        private = _encode(bytes(range(32)))
        text = seal(private, {"purpose": "report", "합계": 120_000_000_000})
        payload = base64.urlsafe_b64decode(text.split(".")[0] + "==")
        self.assertEqual(json.loads(payload), {"purpose": "report", "합계": 120_000_000_000})
        self.assertEqual(text, FIRST_RELEASE)


FIRST_RELEASE = (
    "eyJwdXJwb3NlIjoicmVwb3J0Iiwi7ZWp6rOEIjoxMjAwMDAwMDAwMDB9."
    "6Ff2uH1sEcaTPPA6FAgiQg0vfAYCEQBd63fzyRq-z4GvNnnlnwxFwKS2SxSHwnl2DictrsqpUwYgjQsFYN9wCA"
)
