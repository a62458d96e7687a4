"""Real figures of real unions, taken from their published work summaries, as workbooks the importer reads.

`python -m etl.source_figures` writes data/examples/source-figures/ anew from its figures.csv: one organisation a unit,
one workbook for each organisation and span, the quotation beside each figure. Where a summary does not say its year,
nor does the workbook: it lies in year-unknown/ and loads once somebody tells the span. Where a summary gives two
figures for one thing, the second stands in a workbook of its own, so that both are kept as versions of one figure.
"""

import csv
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from openpyxl import Workbook

from etl.demo.book import save_deterministically
from etl.demo.pen import Pen
from guoban.catalogue import read_catalogue, write_catalogue
from guoban.catalogue.model import Catalogue, Settings, Unit

PROJECT = Path(__file__).resolve().parents[1]
FOLDER = PROJECT / "data" / "examples" / "source-figures"
FIGURES = "figures.csv"
CATALOGUE, WORKBOOKS, YEAR_UNKNOWN = "catalogue", "workbooks", "year-unknown"
ROOT = Unit("SRC", "公开工作总结汇编", "汇编", None, 0)
UNKNOWN = "unknown"

# How a summary says that a figure is not exact: before the number or after it, as it stands in the quotation.
_HEDGED = r"(?P<before>近|约|超过|逾)?\s*{number}\s*(?P<after>%以上|余|多|以上)?"


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of figures.csv. Days are as written there; those of an unknown year begin with `unknown`."""

    organisation: str
    first_day: str
    last_day: str
    code: str
    indicator: str
    value: str
    measure: str
    role: str
    qualifier: str
    quote: str

    @property
    def year(self) -> str:
        return self.first_day.split("-")[0]

    @property
    def is_target(self) -> bool:
        return self.role == "annual_target"

    @property
    def as_written(self) -> str | int | float:
        """The figure as the summary has it: 260多, 近2000, 90%以上, or a plain number where it is exact."""
        if self.qualifier != "exact":
            found = re.search(_HEDGED.format(number=re.escape(self.value)), self.quote)
            if found is not None and (found["before"] or found["after"]):
                return f"{found['before'] or ''}{self.value}{found['after'] or ''}"
        return float(self.value) if "." in self.value else int(self.value)


def read_figures(path: Path) -> tuple[Figure, ...]:
    """Every line of figures.csv, in its order."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return tuple(Figure(**{key: row[key] for key in Figure.__slots__}) for row in csv.DictReader(file))


def organisations(figures: Sequence[Figure]) -> tuple[Unit, ...]:
    """One unit for each organisation, in the order in which they first appear, under a root of their own."""
    names = dict.fromkeys(figure.organisation for figure in figures)
    units = (Unit(f"SRC{number:02}", name, "工会", ROOT.code, number) for number, name in enumerate(names, 1))
    return (ROOT, *units)


def write_source_figures(folder: Path = FOLDER) -> tuple[Path, ...]:
    """Write the catalogue and the workbooks beside figures.csv; the same file gives the same bytes."""
    figures = read_figures(folder / FIGURES)
    indicators = read_catalogue(PROJECT / "data" / "catalogue").indicators
    units = {unit.code: unit for unit in organisations(figures)}
    write_catalogue(folder / CATALOGUE, Catalogue(units, indicators, Settings(ROOT.name)))
    return tuple(_write(folder, name, part) for name, part in _workbooks(figures))


def _workbooks(figures: Sequence[Figure]) -> Iterator[tuple[str, list[Figure]]]:
    """Name and figures of each workbook: an organisation's targets of a year, or its figures of one span."""

    def together(figure: Figure) -> tuple[str, bool, str, str]:
        return (figure.organisation, figure.is_target, figure.first_day, figure.last_day)

    for _key, group in groupby(sorted(figures, key=together), key=together):
        for number, part in enumerate(_without_contradiction(list(group))):
            first = part[0]
            when = f"{first.year}年度目标任务" if first.is_target else _span_in_words(first)
            again = f"（第{'一二三四五'[number]}种说法）" if number else ""
            place = YEAR_UNKNOWN if first.year == UNKNOWN else WORKBOOKS
            yield f"{place}/{first.organisation}_{when}{again}.xlsx", part


def _without_contradiction(figures: list[Figure]) -> Iterator[list[Figure]]:
    """All figures at once, unless an indicator is given twice: then its second figure comes in a part of its own."""
    rest = figures
    while rest:
        seen: dict[str, Figure] = {}
        for figure in rest:
            seen.setdefault(figure.code, figure)
        yield list(seen.values())
        rest = [figure for figure in rest if figure is not seen[figure.code]]


def _span_in_words(figure: Figure) -> str:
    """2023年1月1日至5月31日, or 1月1日至12月10日 where the year is not known."""
    (_, first_month, first_day), (_, month, day) = figure.first_day.split("-"), figure.last_day.split("-")
    year = "" if figure.year == UNKNOWN else f"{figure.year}年"
    return f"{year}{int(first_month)}月{int(first_day)}日至{int(month)}月{int(day)}日"


def _write(folder: Path, name: str, figures: Sequence[Figure]) -> Path:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    first = figures[0]
    sheet.title = "年度目标" if first.is_target else "工作情况"
    _draw(Pen(sheet), first, figures)
    save_deterministically(workbook, folder / name, creator=ROOT.name)
    return folder / name


def _draw(pen: Pen, first: Figure, figures: Sequence[Figure]) -> None:
    title = f"{first.year}年度工会工作目标任务" if first.is_target else f"工会工作情况（{_span_in_words(first)}）"
    heads = ("序号", "指标名称", "计量单位", "年度目标" if first.is_target else "完成数", "原文")
    pen.title(1, title, len(heads))
    pen.line(2, f"填报单位：{first.organisation}", len(heads))
    for column, text in enumerate(heads, 1):
        pen.head(3, column, text)
    for number, figure in enumerate(figures, 1):
        cells = (number, figure.indicator, figure.measure, figure.as_written, figure.quote)
        for column, content in enumerate(cells, 1):
            pen.words(3 + number, column, content)
    pen.widths(6, 22, 9, 14, 80, others=10, columns=len(heads))


if __name__ == "__main__":
    sys.stdout.write(f"{len(write_source_figures())} workbooks -> {FOLDER}\n")
