"""Figures of one file against each other: the same figure twice, a cumulative figure and its parts."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from etl.checks.rules import finding
from etl.checks.wording import amount, unit_name
from etl.layout.figures import Figures, Ints, day_of
from etl.model import Finding
from guoban.calendar import Span
from guoban.catalogue.model import Catalogue


@dataclass(frozen=True)
class Settled:
    """Figures without repeats and contradictions, and what was found on the way."""

    figures: Figures
    findings: list[Finding]


def settle_repeats(figures: Figures, catalogue: Catalogue, sheets: tuple[str, ...]) -> Settled:
    """Keep each figure once.

    Same value: the first is kept, one note a sheet. In one row, 累计 wins over 本季 (domain rule 2). A figure of its
    own wins over the half of a pair. Otherwise different values contradict each other and none of them is kept.
    """
    keys = _keys(figures)
    in_order = np.sort(keys)  # quicker than to number them, and most files have no repeats at all
    if not (in_order[1:] == in_order[:-1]).any():
        return Settled(figures, [])
    order = pd.factorize(keys)[0]
    counts = np.bincount(order)
    keep = np.ones(len(figures), bool)
    findings: list[Finding] = []
    repeated: dict[int, list[int]] = {}
    places = np.flatnonzero(counts[order] > 1)
    for _key, group in pd.Series(places).groupby(order[places], sort=False):
        members = group.tolist()
        chosen = min(members, key=lambda place: (figures.derived[place], not figures.cumulative[place], place))
        others = [place for place in members if place != chosen]
        keep[others] = False
        different = [place for place in others if abs(figures.value[place] - figures.value[chosen]) > 1e-6]
        if not different:
            told = [place for place in others if not (figures.derived[place] or _same_row(figures, place, chosen))]
            for place in told:
                repeated.setdefault(int(figures.block[place]), []).append(place)
        elif all(_same_row(figures, place, chosen) and figures.cumulative[chosen] for place in different):
            findings.append(_not_cumulative(figures, catalogue, sheets, chosen, figures.value[different[0]]))
        elif not all(figures.derived[place] for place in different):
            keep[chosen] = False
            findings.append(_contradiction(figures, catalogue, sheets, chosen, different[0]))
    for block, told in repeated.items():
        cell = figures.cell(told[0])
        findings.append(finding("duplicate-figure", sheet=sheets[block], cell=cell, count=len(told)))
    return Settled(figures.kept(keep), findings)


def _keys(figures: Figures) -> Ints:
    """One number for each unit, indicator and span (or year)."""
    spans = figures.span_of
    return np.asarray(
        (figures.unit * len(figures.codes.indicators) + figures.indicator) * (spans.max(initial=0) + 1) + spans
    )


def _same_row(figures: Figures, one: int, other: int) -> bool:
    same_place = figures.block[one] == figures.block[other] and figures.row[one] == figures.row[other]
    return bool(same_place and figures.cumulative[one] != figures.cumulative[other])


def _contradiction(figures: Figures, catalogue: Catalogue, sheets: tuple[str, ...], first: int, second: int) -> Finding:
    indicator = catalogue.indicators[figures.codes.indicators[figures.indicator[first]]]
    if np.isnat(figures.first_day[first]):
        span = str(figures.year[first])
    else:
        span = str(Span(day_of(figures.first_day[first]), day_of(figures.last_day[first])))
    return finding(
        "contradiction",
        sheet=sheets[figures.block[second]],
        cell=figures.cell(second),
        unit=unit_name(catalogue, figures.codes.units[figures.unit[first]]),
        indicator=indicator.name_zh,
        span=span,
        first=amount(figures.value[first], indicator),
        first_cell=f"{sheets[figures.block[first]]}!{figures.cell(first)}",
        second=amount(figures.value[second], indicator),
    )


def _not_cumulative(
    figures: Figures, catalogue: Catalogue, sheets: tuple[str, ...], place: int, parts: float
) -> Finding:
    indicator = catalogue.indicators[figures.codes.indicators[figures.indicator[place]]]
    return finding(
        "cumulative-mismatch",
        sheet=sheets[figures.block[place]],
        cell=figures.cell(place),
        unit=unit_name(catalogue, figures.codes.units[figures.unit[place]]),
        indicator=indicator.name_zh,
        cumulative=amount(figures.value[place], indicator),
        parts=amount(parts, indicator),
        difference=amount(abs(figures.value[place] - parts), indicator),
    )


def check_parts(
    figures: Figures, earlier: pd.DataFrame, catalogue: Catalogue, sheets: tuple[str, ...]
) -> Iterator[Finding]:
    """Cumulative figures that differ from the sum of their parts, in the file or (the earlier ones) in the store.

    earlier: unit, indicator, first_day, last_day, value of figures in force, of the same years. Flows and money only.
    """
    if figures.span_of.max(initial=0) == 0:
        return
    stored = _pieces_in_store(earlier)
    adds = [indicator.kind in ("flow", "money") for indicator in catalogue.indicators.values()]
    keys = figures.unit * len(adds) + figures.indicator
    relevant = np.flatnonzero(np.array(adds, bool)[figures.indicator])
    for _key, group in pd.Series(relevant).groupby(keys[relevant], sort=False):
        members = group.tolist()
        if len(members) < 2:
            continue
        code = figures.codes.units[figures.unit[members[0]]], figures.codes.indicators[figures.indicator[members[0]]]
        pieces = {_days(figures, place): float(figures.value[place]) for place in members}
        known = {**stored.get(code, {}), **pieces}
        for place in members:
            whole = _days(figures, place)
            parts = _sum_of_parts(whole, known, set(pieces) - {whole})
            if parts is not None and abs(parts - figures.value[place]) > 0.006:
                yield _not_cumulative(figures, catalogue, sheets, place, parts)


Days = tuple[np.datetime64, np.datetime64]


def _days(figures: Figures, place: int) -> Days:
    return figures.first_day[place], figures.last_day[place]


def _pieces_in_store(earlier: pd.DataFrame) -> dict[tuple[str, str], dict[Days, float]]:
    pieces: dict[tuple[str, str], dict[Days, float]] = {}
    if earlier.empty:
        return pieces
    days: npt.NDArray[np.datetime64] = earlier[["first_day", "last_day"]].to_numpy("datetime64[D]")
    rows = zip(earlier["unit"], earlier["indicator"], days, earlier["value"], strict=True)
    for unit, indicator, (first, last), value in rows:
        pieces.setdefault((unit, indicator), {})[first, last] = float(value)
    return pieces


def _sum_of_parts(whole: Days, known: dict[Days, float], in_file: set[Days]) -> float | None:
    """The sum of figures that cover `whole` without a gap, one of the file among them; None if there are none.

    From the end backwards, the longest piece first: 累计 to March and the second quarter, before three single months.
    """
    used: set[Days] = set()
    total, until = 0.0, whole[1]
    while until >= whole[0]:
        fitting = [days for days in known if days != whole and days[1] == until and days[0] >= whole[0]]
        if not fitting:
            return None
        piece = max(fitting, key=lambda days: (days in in_file, days[1] - days[0]))
        used.add(piece)
        total += known[piece]
        until = piece[0] - np.timedelta64(1, "D")
    return total if used & in_file and len(used) > 1 else None
