"""Other kinds of file: text in Chinese code pages, web pages called .xls, OpenDocument, encrypted, flat XML."""

import csv
from collections.abc import Iterable
from dataclasses import replace
from html import escape
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZipFile

from msoffcrypto.format.ooxml import OOXMLFile

from tests.workbooks.book import Book, Count, Money, Page, Share, workbook
from tests.workbooks.county import FULL, TOWNS


def _page(book: Book) -> Page:
    page = book.page()
    page.row(1, "云溪县2026年上半年工会工作统计表")
    page.row(2, "单位", "新建工会", "新增会员", "帮扶资金发放（万元）", "组建率（%）")
    for offset, unit in enumerate(TOWNS[:6]):
        page.put(3 + offset, 1, FULL[unit])
    page.fill(3, 2, TOWNS[:6], [Count("ORG-01"), Count("ORG-06"), Money("AID-01"), Share("ORG-05")])
    return page


def _rename(book: Book, sheet: str) -> None:
    """Text files have no sheets: what the reader calls theirs."""
    for key, said in list(book.observations.items()):
        book.observations[key] = replace(said, sheet=sheet)


def _text(rows: Iterable[Iterable[Any]], delimiter: str) -> str:
    written = StringIO()
    csv.writer(written, delimiter=delimiter).writerows(rows)
    return written.getvalue()


@workbook
def csv_in_gb18030(book: Book) -> None:
    """What Excel saves as CSV on a Chinese computer."""
    page = _page(book)
    book.file_name = "上半年统计.csv"
    book.content = _text(page.values(), ",").encode("gb18030")
    _rename(book, "Sheet1")


@workbook
def csv_in_utf_8_with_mark(book: Book) -> None:
    """UTF-8 with its mark, numbers with thousands separators in quotes."""
    page = _page(book)
    rows = page.values()
    unit = TOWNS[0]
    rows[2][2] = "1,234"
    page.figure(3, 3, "1,234", unit, "ORG-06", ("2026-01-01", "2026-06-30"), 1234)
    book.file_name = "上半年统计.csv"
    book.content = b"\xef\xbb\xbf" + _text(rows, ",").encode()
    _rename(book, "Sheet1")


@workbook
def text_with_tabs_in_utf_16(book: Book) -> None:
    """Excel's "Unicode text"."""
    page = _page(book)
    book.file_name = "上半年统计.txt"
    book.content = _text(page.values(), "\t").encode("utf-16")
    _rename(book, "Sheet1")


@workbook
def web_page_called_xls(book: Book) -> None:
    """An export of an office system: HTML with merged heads, named .xls."""
    page = _page(book)
    rows = page.values()
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(str(cell)) if cell is not None else '&nbsp;'}</td>" for cell in row) + "</tr>"
        for row in rows[1:]
    )
    head = f'<tr><td colspan="5">{rows[0][0]}</td></tr>'
    book.file_name = "导出.xls"
    book.content = (
        f'<html><head><meta charset="gb2312"></head><body><table border=1>{head}{body}</table></body></html>'.encode(
            "gb18030"
        )
    )
    _rename(book, "Sheet1")


@workbook
def open_document(book: Book) -> None:
    """.ods, as LibreOffice writes it."""
    page = _page(book)
    rows = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in page.values())
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
        ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
        "<office:body><office:spreadsheet>"
        f'<table:table table:name="季报">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    written = BytesIO()
    with ZipFile(written, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    book.file_name, book.content = "季报.ods", written.getvalue()


def _ods_cell(value: Any) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, int | float):
        cell = f'<table:table-cell office:value-type="float" office:value="{value}">'
        return f"{cell}<text:p>{value}</text:p></table:table-cell>"
    return f'<table:table-cell office:value-type="string"><text:p>{escape(str(value))}</text:p></table:table-cell>'


@workbook
def spreadsheet_in_flat_xml(book: Book) -> None:
    """XML 表格 2003, named .xls."""
    page = _page(book)
    rows = "".join(f"<Row>{''.join(map(_flat_cell, row))}</Row>" for row in page.values())
    book.file_name = "季报.xls"
    book.content = (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
        ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        f'<Worksheet ss:Name="季报"><Table>{rows}</Table></Worksheet></Workbook>'
    ).encode()


def _flat_cell(value: Any) -> str:
    if value is None:
        return "<Cell/>"
    kind = "Number" if isinstance(value, int | float) else "String"
    return f'<Cell><Data ss:Type="{kind}">{escape(str(value))}</Data></Cell>'


@workbook
def encrypted(book: Book) -> None:
    """A file with a password is refused, and it is said why."""
    _page(book)
    written = BytesIO()
    OOXMLFile(BytesIO(book.saved())).encrypt("工会2026", written)
    book.content = written.getvalue()
    book.forget()
    book.expect("encrypted")


@workbook
def called_xlsx_and_really_text(book: Book) -> None:
    """A CSV whose name was changed to .xlsx is read for what it is."""
    page = _page(book)
    book.file_name = "上半年统计.xlsx"
    book.content = _text(page.values(), ",").encode("gb18030")
    _rename(book, "Sheet1")
