"""What each unit is asked for, and what is already known of it: from the targets and figures in the store."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from guoban.catalogue.model import Catalogue, Indicator, Kind, Unit
from guoban.warehouse import Reader

_KNOWN = (Path(__file__).parent / "known.sql").read_text(encoding="utf-8")
_LAST = (Path(__file__).parent / "last.sql").read_text(encoding="utf-8")


def reporting_units(catalogue: Catalogue) -> tuple[Unit, ...]:
    """The units that have none below them, in roster order; the county itself where it stands alone."""
    return tuple(unit for unit in catalogue.units.values() if not catalogue.children(unit.code))


def asked_of(
    reader: Reader, units: Sequence[Unit], year: int, *, for_targets: bool
) -> Mapping[str, tuple[Indicator, ...]]:
    """Unit code → indicators to ask it for, in the catalogue's order.

    A unit is asked for what it has a target for in `year` or has reported or had to reach since the year before;
    one of which nothing is known yet, for everything. A ratio is asked for by its two parts: nobody is made to
    give a figure twice that the house can work out. Targets are asked for ratios themselves.
    """
    known: dict[str, set[str]] = {}
    pairs: Iterable[Any] = reader.query(_KNOWN, {"year": year}).itertuples(index=False)
    for code, indicator in pairs:
        known.setdefault(code, set()).add(indicator)
    indicators = reader.catalogue.indicators
    asked: dict[str, tuple[Indicator, ...]] = {}
    for unit in units:
        codes = known.get(unit.code) or set(indicators)
        wanted = codes if for_targets else _with_parts(codes, indicators)
        asked[unit.code] = tuple(indicator for code, indicator in indicators.items() if code in wanted)
    return asked


def remarks(reader: Reader, before: date) -> dict[tuple[str, str], str]:
    """(unit, indicator) → a sentence with the last figure before `before`'s end and the target of its year."""
    frame = reader.query(_LAST, {"before": before, "year": before.year})
    indicators = reader.catalogue.indicators
    found: dict[tuple[str, str], str] = {}
    rows: Iterable[Any] = frame.itertuples(index=False)
    for row in rows:
        indicator = indicators[row.indicator]
        parts = []
        if not pd.isna(row.target):
            parts.append(f"年度目标：{_figure(row.target, indicator)}")
        if not pd.isna(row.value):
            parts.append(
                f"上次填报（{row.first_day:%Y-%m-%d}至{row.last_day:%Y-%m-%d}）：{_figure(row.value, indicator)}"
            )
        found[row.unit, row.indicator] = "\n".join(parts)
    return found


def _with_parts(codes: set[str], indicators: Mapping[str, Indicator]) -> set[str]:
    wanted: set[str] = set()
    for code in codes:
        indicator = indicators[code]
        parts = {part for part in (indicator.numerator, indicator.denominator) if part}
        wanted |= parts if indicator.kind is Kind.RATIO and parts else {code}
    return wanted


def _figure(value: float, indicator: Indicator) -> str:
    if indicator.kind is Kind.RATIO:
        return f"{value:.1%}"
    if indicator.kind is Kind.MONEY and indicator.display_measure == "万元":
        return f"{value / 10_000:,.2f} 万元"
    return f"{value:,.6f}".rstrip("0").rstrip(".") + f" {indicator.measure}"
