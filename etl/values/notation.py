"""How numbers are written in the tables people send."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Literal

from etl.values.numerals import CHARACTERS, read_numeral


@dataclass(frozen=True, slots=True)
class Written:
    """A number as a text gives it, in base units, exact."""

    number: Decimal
    measure: str | None = None
    note: str | None = None
    pair: tuple[Decimal, Decimal] | None = None


_MISSING_WORDS = """
- -- --- — —— ——— – ― ─ ── / // \\ … …… ... .. * ** 无 没有 无数据 无此项 未报 未上报 未填 未填报 未报送 暂无
暂无数据 暂缺 缺 缺报 空 空缺 待报 待定 待填 待统计 未统计 不详 不适用 n/a na n.a. nil none null
"""
_MISSING = frozenset(_MISSING_WORDS.split())
"""What people write where they have no figure (domain rule 1). The error value #N/A is not among them."""

_CHARACTERS = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},  # full-width ASCII
    **dict.fromkeys(
        map(ord, "\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\r\n"), " "
    ),
    **dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff"), ""),
    **dict.fromkeys(map(ord, "−﹣"), "-"),
    **dict.fromkeys(map(ord, "’‘＇′`"), "'"),
    **dict.fromkeys(map(ord, "﹪٪"), "%"),
    **dict.fromkeys(map(ord, "﹢"), "+"),
    **dict.fromkeys(map(ord, "∕⁄÷"), "/"),
    ord("｡"): "。",
    ord("﹐"): ",",
    ord("･"): "·",
}
"""Same meaning, other code. Not NFKC, which would turn 12① and 5² into 121 and 52."""

_FOOTNOTE = "①②③④⑤⑥⑦⑧⑨⑩*※†‡¹²³⁴⁵⁶⁷⁸⁹#"

_MEASURE_WORDS = """
人次 人 名 位 家次 家 个 户次 户 份 件 起 宗 例 场次 场 次 项 篇 条 期 批次 批 届 届次 本 册 套 台 处 座 支 队 对 班
天 小时 学时 课时 幅 张 盒 箱 只 部 辆 吨 公里 平方米 ㎡ 节点 节 岁 组 所 间 村 级 分 枚 面 块 颗 束 斤 公斤 千克
元整 元 圆
"""
MEASURES = tuple(_MEASURE_WORDS.split())
"""Units of measure as people write them after a number or in a head."""

_MEASURE = "|".join(sorted(MEASURES, key=len, reverse=True))

_BEFORE = (
    "大约|约为|约计|约|近|将近|接近|超过|超|逾|突破|不足|不到|不少于|不低于|不超过|至少|最多|达到|达|共计|总计|合计|累计|共|计|"
    "已(?:经)?(?:完成|建成|建|签订|签|发放|收缴|开展|发展)?|完成|实现|高于|低于|大于|小于|多于|少于|>=|<=|≥|≤|>|<|~|～|≈"
)
_AFTER = "余|多|来|左右|上下|以上|以下|以内|之多|强|许|\\+"

