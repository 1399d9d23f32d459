"""Reads ``config/pins.ini``, the one place where versions and hashes stand."""

import configparser
import dataclasses
import functools
import hashlib
import pathlib

from .paths import ROOT

FILE = ROOT / "config" / "pins.ini"


@dataclasses.dataclass(frozen=True)
class Deb:
    """A pinned Debian package of architecture ``all``."""

    name: str
    version: str
    sha256: str

    @property
    def upstream(self):
        """The version without Debian's epoch and revision.

        >>> Deb("odoo-19", "1:19.0.0+dfsg-1", "").upstream
        '19.0.0+dfsg'
        """
        return self.version.rpartition("-")[0].partition(":")[2] or self.version.rpartition("-")[0]


@functools.cache
def read():
    parser = configparser.ConfigParser(
        interpolation=None, delimiters=("=",), comment_prefixes=("#",)
    )
    parser.optionxform = str
    parser.read(FILE, encoding="utf-8")
    return parser


def requirements(*groups):
    """Requirement lines with hashes of ``build``, ``runtime`` and ``test``, as pip reads them."""
    return "\n".join(read()[f"python {group}"]["requirements"].strip() for group in groups) + "\n"


def names(group):
    """The packages we ask for, without the ones they pull in."""
    return read()[f"python {group}"]["names"].split()


def debs():
    """The pinned Debian packages; the first is Odoo itself."""
    return [Deb(name, *value.split()) for name, value in read()["debian packages"].items()]


def odoo(key):
    return read()["odoo"][key]


def odoo_addons():
    return read()["odoo"]["addons"].split()


def digest(*groups):
    """Changes when anything that is installed changes, or how the wheel of Odoo is made."""
    text = repr(
        [(s, sorted(read()[s].items())) for s in ("odoo", "debian packages")]
    ) + requirements(*groups)
    text += pathlib.Path(__file__).with_name("odoo_wheel.py").read_text(encoding="utf-8")
    return hashlib.sha256(text.encode()).hexdigest()[:12]
