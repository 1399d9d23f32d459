"""The type of a file by its content, and which names go with it."""

import io
import zipfile

# What people bring in, by the ending of the name: the types its content may have.
ALLOWED = {
    "pdf": {"pdf"}, "hwp": {"hwp"}, "hwpx": {"hwpx"},
    "xlsx": {"xlsx"}, "docx": {"docx"}, "pptx": {"pptx"},
    "xls": {"ole"}, "doc": {"ole"}, "ppt": {"ole"},
    "ods": {"ods"}, "odt": {"odt"}, "odp": {"odp"},
    "csv": {"text"}, "tsv": {"text"}, "txt": {"text"}, "md": {"text"}, "log": {"text"},
    "json": {"text"}, "ics": {"text"}, "po": {"text"}, "xml": {"xml", "text"},
    "jpg": {"jpg"}, "jpeg": {"jpg"}, "jfif": {"jpg"}, "png": {"png"}, "gif": {"gif"},
    "bmp": {"bmp"}, "tif": {"tif"}, "tiff": {"tif"}, "webp": {"webp"}, "svg": {"svg"},
    "ico": {"ico"}, "zip": {"zip"},
}  # fmt: skip
TYPES = frozenset(one for types in ALLOWED.values() for one in types)
MIME = {
    "pdf": "application/pdf", "hwp": "application/x-hwp", "hwpx": "application/hwp+zip",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "text": "text/plain", "xml": "text/plain", "jpg": "image/jpeg", "png": "image/png",
    "gif": "image/gif", "bmp": "image/bmp", "tif": "image/tiff", "webp": "image/webp",
    "svg": "image/svg+xml", "ico": "image/x-icon", "zip": "application/zip",
}  # fmt: skip
OLE_MIME = {
    "xls": "application/vnd.ms-excel", "doc": "application/msword",
    "ppt": "application/vnd.ms-powerpoint",
}  # fmt: skip
TEXT_MIME = {"csv": "text/csv", "json": "application/json", "ics": "text/calendar"}
IMAGES = frozenset(["jpg", "png", "gif", "bmp", "tif", "webp", "ico"])
ZIPPED = frozenset(["zip", "xlsx", "docx", "pptx", "hwpx", "ods", "odt", "odp"])

_SIGNATURES = (
    (b"%PDF-", "pdf"), (b"\xff\xd8\xff", "jpg"), (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"), (b"GIF89a", "gif"), (b"II*\x00", "tif"), (b"MM\x00*", "tif"),
    (b"\x00\x00\x01\x00", "ico"), (b"HWP Document File", "hwp"), (b"MZ", "program"),
    (b"\x7fELF", "program"), (b"#!", "program"), (b"\xca\xfe\xba\xbe", "program"),
    (b"\xcf\xfa\xed\xfe", "program"), (b"\xfe\xed\xfa", "program"), (b"\x00asm", "program"),
    (b"L\x00\x00\x00\x01\x14\x02\x00", "program"), (b"{\\rtf", "rtf"),
)  # fmt: skip
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PARTS = {"xl/": "xlsx", "word/": "docx", "ppt/": "pptx"}
_KINDS = {
    b"application/hwp+zip": "hwpx",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.presentation": "odp",
}  # fmt: skip
_HTML = (
    "<!doctype html", "<html", "<head", "<body", "<script", "<iframe", "<object", "<embed",
    "<style", "<table", "<div", "<a ", "<img", "<h1", "<p>", "<br", "<meta", "<form", "<link",
)  # fmt: skip


def get_ending(name):
    """Return the ending of a file name in small letters.

    >>> get_ending("견적서.PDF"), get_ending("이름"), get_ending("a.tar.gz")
    ('pdf', '', 'gz')
    """
    head, dot, ending = name.strip().rstrip(". ").rpartition(".")
    return ending.lower() if dot and head else ""


def detect(data):
    """Return the type of a content: one of ``TYPES``, ``program``, ``html``, ``rtf``, ``unknown``.

    >>> detect(b"%PDF-1.7"), detect(b"MZ\\x90"), detect("가,나".encode("cp949"))
    ('pdf', 'program', 'text')
    >>> detect(b"  <script>1</script>"), detect(b"<svg xmlns='x'/>"), detect(b"\\x00\\x01\\x02")
    ('html', 'svg', 'unknown')
    """
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return kind
    if data.startswith(_OLE):
        return "hwp" if b"HWP Document File" in data else "ole"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return detect_zipped(data)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if data[:2] == b"BM" and int.from_bytes(data[2:6], "little") == len(data):
        return "bmp"
    return detect_text(data)


def detect_zipped(data):
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            kind = archive.open("mimetype").read(100).strip() if "mimetype" in names else b""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        return "unknown"
    if kind in _KINDS:
        return _KINDS[kind]
    if "[Content_Types].xml" in names:
        found = [kind for part, kind in _PARTS.items() if any(n.startswith(part) for n in names)]
        return found[0] if found else "unknown"
    if "META-INF/MANIFEST.MF" in names or "AndroidManifest.xml" in names:
        return "program"
    return "zip"


def detect_text(data):
    text = read_text(data)
    if text is None:
        return "unknown"
    start = text.lstrip("\ufeff \t\r\n\f").lower()
    if start.startswith(_HTML):
        return "html"
    if start.startswith(("<?xml", "<!--", "<!doctype", "<svg")):
        body = start[:65536]
        if "<html" in body or "<!doctype html" in body:
            return "html"
        return "svg" if "<svg" in body else "xml"
    return "text"


def read_text(data):
    """Return a content as text, or nothing where it is none; the encodings of Korean offices."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        codes = ("utf-16",)
    elif b"\x00" in data:
        return None
    else:
        codes = ("utf-8", "cp949")
    for code in codes:
        try:
            return data.decode(code)
        except UnicodeDecodeError:
            continue
    return None


def get_mime(kind, name):
    """Return the media type a file is stored and served with: from its content, never its sender.

    >>> get_mime("text", "a.csv"), get_mime("ole", "b.xls"), get_mime("xml", "c.xml")
    ('text/csv', 'application/vnd.ms-excel', 'text/plain')
    """
    ending = get_ending(name)
    if kind == "ole":
        return OLE_MIME.get(ending, "application/octet-stream")
    if kind == "text":
        return TEXT_MIME.get(ending, "text/plain")
    return MIME.get(kind, "application/octet-stream")
