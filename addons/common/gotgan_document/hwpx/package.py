"""The parts of an HWPX file: those of the blank document, with the sections of a paper."""

import zipfile
from contextlib import contextmanager
from io import BytesIO

from lxml import etree

HH = "{http://www.hancom.co.kr/hwpml/2011/head}"
OPF = "{http://www.idpf.org/2007/opf/}"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
PART = "{http://www.hancom.co.kr/hwpml/2016/meta/pkg#}hasPart"
SECTION_FILE = "http://www.hancom.co.kr/hwpml/2016/meta/pkg#SectionFile"
HEADER, MANIFEST, FIRST = "Contents/header.xml", "Contents/content.hpf", "Contents/section0.xml"
RELATIONS, PREVIEW = "META-INF/container.rdf", "Preview/PrvText.txt"
WRITTEN_LAST = {HEADER, MANIFEST, FIRST, RELATIONS, PREVIEW, "Preview/PrvImage.png"}
MADE = "2000-01-01T00:00:00Z"  # a document made twice is the same, byte for byte


class Package:
    """Writes the archive: what does not change first, then the sections, the header last."""

    def __init__(self, blank, paper):
        self.paper, self._blank = paper, blank
        self.header = etree.fromstring(blank[HEADER])
        self.template = blank[FIRST].decode()
        self._buffer, self._count, self._pictures = BytesIO(), 0, {}
        self._archive = zipfile.ZipFile(self._buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6)
        for name, data in blank.items():
            if name not in WRITTEN_LAST:
                self._write(name, data)

    def _write(self, name, data):
        kind = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
        self._archive.writestr(_entry(name), data, compress_type=kind)

    @contextmanager
    def section(self):
        """Give a function that writes text into the next section."""
        name = f"Contents/section{self._count}.xml"
        self._count += 1
        with self._archive.open(_entry(name), "w", force_zip64=True) as stream:
            yield lambda text: stream.write(text.encode())

    def keep_picture(self, data):
        """Return the name by which the sections speak of a picture (PNG), kept once."""
        return self._pictures.setdefault(data, f"image{len(self._pictures) + 1}")

    def close(self):
        """Return the bytes of the archive."""
        self._write_pictures()
        self.header.set("secCnt", str(self._count))
        self._write(HEADER, _serialize(self.header))
        self._write(MANIFEST, _serialize(self._manifest()))
        if RELATIONS in self._blank:
            self._write(RELATIONS, _serialize(self._relations()))
        self._write(PREVIEW, self.paper.title.encode())
        self._archive.close()
        return self._buffer.getvalue()

    def _write_pictures(self):
        if not self._pictures:
            return
        known = etree.SubElement(
            self.header.find(f"{HH}refList"), f"{HH}binDataList", itemCnt=str(len(self._pictures)),
        )
        for number, (data, name) in enumerate(self._pictures.items()):
            self._write(f"BinData/{name}.png", data)
            etree.SubElement(known, f"{HH}binItem", {
                "id": str(number), "Type": "Embedding", "BinData": f"{name}.png", "Format": "png",
            })

    def _manifest(self):
        """Return the list of parts, with the paper's title, issuer and sections."""
        root = etree.fromstring(self._blank[MANIFEST])
        for item in root.iter(f"{OPF}title"):
            item.text = " ".join(filter(None, (self.paper.title, self.paper.number)))
        for item in root.iter(f"{OPF}meta"):
            item.text = {
                "creator": self.paper.issuer, "lastsaveby": self.paper.issuer,
                "CreatedDate": MADE, "ModifiedDate": MADE, "date": MADE,
            }.get(item.get("name"), item.text)
        items, spine = root.find(f"{OPF}manifest"), root.find(f"{OPF}spine")
        for item in [*items]:
            if item.get("href") == "Preview/PrvImage.png":
                items.remove(item)
        for name in self._pictures.values():
            items.append(items.makeelement(f"{OPF}item", {
                "id": name, "href": f"BinData/{name}.png", "media-type": "image/png",
                "isEmbeded": "1",
            }))
        for number in range(1, self._count):
            items.append(items.makeelement(f"{OPF}item", {
                "id": f"section{number}", "href": f"Contents/section{number}.xml",
                "media-type": "application/xml",
            }))
            spine.append(spine.makeelement(
                f"{OPF}itemref", {"idref": f"section{number}", "linear": "yes"},
            ))
        return root

    def _relations(self):
        root = etree.fromstring(self._blank[RELATIONS])
        for number in range(1, self._count):
            part = f"Contents/section{number}.xml"
            whole = etree.SubElement(root, f"{RDF}Description", {f"{RDF}about": ""})
            etree.SubElement(whole, PART, {f"{RDF}resource": part})
            one = etree.SubElement(root, f"{RDF}Description", {f"{RDF}about": part})
            etree.SubElement(one, f"{RDF}type", {f"{RDF}resource": SECTION_FILE})
        return root


def _entry(name):
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _serialize(root):
    declaration = b'<?xml version="1.0" encoding="UTF-8" standalone="yes" ?>'
    return declaration + etree.tostring(root, encoding="utf-8")
