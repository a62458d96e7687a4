"""What stands around a table and holds for all of it: the unit of a form, the span, the measure, whether it is targets.

The nearest wins: a label such as 填报单位：…, then the title, the name of the sheet, the name of the file, and at last
what a person has answered.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import PurePath

from etl.layout.grid import Grid, beginning
from etl.layout.measures import measures_named
from etl.layout.regions import Region
from etl.layout.vocabulary import Vocabulary
from etl.layout.words import BOTH_YEARS_TITLE, LAST_YEAR_TITLE, REPORT_TITLE, TARGET_TITLE, is_note
from etl.model import Answers
from etl.spans import SpanMention, find_spans, find_year
from guoban.calendar import Span
from guoban.catalogue.names import fold

_Sources = tuple[tuple[str, list[str]], ...]
"""What each place says, nearest first: ("title", [texts]), ("heading", …), ("sheet", …), ("file", …).

The heading is the title of the sheet's first table, which further tables below or beside it share.
"""

_Labels = list[tuple[str, str]]

_LABEL = re.compile(
    r"(?P<label>[^\s:：()（）]{1,12})(?:[（(][^()（）]*[)）])?\s*[:：]\s*(?P<said>[^:：]*?)"
    r"(?=\s+[^\s:：]{1,12}\s*[:：]|\s{3,}|$)"
)
_UNIT_LABEL = re.compile(
    r"(?:填报|报送|上报|填表|编报|报告|呈报|制表|申报|被考核|考核)?(?:单位|工会|组织|机构|乡镇|街道|部门)(?:名称|全称)?"
)
_SPAN_LABEL = re.compile(
    r"(?:统计|报告|数据|填报|报送|上报|报表|考核)?(?:期间|时段|时间段|周期|期|年度|年份|季度|月份|所属期|范围)|截[至止]日期|(?:统计|数据|截至|截止)时间|(?:统计)?时点|时间"
)
_AS_OF_LABEL = re.compile(r"截[至止]|时点|统计时间|数据时间")
"""Labels whose day is the last of those counted: 截止时间：2026年6月30日."""

_MEASURE_LABEL = re.compile(r"(?:计量|金额|计算|货币|数据)?单位")


@dataclass(frozen=True)
class Context:
    """What holds for a whole table.

    unit: a code, for tables whose rows and columns name none. labelled: it stands in a label, or was answered.
    spans: what the nearest text says, several where it names several. span_source: "label", "title", "sheet", "file" or
    "answer". years: what title, sheet and file say, in this order, for comparison.
    reach: from 1 January to the end of the last span that a filled column names: 累计 where nothing else says.
    measures: of a note such as 单位：家、万元. indicator: the one that the title or the sheet's name is about.
    comparison: title or sheet say that it holds last year's figures. both_years: they say that it holds this year's
    beside last year's. compared_year: last year, where heads name it beside this one to be compared with.
    unknown_unit: what a label says whose unit nobody knows (填报单位：望汪镇).
    """

    unit: str | None = None
    labelled: bool = False
    spans: tuple[SpanMention, ...] = ()
    span_source: str = ""
    years: tuple[tuple[str, int], ...] = ()
    measures: tuple[str, ...] = ()
    targets: bool = False
    comparison: bool = False
    both_years: bool = False
    compared_year: int | None = None
    indicator: str | None = None
    title: str = ""
    unknown_unit: str = ""
    reach: Span | None = None

    @cached_property
    def span(self) -> SpanMention | None:
        """The span the table is about; None when the nearest text names several different ones, or none does."""
        return self.spans[0] if len({mention.span for mention in self.spans}) == 1 else None

    @cached_property
    def year(self) -> int | None:
        """The year of heads that name none."""
        if self.spans:
            return self.spans[0].span.last_day.year
        return self.years[0][1] if self.years else None

    @property
    def of_figures(self) -> "Context":
        """The same without what says whose the figures are: all that their reading depends on."""
        return replace(self, unit=None, labelled=False, span_source="", title="", unknown_unit="")

    @cached_property
    def title_years(self) -> frozenset[int]:
        """The years that the table is said to be about."""
        return frozenset(mention.span.last_day.year for mention in self.spans)


def read_context(
    grid: Grid, region: Region, tables: tuple[Region, ...], file_name: str, answers: Answers | None = None
) -> Context:
    """Everything that title, notes, sheet name, file name and answers say about one table."""
    vocabulary = grid.vocabulary
    title = _title_of(grid, region)
    in_tables = {row for table in tables for row in (*table.head, *range(table.first, table.last))}
    outside = _texts(grid, [row for row in range(grid.height) if row not in in_tables])
    notes = [*title, *outside, *_below(grid, region)]
    own, labels = _labels(title), _labels(notes)
    named = [text for text in title if not is_note(text)]
    heading = [text for text in _texts(grid, tables[0].title) if not is_note(text) and text not in named]
    alone: _Sources = (("title", named), ("sheet", [beginning(grid.sheet.name)]), ("file", [PurePath(file_name).stem]))
    sources: _Sources = (alone[0], ("heading", heading), *alone[1:])
    spans, span_source = _spans(labels, sources)
    labelled, unknown_unit = _labelled_unit(own, labels, vocabulary)
    around = sources if _leaves_unit_open(grid, tables) else alone
    named_unit = _named_unit(around, vocabulary) if not unknown_unit else None
    context = Context(
        unit=labelled or (answers.unit if answers else None) or named_unit,
        labelled=labelled is not None or bool(answers and answers.unit),
        spans=spans,
        span_source=span_source,
        years=_years(sources),
        measures=_measures(notes, labels),
        targets=_is_targets(sources),
        comparison=any(map(_is_comparison, [*named, beginning(grid.sheet.name)])),
        both_years=any(map(BOTH_YEARS_TITLE.search, [*named, *heading, beginning(grid.sheet.name)])),
        indicator=_named_indicator(alone, vocabulary),
        title=max(named, key=len, default=""),
        unknown_unit=unknown_unit,
    )
    return _answered(context, answers)


def _title_of(grid: Grid, region: Region) -> list[str]:
    """The texts above a table, in its own columns or merged over them."""
    across = slice(region.left, region.right)
    indexes = dict.fromkeys(int(index) for row in region.title for index in grid.spread[row, across] if index >= 0)
    return [grid.texts[index].strip() for index in indexes]


def _texts(grid: Grid, rows: Iterable[int]) -> list[str]:
    indexes = dict.fromkeys(int(index) for row in rows for index in grid.text_of[row] if index >= 0)
    return [grid.texts[index].strip() for index in indexes]


def _below(grid: Grid, region: Region) -> list[str]:
    """Notes in the rows behind the last figure, which still count as rows of the body."""
    rows = range(max(region.first, region.last - 8), region.last)
    return [text for text in _texts(grid, rows) if is_note(text)]


def _labels(texts: list[str]) -> _Labels:
    """Label and what it says, also where that stands in the next cell: 填报单位： | 望江镇总工会."""
    joined = [
        text + after if text[-1:] in "：:" else text for text, after in zip(texts, [*texts[1:], ""], strict=False)
    ]
    return [(found["label"], found["said"].strip()) for text in joined for found in _LABEL.finditer(text)]


def _labelled_unit(own: _Labels, labels: _Labels, vocabulary: Vocabulary) -> tuple[str | None, str]:
    """The unit that a label names, and what it says where that is nobody known.

    The labels of the table's own title decide; those elsewhere on the sheet where they all name the same.
    """
    for near in (own, labels):
        said = [
            text for label, text in near
            if text and _UNIT_LABEL.fullmatch(fold(label)) and not measures_named(text)
        ]  # fmt: skip
        codes = {text: vocabulary.word(text).unit or vocabulary.mentions.labelled(text) for text in said}
        found = set(codes.values())
        if len(found) == 1 or near is own:
            code = next(iter(codes.values()), None)
            if code is not None or said:
                return code, "" if code is not None else said[0]
    return None, ""


def _leaves_unit_open(grid: Grid, tables: tuple[Region, ...]) -> bool:
    """Whether the unit of the sheet's heading may be that of a further table: no title of these names another one."""
    heading = _title_of(grid, tables[0])
    further = [text for table in tables[1:] for text in _title_of(grid, table) if text not in heading]
    vocabulary = grid.vocabulary
    return not any(
        vocabulary.word(text).unit or vocabulary.mentions.within(text) or _LIKE_A_UNIT.search(text)
        for text in further if not is_note(text)
    )  # fmt: skip


