"""Archives and the office files that are archives: what they hold, and what they grow to."""

import io
import re
import zipfile

from .malware import is_test_virus
from .problem import Problem
from .types import ZIPPED, detect, get_ending

SMALL = 10 * 1024 * 1024
PROGRAMS = frozenset(
    "exe dll com scr pif msi msp cpl jar js jse vbs vbe wsf wsh hta bat cmd ps1 psm1 lnk reg sh "
    "apk app dmg iso img vhd chm xll xlam docm xlsm pptm dotm xltm".split()
)
_MACROS = re.compile(
    r"(^|/)(vbaProject\.bin|vbaData\.xml|macrosheets/|activeX/|dialogsheets/)|^(Basic|Scripts)/",
    re.IGNORECASE,
)
_BROKEN = (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError)


def check_archive(data, kind, limits, depth=0):
    """Return the problems of an archive, and of the archives inside."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            problems = check_entries(entries, data, limits)
            if problems:
                return problems
            return [
                *check_names(entries, kind), *check_parts(archive, entries, kind),
                *check_inside(archive, entries, limits, depth),
            ]
    except _BROKEN:
        return [Problem("broken")]


def check_entries(entries, data, limits):
    """Judge by the table of contents alone, before anything is unpacked."""
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if len(entries) > limits.entries:
        return [Problem("too_many_entries", {"limit": limits.entries})]
    if unpacked > limits.unpacked:
        return [Problem("bomb", {"size": unpacked // 2**20})]
    if unpacked > SMALL and unpacked > limits.ratio * max(packed, 1):
        return [Problem("bomb", {"size": unpacked // 2**20})]
    if packed > len(data):
        return [Problem("bomb", {"size": unpacked // 2**20})]
    if any(entry.flag_bits & 1 for entry in entries):
        return [Problem("encrypted")]
    return []


def check_names(entries, kind):
    for entry in entries:
        name = entry.filename
        if name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) or ":" in name[:3]:
            return [Problem("path", {"entry": name[:100]})]
        if get_ending(name) in PROGRAMS:
            return [Problem("program_inside", {"entry": name[:100]})]
        if kind not in {"zip", "hwpx"} and _MACROS.search(name):
            return [Problem("macro")]
    return []


def check_parts(archive, entries, kind):
    """Look into the XML of office files: no entities, no hidden macros, no remote parts."""
    if kind == "zip":
        return []
    for entry in entries:
        if not entry.filename.lower().endswith((".xml", ".rels", ".hpf")):
            continue
        head = archive.open(entry).read(SMALL if entry.filename.endswith(".rels") else 4096)
        if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
            return [Problem("entity", {"entry": entry.filename[:100]})]
        if entry.filename == "[Content_Types].xml" and b"macroEnabled" in head:
            return [Problem("macro")]
        if b"attachedTemplate" in head and b'TargetMode="External"' in head:
            return [Problem("remote")]
    return []


def check_inside(archive, entries, limits, depth):
    """Check what lies inside: small files for the test virus, archives like the one around them."""
    for entry in entries:
        head = archive.open(entry).read(1024) if entry.file_size else b""
        if is_test_virus(head):
            return [Problem("malware", {"finding": "EICAR"})]
        if head.startswith((b"MZ", b"\x7fELF")):
            return [Problem("program_inside", {"entry": entry.filename[:100]})]
        if not head.startswith(b"PK\x03\x04"):
            continue
        if depth + 1 > limits.depth:
            return [Problem("too_deep", {"limit": limits.depth})]
        inner = archive.read(entry)
        kind = detect(inner)
        problems = check_archive(inner, kind if kind in ZIPPED else "zip", limits, depth + 1)
        if problems:
            return problems
    return []
