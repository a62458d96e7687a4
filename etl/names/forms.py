"""Normal forms of names, from the nearest to the writing to the furthest from it.

Two labels mean the same where they share a form; the nearer the form, the earlier it is asked.
"""

import re
from functools import lru_cache

from etl.names.labels import compact, split_measure
from etl.spans import find_spans

_MARKS = "①②③④⑤⑥⑦⑧⑨⑩*※†‡#△▲★☆●◆■□◎○:;,.、。"
_NUMBERING = re.compile(
    r"^(?:\d{1,2}(?:\.\d{1,2})*[.、)](?!\d)|\d{1,2}(?:\.\d{1,2})+(?![万亿千百十余多来元])(?=[\u4e00-\u9fff]{3})|[(\[][一二三四五六七八九十\d]{1,3}[)\]][.、]?|[一二三四五六七八九十]{1,3}[、.])"
)
_BRACKETS = re.compile(r"[(\[【〔][^()\[\]【】〔〕]*[)\]】〕]")
_NEUTRAL = re.compile(r"(?:含.*|盖章|公章|章|签章|汇总|注\d*|见注.*|表\d+|\d{1,2}|单位.*|个数|数量|金额|必填|选填)?")
"""Words in brackets that do not change what a label means. Any others, (女) say, do."""
_FORMULA = re.compile(r"[(\[【〔][^()\[\]【】〔〕/÷]{2,8}[/÷][^()\[\]【】〔〕/÷]{2,8}[)\]】〕]$")
"""How a rate is formed, behind its name: (已建/应建)."""

_UNIT_ENDINGS = (
    "工会工作委员会", "工会联合委员会", "工会联合会", "联合工会", "工会委员会", "总工会", "工会组织", "工会", "工联会",
)  # fmt: skip
_PLACE_ENDINGS = ("街道办事处", "街道办", "街道", "镇人民政府", "乡人民政府", "民族乡", "镇", "乡")
_COMPANY_ENDINGS = ("股份有限公司", "有限责任公司", "集团有限公司", "有限公司", "集团公司", "公司", "集团")
_OFFICE_ENDINGS = ("系统", "局", "委员会", "委")
_COUNT_ENDINGS = ("总数量", "数量", "个数", "总数", "数", "情况", "完成情况", "完成数")


def _without_marks(text: str) -> str:
    return _NUMBERING.sub("", compact(text.translate(_DROP_MARKS))).strip(_MARKS)


_DROP_MARKS = dict.fromkeys(map(ord, "①②③④⑤⑥⑦⑧⑨⑩※†‡¹²³⁴⁵⁶⁷⁸⁹"))


def _without_neutral_brackets(text: str) -> str:
    def keep(found: re.Match[str]) -> str:
        inside = found[0][1:-1]
        return "" if _NEUTRAL.fullmatch(inside) or split_measure(found[0])[1] or find_spans(inside, 2000) else found[0]

    return _BRACKETS.sub(keep, text)


@lru_cache(maxsize=32768)
def unit_forms(text: str, place: str = "") -> tuple[str, ...]:
    """Forms of a unit's label, without repeats.

    place: what the county is called, 青山县, which often stands in front.
    """
    near = compact(text)
    plain = _without_neutral_brackets(_without_marks(text))
    return _distinct(near, plain, _core(plain, place))


def unit_base(text: str, place: str = "") -> tuple[str, str]:
    """The core of a unit's name and the ending that says what it is: (城关, 镇), (恒达纺织, 有限公司), (教育, "")."""
    core = unit_forms(text, place)[-1]
    for ending in (*_PLACE_ENDINGS, *_COMPANY_ENDINGS, *_OFFICE_ENDINGS):
        if core.endswith(ending) and len(core) - len(ending) >= 2:
            return core[: -len(ending)], ending
    return core, ""


def _core(text: str, place: str) -> str:
    """Without 总工会, 工会联合会 … at the end and the county's name at the beginning."""
    for ending in _UNIT_ENDINGS:
        if text.endswith(ending) and len(text) - len(ending) >= 2:
            text = text[: -len(ending)]
            break
    for beginning in (place, place[-1:]):
        if beginning and text.startswith(beginning) and len(text) - len(beginning) >= 2:
            return text[len(beginning) :]
    return text


@lru_cache(maxsize=32768)
def indicator_forms(text: str) -> tuple[str, ...]:
    """Forms of an indicator's label, without repeats: as written, without numbering, marks and measure, words only."""
    near = compact(text)
    plain = _FORMULA.sub("", _without_neutral_brackets(_without_marks(split_measure(text)[0])))
    words = re.sub(r"[\"'“”‘’《》〈〉「」·,,、/\\_-]", "", plain)
    chinese = re.sub(r"[a-z][a-z'’ -]*", "", words) if re.search(r"[\u4e00-\u9fff]{2}", words) else words
    return _distinct(near, plain, words, chinese)


def indicator_base(text: str) -> tuple[str, str]:
    """The core of an indicator's name and a counting word at its end: (新建工会, 数)."""
    core = indicator_forms(text)[-1]
    for ending in _COUNT_ENDINGS:
        if core.endswith(ending) and len(core) - len(ending) >= 3:
            return core[: -len(ending)], ending
    return core, ""


def _distinct(*forms: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(form for form in forms if form)) or ("",)
