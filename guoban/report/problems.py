"""What a summary calls its problems: what is behind and who, and what has not been reported."""

from collections import Counter
from typing import Any

import pandas as pd

from guoban.charts.standing import BEHIND, SLIGHTLY, distance, tally, tasks, worst_first
from guoban.charts.status import distances_in_words
from guoban.report.clauses import ended, holding, listed, stands
from guoban.report.figures import ReportFigures
from guoban.text import _, ngettext

_MOST = 5
"""How many units are named with the number of their tasks behind."""


def problems(figures: ReportFigures) -> list[str]:
    """One paragraph a problem, worst first; one that says so where there is none."""
    asked = tasks(figures.own)
    found = tally(figures.own)
    if not found.tasks:
        return [ended(_("No annual targets have been set for {year}").format(year=figures.view.year))]
    late = pd.concat([worst_first(asked), _slightly(asked)])
    said = [_late(figures, row) for _index, row in late.iterrows()]
    silent = asked[asked["status"] == "not_reported"]
    if len(silent):
        words = ngettext("{count} task has not been reported: {names}", "{count} tasks have not been reported: {names}",
                         len(silent))  # fmt: skip
        said.append(words.format(count=len(silent), names=listed(list(silent["indicator_name"]))))
    if figures.is_whole and figures.view.silent:
        names = [name for _code, name in figures.view.silent]
        words = ngettext(
            "{count} unit has not reported: {names}", "{count} units have not reported: {names}", len(names)
        )
        said.append(words.format(count=len(names), names=listed(names)))
    said += _units_behind(figures.below)
    return [ended(sentence) for sentence in said or [_("No task is behind and none is without a report")]]


def _slightly(asked: pd.DataFrame) -> pd.DataFrame:
    rows = asked[asked["status"].isin(SLIGHTLY)]
    return rows.assign(far=distance(rows)).sort_values("far", kind="stable").drop(columns="far")


def _late(figures: ReportFigures, row: "pd.Series[Any]") -> str:
    if figures.view.year_is_over:
        words, apart = _("{name} fell short of its annual target"), ""
    else:
        words = _("{name} is behind") if row["status"] in BEHIND else _("{name} is slightly behind")
        apart = distances_in_words(row.to_frame().T)[0]
    clauses = [words.format(name=row["indicator_name"]), stands(row, with_schedule=False), apart]
    said = _(", ").join(clause for clause in clauses if clause)
    below = holding(figures.below_with(row["indicator"]))
    return _("; ").join(clause for clause in (said, below) if clause)


def _units_behind(below: pd.DataFrame) -> list[str]:
    """The units with most tasks behind."""
    late = below[below["status"].isin(BEHIND)]
    if late.empty:
        return []
    in_roster = late.sort_values("unit_position", kind="stable")
    counts = Counter(str(name) for name in in_roster["unit_name"])
    named = [
        ngettext("{name} ({count} task)", "{name} ({count} tasks)", count).format(name=name, count=count)
        for name, count in counts.most_common(_MOST)
    ]
    return [_("Units with most tasks behind: {names}").format(names=listed(named))]
