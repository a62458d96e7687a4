"""Figures of a file as findings speak of them: whose, which, where; of many alike the first ones."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypedDict

from etl.checks.rules import finding
from etl.checks.wording import amount, unit_name
from etl.layout.figures import Figures, day_of
from etl.model import Finding
from guoban.calendar import Span
from guoban.catalogue.model import Catalogue, Indicator

MOST_OF_ONE_KIND = 5
"""So many findings of one rule about one indicator are listed, the others counted."""


class Where(TypedDict):
    """The place of a finding."""

    sheet: str
    cell: str


class Whose(TypedDict):
    """Whose figure it is, in words."""

    unit: str
    indicator: str


@dataclass(frozen=True)
class Cited:
    """The figures of a file, spoken of by their place in the arrays. sheets: the sheet of each block."""

    figures: Figures
    catalogue: Catalogue
    sheets: tuple[str, ...]

    def where(self, place: int) -> Where:
        """Sheet and cell."""
        return {"sheet": self.sheets[self.figures.block[place]], "cell": self.figures.cell(place)}

    def address(self, place: int) -> str:
        """Sheet and cell in one: 季报!C8."""
        return f"{self.sheets[self.figures.block[place]]}!{self.figures.cell(place)}"

    def whose(self, place: int) -> Whose:
        """Names of unit and indicator."""
        code = self.figures.codes.units[self.figures.unit[place]]
        return {"unit": unit_name(self.catalogue, code), "indicator": self.indicator(place).name_zh}

    def indicator(self, place: int) -> Indicator:
        """What the figure measures."""
        return self.catalogue.indicators[self.figures.codes.indicators[self.figures.indicator[place]]]

    def span(self, place: int) -> Span:
        """The days it covers."""
        return Span(day_of(self.figures.first_day[place]), day_of(self.figures.last_day[place]))

    def amount(self, place: int, value: float | None = None) -> str:
        """The figure, or another one of the same indicator, with its measure."""
        return amount(float(self.figures.value[place]) if value is None else value, self.indicator(place))

    def listed(self, places: Iterable[int], found: Callable[[int], Finding]) -> Iterator[Finding]:
        """A finding for each of the first figures of an indicator; the others of it are counted."""
        by_indicator: dict[int, list[int]] = {}
        for place in places:
            by_indicator.setdefault(int(self.figures.indicator[place]), []).append(place)
        for alike in by_indicator.values():
            yield from first_of(alike, found)


def first_of(places: list[int], found: Callable[[int], Finding], most: int = MOST_OF_ONE_KIND) -> Iterator[Finding]:
    """A finding for each of the first places; the others are counted."""
    for place in places[:most]:
        yield found(place)
    if len(places) > most:
        example = found(places[most])
        count = len(places) - most
        yield finding("more-of-the-same", sheet=example.sheet, cell=example.cell, count=count, example=example.message)
