"""Sealed messages: what one database says to another, signed with Ed25519.

A sealed message is ``payload.signature``, both base64url without padding. The payload is canonical
JSON: keys sorted, no spaces, UTF-8. The signature covers the payload's text behind a fixed label,
so a key that also signs something else can never be talked into signing a message of ours.

One message has exactly one spelling. Encodings that decode to the same bytes (padding, unused bits,
line breaks, another order of keys) are refused: a receiver may use the text as an identity.

Claims with a meaning here: ``exp`` (whole seconds since 1970, the message is void from then on) and
``purpose`` (a word; a message sealed for one purpose never opens for another).
"""

import base64
import binascii
import json
import re
import time

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

LABEL = b"gotgan-seal-1."
SHAPE = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{86}", re.ASCII)
KEY_BYTES = 32


class BadSeal(ValueError):
    """The message is forged, malformed, expired or meant for something else.

    The text is for a log; whoever sent the message learns only that it was refused.
    """


def new_key():
    """Return a new ``(private, public)`` pair as base64url text of 43 characters each.

    >>> private, public = new_key()
    >>> len(private), len(public), private == public
    (43, 43, False)
    """
    key = Ed25519PrivateKey.generate()
    private = key.private_bytes(
        serialization.Encoding.Raw,
        serialization.PrivateFormat.Raw,
        serialization.NoEncryption(),
    )
    return _encode(private), _encode(_raw_public(key))


def public_of(private):
    """Return the public key that belongs to a private one.

    >>> private, public = new_key()
    >>> public_of(private) == public
    True
    """
    return _encode(_raw_public(_private_key(private)))


def canonical(value):
    """Return ``value`` as canonical JSON in UTF-8.

    >>> canonical({"나": [1, None], "a": "가"}).decode()
    '{"a":"가","나":[1,null]}'

    :raises ValueError: for what JSON cannot say (NaN, infinity, half a surrogate pair)
    :raises TypeError: for values of other types
    """
    text = json.dumps(
        value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
    )
    return text.encode()


def seal(private, claims):
    """Return ``claims`` signed with a private key.

    >>> private, public = new_key()
    >>> text = seal(private, {"purpose": "enter", "uid": 2})
    >>> open_sealed(public, text, purpose="enter")
    {'purpose': 'enter', 'uid': 2}

    :raises ValueError: when the key is not one, or the claims cannot be said in JSON
    """
    payload = _encode(canonical(claims))
    return f"{payload}.{_encode(_private_key(private).sign(LABEL + payload.encode()))}"


def open_sealed(public, text, now=None, purpose=None):
    """Return the claims of a sealed message whose signature, date and purpose hold.

    :param now: seconds since 1970; without it, this machine's clock
    :param purpose: what the message must have been sealed for; ``None``: any

    >>> private, public = new_key()
    >>> text = seal(private, {"exp": 100, "purpose": "enter"})
    >>> open_sealed(public, text, now=99, purpose="enter")["exp"]
    100
    >>> open_sealed(public, text, now=100, purpose="enter")
    Traceback (most recent call last):
    ...
    odoo.addons.gotgan_exchange.signing.BadSeal: expired
    >>> open_sealed(public, text, now=99, purpose="support")
    Traceback (most recent call last):
    ...
    odoo.addons.gotgan_exchange.signing.BadSeal: sealed for another purpose
    >>> open_sealed(new_key()[1], text, now=99)
    Traceback (most recent call last):
    ...
    odoo.addons.gotgan_exchange.signing.BadSeal: the signature does not hold

    :raises BadSeal: in every other case, whatever ``text`` is
    """
    if not isinstance(text, str) or not SHAPE.fullmatch(text):
        raise BadSeal("not a sealed message")
    payload, signature = text.split(".")
    try:
        _public_key(public).verify(_decode(signature), LABEL + payload.encode())
    except InvalidSignature as error:
        raise BadSeal("the signature does not hold") from error
    claims = _read_claims(payload)
    _check_claims(claims, time.time() if now is None else now, purpose)
    return claims


def sign(private, claims):
    """Return only the signature of :func:`seal`, for who can make the claims anew.

    >>> private, public = new_key()
    >>> is_signed(public, {"won": 1}, sign(private, {"won": 1}))
    True
    >>> is_signed(public, {"won": 2}, sign(private, {"won": 1}))
    False
    """
    return seal(private, claims).partition(".")[2]


def is_signed(public, claims, signature):
    """Say whether ``signature`` is that of the key over exactly these claims."""
    try:
        open_sealed(public, f"{_encode(canonical(claims))}.{signature}")
    except BadSeal:
        return False
    return True


def _read_claims(payload):
    raw = _decode(payload)
    try:
        claims = json.loads(raw)
        spelled = canonical(claims)
    except (ValueError, RecursionError) as error:
        raise BadSeal("the payload is not JSON") from error
    if not isinstance(claims, dict) or spelled != raw:
        raise BadSeal("the payload is not a canonical object")
    return claims


def _check_claims(claims, now, purpose):
    expires = claims.get("exp")
    if "exp" in claims and type(expires) is not int:
        raise BadSeal("exp is not a whole number of seconds")
    if expires is not None and expires <= now:
        raise BadSeal("expired")
    if purpose is not None and claims.get("purpose") != purpose:
        raise BadSeal("sealed for another purpose")


def _encode(raw):
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _decode(text):
    """Return the bytes of base64url ``text``.

    :raises BadSeal: for any but the one right spelling

    >>> _decode("QQ"), _encode(b"A")
    (b'A', 'QQ')
    >>> _decode("QR")
    Traceback (most recent call last):
    ...
    odoo.addons.gotgan_exchange.signing.BadSeal: not base64url
    """
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadSeal("not base64url") from error
    if _encode(raw) != text:
        raise BadSeal("not base64url")
    return raw


def _private_key(text):
    return Ed25519PrivateKey.from_private_bytes(_key_bytes(text))


def _public_key(text):
    return Ed25519PublicKey.from_public_bytes(_key_bytes(text))


def _key_bytes(text):
    """Return the 32 bytes of a key.

    :raises BadSeal: when ``text`` is no key, so that nothing ever opens with a missing key
    """
    raw = _decode(text) if isinstance(text, str) else b""
    if len(raw) != KEY_BYTES:
        raise BadSeal("not a key")
    return raw


def _raw_public(key):
    return key.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
