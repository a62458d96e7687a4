"""Values that cannot be, or hardly can be: below zero, rates above 100 %, parts larger than their whole."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from etl.checks.agreement import Settled
from etl.checks.citing import first_of
from etl.checks.rules import finding
from etl.checks.wording import amount, percent, unit_name
from etl.layout.figures import Figures
from etl.model import Finding
from guoban.catalogue.model import Catalogue, Indicator, Kind

TOO_LARGE = 1e12
_RATE_TOLERANCE = 0.0051
"""A rate given to whole per cent may differ from numerator ÷ denominator by half a per cent."""


def settle_limits(figures: Figures, catalogue: Catalogue, sheets: tuple[str, ...]) -> Settled:
    """Leave out what cannot be stored or cannot be."""
    findings: list[Finding] = []
    large = np.abs(figures.value) >= TOO_LARGE
    below = (figures.value < 0) & ~large
    for rule, wrong in (("value-too-large", large), ("negative", below)):
        for place in np.flatnonzero(wrong).tolist():
            words: dict[str, Any] = _words(figures, catalogue, place)
            findings.append(finding(rule, **_where(figures, sheets, place), raw=str(figures.raw[place]), **words))
    return Settled(figures.kept(~(large | below)), findings)


def check_rates(figures: Figures, catalogue: Catalogue, sheets: tuple[str, ...]) -> Iterator[Finding]:
    """Rates against 100 % and against their own numerators and denominators, where the file has them."""
    indicators = list(catalogue.indicators.values())
    rates = np.array([indicator.kind is Kind.RATIO for indicator in indicators], bool)[figures.indicator]

    def over_one(place: int) -> Finding:
        words: dict[str, Any] = {**_words(figures, catalogue, place), "percent": percent(figures.value[place])}
        return finding("ratio-over-one", **_where(figures, sheets, place), **words)

    yield from first_of(np.flatnonzero(rates & (figures.value > 1)).tolist(), over_one)
    present = set(np.flatnonzero(np.bincount(figures.indicator)).tolist())
    numbers = {indicator.code: place for place, indicator in enumerate(indicators)}
    with_parts = [
        (numbers[rate.code], numbers[rate.numerator], numbers[rate.denominator])
        for rate in indicators
        if rate.numerator and rate.denominator and {numbers[rate.numerator], numbers[rate.denominator]} <= present
    ]
    if not with_parts:
        return
    table = _ByUnit(figures)
    for rate, numerator, denominator in with_parts:
        yield from _parts_over_whole(figures, catalogue, sheets, table, numerator, denominator)
        yield from _rate_mismatches(figures, catalogue, sheets, table, (rate, numerator, denominator))


class _ByUnit:
    """Values as a table of units and spans by indicators; `places` says which figure each is (-1 = none)."""

    def __init__(self, figures: Figures) -> None:
        rows = pd.factorize(figures.unit * (figures.span_of.max(initial=0) + 1) + figures.span_of)[0]
        shape = int(rows.max(initial=-1)) + 1, len(figures.codes.indicators)
        self.places: npt.NDArray[np.int64] = np.full(shape, -1, np.int64)
        self.places[rows, figures.indicator] = np.arange(len(figures))
        self.values: npt.NDArray[np.float64] = np.full(shape, np.nan)
        self.values[rows, figures.indicator] = figures.value


def _parts_over_whole(
    figures: Figures, catalogue: Catalogue, sheets: tuple[str, ...], table: _ByUnit, numerator: int, denominator: int
) -> Iterator[Finding]:
    part, whole = _indicator(figures, catalogue, numerator), _indicator(figures, catalogue, denominator)

    def found(row: int) -> Finding:
        place = int(table.places[row, numerator])
        return finding(
            "numerator-over-denominator",
            **_where(figures, sheets, place),
            unit=unit_name(catalogue, figures.codes.units[figures.unit[place]]),
            numerator_name=part.name_zh,
            numerator=amount(table.values[row, numerator], part),
            denominator_name=whole.name_zh,
            denominator=amount(table.values[row, denominator], whole),
        )

    yield from first_of(np.flatnonzero(table.values[:, numerator] > table.values[:, denominator]).tolist(), found)


def _rate_mismatches(
    figures: Figures, catalogue: Catalogue, sheets: tuple[str, ...], table: _ByUnit, columns: tuple[int, int, int]
) -> Iterator[Finding]:
    rate, numerator, denominator = (table.values[:, column] for column in columns)
    with np.errstate(divide="ignore", invalid="ignore"):
        computed = numerator / denominator
    wrong = np.isfinite(computed) & (np.abs(computed - rate) > _RATE_TOLERANCE)
    part, whole = (_indicator(figures, catalogue, column) for column in columns[1:])

    def found(row: int) -> Finding:
        place = int(table.places[row, columns[0]])
        return finding(
            "ratio-mismatch",
            **_where(figures, sheets, place),
            **_words(figures, catalogue, place),
            percent=percent(rate[row]),
            numerator=amount(numerator[row], part),
            denominator=amount(denominator[row], whole),
            computed=percent(computed[row]),
        )

    yield from first_of(np.flatnonzero(wrong).tolist(), found)


def _indicator(figures: Figures, catalogue: Catalogue, number: int) -> Indicator:
    return catalogue.indicators[figures.codes.indicators[number]]


def _words(figures: Figures, catalogue: Catalogue, place: int) -> dict[str, Any]:
    return {
        "unit": unit_name(catalogue, figures.codes.units[figures.unit[place]]),
        "indicator": _indicator(figures, catalogue, int(figures.indicator[place])).name_zh,
    }


def _where(figures: Figures, sheets: tuple[str, ...], place: int) -> dict[str, Any]:
    return {"sheet": sheets[figures.block[place]], "cell": figures.cell(place)}
