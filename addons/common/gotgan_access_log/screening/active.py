"""Content that acts by itself, and files that are two things at once."""

import io
import re
import zlib

from lxml import etree
from PIL import Image

from .problem import Problem
from .types import IMAGES

_MARKUP = re.compile(rb"<script|<html|<svg|<\?php|<iframe|<!doctype", re.IGNORECASE)
_PDF_ACTIONS = re.compile(rb"/(JavaScript|JS|Launch|RichMedia|EmbeddedFile)(?![A-Za-z0-9])")
_PDF_NAME = re.compile(rb"#([0-9A-Fa-f]{2})")
_PDF_STREAM = re.compile(rb"/ObjStm.{0,400}?stream\r?\n(.*?)endstream", re.DOTALL)
_PDF_LIMIT = 10 * 1024 * 1024
_SVG_ELEMENTS = frozenset("script foreignobject iframe embed object handler listener set".split())
_SVG_LINKS = re.compile(r"^\s*(?!#|data:image/(png|jpe?g|gif|webp);)", re.IGNORECASE)
_END_OF_ZIP = b"PK\x05\x06"
_MACROS = "_VBA_PROJECT".encode("utf-16-le")


def check_active(data, kind, limits):
    """Return the problems of a content of this type."""
    if kind in IMAGES:
        return check_image(data, limits)
    checkers = {"pdf": check_pdf, "svg": check_svg, "ole": check_ole, "xml": check_xml}
    return checkers[kind](data) if kind in checkers else []


def check_twofold(data, kind, zipped):
    """Refuse what another program would read as another type."""
    if kind != "pdf" and b"%PDF-" in data[:1024]:
        return [Problem("twofold", {"other": "PDF"})]
    if not zipped and is_followed_by_zip(data, kind):
        return [Problem("twofold", {"other": "ZIP"})]
    return []


def is_followed_by_zip(data, kind):
    """Say whether an archive is hung on at the end; old office files may hold one in the middle."""
    place = data.rfind(_END_OF_ZIP, max(0, len(data) - 65_557))
    if place < 0:
        return False
    comment = int.from_bytes(data[place + 20 : place + 22], "little")
    return kind not in {"ole", "hwp"} or place + 22 + comment == len(data)


def check_image(data, limits):
    try:
        with Image.open(io.BytesIO(data)) as image:
            width, height = image.size
            image.verify()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return [Problem("broken")]
    if width * height > limits.pixels:
        return [Problem("pixels", {"limit": limits.pixels // 1_000_000})]
    return [Problem("twofold", {"other": "HTML"})] if _MARKUP.search(data) else []


def check_pdf(data):
    texts = [data, *inflate(data)]
    for text in texts:
        found = _PDF_ACTIONS.search(_PDF_NAME.sub(lambda one: bytes([int(one[1], 16)]), text))
        if found:
            return [Problem("pdf_action", {"action": found[1].decode()})]
    return []


def inflate(data):
    """Yield the packed objects of a PDF, each up to a limit."""
    for match in _PDF_STREAM.finditer(data):
        try:
            yield zlib.decompressobj().decompress(match[1], _PDF_LIMIT)
        except zlib.error:
            continue


def check_svg(data):
    try:
        tree = parse(data)
    except etree.XMLSyntaxError:
        return [Problem("broken")]
    if tree.docinfo.doctype or tree.docinfo.internalDTD is not None:
        return [Problem("entity", {"entry": "SVG"})]
    return [Problem("active")] if any(map(is_active, tree.iter())) else []


def is_active(node):
    """Say whether an element of a drawing does something or fetches something."""
    if not isinstance(node.tag, str):
        return isinstance(node, etree._ProcessingInstruction)
    if etree.QName(node).localname.lower() in _SVG_ELEMENTS:
        return True
    for name, value in node.attrib.items():
        local = etree.QName(name).localname.lower()
        if local.startswith("on") or "javascript:" in value.lower():
            return True
        if local in {"href", "src"} and _SVG_LINKS.match(value):
            return True
    return False


def check_xml(data):
    try:
        tree = parse(data)
    except etree.XMLSyntaxError:
        return [Problem("broken")]
    if tree.docinfo.internalDTD is not None:
        return [Problem("entity", {"entry": "XML"})]
    return []


def parse(data):
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.ElementTree(etree.fromstring(data, parser))


def check_ole(data):
    return [Problem("macro")] if _MACROS in data else []
