"""What a label is besides a name: a total, a part of another row, a name with its measure."""

import re
import unicodedata
from functools import lru_cache

from etl.values.notation import MEASURES

_INVISIBLE = re.compile(r"[\s\u200b-\u200f\u202a-\u202e\u2060\ufeff]+")


def compact(text: str) -> str:
    """`text` in narrow characters, small letters, without blanks, line breaks and invisible characters."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).casefold()


_TOTAL = re.compile(
    r"(?:[一二三四五六七八九十\d]+[、.])?"
    r"(?:.{0,8}?(?:合计|总计|小计|共计|总合计|总和)|累计|汇总|总数|承前页?|承上页|[过转]次页|全[县市区省国]|全[县市区省]汇总|(?:grand|sub)?-?totals?|sum)"
    r"[数值]?(?:\([^()]*\))?:?"
)


@lru_cache(maxsize=16384)
def is_total(text: str) -> bool:
    """Whether a row or column of this label adds up others (domain rule 12): 合计, 总 计, 乡镇小计, 全县, 累计.

    As the head of a column 累计 is a sub-column of an indicator, which the caller has to know.
    """
    return len(text) <= 40 and _TOTAL.fullmatch(compact(text)) is not None


_MEASURE = rf"(?:[百千万亿]*(?:{'|'.join(sorted(MEASURES, key=len, reverse=True))})|万|亿|%|‰|百分比|个?百分点)"
_IN_BRACKETS = re.compile(rf"[(\[【〔〈<]\s*(?:计量)?(?:单位)?\s*[::]?\s*({_MEASURE})\s*[)\]】〕〉>]")
_REMARK = "(?:保留|精确|取整|取|四舍五入|含|只填|限填|填)"
_WITH_REMARK = re.compile(
    rf"[(\[【〔]\s*(?:(?:计量)?单位\s*[::]?\s*)?({_MEASURE})\s*[,，、;；]\s*{_REMARK}[^()\[\]【】〔〕]*[)\]】〕]"
)
"""(万元,保留两位小数): how the figure is to be written, beside its measure."""
_AT_END = re.compile(rf"(?:[\s/,,、::·]+|(?:计量)?单位\s*[::]?\s*)({_MEASURE})\s*$")
_PERCENT_AT_END = re.compile(r"(?<=[\u4e00-\u9fff])\s*(%)\s*$")


@lru_cache(maxsize=16384)
def split_measure(text: str) -> tuple[str, str | None]:
    """A head → (name, measure).

    帮扶资金发放(万元) → (帮扶资金发放, 万元) · 单位:万元 → ("", 万元) · 新增会员 → (新增会员, None)
    The name is left as written but for the measure and the blanks around it.
    """
    narrow = unicodedata.normalize("NFKC", text) if len(text) == len(unicodedata.normalize("NFKC", text)) else text
    for pattern in (_IN_BRACKETS, _WITH_REMARK, _AT_END, _PERCENT_AT_END):
        if found := pattern.search(narrow):
            name = (text[: found.start()] + text[found.end() :]).strip(" \t\r\n\u3000:：/,，、·")
            name = re.sub(r"(?:^|(?<=[\s:：/,，、]))(?:计量)?单位\s*[:：]?\s*$|计量单位\s*[:：]?\s*$", "", name).strip()
            return name, "%" if found[1] == "百分比" else found[1]
    return text.strip(), None
