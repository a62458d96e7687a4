"""Figures as people write them."""

import math
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.values import ParsedValue, parse_value
from etl.values.numerals import read_numeral


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("65", 65), ("0", 0), ("0.00", 0), ("007", 7), (".5", 0.5), ("12.", 12), ("12。", 12), (" 12 ", 12),
        ("-5", -5), ("－5", -5), ("−5", -5), ("负5", -5), ("(5)", -5), ("（1,234.5）", -1234.5), ("+5", 5),
        ("１２３", 123), ("１，２３４．５", 1234.5), ("1,234,567.89", 1234567.89), ("1 234", 1234),
        ("12 345.6", 12345.6),
        ("1\u00a0234\u2009567", 1234567), ("1'234", 1234), ("1’234’567", 1234567), ("'65", 65), ("1.2E+05", 120000),
        ("12。2", 12.2), ("12·5", 12.5),
    ],
)  # fmt: skip
def test_a_plain_number_is_read_however_it_is_set(written: str, number: float) -> None:
    assert parse_value(written) == ParsedValue(number, "number")


@pytest.mark.parametrize(
    ("written", "number", "measure"),
    [
        ("97.8万元", 978000, "万元"), ("1.2亿", 120000000, "亿"), ("12。2万", 122000, "万"),
        ("2、4万元", 24000, "万元"),
        ("1亿2000万元", 120000000, "万元"), ("3万5千", 35000, "千"), ("1万500元", 10500, "万元"),
        ("5千元", 5000, "千元"),
        ("￥1,234.50", 1234.5, "元"), ("人民币5万元", 50000, "万元"), ("12家", 12, "家"), ("12 人次", 12, "人次"),
        ("12（人次）", 12, "人次"), ("1,234份", 1234, "份"), ("5万人", 50000, "万人"),
        ("一点二亿元", 120000000, "亿元"),
        ("九十七万八千元", 978000, "万元"), ("三十五家", 35, "家"), ("两百份", 200, "份"), ("第3名", 3, "名"),
    ],
)  # fmt: skip
def test_a_measure_after_a_number_is_told_and_its_multiplier_applied(written: str, number: float, measure: str) -> None:
    assert parse_value(written) == ParsedValue(number, "number", measure)


@pytest.mark.parametrize(
    ("written", "number", "note"),
    [
        ("420余", 420, "余"), ("约40", 40, "约"), ("近2000", 2000, "近"), ("8000+", 8000, "+"),
        ("8000余元", 8000, "余"),
        ("100多万元", 1000000, "多"), ("1.2亿余元", 120000000, "余"), ("三十余", 30, "余"), ("260多人", 260, "多"),
        ("90%以上", 0.9, "以上"), ("达82%", 0.82, "达"), ("≥90%", 0.9, "≥"), ("约 1.2 万", 12000, "约"),
        ("约十五人左右", 15, "约、左右"), ("12①", 12, "①"), ("5²", 5, "²"), ("12*", 12, "*"),
        ("120（预计）", 120, "预计"),
        ("不足300户", 300, "不足"),
    ],
)  # fmt: skip
def test_a_qualified_number_keeps_its_qualification_as_a_note(written: str, number: float, note: str) -> None:
    value = parse_value(written)
    assert (value.number, value.state, value.note) == (number, "number", note)


@pytest.mark.parametrize(
    ("written", "number"),
    [("90%", 0.9), ("９１．２％", 0.912), ("百分之九十", 0.9), ("12.5‰", 0.0125), ("85、6%", 0.856), ("120%", 1.2)],
)
def test_a_percentage_is_a_fraction_of_one(written: str, number: float) -> None:
    assert parse_value(written).number == number


@pytest.mark.parametrize("written", ["45/50", "45／50", "45 / 50", "45/50(90%)"])
def test_a_pair_gives_both_its_numbers(written: str) -> None:
    assert parse_value(written) == ParsedValue(0.9, "number", pair=(45.0, 50.0))


@pytest.mark.parametrize(
    "written",
    ["—", "-", "－", "–", "——", "/", "／", "无", "（无）", "未报", "暂无", "N/A", "…", "待统计"],
)
def test_a_mark_for_nothing_is_missing_and_not_zero(written: str) -> None:
    assert parse_value(written) == ParsedValue(None, "missing")


@pytest.mark.parametrize("cell", [None, "", "  ", "\u3000", "\n", "\u200b"])
def test_a_blank_cell_is_empty(cell: str | None) -> None:
    assert parse_value(cell) == ParsedValue(None, "empty")


@pytest.mark.parametrize("cell", [0, 0.0, "0", "零", "〇", "０", "0家"])
def test_a_typed_zero_is_zero(cell: float | str) -> None:
    assert parse_value(cell).number == 0.0


