"""Values that cannot be, or hardly can be: below zero, rates above 100 %, parts larger than their whole."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from etl.checks.agreement import Settled
from etl.checks.arrays import Flags, in_runs
from etl.checks.citing import first_of
from etl.checks.rules import finding
from etl.checks.wording import amount, percent, unit_name
from etl.layout.figures import Figures
from etl.layout.once import OncePerCatalogue
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
    rates = _rates(catalogue)[figures.indicator]

    def over_one(place: int) -> Finding:
        words: dict[str, Any] = {**_words(figures, catalogue, place), "percent": percent(figures.value[place])}
        return finding("ratio-over-one", **_where(figures, sheets, place), **words)

    yield from first_of(np.flatnonzero(rates & (figures.value > 1)).tolist(), over_one)
    present = set(np.flatnonzero(np.bincount(figures.indicator)).tolist())
    with_parts = [columns for columns in _with_parts(catalogue) if columns[1] in present and columns[2] in present]
    if not with_parts:
        return
    table = _ByUnit(figures)
    rate, part, whole = (table.values[:, list(columns)] for columns in zip(*with_parts, strict=True))
    with np.errstate(divide="ignore", invalid="ignore"):
        computed = part / whole
    over = part > whole
    wrong = np.isfinite(computed) & (np.abs(computed - rate) > _RATE_TOLERANCE)
    for place in np.flatnonzero((over | wrong).any(axis=0)).tolist():
        yield from _parts_over_whole(figures, catalogue, sheets, table, with_parts[place], over[:, place])
        yield from _rate_mismatches(figures, catalogue, sheets, table, with_parts[place], wrong[:, place])


_Columns = tuple[int, int, int]
"""The indicators of a rate, its numerator and its denominator, by number."""


def _rates_and_parts(catalogue: Catalogue) -> tuple[_Columns, ...]:
    numbers = {code: place for place, code in enumerate(catalogue.indicators)}
    return tuple(
        (numbers[rate.code], numbers[rate.numerator], numbers[rate.denominator])
        for rate in catalogue.indicators.values()
        if rate.numerator and rate.denominator
    )


_with_parts = OncePerCatalogue(_rates_and_parts)
_rates = OncePerCatalogue(
    lambda catalogue: np.array([indicator.kind is Kind.RATIO for indicator in catalogue.indicators.values()], bool)
)


class _ByUnit:
    """Values as a table of units and spans by indicators; `places` says which figure each is (-1 = none)."""

    def __init__(self, figures: Figures) -> None:
        rows = in_runs(figures.unit * (int(figures.span_of.max(initial=0)) + 1) + figures.span_of)
        shape = int(rows.max(initial=-1)) + 1, len(figures.codes.indicators)
        self.places: npt.NDArray[np.int64] = np.full(shape, -1, np.int64)
        self.places[rows, figures.indicator] = np.arange(len(figures))
        self.values: npt.NDArray[np.float64] = np.full(shape, np.nan)
        self.values[rows, figures.indicator] = figures.value


def _parts_over_whole(
    figures: Figures, catalogue: Catalogue, sheets: tuple[str, ...], table: _ByUnit, columns: _Columns, over: Flags
) -> Iterator[Finding]:
    """over: the rows of `table` in which the part is larger."""
    _rate, numerator, denominator = columns
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

    yield from first_of(np.flatnonzero(over).tolist(), found)


def _rate_mismatches(
    figures: Figures, catalogue: Catalogue, sheets: tuple[str, ...], table: _ByUnit, columns: _Columns, wrong: Flags
) -> Iterator[Finding]:
    """wrong: the rows of `table` whose rate is not that of its parts."""
    part, whole = (_indicator(figures, catalogue, column) for column in columns[1:])

    def found(row: int) -> Finding:
        place = int(table.places[row, columns[0]])
        rate, numerator, denominator = (float(table.values[row, column]) for column in columns)
        return finding(
            "ratio-mismatch",
            **_where(figures, sheets, place),
            **_words(figures, catalogue, place),
            percent=percent(rate),
            numerator=amount(numerator, part),
            denominator=amount(denominator, whole),
            computed=percent(numerator / denominator),
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
