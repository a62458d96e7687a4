"""Files that give no sheets, and what is said of each."""

import io
import zipfile

import pytest
from handmade import declaring, package, workbook, zipped
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.reading import Limits, UnreadableFile, read_sheets
from etl.reading.limits import MEGABYTE
from etl.reading.refusal import PARTICULARS, RULES, Refused, unreadable
from guoban.text import speaking, words


def _refusal(content: bytes, file_name: str = "季报.xlsx", limits: Limits | None = None) -> UnreadableFile:
    with pytest.raises(UnreadableFile) as refused:
        read_sheets(content, file_name, limits or Limits())
    return refused.value


@pytest.mark.parametrize(
    ("content", "rule", "said"),
    [
        (b"", "empty-file", "空文件"),
        (b" \r\n\t", "empty-file", "空文件"),
        (b"\0" * 512, "empty-file", "空文件"),
        (b"\xef\xbb\xbf", "empty-file", "空文件"),
        (b"%PDF-1.7\n1 0 obj", "unsupported-format", "PDF 文档"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "unsupported-format", "图片"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "unsupported-format", "图片"),
        (b"{\\rtf1\\ansi", "unsupported-format", "RTF 文档"),
        (b"ID;PWXL;N;E\r\nC;X1;Y1;K1\r\nE", "unsupported-format", "SYLK 表格"),
        (b"MZ\x90\0\x03\0\0\0", "unsupported-format", "程序文件"),
        (b"Rar!\x1a\x07\x01\0", "archive", "压缩包"),
        (b"<?xml version='1.0'?><rss><a/></rss>", "unsupported-format", "XML"),
        (bytes(range(256)) * 8, "not-a-workbook", "不是电子表格"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "damaged", "已损坏"),
        (b"PK\x03\x04" + b"\0" * 100, "damaged", "已损坏"),
        (workbook({"A1": 1})[:3000], "damaged", "已损坏"),
        (zipped({"word/document.xml": "<x/>"}), "unsupported-format", "Word 文档"),
        (zipped({"ppt/presentation.xml": "<x/>"}), "unsupported-format", "PowerPoint"),
        (zipped({"Index/Document.iwa": b""}), "unsupported-format", "Numbers"),
        (zipped({"季报.xlsx": b"PK", "说明.txt": b""}), "archive", "压缩包"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "unsupported-format", "非电子表格"),
        (zipped({"xl/workbook.xml": "<workbook/>"}), "damaged", "已损坏"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_workbook_is_told_for_what_it_is(content: bytes, rule: str, said: str) -> None:
    refusal = _refusal(content)
    assert refusal.rule == rule
    assert refusal.message.startswith("“季报.xlsx”")
    assert said in refusal.message
    assert refusal.hint


@pytest.mark.parametrize("file_name", ["~$季报.xlsx", ".~季报.xlsx", "C:\\报表\\~$季报.xlsx", "报表/.~季报.et"])
def test_the_marker_of_an_open_workbook_is_told_from_the_workbook(file_name: str) -> None:
    assert _refusal(b"\x06admin" + b" " * 159, file_name).rule == "lock-file"


def test_a_workbook_named_like_a_marker_is_still_read() -> None:
    book = workbook({f"A{row}": "城关镇" for row in range(1, 60)})
    assert len(read_sheets(book, "~$季报.xlsx")[0].rows) == 59


@pytest.mark.parametrize("beginning", ["ID;Price,3\nA;B,4\n", "BM,1\nx,2\n", "MZ,1\n", "PK,1\n"])
def test_a_text_that_begins_like_another_format_is_still_a_text(beginning: str) -> None:
    assert read_sheets(beginning.encode(), "季报.csv")[0].rows


def test_the_size_of_the_file_is_looked_at_first() -> None:
    refusal = _refusal(b"1,2\n" * 300_000, "季报.csv", Limits(file_bytes=MEGABYTE))
    assert refusal.message == "“季报.csv”超出读取限制：文件 2 MB，最多可读取 1 MB。"


def test_what_a_zip_declares_is_looked_at_before_it_is_unpacked() -> None:
    refusal = _refusal(declaring(workbook({"A1": 1}), 3_000_000_000))
    assert refusal.rule == "too-large"
    assert "解压后" in refusal.message


def test_a_zip_that_unpacks_to_more_than_it_declares_is_stopped() -> None:
    written = io.BytesIO()
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>' + "0" * 60_000_000 + "</t></is></c></row>"
    with zipfile.ZipFile(io.BytesIO(package(rows))) as honest, zipfile.ZipFile(written, "w") as lying:
        for entry in honest.infolist():
            lying.writestr(entry, honest.read(entry), zipfile.ZIP_DEFLATED)
    content = declaring(written.getvalue(), 1000)
    assert len(content) < 200_000
    assert _refusal(content, limits=Limits(memory_bytes=150_000_000)).rule in ("damaged", "too-large")


def test_too_many_sheets_are_refused() -> None:
    assert _refusal(workbook({"A1": 1}), limits=Limits(sheets=0)).message.endswith("共 1 张工作表，最多可读取 0 张。")


@pytest.mark.parametrize("address", ["XFD1048576", "XFD40000", "AZZ100000"])
def test_one_cell_in_the_far_corner_does_not_become_billions(address: str) -> None:
    far = f'<row r="1"><c r="A1"><v>1</v></c></row><row><c r="{address}"><v>1</v></c></row>'
    assert _refusal(package(far)).rule == "too-large"


def test_a_far_corner_that_is_only_declared_does_no_harm() -> None:
    near = '<row r="1"><c r="A1"><v>1</v></c></row>'
    (sheet,) = read_sheets(package(near, dimension="A1:XFD1048576"), "季报.xlsx")
    assert [list(row) for row in sheet.rows] == [[1.0]]


_BOOK = workbook({"A1": "城关镇", "B1": 65, "A2": "柳河镇"})


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 255)), min_size=1, max_size=4))
def test_a_workbook_with_any_byte_changed_gives_sheets_or_a_refusal(changes: list[tuple[int, int]]) -> None:
    content = bytearray(_BOOK)
    for place, byte in changes:
        content[place] = byte
    _read_or_refuse(bytes(content))


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<html><table>"]),
)
def test_any_bytes_give_sheets_or_a_refusal(content: bytes, beginning: bytes) -> None:
    _read_or_refuse(beginning + content)


def _read_or_refuse(content: bytes) -> None:
    try:
        sheets = read_sheets(content, "季报.xlsx")
    except UnreadableFile as refusal:
        assert refusal.rule in RULES  # noqa: PT017 - either outcome is right
    else:
        assert all(len({len(row) for row in sheet.rows}) <= 1 for sheet in sheets)


def test_every_rule_is_said_in_both_languages_and_says_what_to_do() -> None:
    chinese = words("zh_CN")
    for name, rule in RULES.items():
        for words_read in (rule.message, rule.hint):
            assert chinese.gettext(words_read) != words_read, name
        with speaking("en"):
            told = unreadable("a.xlsx", Refused(name, what="cells", size="9", limit="8", seconds="10"))
            assert told.rule == name
            assert "a.xlsx" in told.message
            assert "{" not in told.message + told.hint
    for said in PARTICULARS.values():
        assert chinese.gettext(said) != said
