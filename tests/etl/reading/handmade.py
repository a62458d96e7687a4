"""Files made byte by byte, for what no writer writes."""

import io
import struct
import zipfile
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

import openpyxl
from msoffcrypto.format.ooxml import OOXMLFile

_CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def workbook(cells: Mapping[str, object], *, formats: Mapping[str, str] | None = None) -> bytes:
    """An .xlsx with one sheet, 季报, of these cells."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "季报"
    for address, value in cells.items():
        sheet[address] = value
    for address, code in (formats or {}).items():
        sheet[address].number_format = code
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    """The bytes of a workbook."""
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def package(sheet_data: str, *, dimension: str = "A1") -> bytes:
    """An .xlsx whose one sheet, 季报, has exactly this inside <sheetData>."""
    parts = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE_RELATIONS}"><Relationship Id="rId1" Type="{_RELATIONS}/'
        'officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>'
        '<sheet name="季报" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE_RELATIONS}"><Relationship Id="rId1"'
        f' Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}"><dimension ref="{dimension}"/>'
        f"<sheetData>{sheet_data}</sheetData></worksheet>",
    }
    return zipped(parts)


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip file of these parts."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return written.getvalue()


def declaring(content: bytes, size: int) -> bytes:
    """A zip file whose first entry says that it unpacks to `size` bytes."""
    place = content.index(b"PK\x01\x02") + 24
    return content[:place] + struct.pack("<I", size) + content[place + 4 :]


def locked(content: bytes, password: str) -> bytes:
    """An .xlsx encrypted with a password, as Excel does it."""
    written = io.BytesIO()
    OOXMLFile(io.BytesIO(content)).encrypt(password, written)
    return written.getvalue()


def oldest_excel(numbers: Mapping[tuple[int, int], float], texts: Mapping[tuple[int, int], str]) -> bytes:
    """A worksheet of Excel 2: records without an OLE file around them."""

    def record(kind: int, body: bytes) -> bytes:
        return struct.pack("<HH", kind, len(body)) + body

    stream = record(0x0009, struct.pack("<HH", 2, 0x10))
    for (row, column), number in numbers.items():
        stream += record(0x0003, struct.pack("<HH3xd", row, column, number))
    for (row, column), text in texts.items():
        stream += record(0x0004, struct.pack("<HH3xB", row, column, len(text)) + text.encode("ascii"))
    return stream + record(0x000A, b"")


def opendocument(table: str) -> bytes:
    """An .ods with one sheet, 季报, of these rows."""
    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    parts: dict[str, str | bytes] = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        "content.xml": f'<office:document-content xmlns:office="{office}"'
        ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="季报">{table}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>",
    }
    return zipped(parts)


def binary_workbook(
    rows: Mapping[int, Sequence[float]], hidden_rows: Collection[int] = (), hidden_columns: Collection[int] = ()
) -> bytes:
    """An .xlsb with one sheet, 季报, of these rows of numbers."""

    def record(kind: int, body: bytes = b"") -> bytes:
        number = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
        return number + bytes([len(body)]) + body

    def text(said: str) -> bytes:
        return struct.pack("<I", len(said)) + said.encode("utf-16-le")

    columns = b"".join(record(60, struct.pack("<4IH", column, column, 2304, 0, 1)) for column in hidden_columns)
    table = b""
    for row, figures in rows.items():
        table += record(0, struct.pack("<2IHBBBI", row, 0, 300, 0, 0x10 if row in hidden_rows else 0, 0, 0))
        table += b"".join(record(5, struct.pack("<2Id", place, 0, figure)) for place, figure in enumerate(figures))
    size = max(rows), max(map(len, rows.values())) - 1
    sheet = record(129) + record(148, struct.pack("<4I", 0, size[0], 0, size[1]))
    sheet += record(390) + columns + record(391) + record(145) + table + record(146) + record(130)
    relation = f'<Relationships xmlns="{_PACKAGE_RELATIONS}"><Relationship Id="rId1" Type="{_RELATIONS}/'
    listed = record(156, struct.pack("<2I", 0, 1) + text("rId1") + text("季报"))
    return zipped(
        {
            "[Content_Types].xml": _CONTENT_TYPES.replace("workbook.xml", "workbook.bin"),
            "_rels/.rels": f'{relation}officeDocument" Target="xl/workbook.bin"/></Relationships>',
            "xl/workbook.bin": record(131) + record(143) + listed + record(144) + record(132),
            "xl/_rels/workbook.bin.rels": f'{relation}worksheet" Target="worksheets/sheet1.bin"/></Relationships>',
            "xl/worksheets/sheet1.bin": sheet,
        }
    )


def moment(written: str) -> datetime:
    """A day and time as a workbook holds it, without a time zone."""
    return datetime.fromisoformat(written)