_LIKE_A_UNIT = re.compile(r"工会|[镇乡](?!村|镇)|街道|系统|公司|[厂局]$")
"""Words of a title that may name a unit, though none that is known."""


def _named_unit(sources: _Sources, vocabulary: Vocabulary) -> str | None:
    """The unit that a title or name mentions; the root only where nothing mentions another (it issues the forms)."""
    root: str | None = None
    for _source, texts in sources:
        for text in texts:
            code = vocabulary.word(text).unit or vocabulary.mentions.within(text)
            if code is not None and not vocabulary.is_root(code):
                return code
            root = root or code
    return root


def _named_indicator(sources: _Sources, vocabulary: Vocabulary) -> str | None:
    """The indicator that a sheet's name or title is, apart from its span: 新增会员, 2026年上半年新增会员情况表."""
    for source, texts in sources:
        for text in texts:
            word = vocabulary.word(text)
            if word.indicator is None:
                text = _ARRANGED_BY.sub("", text)
                word = vocabulary.word(_KIND_OF_TABLE.sub("", text.strip()))
            if word.indicator is not None and source != "file":
                return word.indicator
    return None


_KIND_OF_TABLE = re.compile(r"(?:季度|月度|半年|年度)?(?:统计|汇总|明细|进度|一览)?表(?:[（(].*[)）])?$")
"""新增会员季度统计表 is about 新增会员."""