_NUMBER = re.compile(
    rf"""
    (?P<before>(?:(?:{_BEFORE})\s*){{0,3}})
    第?(?:(?P<yuan>人民币|rmb|cny|[¥￥])\s*)?
    (?P<sign>负|[+-]\s*)?
    (?P<hundredths>百分之)?
    (?P<body>[0-9.{CHARACTERS}](?:[0-9.,'。·、\s{CHARACTERS}]*[0-9.{CHARACTERS}])?|\d+(?:\.\d+)?e[+-]?\d+)
    \s*(?P<inner>余|多|来)?(?P<scale>[十百千万亿]*)
    \s*(?P<after>(?:{_AFTER})?)
    \s*(?P<measure>%|‰|{_MEASURE}|\((?:{_MEASURE}|%)\))?
    \s*(?P<later>(?:(?:{_AFTER})\s*){{0,3}})
    (?:\((?P<remark>[^()0-9]+)\))?
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
_PAIR = re.compile(
    r"(?P<first>\d+(?:,\d{3})*(?:\.\d+)?)\s*/\s*(?P<second>\d+(?:,\d{3})*(?:\.\d+)?)\s*(?:\([\d.]+%\))?",
    re.ASCII,
)
_YEAR_AND_MONTH = re.compile(r"(?:19|20)\d\d\s*/\s*(?:0?[1-9]|1[0-2])", re.ASCII)
_SIMPLE = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)
_LONGEST = 80
"""Characters beyond which a text is a sentence, whatever numbers are in it."""

_ARABIC = r"(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?:\ \d{3})+|\d{1,3}(?:'\d{3})+|\d+|(?=\.\d))(?:\.\d*)?"
_PLAIN = re.compile(_ARABIC, re.ASCII)
_COMPOUND = re.compile(rf"(?:{_ARABIC}\s*[十百千万亿]+)+(?:\d{{3,}})?", re.ASCII)
_PART = re.compile(rf"({_ARABIC})\s*([十百千万亿]*)", re.ASCII)
_DIGITS_AND_SCALE = re.compile(r"(\d+(?:\.\d+)?)([千万亿]*)", re.ASCII)
_MULTIPLIERS = re.compile(r"[千万亿]+")
_BIG_MULTIPLIERS = re.compile(r"[万亿]+")
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}


def read_text(text: str) -> Written | Literal["empty", "missing"] | None:
    """What a text in a cell says as a number; None where it says something else."""
    if _SIMPLE.fullmatch(text):
        return Written(Decimal(text))
    if len(text) > _LONGEST:
        return None if text.strip() else "empty"
    text = text.translate(_CHARACTERS).strip()
    if not text:
        return "empty"
    if text.casefold() in _MISSING or text.strip("()[]").strip().casefold() in _MISSING:
        return "missing"
    bare = text.strip(_FOOTNOTE + " ").removeprefix("'").rstrip("。;,、 ")
    marks = "".join(character for character in text if character in _FOOTNOTE)
    if pair := _read_pair(bare):
        return pair
    if bare.startswith("(") and bare.endswith(")"):
        return _negative(bare[1:-1].strip(), marks)
    return _read_number(bare, marks)


def _read_pair(text: str) -> Written | None:
    """45/50: numerator and denominator, unless it could be a month of a year."""
    found = _PAIR.fullmatch(text)
    if found is None or _YEAR_AND_MONTH.fullmatch(text):
        return None
    first, second = (Decimal(found[name].replace(",", "")) for name in ("first", "second"))
    return Written(first / second, pair=(first, second)) if second else None


def _negative(text: str, marks: str) -> Written | None:
    """(5): how accountants write -5."""
    if not text[:1].isdigit():
        return None
    read = _read_number(text, marks)
    return Written(-read.number, read.measure, read.note) if read else None


def _read_number(text: str, marks: str) -> Written | None:
    found = _NUMBER.fullmatch(text)
    if found is None:
        return None
    share = found["measure"] in ("%", "(%)") or bool(found["hundredths"])
    number = _evaluate(found["body"] + found["scale"], commas_may_be_points=share)
    if number is None:
        return None
    number *= _SHARES.get(found["measure"] or "", 1) if not found["hundredths"] else Decimal("0.01")
    if found["sign"] and found["sign"].strip() in ("-", "负"):
        number = -number
    qualifiers = [found[name] for name in ("before", "inner", "after", "later", "remark")]
    notes = [re.sub(r"\s", "", words) for words in (*qualifiers, marks) if words]
    return Written(number, _measure(found), "、".join(notes) or None)


_SHARES = {"%": Decimal("0.01"), "(%)": Decimal("0.01"), "‰": Decimal("0.001")}


def _measure(found: re.Match[str]) -> str | None:
    """万元, 亿, %, 份 - with the written multiplier in front, so that nobody multiplies by the head's again."""
    if found["hundredths"]:
        return "%"
    written = found["body"] + found["scale"]
    in_digits = written[0] in "0123456789."
    multipliers = (_MULTIPLIERS if in_digits else _BIG_MULTIPLIERS).findall(written)
    word = (found["measure"] or "").strip("()") or ("元" if found["yuan"] else "")
    return ((multipliers[-1] if multipliers else "") + word) or None


def _evaluate(written: str, *, commas_may_be_points: bool) -> Decimal | None:
    """Digits, separators, multipliers and Chinese numerals → a number; None where they do not make one."""
    written = written.strip()
    if found := _DIGITS_AND_SCALE.fullmatch(written):
        return Decimal(found[1]) * _scale(found[2])
    if all(character in CHARACTERS for character in written):
        return read_numeral(written)
    if "e" in written.casefold():
        return _decimal(written)
    written = re.sub(r"(?<=\d)[。·](?=\d)", ".", written)
    if commas_may_be_points or written[-1] in "万亿":
        written = re.sub(r"^(\d+)、(?=\d+[千万亿]*$)", r"\1.", written)
    if _PLAIN.fullmatch(written):
        return _decimal(re.sub("[, ']", "", written))
    return _add_up(written) if _COMPOUND.fullmatch(written) else None


def _add_up(written: str) -> Decimal | None:
    """1亿2000万, 3万5千: each part below the unit of the part before it."""
    total, ceiling = Decimal(0), Decimal("Infinity")
    for digits, units in _PART.findall(written):
        number = _decimal(re.sub("[, ']", "", digits))
        if number is None:
            return None
        scale = _scale(units)
        if number * scale >= ceiling:
            return None
        total, ceiling = total + number * scale, scale
    return total


def _scale(units: str) -> Decimal:
    """万 → 10,000, 万亿 → 10^12, nothing → 1."""
    scale = Decimal(1)
    for unit in units:
        scale *= _SCALES[unit]
    return scale


def _decimal(digits: str) -> Decimal | None:
    try:
        return Decimal(digits)
    except InvalidOperation:
        return None
