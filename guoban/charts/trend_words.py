"""Two ways to look back from a figure, 环比 and 同比, in words: an arrow only beyond the gap, a dash with its reason.

What is beyond a gap, and what can be compared at all, the measures say (`measures.trend`); here it is put into words.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any

import pandas as pd

from guoban.charts.measure_of import measure_of
from guoban.charts.numbers import MINUS, NOTHING, amount, percent, points
from guoban.charts.row import Row
from guoban.text import _, mark

AGAINST: Mapping[str, str] = {"last_quarter": mark("on last quarter"), "last_year": mark("on last year")}
"""What a figure is held against → the word for it, 环比 and 同比."""

_WHY: Mapping[str, Mapping[str, str]] = {
    "last_quarter": {
        "running": mark("the quarter is not over"),
        "not_told": mark("not reported for this quarter"),
        "none_before": mark("nothing from last quarter"),
        "others": mark("other units last quarter"),
    },
    "last_year": {
        "not_told": mark("not reported for this quarter"),
        "none_before": mark("nothing comparable last year"),
        "others": mark("other units last year"),
    },
}


@dataclass(frozen=True, slots=True)
class Turn:
    """One look back, in words.

    against: 环比 or 同比. size: with an arrow, a sign or none; — where nothing can be said. arrow: ↑, ↓ or empty.
    better: 1 or -1 where it is better or worse beyond the gap, else 0. why: the reason for a dash, else empty.
    both: both figures. units: over how many of the figure's units, where these are not all, else empty; compared: how
    many these are, else 0.
    change, relative: how far apart the two are, and as a share of the earlier one, to be calculated on; NaN where
    nothing can be said, `relative` also of percentages and from nothing.
    """

    against: str
    size: str
    arrow: str = ""
    better: int = 0
    why: str = ""
    both: str = ""
    units: str = ""
    compared: int = 0
    change: float = math.nan
    relative: float = math.nan

    @property
    def words(self) -> str:
        """同比 ↑12.3%."""
        return f"{self.against} {self.arrow}{self.size}"

    @property
    def behind(self) -> str:
        """What it is made of."""
        return _("{first}, {second}").format(first=self.both, second=self.units) if self.units else self.both


@dataclass(frozen=True, slots=True)
class Trends:
    """Looks back by unit, indicator and what it is held against."""

    rows: Mapping[tuple[str, str, str], Mapping[Any, Any]] = field(default_factory=dict)

    @classmethod
    def of(cls, trend: pd.DataFrame) -> "Trends":
        """From rows of `measures.trend`."""
        return cls({(row["unit"], row["indicator"], row["against"]): row for row in trend.to_dict(orient="records")})

    def turns(self, row: Row) -> list[Turn]:
        """Both looks back from a row of `measures.progress`: to the quarter before, and to last year."""
        return [self.turn(row, against) for against in AGAINST]

    def turn(self, row: Row, against: str) -> Turn:
        """One look back from a row of `measures.progress`."""
        found = self.rows.get((row["unit"], row["indicator"], against))
        name = _(AGAINST[against])
        if found is None:
            return Turn(name, NOTHING, why=_(_WHY[against]["not_told"]))
        if isinstance(found["why"], str):
            return Turn(name, NOTHING, why=_(_WHY[against][found["why"]]))
        turned = float(found["turn"])
        arrow = "↑" if turned > 0 else "↓" if turned < 0 else ""
        relative = math.nan if pd.isna(found["relative"]) else float(found["relative"])
        return Turn(
            name,
            _size(row, found, arrow),
            arrow,
            int(found["better"]),
            both=_both(row, found),
            units=(units := _units(row, found)),
            compared=int(found["covers"]) if units else 0,
            change=float(found["change"]),
            relative=relative,
        )


def why_not(why: object, against: str) -> str:
    """Why two figures cannot be compared, in words; empty where they can, or where there is nothing to say."""
    return _(_WHY[against][why]) if isinstance(why, str) and why in _WHY.get(against, {}) else ""


def turns_line(turns: list[Turn]) -> str:
    """Looks back side by side, as HTML."""
    return f'<p class="gb-turns">{"".join(turn_span(turn) for turn in turns)}</p>'


def turn_span(turn: Turn, *, named: bool = True) -> str:
    """One look back as HTML; named: with the word for what it is held against."""
    name = f"{escape(turn.against)} " if named else ""
    if turn.why:
        return f'<span class="gb-turn">{name}{NOTHING}<small>{escape(turn.why)}</small></span>'
    css = "gb-up" if turn.better > 0 else "gb-down" if turn.better < 0 else "gb-level"
    arrow = f'<i aria-hidden="true">{turn.arrow}</i>' if turn.arrow else ""
    said = f'<span class="gb-hidden">{escape(_spoken(turn))} </span>' if turn.arrow else ""
    size = f'<b class="{css}">{arrow}{said}{escape(turn.size)}</b>'
    return f'<span class="gb-turn" title="{escape(turn.behind)}">{name}{size}</span>'


def turn_texts(turns: list[Turn]) -> str:
    """Looks back as plain text, for a line: 环比 ↑49.7%，同比 ↑27.0%; without those of which nothing can be said."""
    return _(", ").join(turn.words for turn in turns if not turn.why)


def _spoken(turn: Turn) -> str:
    direction = _("up") if turn.arrow == "↑" else _("down")
    if not turn.better:
        return direction
    return _("{first}, {second}").format(first=direction, second=_("better") if turn.better > 0 else _("worse"))


def _size(row: Row, found: Mapping[Any, Any], arrow: str) -> str:
    """How far apart: of percentages points, else per cent, from nothing the amount. Within the gap a sign, no arrow."""
    change = found["change"]
    if change == 0:
        return _("no change")
    sign = "" if arrow else "+" if change > 0 else MINUS
    if row["kind"] == "ratio":
        return f"{sign}{points(change)}"
    if pd.notna(found["relative"]):
        return f"{sign}{percent(abs(found['relative']))}"
    return f"{sign}{amount(abs(change), measure_of(row))}"


def _both(row: Row, found: Mapping[Any, Any]) -> str:
    measure = measure_of(row)
    return _("{now} against {before}").format(
        now=amount(found["now"], measure), before=amount(found["before"], measure)
    )


def _units(row: Row, found: Mapping[Any, Any]) -> str:
    return over_units(found["covers"], row["covers"])


def over_units(compared: float, told: float) -> str:
    """Over how many of the units of a figure it is compared; empty where these are all. Levels of none are of one."""
    if pd.isna(compared) or pd.isna(told) or compared >= told:
        return ""
    return _("over {count} of its {told} units").format(count=int(compared), told=int(told))
