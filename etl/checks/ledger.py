"""The figures of a file beside those that stand in the store: one row a unit and indicator, one column a span."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from etl.checks.arrays import Days, Flags, Floats
from etl.checks.past import Tellings
from etl.layout.figures import Figures, Ints
from etl.layout.once import OncePerCatalogue
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
    kind_of_indicator: npt.NDArray[np.str_]

    @cached_property
    def kinds(self) -> npt.NDArray[np.str_]:
        """The kind of each row's indicator."""
        return np.asarray(self.kind_of_indicator[self.indicator])

    @cached_property
    def known(self) -> Floats:
        """What would stand once the file is loaded."""
        return np.asarray(np.where(self.place >= 0, self.filed, self.stored))

    @cached_property
    def adds_up(self) -> Flags:
        """Rows of flows and money."""
        return self.are(Kind.FLOW, Kind.MONEY)

    def are(self, *kinds: str) -> Flags:
        """Rows of any of these kinds; the kind of a ranking is "rank"."""
        return np.asarray(np.isin(self.kind_of_indicator, kinds)[self.indicator])

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
        days = zip(self.first_day.tolist(), self.last_day.tolist(), strict=True)
        return {Span(first, last): column for column, (first, last) in enumerate(days)}


def read_ledger(figures: Figures, earlier: Tellings, catalogue: Catalogue) -> Ledger:
    """Put the figures of a file and earlier tellings side by side."""
    indicators = len(figures.codes.indicators)
    keys, told_keys = (told.unit * indicators + told.indicator for told in (figures, earlier))
    row_of, pairs = _numbered(keys, len(figures.codes.units) * indicators)
    told = _places(earlier.counts & (row_of[told_keys] >= 0))  # about a unit and indicator of the file
    columns, column_of = _spans(
        np.concatenate([figures.first_day, earlier.first_day[told]]),
        np.concatenate([figures.last_day, earlier.last_day[told]]),
    )
    shape = len(pairs), len(columns)
    filed, stored = np.full(shape, np.nan, order="F"), np.full(shape, np.nan, order="F")  # spans one after another
    place, upload = np.full(shape, -1, order="F"), np.full(shape, -1, order="F")
    here, there = (row_of[keys], column_of[: len(keys)]), (row_of[told_keys[told]], column_of[len(keys) :])
    filed[here], place[here] = figures.value, np.arange(len(figures))
    stored[there], upload[there] = earlier.value[told], earlier.upload[told]  # of several tellings the last one stays
    return Ledger(
        unit=pairs // indicators,
        indicator=pairs % indicators,
        first_day=(columns % _FAR - _BEFORE_1970).astype("datetime64[D]"),
        last_day=(columns // _FAR - _BEFORE_1970).astype("datetime64[D]"),
        filed=filed,
        place=place,
        stored=stored,
        upload=upload,
        kind_of_indicator=_kinds(catalogue),
    )


def _numbered(keys: Ints, end: int) -> tuple[Ints, Ints]:
    """(number of each key below `end`, -1 for those not there; the keys there, in order)."""
    there = np.zeros(end, bool)
    there[keys] = True
    distinct = np.flatnonzero(there)
    number_of = np.full(end, -1)
    number_of[distinct] = np.arange(len(distinct))
    return number_of, distinct


def _places(flags: Flags) -> Ints | slice:
    """The flagged places; all of them as a slice, which copies nothing."""
    return slice(None) if flags.all() else np.flatnonzero(flags)


def _spans(first: Days, last: Days) -> tuple[Ints, Ints]:
    """The distinct spans in order, and the place of each among them; quick where they come in runs, as uploads do."""
    changes = (first[1:] != first[:-1]) | (last[1:] != last[:-1])
    starts = np.flatnonzero(np.concatenate([[True], changes]))
    distinct, place = np.unique(_span_numbers(first[starts], last[starts]), return_inverse=True)
    return distinct, np.repeat(place, np.diff(np.append(starts, len(first))))


def _kind(indicator: Indicator) -> str:
    return "rank" if indicator.measure == "名" else str(indicator.kind)


_kinds = OncePerCatalogue(lambda catalogue: np.array([_kind(indicator) for indicator in catalogue.indicators.values()]))
"""The kind of each indicator, by number."""


def _span_numbers(first: Days, last: Days) -> Ints:
    return np.asarray((last.astype(np.int64) + _BEFORE_1970) * _FAR + first.astype(np.int64) + _BEFORE_1970)
