"""The figures of a file beside those that stand in the store: one row a unit and indicator, one column a span."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from etl.layout.figures import Figures, Ints, day_of
from guoban.calendar import Span
from guoban.catalogue.model import Catalogue, Indicator, Kind

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Days = npt.NDArray[np.datetime64]

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


def read_ledger(figures: Figures, earlier: pd.DataFrame, catalogue: Catalogue) -> Ledger:
    """Put the figures of a file and the earlier tellings of `Past.figures` side by side."""
    indicators = list(catalogue.indicators.values())
    keys = figures.unit * len(indicators) + figures.indicator
    pairs, pair_of = np.unique(keys, return_inverse=True)
    told = _standing(earlier, figures, pairs, len(indicators))
    spans = _span_numbers(figures.first_day, figures.last_day)
    columns, column_of = np.unique(np.concatenate([spans, told.spans]), return_inverse=True)
    shape = len(pairs), len(columns)
    filed, stored = np.full(shape, np.nan), np.full(shape, np.nan)
    place, upload = np.full(shape, -1), np.full(shape, -1)
    here, there = (pair_of, column_of[: len(spans)]), (told.pairs, column_of[len(spans) :])
    filed[here], place[here] = figures.value, np.arange(len(figures))
    stored[there], upload[there] = told.values, told.uploads  # of several tellings the last one stays
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


@dataclass(frozen=True, slots=True)
class _Standing:
    pairs: Ints
    spans: Ints
    values: Floats
    uploads: Ints


def _standing(earlier: pd.DataFrame, figures: Figures, pairs: Ints, indicators: int) -> _Standing:
    """The tellings that count, of the units and indicators in the file."""
    unit, indicator = numbers_of(earlier, figures)
    keys = unit * indicators + indicator
    row = np.minimum(np.searchsorted(pairs, keys), max(len(pairs) - 1, 0))
    wanted = (unit >= 0) & (indicator >= 0) & earlier["counts"].to_numpy(bool)
    wanted &= pairs[row] == keys if len(pairs) else False
    first, last = (earlier[name].to_numpy("datetime64[D]")[wanted] for name in ("first_day", "last_day"))
    values, uploads = earlier["value"].to_numpy(np.float64)[wanted], earlier["upload"].to_numpy(np.int64)[wanted]
    return _Standing(row[wanted], _span_numbers(first, last), values, uploads)


def numbers_of(earlier: pd.DataFrame, figures: Figures) -> tuple[Ints, Ints]:
    """Units and indicators of earlier tellings by their numbers; -1 for one that is no longer in the catalogue."""
    unit = pd.Index(figures.codes.units).get_indexer(pd.Index(earlier["unit"]))
    indicator = pd.Index(figures.codes.indicators).get_indexer(pd.Index(earlier["indicator"]))
    return np.asarray(unit, np.int64), np.asarray(indicator, np.int64)


def _span_numbers(first: Days, last: Days) -> Ints:
    return np.asarray((last.astype(np.int64) + _BEFORE_1970) * _FAR + first.astype(np.int64) + _BEFORE_1970)
