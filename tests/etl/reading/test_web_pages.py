"""Tables in web pages saved as workbooks, and in workbooks saved as XML."""

import pytest

from etl.model import MergedRange
from etl.reading import Limits, UnreadableFile, read_sheets

_TABLE = """<table>
<tr><td rowspan=2>单位</td><td colspan=2>组织&nbsp;建设</td></tr>
<tr><td>新建<br>工会</td><td>新增会员</td></tr>
<tr><td>城关镇</td><td>&nbsp;</td><td x:num="1234.5">1,234.5</td></tr>
</table>"""


@pytest.mark.parametrize("encoding", ["utf-8", "gb2312", "utf-16"])
def test_a_page_saved_as_xls_is_read_with_its_merged_heads(encoding: str) -> None:
    page = f'<html><head><meta charset="{encoding}"></head><body>{_TABLE}</body></html>'
    (sheet,) = read_sheets(page.encode(encoding), "季报.xls")
    assert [list(row) for row in sheet.rows] == [
        ["单位", "组织 建设", ""], ["", "新建\n工会", "新增会员"], ["城关镇", "", 1234.5],
    ]  # fmt: skip
    assert sheet.merged == (MergedRange(0, 0, 1, 0), MergedRange(0, 1, 0, 2))


def test_a_wrongly_declared_encoding_is_seen_through() -> None:
    page = f'<html><head><meta charset="utf-8"></head><body>{_TABLE}</body></html>'
    (sheet,) = read_sheets(page.encode("gb18030"), "季报.xls")
    assert sheet.rows[0][0] == "单位"


def test_each_innermost_table_is_a_sheet_named_by_its_caption() -> None:
    page = (
        "<table><tr><td><table><caption>乡镇</caption><tr><td>1</td></tr></table></td>"
        "<td><table><tr><td>2</td></tr></table></td></tr></table>"
    )
    assert [(sheet.name, list(sheet.rows[0])) for sheet in read_sheets(page.encode(), "季报.htm")] == [
        ("乡镇", ["1"]), ("Sheet2", ["2"]),
    ]  # fmt: skip


def test_a_range_that_reaches_down_pushes_later_cells_aside() -> None:
    page = "<table><tr><td>a<td rowspan=3 colspan=2>b<td>c<tr><td>d<td>e<tr><td>f<td>g</table>"
    (sheet,) = read_sheets(page.encode(), "x.xls")
    assert [list(row) for row in sheet.rows] == [["a", "b", "", "c"], ["d", "", "", "e"], ["f", "", "", "g"]]


def test_spans_of_billions_do_not_become_cells() -> None:
    page = "<table><tr><td rowspan=999999999 colspan=999999999>a</td></tr><tr><td>b</td></tr></table>"
    with pytest.raises(UnreadableFile) as refused:
        read_sheets(page.encode(), "x.xls")
    assert refused.value.rule == "too-large"


def test_too_many_tables_are_refused() -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_sheets(b"<table><tr><td>1</table>" * 20, "x.htm", Limits(sheets=10))
    assert refused.value.rule == "too-large"


@pytest.mark.parametrize("page", ["<html><body>请登录</body></html>", "<!DOCTYPE html><p>404"])
def test_a_page_without_a_table_is_refused(page: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_sheets(page.encode(), "季报.xls")
    assert (refused.value.rule, refused.value.message) == (
        "unsupported-format",
        "“季报.xls”是不含表格的网页，无法作为表格读取。",
    )


def test_a_single_file_web_page_is_read() -> None:
    page = (
        'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n--x\n'
        'Content-Type: text/html; charset="utf-8"\nContent-Transfer-Encoding: quoted-printable\n\n'
        "<html><table><tr><td>=E5=9F=8E=E5=85=B3</td></tr></table></html>\n--x--\n"
    )
    (sheet,) = read_sheets(page.encode(), "季报.mht")
    assert [list(row) for row in sheet.rows] == [["城关"]]


_XML = """<?xml version="1.0" encoding="{encoding}"?>
<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="季报"><Table>
<Row><Cell ss:MergeAcross="1"><Data ss:Type="String">标题</Data></Cell></Row>
<Row ss:Index="3"><Cell><Data ss:Type="String">城关镇</Data></Cell>
<Cell ss:Index="3"><Data ss:Type="Number">65.5</Data></Cell>
<Cell><Data ss:Type="Error">#REF!</Data></Cell><Cell><Data ss:Type="Boolean">1</Data></Cell></Row>
</Table></Worksheet></Workbook>"""


@pytest.mark.parametrize("encoding", ["utf-8", "gb2312"])
def test_a_workbook_saved_as_xml_is_read(encoding: str) -> None:
    (sheet,) = read_sheets(_XML.format(encoding=encoding).encode(encoding), "季报.xml")
    assert sheet.name == "季报"
    assert [list(row) for row in sheet.rows] == [
        ["标题", "", "", "", ""], ["", "", "", "", ""], ["城关镇", "", 65.5, "", True],
    ]  # fmt: skip
    assert sheet.merged == (MergedRange(0, 0, 0, 1),)
    assert sheet.error_cells == {(2, 3): "#REF!"}


def test_entities_of_an_xml_workbook_are_not_followed() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    content = _XML.format(encoding="utf-8").replace("<Workbook", bomb + "<Workbook", 1).replace("标题", "&b;&f;")
    (sheet,) = read_sheets(content.encode(), "季报.xml")
    assert "root" not in str(sheet.rows[0][0])
