"""Headlines: one sentence that states the finding, made from the figures and true for every case.

A headline says how many tasks (indicators with a target) reach their schedule, are behind, have not been reported. When
the year is over it says how many were completed. It never rounds a minority into a success nor calls silence a failure.
"""

from collections.abc import Callable

import pandas as pd

from guoban.charts.numbers import Measure, amount, percent
from guoban.charts.standing import Tally, tally, tasks
from guoban.charts.status import progress_words
from guoban.charts.view import View
from guoban.text import _, mark, ngettext, pgettext

_TIME_GONE = {
    (3, 31): mark("A quarter of the year is gone"),
    (6, 30): mark("Half the year is gone"),
    (9, 30): mark("Three quarters of the year are gone"),
    (12, 31): mark("The year is over"),
}
_LEVEL_STATUSES = ("met", "near", "not_met")


def same(found: Tally) -> Tally:
    """Counts that lead nowhere, as on paper."""
    return found


def overview_headline(rows: pd.DataFrame, view: View, counted: Callable[[Tally], Tally] = same) -> str:
    """The headline of the whole organisation.

    rows: the organisation's own rows of `measures.progress`, one an indicator. counted: gives each count its way
    to what it counts (`leading`).
    """
    found = counted(tally(rows))
    if not found.tasks:
        return _("No annual targets have been set for {year}").format(year=view.year)
    if found.not_reported == found.tasks:
        clause = _nothing_reported(found.tasks) if view.reported else _("no unit has reported yet")
    else:
        clause = tasks_clause(found, year_is_over=view.year_is_over)
    return _("{time}: {clause}").format(time=time_gone(view), clause=clause)


def unit_headline(unit_name: str, rows: pd.DataFrame, view: View, counted: Callable[[Tally], Tally] = same) -> str:
    """The headline of one unit; `rows`: its rows of `measures.progress`, one an indicator; counted: as above."""
    found = counted(tally(rows))
    if not found.tasks:
        clause = _("no annual targets for {year}").format(year=view.year)
    elif found.not_reported == found.tasks:
        clause = _("nothing reported yet")
    else:
        clause = tasks_clause(found, year_is_over=view.year_is_over)
    return _("{name}: {clause}").format(name=unit_name, clause=clause)


def indicator_headline(
    indicator_name: str, rows: pd.DataFrame, view: View, counted: Callable[[Tally], Tally] = same
) -> str:
    """The headline of one indicator; `rows`: one a unit under the organisation, not itself; counted: as above."""
    found = counted(tally(rows))
    if not found.tasks:
        clause = _("no unit has a target for {year}").format(year=view.year)
    elif found.not_reported == found.tasks:
        clause = _("no unit has reported yet")
    else:
        is_level = bool(tasks(rows)["status"].isin(_LEVEL_STATUSES).any())
        clause = _units_clause(found, is_level=is_level, year_is_over=view.year_is_over)
    return _("{name}: {clause}").format(name=indicator_name, clause=clause)


def indicator_subline(row: pd.Series, measure: Measure) -> str:
    """The organisation's own figure of an indicator: 全县 423 / 828 份，完成年度目标51.1%，序时进度50%."""
    done = amount(row["value"], measure)
    if pd.isna(row["target"]):
        return _("{name}: {done}, no target").format(name=row["unit_name"], done=done)
    lower = row["direction"] == "lower"
    words = _("{name}: {done} of at most {target}") if lower else _("{name}: {done} of {target}")
    clauses = [words.format(name=row["unit_name"], done=done, target=amount(row["target"], measure))]
    if pd.notna(row["progress"]):
        clauses.append(progress_words(row))
    return _(", ").join(clauses)


def time_gone(view: View) -> str:
    """时间过半 at the half; within a quarter the share of the year that is gone."""
    words = _TIME_GONE.get((view.on.month, view.on.day))
    if words is not None:
        return _(words)
    return _("{share} of the year is gone").format(share=percent(view.elapsed))


