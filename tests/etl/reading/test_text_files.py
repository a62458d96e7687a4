"""Text files in the encodings and with the delimiters that offices use."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.reading import Limits, UnreadableFile, read_sheets
from etl.reading.delimited import decode, delimiter_of, read_delimited

_ROWS = [["单位", "新建工会(家)", "新增会员"], ["城关镇总工会", "12", "1,234"], ["柳河镇", "—", ""]]


def _text(delimiter: str) -> str:
    return "\n".join(delimiter.join(f'"{cell}"' if "," in cell else cell for cell in row) for row in _ROWS)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_a_table_is_read_in_each_encoding_with_each_delimiter(encoding: str, delimiter: str) -> None:
    (sheet,) = read_sheets(_text(delimiter).encode(encoding), "季报.csv")
    assert [list(row) for row in sheet.rows] == _ROWS


def test_numbers_stay_texts() -> None:
    (sheet,) = read_sheets(b"a,b\n007,1.50", "季报.csv")
    assert list(sheet.rows[1]) == ["007", "1.50"]


def test_short_rows_are_filled_and_empty_rows_and_columns_at_the_end_left_out() -> None:
    (sheet,) = read_sheets("标题\n单位,新建,,\n\n城关镇,3,,\n,,,\n\n".encode(), "季报.csv")
    assert [list(row) for row in sheet.rows] == [["标题", ""], ["单位", "新建"], ["", ""], ["城关镇", "3"]]


def test_a_line_break_within_quotes_stays_in_its_cell() -> None:
    (sheet,) = read_sheets('单位,"新建\n工会"\r\n城关镇,3\r\n'.encode(), "季报.csv")
    assert list(sheet.rows[0]) == ["单位", "新建\n工会"]


def test_traditional_chinese_in_big5_is_no_mojibake() -> None:
    text = "單位,新增會員,發放慰問金額\n臺北市總工會,一百二十人,三萬元\n新竹縣總工會,八十人,兩萬元\n" * 5
    assert decode(text.encode("big5")) == text


def test_a_western_text_is_no_chinese() -> None:
    text = "Société;Montant\nCafé de la Gare;12\nÉcole supérieure;7\nHôtel du Nord;4\n" * 5
    assert decode(text.encode("cp1252")) == text


def test_a_title_line_does_not_hide_the_delimiter() -> None:
    assert delimiter_of("二〇二六年第二季度报表,单位:家\n单位\t新建\t新增\n城关镇\t1\t2\n柳河镇\t3\t4") == "\t"


def test_errors_that_a_program_wrote_as_text_are_told_as_errors() -> None:
    (sheet,) = read_sheets("单位,新建\n城关镇,#REF!\n柳河镇,Err:502\n#1 厂,3".encode(), "季报.csv")
    assert sheet.error_cells == {(1, 1): "#REF!", (2, 1): "Err:502"}
    assert [list(row) for row in sheet.rows[1:]] == [["城关镇", ""], ["柳河镇", ""], ["#1 厂", "3"]]


def test_too_many_cells_are_refused_while_reading() -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_sheets(b"1,2,3\n" * 1000, "季报.csv", Limits(cells=2000))
    assert refused.value.rule == "too-large"


_CELL = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), max_size=6)


@settings(max_examples=60)
@given(
    st.integers(2, 5).flatmap(lambda width: st.lists(st.lists(_CELL, min_size=width, max_size=width), min_size=2)),
    st.sampled_from(["utf-8-sig", "utf-16"]),
)
def test_any_table_quoted_throughout_reads_back(rows: list[list[str]], encoding: str) -> None:
    rows = [["单位"] * len(rows[0]), *rows]
    text = "\n".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    (grid,) = read_delimited(text.encode(encoding), Limits())
    kept = [list(row) for row in grid.rows]
    assert kept == rows[: len(kept)]
    assert all(not any(row) for row in rows[len(kept) :])
