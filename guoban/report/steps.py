"""What a summary asks for next: what each quarter left must bring; when the year is over, what was not reached."""

from typing import Any

import pandas as pd

from guoban.calendar import quarter_end, quarter_of
from guoban.charts.forecast import needed
from guoban.charts.measure_of import measure_of
from guoban.charts.numbers import amount
from guoban.charts.standing import FINISHED, LEVELS, tasks
from guoban.report.clauses import amount_of, ended, in_prose, listed, quarters
from guoban.report.figures import ReportFigures
from guoban.text import _


def next_steps(figures: ReportFigures) -> list[str]:
    """One paragraph an area of work in which something is left to do, then the reports that are missing."""
    view = figures.view
    asked = tasks(figures.own).sort_values("indicator_position", kind="stable")
    words = _left_over if view.year_is_over else _still_to_do
    left = 4 - quarter_of(view.on) + (view.on != quarter_end(view.year, quarter_of(view.on)))
    said = []
    for area in dict.fromkeys(asked["area_name"]):
        rows = asked[asked["area_name"] == area]
        found = [clause for clause in (words(row) for _index, row in rows.iterrows()) if clause]
        if not found:
            continue
        clauses = _("; ").join(found)
        if view.year_is_over:
            said.append(_("{name}: {clause}").format(name=area, clause=clauses))
        else:
            said.append(_("{area}, {quarters}: {clauses}").format(area=area, quarters=quarters(left), clauses=clauses))
    if figures.is_whole and view.silent:
        names = listed([name for _code, name in view.silent])
        said.append(_("Reports still to come: {names}").format(names=names))
    if not said:
        if asked.empty:
            said.append(_("No annual targets have been set for {year}").format(year=view.year))
        else:
            said.append(_("Nothing is left to do for the targets of the year"))
    return [ended(sentence) for sentence in said]


def _still_to_do(row: "pd.Series[Any]") -> str:
    """What the quarters left must bring for one task; empty where it is done."""
    name, need = row["indicator_name"], needed(row)
    if row["status"] == "not_reported":
        return _("{name}: to be reported, target {target}").format(name=name, target=amount_of(row, "target"))
    if row["status"] in FINISHED:
        return ""
    if row["direction"] == "lower":
        return _cap(row)
    if need:
        words = _("{name} has to grow by {need}") if row["kind"] in LEVELS else _("{name} has to bring {need}")
        return words.format(name=name, need=in_prose(need))
    if row["kind"] == "milestone":
        return _("{name} has to be finished by 31 December").format(name=name)
    return _("{name} has to rise from {value} to {target} by 31 December").format(
        name=name, value=amount_of(row, "value"), target=amount_of(row, "target")
    )


def _cap(row: "pd.Series[Any]") -> str:
    """What may still be used of a cap, or how far a level has to fall."""
    name = row["indicator_name"]
    if row["kind"] in LEVELS:
        return _("{name} has to fall from {value} to {target} by 31 December").format(
            name=name, value=amount_of(row, "value"), target=amount_of(row, "target")
        )
    if row["value"] > row["target"]:
        return _("{name} is over the cap by {amount}").format(name=name, amount=_between(row))
    return _("{name} has to stay within {target}, {value} so far").format(
        name=name, target=amount_of(row, "target"), value=amount_of(row, "value")
    )


def _left_over(row: "pd.Series[Any]") -> str:
    """How far one task ended from its target; empty where it was reached."""
    name = row["indicator_name"]
    if row["status"] in FINISHED:
        return ""
    if row["status"] == "not_reported":
        return _("{name} was not reported, target {target}").format(name=name, target=amount_of(row, "target"))
    if row["kind"] == "milestone":
        return _("{name} was not finished").format(name=name)
    if row["kind"] == "ratio":
        return _("{name} ended at {value}, target {target}").format(
            name=name, value=amount_of(row, "value"), target=amount_of(row, "target")
        )
    words = _("{name} is over the cap by {amount}") if row["direction"] == "lower" else _("{name} is short by {amount}")
    return words.format(name=name, amount=_between(row))


def _between(row: "pd.Series[Any]") -> str:
    return in_prose(amount(abs(row["target"] - row["value"]), measure_of(row)))
