"""What a change of the catalogue would do to the figures: two stores that differ in nothing else, held side by side."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from guoban.calendar import quarter_of
from guoban.measures.appraisal import appraisal
from guoban.measures.completeness import completeness, reporting
from guoban.measures.progress import progress
from guoban.warehouse import Reader

Moves = Mapping[tuple[str, str], int]
"""(before, after) → how many; what is the same in both is left out."""

NOT_THERE = ""
"""Before: it is new; after: it is gone."""

_LEAST = 0.05
"""A score is shown with one decimal: by less it has not changed."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What would be otherwise on a day.

    statuses: of cells, a unit and an indicator each. figures: cells whose sum or progress would be another. scores,
    ranks: units whose score (as it is shown) or rank would be another. stars: their grades. reporting: of units,
    whether they reported in time. cells, units: how many there are to compare.
    """

    on: date
    cells: int
    units: int
    statuses: Moves
    figures: int
    scores: int
    ranks: int
    stars: Moves
    reporting: Moves

    @property
    def is_nothing(self) -> bool:
        """Whether every figure, status, score and rank stays what it is."""
        return not (
            self.statuses or self.figures or self.scores or self.ranks or self.stars or self.reporting
        )  # fmt: skip


def effect(before: Reader, after: Reader, on: date, today: date | None = None) -> Effect:
    """Hold the figures of a day in two versions of a store side by side. today: for what is due, the present day."""
    cells = _beside([progress(reader, year=on.year, on=on) for reader in (before, after)], ["unit", "indicator"])
    ranked = _beside([appraisal(reader, year=on.year, on=on) for reader in (before, after)], ["unit"])
    quarter = quarter_of(on)
    reported = [
        reporting(completeness(reader, year=on.year, quarter=quarter, today=today), today) for reader in (before, after)
    ]
    both = cells[cells["there"] == "both"]
    return Effect(
        on=on,
        cells=len(cells),
        units=len(ranked),
        statuses=_moves(cells, "status"),
        figures=int((_differs(both, "value", 1e-9) | _differs(both, "progress", 1e-9)).sum()),
        scores=int(_differs(ranked, "score", _LEAST).sum()),
        ranks=int(_differs(ranked, "rank", 0.5).sum()),
        stars=_moves(ranked, "stars"),
        reporting=_moves(_beside(reported, ["unit"]), "state"),
    )


def _beside(both: list[pd.DataFrame], keys: list[str]) -> pd.DataFrame:
    before, after = both
    return before.merge(after, on=keys, how="outer", suffixes=("_before", "_after"), indicator="there")


def _moves(rows: pd.DataFrame, column: str) -> dict[tuple[str, str], int]:
    """How many rows say something else in a column than they did, by what it was and is."""
    was, is_ = (_words(rows[f"{column}_{side}"]) for side in ("before", "after"))
    moved = pd.DataFrame({"was": was, "is": is_})[was != is_]
    counts = moved.value_counts(["was", "is"], sort=True)
    return {(str(pair[0]), str(pair[1])): int(count) for pair, count in counts.items()}  # type: ignore[index]


def _words(column: pd.Series) -> pd.Series:
    whole = column.astype("Int64") if pd.api.types.is_numeric_dtype(column) else column
    return whole.astype(object).where(whole.notna(), NOT_THERE).map(str)


def _differs(rows: pd.DataFrame, column: str, least: float) -> pd.Series:
    was, is_ = (pd.to_numeric(rows[f"{column}_{side}"]).astype("float64") for side in ("before", "after"))
    return ((was - is_).abs() > least) | (was.isna() != is_.isna())