def tasks_clause(found: Tally, *, year_is_over: bool) -> str:
    """How many of the tasks reach their schedule (or were completed), and how many are behind or silent."""
    first = _completed(found) if year_is_over else _on_schedule(found)
    return _with_rest(first, found)


def _on_schedule(found: Tally) -> str:
    if found.tasks == 1:
        return _("the only task is on schedule") if found.ahead else _("the only task is not on schedule")
    if found.ahead == found.tasks:
        return _("all {count} tasks are on schedule").format(count=found.tasks)
    if not found.ahead:
        return _("none of the {count} tasks is on schedule").format(count=found.tasks)
    return ngettext(
        "{ahead} of {count} tasks is on schedule", "{ahead} of {count} tasks are on schedule", found.ahead
    ).format(ahead=found.ahead, count=found.tasks)


def _completed(found: Tally) -> str:
    if found.tasks == 1:
        return _("the only task was completed") if found.ahead else _("the only task was not completed")
    if found.ahead == found.tasks:
        return _("all {count} tasks were completed").format(count=found.tasks)
    if not found.ahead:
        return _("none of the {count} tasks was completed").format(count=found.tasks)
    return ngettext(
        "{ahead} of {count} tasks was completed", "{ahead} of {count} tasks were completed", found.ahead
    ).format(ahead=found.ahead, count=found.tasks)


def _with_rest(first: str, found: Tally) -> str:
    clauses = [first]
    if found.behind and found.tasks > 1:
        clauses.append(pgettext("tasks", "{count} behind").format(count=found.behind))
    if found.not_reported:
        clauses.append(pgettext("tasks", "{count} not reported").format(count=found.not_reported))
    return _(", ").join(clauses)


def _units_clause(found: Tally, *, is_level: bool, year_is_over: bool) -> str:
    if is_level:
        first = _units_met(found)
    elif year_is_over:
        first = _units_completed(found)
    else:
        first = _units_on_schedule(found)
    return _units_rest(first, found, is_level=is_level)


def _units_met(found: Tally) -> str:
    if found.tasks == 1:
        return _("the only unit reaches the target") if found.ahead else _("the only unit does not reach the target")
    if found.ahead == found.tasks:
        return _("all {count} units reach the target").format(count=found.tasks)
    if not found.ahead:
        return _("none of the {count} units reaches the target").format(count=found.tasks)
    return ngettext(
        "{ahead} of {count} units reaches the target", "{ahead} of {count} units reach the target", found.ahead
    ).format(ahead=found.ahead, count=found.tasks)


def _units_completed(found: Tally) -> str:
    if found.tasks == 1:
        return _("the only unit completed the task") if found.ahead else _("the only unit did not complete the task")
    if found.ahead == found.tasks:
        return _("all {count} units completed the task").format(count=found.tasks)
    if not found.ahead:
        return _("none of the {count} units completed the task").format(count=found.tasks)
    return _("{ahead} of {count} units completed the task").format(ahead=found.ahead, count=found.tasks)


def _units_on_schedule(found: Tally) -> str:
    if found.tasks == 1:
        return _("the only unit is on schedule") if found.ahead else _("the only unit is not on schedule")
    if found.ahead == found.tasks:
        return _("all {count} units are on schedule").format(count=found.tasks)
    if not found.ahead:
        return _("none of the {count} units is on schedule").format(count=found.tasks)
    return ngettext(
        "{ahead} of {count} units is on schedule", "{ahead} of {count} units are on schedule", found.ahead
    ).format(ahead=found.ahead, count=found.tasks)


def _units_rest(first: str, found: Tally, *, is_level: bool) -> str:
    clauses = [first]
    if found.behind and found.tasks > 1:
        words = pgettext("units", "{count} short of it") if is_level else pgettext("units", "{count} behind")
        clauses.append(words.format(count=found.behind))
    if found.not_reported:
        clauses.append(pgettext("units", "{count} not reported").format(count=found.not_reported))
    return _(", ").join(clauses)


def _nothing_reported(tasks_with_target: int) -> str:
    return ngettext(
        "the only task has not been reported", "none of the {count} tasks has been reported", tasks_with_target
    ).format(count=tasks_with_target)