@pytest.mark.parametrize(
    "cell",
    [
        "1,2", "1,23,456", "12 34", "3、5", "5-8", "2026/6", "2026/6/30", "5/0", "3万5", "三五", "七八百", "十几",
        "约九成",
        "120(其中女30)", "12个企业", "(5", "#REF!", "#DIV/0!", "#N/A", "1e999", "增长5%", "见附件", "√", "Ⅲ", "½",
        "٣",
        "1" * 400 + "万", True, False, date(2026, 6, 30), datetime.fromisoformat("2026-06-30T08:00"), time(8),
        timedelta(hours=30),
        math.nan, math.inf, -math.inf, 10**400,
    ],
)  # fmt: skip
def test_what_could_mean_two_things_or_none_is_unreadable(cell: object) -> None:
    assert parse_value(cell) == ParsedValue(None, "unreadable")  # type: ignore[arg-type]


@pytest.mark.parametrize("cell", [91.2, "91.2", "91.2%", "９１．２"])
def test_plain_numbers_under_a_percent_head_are_per_cent(cell: float | str) -> None:
    value = parse_value(cell, percent_head=True)
    assert (value.number, value.measure) == (0.912, "%")


def test_a_pair_under_a_percent_head_is_a_fraction_already() -> None:
    assert parse_value("45/50", percent_head=True).number == 0.9


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("十", 10), ("十五", 15), ("一百零五", 105), ("一百五", 150), ("二百一十", 210), ("三千零五十", 3050),
        ("三万五", 35000),
        ("三万零五", 30005), ("二〇二六", 2026), ("廿三", 23), ("壹佰贰拾叁", 123), ("一万二千亿", 12 * 10**11),
        ("二千二百二十二万二千二百二十二", 22222222),
    ],
)  # fmt: skip
def test_chinese_numerals_are_read(written: str, number: int) -> None:
    assert read_numeral(written) == number


@pytest.mark.parametrize("written", ["百", "万", "一百零", "一十百", "十万万万", "点五", "五点", "一二"])
def test_what_is_no_chinese_numeral_is_none(written: str) -> None:
    assert read_numeral(written) is None


_CHINESE_DIGITS = "零一二三四五六七八九"


def _in_chinese(number: int) -> str:
    """`number` as a schoolbook writes it."""
    if number >= 10**8:
        high, low = divmod(number, 10**8)
        return _in_chinese(high) + "亿" + (("零" if low < 10**7 else "") + _in_chinese(low) if low else "")
    if number >= 10**4:
        high, low = divmod(number, 10**4)
        return _in_chinese(high) + "万" + (("零" if low < 1000 else "") + _in_chinese(low) if low else "")
    text, zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            text += ("零" if zero else "") + _CHINESE_DIGITS[digit] + name
            zero = False
        elif text:
            zero = True
    return text


@given(st.integers(1, 10**11))
def test_a_number_written_in_chinese_reads_back(number: int) -> None:
    assert read_numeral(_in_chinese(number)) == number


_WIDE_DIGITS = str.maketrans("0123456789.,-", "０１２３４５６７８９．，－")


@given(
    st.decimals(-(10**9), 10**9, places=2),
    st.sampled_from(
        ["{0}", "{0:,}", " {0:,} ", "{0}元", "{0:,} 元", "约{0}", "{0:,}余", "{0}（元）", "{0}以上", "+{0}"]
    ),
    st.booleans(),
)
def test_a_number_reads_back_from_any_notation(number: object, notation: str, wide: bool) -> None:
    if notation == "+{0}" and str(number).startswith("-"):
        return
    written = notation.format(number)
    assert parse_value(written.translate(_WIDE_DIGITS) if wide else written).number == float(str(number))


@given(st.integers(1, 10**7), st.sampled_from([("万", 10**4), ("亿", 10**8), ("千", 1000)]), st.integers(0, 3))
def test_a_written_multiplier_is_exact(number: int, multiplier: tuple[str, int], places: int) -> None:
    written = f"{number / 10**places:.{places}f}{multiplier[0]}元"
    assert parse_value(written).number == number * multiplier[1] / 10**places


@given(st.text())
def test_any_text_gives_an_answer(text: str) -> None:
    value = parse_value(text)
    assert (value.number is not None) == (value.state == "number")
    assert value.number is None or math.isfinite(value.number)


@given(st.text(alphabet="0123456789.,，、。%万亿千百十零一两共计约余多以上()（）-+/ 元人家", max_size=60))
def test_any_text_made_of_the_signs_of_numbers_gives_an_answer_at_once(text: str) -> None:
    assert parse_value(text).state in ("number", "missing", "unreadable", "empty")
