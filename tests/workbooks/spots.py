"""What programs put on a sheet besides cells: hidden parts, pictures, comments, filters, other calendars."""

from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.styles import Border, Side
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.datavalidation import DataValidation
from PIL import Image as Picture

from tests.workbooks.book import Book, Count, Page, workbook
from tests.workbooks.county import FULL, TOWNS


def _page(book: Book, units: list[str], title: str = "季报") -> Page:
    page = book.page(title)
    page.title("2026年上半年工会工作统计表", 4)
    page.row(2, "单位", "新建工会", "新增会员", "劳动竞赛")
    for offset, unit in enumerate(units):
        page.put(3 + offset, 1, FULL[unit])
    page.fill(3, 2, units, [Count("ORG-01"), Count("ORG-06"), Count("SKL-01")])
    return page


@workbook
def hidden_rows(book: Book) -> None:
    """Two townships in hidden rows are read, and it is said."""
    page = _page(book, TOWNS[:6])
    for row in (5, 6):
        page.sheet.row_dimensions[row].hidden = True
    book.expect("hidden-cells", "季报", "B5")


@workbook
def hidden_column(book: Book) -> None:
    """An indicator in a hidden column is read, and it is said."""
    page = _page(book, TOWNS[:6])
    page.sheet.column_dimensions["C"].hidden = True
    book.expect("hidden-cells", "季报", "C3")


@workbook
def hidden_sheet(book: Book) -> None:
    """A hidden sheet with figures of its own is read, and it is said."""
    _page(book, TOWNS[:6])
    page = book.page("旧表")
    page.title("2026年上半年工会经费情况", 2)
    page.row(2, "单位", "缴费单位")
    for offset, unit in enumerate(TOWNS[:6]):
        page.put(3 + offset, 1, FULL[unit])
    page.fill(3, 2, TOWNS[:6], [Count("FIN-02")])
    page.sheet.sheet_state = "hidden"
    book.expect("hidden-sheet", "旧表")


@workbook
def pictures_and_stamps(book: Book) -> None:
    """A scanned stamp over the table."""
    page = _page(book, TOWNS[:6])
    stamp = BytesIO()
    Picture.new("RGB", (40, 40), (200, 0, 0)).save(stamp, "PNG")
    stamp.seek(0)
    page.sheet.add_image(Image(stamp), "C5")


@workbook
def comments_validation_filter_and_panes(book: Book) -> None:
    """Comments, drop-down lists, a filter, frozen panes, print titles, a drawn diagonal."""
    page = _page(book, TOWNS[:6])
    sheet = page.sheet
    sheet["B3"].comment = Comment("请核实：上季度为12", "审核")
    validation = DataValidation("whole", operator="greaterThanOrEqual", formula1="0")
    sheet.add_data_validation(validation)
    validation.add("B3:D8")
    sheet.auto_filter.ref = "A2:D8"
    sheet.freeze_panes = "B3"
    sheet.print_title_rows = "1:2"
    sheet["A2"].border = Border(diagonal=Side("thin"), diagonalDown=True)


@workbook
def calendar_of_1904(book: Book) -> None:
    """A workbook that counts days from 1904, with its span in cells of days."""
    book.workbook.epoch = CALENDAR_MAC_1904
    page = book.page()
    page.row(1, "单位", "指标", "起始日期", "截止日期", "数值")
    for offset, unit in enumerate(TOWNS[:4]):
        page.row(2 + offset, FULL[unit], "新建工会", datetime(2026, 1, 1), datetime(2026, 6, 30))  # noqa: DTZ001
        page.fill(2 + offset, 5, [unit], [Count("ORG-01")])


@workbook
def as_wps_writes_it(book: Book) -> None:
    """WPS: a dimension that lies, styles of its own, rows with spans, an extension list, texts in rich runs."""
    _page(book, TOWNS[:6])
    plain = book.saved()
    written = BytesIO()
    with ZipFile(BytesIO(plain)) as source, ZipFile(written, "w", ZIP_DEFLATED) as target:
        for entry in source.infolist():
            target.writestr(entry.filename, _as_wps(entry.filename, source.read(entry)))
    book.content = written.getvalue()


def _as_wps(name: str, part: bytes) -> bytes:
    if name == "xl/worksheets/sheet1.xml":
        part = part.replace(b'<dimension ref="A1:D8"', b'<dimension ref="A1"').replace(
            b'<dimension ref="A1:D8" />', b'<dimension ref="A1"/>'
        )
        part = part.replace(
            b"<sheetData>", b'<sheetData xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData">'
        )
        return part.replace(
            b'<row r="3"',
            b'<row r="3" spans="1:4" ht="20.1" customHeight="1" x14ac:dyDescent="0.2" xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"',
        )
    if name == "xl/sharedStrings.xml":
        return part.replace(
            "<t>新建工会</t>".encode(),
            '<r><rPr><b/><rFont val="仿宋_GB2312"/></rPr><t>新建</t></r><r><t>工会</t></r>'
            '<phoneticPr fontId="1" type="noConversion"/>'.encode(),
        )
    return part


@workbook
def thousand_blank_formatted_rows(book: Book) -> None:
    """Borders drawn down to row 1,000 and twenty empty columns: still one small table."""
    page = _page(book, TOWNS[:6])
    thin = Side("thin")
    for row in range(1, 1000):
        page.sheet.cell(row, 24).border = Border(left=thin)
