"""Units of measure (计量单位) as sheets write them: 万元 is ten thousand 元, 万人次 ten thousand 人次."""

import re
from enum import Enum
from functools import lru_cache

from guoban.catalogue.model import Indicator, Kind
from guoban.catalogue.names import fold


class Dimension(Enum):
    """What may be converted into what."""

    MONEY = "money"
    SHARE = "share"
    COUNT = "count"


_MULTIPLES = {"百万": 1e6, "千万": 1e7, "十万": 1e5, "万": 1e4, "千": 1e3, "百": 1e2, "十": 10.0, "亿": 1e8}
_MULTIPLE = re.compile("(" + "|".join(_MULTIPLES) + ")(.+)")
_SHARES = {"%": 0.01, "百分比": 0.01, "百分数": 0.01, "个百分点": 0.01, "百分点": 0.01, "‰": 0.001}
_MONEY = frozenset({"元", "人民币", "圆", "rmb", "yuan", "cny"})
# One thing under several names; a sheet may use any of them for an indicator that the catalogue counts in another.
_ALIKE = tuple(
    frozenset(alike.split())
    for alike in (
        "家 个 间 户 所 处 座 企业 单位 点 组织 村",
        "人 名 位 人数",
        "人次 人(次) 次 人/次",
        "件 起 宗 例 案 案件 份 项 条 批",
        "场次 场 次 场(次) 期 次(场) 场/次 次数",
        "份 册 本 张 套 个",
        "篇 条 则 件",
        "户 户次 家 人",
        "个 项 家 支 类",
        "节点",
        "名 位 名次 位次",
    )
)
_OTHER_COUNTS = "天 日 小时 公里 平方米 亩 吨 台 套 辆 部 只 岁 学时 课时 分 分值"
_COUNTS = frozenset[str]().union(*_ALIKE, _OTHER_COUNTS.split())


@lru_cache(maxsize=1024)
def split_factor(measure: str) -> tuple[str, float]:
    """The base measure and how many of it one is: 万元 → (元, 10,000), % → (%, 0.01), 人 → (人, 1)."""
    plain = fold(measure)
    if plain in _SHARES:
        return "%", _SHARES[plain]
    if plain in _MONEY:
        return "元", 1.0
    found = _MULTIPLE.fullmatch(plain)
    if found is not None and (found[2] in _COUNTS or found[2] in _MONEY):
        return ("元" if found[2] in _MONEY else found[2]), _MULTIPLES[found[1]]
    return plain, 1.0


@lru_cache(maxsize=1024)
def is_measure(text: str) -> bool:
    """Whether `text` is a unit of measure and nothing else."""
    base, _factor = split_factor(text)
    return base in _COUNTS or base in ("元", "%") or fold(text) in ("亿", "万")


@lru_cache(maxsize=1024)
def dimension(measure: str) -> Dimension:
    """Money, share or count."""
    base, _factor = split_factor(measure)
    if base == "元":
        return Dimension.MONEY
    return Dimension.SHARE if base == "%" else Dimension.COUNT


def dimension_of(indicator: Indicator) -> Dimension:
    """Money, share or count, by the kind of the indicator."""
    if indicator.kind is Kind.MONEY:
        return Dimension.MONEY
    return Dimension.SHARE if indicator.kind is Kind.RATIO else Dimension.COUNT


def fits(measure: str, indicator: Indicator) -> bool:
    """Whether a figure in `measure` can be one of `indicator` at all: 万元 never counts people."""
    return dimension(measure) is dimension_of(indicator)


def is_alike(measure: str, indicator: Indicator) -> bool:
    """Whether `measure` says the same as the indicator's own: 个 for 家, 名 for 人, but not 户 for 人次."""
    return fits(measure, indicator) and _count_alike(measure, indicator.measure)


@lru_cache(maxsize=4096)
def _count_alike(measure: str, other: str) -> bool:
    base, _factor = split_factor(measure)
    own, _own_factor = split_factor(other)
    return base == own or base not in _COUNTS or any(base in same and own in same for same in _ALIKE)


def measures_named(text: str) -> tuple[str, ...]:
    """The measures in a note such as 单位：家、人、万元; () when anything in it is not a measure."""
    parts = [part for part in re.split(r"[、,，/;；\s]+", text.strip(" ()（）。")) if part]
    return tuple(parts) if parts and all(map(is_measure, parts)) else ()
