"""A PDF for the archive: PDF/A-3b that carries a file with what it says as data.

What makes the difference to a plain PDF is added here: an identification, the colours' profile,
metadata, and the attached file with its relation to the document (ISO 19005-3).
"""

import hashlib
from io import BytesIO
from xml.sax.saxutils import escape
from zlib import compress

from odoo.tools.misc import file_open
from odoo.tools.pdf import (
    ArrayObject,
    ByteStringObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    OdooPdfFileReader,
    OdooPdfFileWriter,
    createStringObject,
)

PRODUCER = "Gotgan"
PROFILE = "tools/data/files/sRGB2014.icc"
METADATA = """<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<pdfaid:part>3</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<pdf:Producer>{producer}</pdf:Producer>
</rdf:Description></rdf:RDF></x:xmpmeta>"""


def archive_pdf(content, name, data, title):
    """Return the PDF ``content`` as PDF/A-3b with ``data`` (bytes of JSON) attached as ``name``."""
    writer = OdooPdfFileWriter()
    writer.cloneReaderDocumentRoot(OdooPdfFileReader(BytesIO(content), strict=False))
    writer._header = b"%PDF-1.7"
    mark = ByteStringObject(hashlib.sha256(content + data).digest()[:16])
    writer._set_id(ArrayObject((mark, mark)))
    writer.addAttachment(name, data, subtype="application/json")
    _add_profile(writer)
    metadata = METADATA.format(title=escape(title), producer=PRODUCER)
    writer.add_file_metadata(metadata.encode())
    writer.addMetadata({"/Title": title, "/Producer": PRODUCER})
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def _add_profile(writer):
    """Say in which colour space the pages are written."""
    with file_open(PROFILE, mode="rb") as file:
        packed = compress(file.read())
    profile = DecodedStreamObject()
    profile.setData(packed)
    profile.update({
        NameObject("/Filter"): NameObject("/FlateDecode"),
        NameObject("/N"): NumberObject(3),
        NameObject("/Length"): NumberObject(len(packed)),
    })
    intent = DictionaryObject({
        NameObject("/Type"): NameObject("/OutputIntent"),
        NameObject("/S"): NameObject("/GTS_PDFA1"),
        NameObject("/OutputConditionIdentifier"): createStringObject("sRGB"),
        NameObject("/DestOutputProfile"): writer._addObject(profile),
    })
    writer._root_object.update({
        NameObject("/OutputIntents"): ArrayObject([writer._addObject(intent)]),
    })
