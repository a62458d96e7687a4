"""Workbooks with planted mistakes, and what stands in the slips made from them."""

import io
import zipfile
from collections.abc import Mapping

import openpyxl
from openpyxl.workbook import Workbook

HEADS = ["单位", "新建工会(家)", "新增会员(人)", "帮扶资金发放(万元)"]
MISTAKES = {"A5": "丙镇总工会", "B4": "九十几家", "D4": -3}
"""Cell → what was written there wrongly: a unit that is not on the roster, words for a figure, a negative one."""
MENDED = {"A5": "乙乡", "B4": 9, "D4": 3}


def mistaken() -> Workbook:
    """A report with a merged title and three mistakes."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "季报"
    sheet.append(["2026年1—6月工会工作统计表"])
    sheet.merge_cells("A1:D1")
    sheet.append(["填报单位：某县总工会"])
    sheet.append(HEADS)
    sheet.append(["甲镇", 7, 65, 97.8])
    sheet.append(["乙乡", 8, 20, 12.25])
    for cell, wrong in MISTAKES.items():
        sheet[cell] = wrong
    return book


def mended(book: Workbook) -> Workbook:
    """The same with the mistakes corrected, as the sender would in the slip."""
    for cell, right in MENDED.items():
        book["季报"][cell] = right
    return book


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def opened(content: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def parts(content: bytes) -> dict[str, bytes]:
    """The parts of a package by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(held: Mapping[str, bytes]) -> bytes:
    """A package of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in held.items():
            archive.writestr(name, content)
    return out.getvalue()


def comments(book: Workbook) -> dict[str, str]:
    """季报!B4 → what its comment says, of every cell that has one."""
    return {
        f"{sheet.title}!{cell.coordinate}": cell.comment.text
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment is not None
    }


def coloured(book: Workbook) -> set[str]:
    """The cells of the sender's sheets that have a solid fill."""
    return {
        f"{sheet.title}!{cell.coordinate}"
        for sheet in book.worksheets[1:]
        for row in sheet.iter_rows()
        for cell in row
        if cell.fill.patternType == "solid"
    }
