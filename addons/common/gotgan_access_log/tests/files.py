"""Files as people bring them in, and as attackers do."""

import io
import struct
import zipfile

import openpyxl
from PIL import Image

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600


def picture(kind="PNG"):
    out = io.BytesIO()
    Image.new("RGB", (4, 4), "white").save(out, kind)
    return out.getvalue()


def packed(entries, compression=zipfile.ZIP_DEFLATED):
    """Return an archive of {name: content}."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return out.getvalue()


def workbook(**extra):
    """Return a real workbook; ``extra`` are further entries of its archive."""
    out = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(["과목", 1200])
    book.save(out)
    if not extra:
        return out.getvalue()
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, content in extra.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return out.getvalue()


def hangul():
    return packed({
        "mimetype": "application/hwp+zip", "Contents/section0.xml": "<hs:sec xmlns:hs='x'/>",
        "Scripts/headerScripts": "var x;",
    })


def svg(inside=""):
    return f"<svg xmlns='http://www.w3.org/2000/svg'>{inside}<circle r='1'/></svg>".encode()


def bomb():
    """Return a small archive that says of itself, truly, that it grows two thousand times."""
    return packed({"big.txt": b"0" * (24 * 2**20)})


def liar():
    """Return an archive whose table of contents claims more packed bytes than there are."""
    data = bytearray(packed({"a.txt": b"0" * 1000}))
    place = data.rfind(b"PK\x01\x02")
    data[place + 20 : place + 24] = struct.pack("<I", 10**8)
    return bytes(data)


def nested(depth):
    data = b"text"
    for _step in range(depth):
        data = packed({"inner.zip": data} if data[:2] == b"PK" else {"a.txt": data})
    return data


GOOD = {
    "견적서.pdf": PDF, "집행내역.xlsx": workbook(), "보고.hwpx": hangul(),
    "공문.hwp": OLE + b"HWP Document File", "옛자료.xls": OLE + b"Microsoft Excel",
    "명세.csv": "과목,금액\n여비,-1200".encode("cp949"), "사진.JPG": picture("JPEG"),
    "도장.png": picture(), "표지.gif": picture("GIF"), "로고.svg": svg(), "자료.json": b'{"a": 1}',
    "묶음.zip": packed({"가.pdf": PDF, "나.xlsx": workbook()}),
    "자료.xml": b"<?xml version='1.0'?><a/>",
}  # fmt: skip
BAD = {
    ("virus.txt", EICAR): "malware",
    ("virus.zip", packed({"a.txt": EICAR})): "malware",
    ("견적서.pdf", b"MZ\x90\x00"): "program",
    ("setup.exe", b"MZ\x90\x00"): "program",
    ("run.sh", b"#!/bin/sh\n"): "program",
    ("page.html", b"<html></html>"): "active",
    ("page.txt", b"\n <!DOCTYPE html><p>x"): "active",
    ("page.png", b"<script>alert(1)</script>"): "active",
    ("logo.svg", svg("<script>alert(1)</script>")): "active",
    ("logo.svg", svg("<g onload='alert(1)'/>")): "active",
    ("logo.svg", svg("<image href='http://out.example/x.png'/>")): "active",
    ("logo.svg", b"<!DOCTYPE svg [<!ENTITY a 'b'>]>" + svg()): "entity",
    ("사진.png", PDF): "disagrees",
    ("집행.xls", workbook()): "disagrees",
    ("사진.png", picture() + packed({"a.txt": b"1"})): "twofold",
    ("사진.gif", picture("GIF") + b"<script>1</script>"): "twofold",
    ("보고.pdf", PDF + packed({"a.txt": b"1"})): "twofold",
    ("사진.png", picture()[:40]): "broken",
    ("보고.pdf", PDF + b"<</S/JavaScript/JS(app.alert(1))>>"): "pdf_action",
    ("보고.pdf", PDF + b"<</S/J#61vaScript>>"): "pdf_action",
    ("보고.pdf", PDF + b"<</S/Launch/F(cmd.exe)>>"): "pdf_action",
    ("매크로.xlsx", workbook(xl__vbaProject_dot_bin=b"x")): "macro",
    ("매크로.doc", OLE + "_VBA_PROJECT".encode("utf-16-le")): "macro",
    ("폭탄.zip", bomb()): "bomb",
    ("거짓.zip", liar()): "bomb",
    ("깊은.zip", nested(5)): "too_deep",
    ("묶음.zip", packed({"../../etc/passwd": b"x"})): "path",
    ("묶음.zip", packed({"setup.exe": b"x"})): "program_inside",
    ("묶음.zip", packed({"사진.jpg": b"MZ\x90"})): "program_inside",
    ("책.xlsx", workbook(xl__bad_dot_xml=b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>")): "entity",
    ("자료.bin", b"text"): "ending",
    ("자료.txt", b"\x00\x01\x02\x03"): "unknown",
}  # fmt: skip
