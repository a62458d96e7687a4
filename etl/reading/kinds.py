"""What a file is, told from its content; its name is only asked where the content cannot tell."""

import io
import re
import zipfile
from enum import StrEnum

from etl.reading.limits import MEGABYTE, Limits
from etl.reading.refusal import Refused
from guoban.zips import BROKEN_ZIP_IN_MEMORY


class Kind(StrEnum):
    """The kinds of file that can be read."""

    XLSX = "xlsx"
    XLSB = "xlsb"
    ODS = "ods"
    XLS = "xls"
    ENCRYPTED = "encrypted office"
    HTML = "html"
    MHTML = "mhtml"
    SPREADSHEETML = "spreadsheetml"
    TEXT = "text"


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_SIGNATURES = (
    (b"%PDF", "unsupported-format", "pdf"),
    (b"{\\rtf", "unsupported-format", "rtf"),
    (b"\x89PNG", "unsupported-format", "image"),
    (b"\xff\xd8\xff", "unsupported-format", "image"),
    (b"GIF8", "unsupported-format", "image"),
    (b"BM", "unsupported-format", "image"),
    (b"II*\x00", "unsupported-format", "image"),
    (b"MM\x00*", "unsupported-format", "image"),
    (b"RIFF", "unsupported-format", "image"),
    (b"Rar!", "archive", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive", "archive"),
    (b"\x1f\x8b", "archive", "archive"),
    (b"MZ", "unsupported-format", "program"),
    (b"\x7fELF", "unsupported-format", "program"),
    (b"\x00\x01\x00\x00Standard", "unsupported-format", "access"),
    (b"\x00\x00\x02\x00\x04\x04", "unsupported-format", "lotus"),
    (b"\x00\x00\x02\x00\x05\x04", "unsupported-format", "lotus"),
    (b"\x00\x00\x02\x00\x06\x04", "unsupported-format", "lotus"),
    (b"\x00\x00\x1a\x00", "unsupported-format", "lotus"),
)

_RAW_EXCEL = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x08\x00", b"\x09\x08\x10\x00")
"""How the stream of an old workbook begins where it was not put into an OLE file (Excel 2 to 5)."""

_STREAMS = (
    ("EncryptedPackage", Kind.ENCRYPTED, ""),
    ("Workbook", Kind.XLS, ""),
    ("Book", Kind.XLS, ""),
    ("WordDocument", None, "word"),
    ("PowerPoint Document", None, "powerpoint"),
    ("__properties_version1.0", None, "outlook"),
)

_PARTS = (
    (re.compile(r"xl/workbook\d*\.bin", re.I), Kind.XLSB, ""),
    (re.compile(r"xl/workbook\d*\.xml", re.I), Kind.XLSX, ""),
    (re.compile(r"word/document.*\.xml", re.I), None, "word"),
    (re.compile(r"ppt/presentation.*\.xml", re.I), None, "powerpoint"),
    (re.compile(r"Index(\.zip|/.*\.iwa)"), None, "numbers"),
    (re.compile(r"xl/.*sheet.*\.bin", re.I), Kind.XLSB, ""),
    (re.compile(r".*sheet.*\.xml", re.I), Kind.XLSX, ""),
)


def kind_of(content: bytes, file_name: str, limits: Limits) -> Kind:
    """The kind of a file, or `Refused` with what it is instead. Nothing is unpacked."""
    refuse_at_sight(content, file_name, limits)
    if not content.strip(b"\x00 \t\r\n\x1a\xef\xbb\xbf\xff\xfe"):
        raise Refused("empty-file")
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(content, limits)
    if content.startswith(OLE):
        return _compound(content)
    if content.startswith(_RAW_EXCEL):
        return Kind.XLS
    for signature, rule, what in _SIGNATURES:
        if content.startswith(signature) and (len(signature) > 2 or not _reads_as_text(content)):
            raise Refused(rule, what=what)
    return _written(content, file_name)


def _too_many(what: str, size: int, limit: int) -> Refused:
    """size, limit: in bytes; what is a little too large is never told as large as the limit."""
    return Refused("too-large", what=what, size=f"{-(-size // MEGABYTE):,}", limit=f"{limit // MEGABYTE:,}")


def refuse_at_sight(content: bytes, file_name: str, limits: Limits) -> None:
    """Refuse what its name and size alone tell: a lock file, a file beyond the limit."""
    name = re.split(r"[\\/]", file_name)[-1]
    if name.startswith(("~$", ".~")) and len(content) < 1024:
        raise Refused("lock-file")
    if len(content) > limits.file_bytes:
        raise _too_many("bytes", len(content), limits.file_bytes)


def _zipped(content: bytes, limits: Limits) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            unpacked = sum(entry.file_size for entry in entries)
            names = [entry.filename.replace("\\", "/").lstrip("/") for entry in entries]
            mimetype = next(
                (entry for entry in entries if entry.filename == "mimetype" and entry.file_size < 200), None
            )
            declared = archive.read(mimetype).decode("ascii", "replace") if mimetype else ""
    except BROKEN_ZIP_IN_MEMORY as problem:
        raise Refused("damaged") from problem
    if unpacked > limits.unpacked_bytes:
        raise _too_many("unpacked", unpacked, limits.unpacked_bytes)
    if "opendocument" in declared:
        if "spreadsheet" not in declared:
            raise Refused("unsupported-format", what="opendocument")
        return Kind.ODS
    for pattern, kind, what in _PARTS:
        if any(pattern.fullmatch(name) for name in names):
            if kind is None:
                raise Refused("unsupported-format", what=what)
            return kind
    if "content.xml" in names:
        return Kind.ODS
    raise Refused("archive", what="archive") if entries else Refused("empty-file")


def _compound(content: bytes) -> Kind:
    """An OLE file: old Excel, WPS .et, an encrypted new workbook, or another program's."""
    import olefile  # type: ignore[import-untyped]

    try:
        with olefile.OleFileIO(io.BytesIO(content)) as file:
            names = {parts[0].casefold() for parts in file.listdir(streams=True, storages=True)}
    except Exception as problem:
        raise Refused("damaged") from problem
    for name, kind, what in _STREAMS:
        if name.casefold() in names:
            if kind is None:
                raise Refused("unsupported-format", what=what)
            return kind
    raise Refused("not-a-workbook")


def _written(content: bytes, file_name: str) -> Kind:
    """A file without a signature: one of the written kinds, by what it says at its beginning."""
    if re.match(rb"ID;P[^\r\n]*[\r\n]+[BCFP];", content):
        raise Refused("unsupported-format", what="sylk")
    head = content[:65536].replace(b"\x00", b"").lower() if _reads_as_text(content) else b""
    start = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if start.startswith(b"mime-version:") and b"text/html" in head:
        return Kind.MHTML
    if start.startswith(b"<"):
        if b"urn:schemas-microsoft-com:office:spreadsheet" in head and b"<html" not in head:
            return Kind.SPREADSHEETML
        if re.search(rb"<(html|table|!doctype html|body|div|meta)\b", head):
            return Kind.HTML
        raise Refused("unsupported-format", what="xml")
    if head:
        return Kind.TEXT
    if content[:1] in b"\x03\x04\x30\x31\x32\x83\x8b\x8c\xf5" and file_name.casefold().endswith(".dbf"):
        raise Refused("unsupported-format", what="dbase")
    raise Refused("not-a-workbook")


def _reads_as_text(content: bytes) -> bool:
    """No control characters at its beginning but those of text; UTF-16 has NUL in it, regularly or after its mark."""
    head = content[:4096]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or _nul_regularly(head):
        return True
    return not re.search(rb"[\x00-\x08\x0e-\x19\x1b-\x1f]", head)


def _nul_regularly(head: bytes) -> bool:
    even, odd = head[::2].count(0), head[1::2].count(0)
    return max(even, odd) > len(head) // 8 and min(even, odd) == 0
