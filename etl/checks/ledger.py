"""The figures of a file beside those that stand in the store: one row a unit and indicator, one column a span."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from etl.checks.arrays import Days, Flags, Floats
from etl.checks.past import Tellings
from etl.layout.figures import Figures, Ints, day_of
from guoban.calendar import Span
from guoban.catalogue.model import Catalogue, Indicator, Kind

_FAR = 10_000_000
_BEFORE_1970 = 1_000_000
"""A span as one number that sorts by its last day, then by its first; days before 1970 are negative without this."""


@dataclass(frozen=True)
class Ledger:
    """What is known about the units and indicators of a file.

    unit, indicator: their numbers, one a row. first_day, last_day: one a column, in the order in which spans end.
    filed: what the file says, place: which of its figures that is (-1 = none). stored: what is in force in the store,
    upload: since which upload (-1 = nothing). NaN = no figure.
    """

    unit: Ints
    indicator: Ints
    first_day: Days
    last_day: Days
    filed: Floats
    place: Ints
    stored: Floats
    upload: Ints
    kinds: npt.NDArray[np.str_]

    @cached_property
    def known(self) -> Floats:
        """What would stand once the file is loaded."""
        return np.asarray(np.where(self.place >= 0, self.filed, self.stored))

    @cached_property
    def adds_up(self) -> Flags:
        """Rows of flows and money."""
        return np.isin(self.kinds, (Kind.FLOW, Kind.MONEY))

    @cached_property
    def year(self) -> Ints:
        """The year in which each span ends."""
        return np.asarray(self.last_day.astype("datetime64[Y]").astype(np.int64) + 1970)

    @cached_property
    def from_new_year(self) -> Flags:
        """Spans that begin on 1 January of the year in which they end: cumulative figures."""
        return np.asarray(self.first_day == self.last_day.astype("datetime64[Y]").astype("datetime64[D]"))

    @cached_property
    def is_filed(self) -> Flags:
        """Spans that the file has figures of."""
        return np.asarray((self.place >= 0).any(axis=0))

    def column(self, span: Span) -> int:
        """The column of a span; -1 where nothing is known of it."""
        return self._columns.get(span, -1)

    @cached_property
    def _columns(self) -> dict[Span, int]:
        days = zip(self.first_day, self.last_day, strict=True)
        return {Span(day_of(first), day_of(last)): column for column, (first, last) in enumerate(days)}


def read_ledger(figures: Figures, earlier: Tellings, catalogue: Catalogue) -> Ledger:
    """Put the figures of a file and earlier tellings side by side."""
    indicators = list(catalogue.indicators.values())
    keys = figures.unit * len(indicators) + figures.indicator
    pairs, pair_of = np.unique(keys, return_inverse=True)
    told, row_of = _known_pairs(earlier, pairs, len(indicators))
    spans = _span_numbers(figures.first_day, figures.last_day)
    told_spans = _span_numbers(earlier.first_day[told], earlier.last_day[told])
    columns, column_of = np.unique(np.concatenate([spans, told_spans]), return_inverse=True)
    shape = len(pairs), len(columns)
    filed, stored = np.full(shape, np.nan), np.full(shape, np.nan)
    place, upload = np.full(shape, -1), np.full(shape, -1)
    here, there = (pair_of, column_of[: len(spans)]), (row_of, column_of[len(spans) :])
    filed[here], place[here] = figures.value, np.arange(len(figures))
    stored[there], upload[there] = earlier.value[told], earlier.upload[told]  # of several tellings the last one stays
    kinds = np.array([_kind(indicator) for indicator in indicators])
    return Ledger(
        unit=pairs // len(indicators),
        indicator=pairs % len(indicators),
        first_day=(columns % _FAR - _BEFORE_1970).astype("datetime64[D]"),
        last_day=(columns // _FAR - _BEFORE_1970).astype("datetime64[D]"),
        filed=filed,
        place=place,
        stored=stored,
        upload=upload,
        kinds=kinds[pairs % len(indicators)],
    )


def _kind(indicator: Indicator) -> str:
    return "rank" if indicator.measure == "名" else str(indicator.kind)


def _known_pairs(earlier: Tellings, pairs: Ints, indicators: int) -> tuple[Ints, Ints]:
    """The tellings that count and are about a unit and indicator of the file, and the row of each."""
    keys = earlier.unit * indicators + earlier.indicator
    row = np.minimum(np.searchsorted(pairs, keys), len(pairs) - 1)
    told = np.flatnonzero(earlier.counts & (pairs[row] == keys))
    return told, row[told]


def _span_numbers(first: Days, last: Days) -> Ints:
    return np.asarray((last.astype(np.int64) + _BEFORE_1970) * _FAR + first.astype(np.int64) + _BEFORE_1970)