_ARRANGED_BY = re.compile(r"[分按各](?:季度|季|月份|月|单位|乡镇|镇街|系统)(?=.)")
"""新增会员分季度完成情况 is about 新增会员."""


def _spans(labels: _Labels, sources: _Sources) -> tuple[tuple[SpanMention, ...], str]:
    """The nearest text that names a span of less than a year, else the nearest that names a year.

    A span without a year takes the year of any other text: 二季度 on the sheet, 2026年 in the title.
    """
    said = [
        f"截至{text}" if _AS_OF_LABEL.search(label) else text
        for label, text in labels if text and _SPAN_LABEL.fullmatch(fold(label))
    ]  # fmt: skip
    ordered: tuple[tuple[str, list[str]], ...] = (("label", said), *sources)
    year = next((found for _source, texts in ordered if (found := _year_of(texts)) is not None), None)
    whole_years: tuple[tuple[SpanMention, ...], str] = ((), "")
    for source, texts in ordered:
        mentions = [mention for text in texts for mention in find_spans(text, year) if mention.kind != "day"]
        narrower = tuple(mention for mention in mentions if mention.kind != "year")
        if narrower:
            return narrower, source
        if mentions and not whole_years[0]:
            whole_years = tuple(mentions), source
    return whole_years


def _years(sources: _Sources) -> tuple[tuple[str, int], ...]:
    """The years that title, sheet and file name; that of the heading only where the title names none."""
    found = [(source, year) for source, texts in sources if (year := _year_of(texts)) is not None]
    in_title = any(source == "title" for source, _year in found)
    return tuple((source, year) for source, year in found if source != "heading" or not in_title)


def _year_of(texts: list[str]) -> int | None:
    return next((year for text in texts if (year := find_year(text)) is not None), None)


def _measures(notes: list[str], labels: _Labels) -> tuple[str, ...]:
    """Measures in a note: 单位：万元, 计量单位:家、万元, or （万元） alone."""
    for label, said in labels:
        if _MEASURE_LABEL.fullmatch(fold(label)) and (found := measures_named(said)):
            return found
    return next((found for text in notes if text[:1] in "(（" and (found := measures_named(text))), ())


def _is_targets(sources: _Sources) -> bool:
    """Whether the table holds targets: its title says so, and not that it reports on them (目标任务完成情况)."""
    for _source, texts in sources:
        joined = " ".join(texts)
        if REPORT_TITLE.search(joined):
            return False
        if TARGET_TITLE.search(joined):
            return True
    return False


def _is_comparison(text: str) -> bool:
    """上年同期情况, but not 与上年同期对比."""
    return bool(LAST_YEAR_TITLE.search(text)) and not BOTH_YEARS_TITLE.search(text)


def _answered(context: Context, answers: Answers | None) -> Context:
    """`context` with the span that a person gave, where the file itself leaves it open."""
    if answers is None or answers.span is None or not is_doubtful(context):
        return context
    span = Span(*answers.span)
    mention = SpanMention(span, str(span), "year" if span.days > 360 else "range", names_year=True)
    if span.first_day.month == span.first_day.day == 1 and mention.kind == "range":
        mention = replace(mention, kind="cumulative")
    return replace(context, spans=(mention,), span_source="answer", years=(("answer", span.last_day.year),))


def is_doubtful(context: Context) -> bool:
    """Whether a person has to say which span is meant: none named, several, only a year, or years that disagree."""
    span = context.span
    return span is None or span.kind == "year" or len({year for _source, year in context.years}) > 1
