"""What stands above the charts of a meeting: findings that only sheets state, and the lines below them."""

import pandas as pd

from guoban.charts.numbers import day
from guoban.charts.palette import look
from guoban.charts.standing import tally, tasks, worst_first
from guoban.charts.status import progress_words
from guoban.charts.view import View, period, reported_units
from guoban.report.clauses import listed
from guoban.report.figures import ReportFigures
from guoban.text import _, ngettext

NAMED = 3
"""Silent units that are named; of more only the number is said."""


def sub_of(figures: ReportFigures) -> str:
    """Whose figures, of which time, and who has reported; of one unit without the others."""
    view = figures.view
    whose = view.organisation if figures.is_whole else figures.unit_name
    parts = [whose, period(view.on), _("as of {day}").format(day=day(view.on))]
    if figures.is_whole and view.of_units:
        parts.append(_reporting(view))
    return " · ".join(part for part in parts if part)


def _reporting(view: View) -> str:
    said = reported_units(view)
    names = [name for _code, name in view.silent]
    if not names or len(names) > NAMED:
        return said
    return _("{first}, {second}").format(first=said, second=_("not yet: {names}").format(names=listed(names)))


def task_headline(row: pd.Series, whose: str = "") -> str:
    """The headline of one task of one unit: how much is done, of what is due; whose: the unit, if it is to be named."""
    words = look(str(row["status"])).name
    done = "" if row["status"] in ("not_reported", "no_target") else progress_words(row)
    clause = _("{first}, {second}").format(first=done, second=words) if done else words
    name = " · ".join(part for part in (whose, str(row["indicator_name"])) if part)
    return _("{name}: {clause}").format(name=name, clause=clause)


def laggards_headline(rows: pd.DataFrame, view: View, *, alone: bool) -> str:
    """How much is behind, and what is furthest; true where nothing is, and where nothing has been reported.

    rows: rows of `measures.progress` of the units below, or the own ones of a unit that has none (alone).
    """
    found = tally(rows)
    if not found.tasks:
        return _("No annual targets have been set for {year}").format(year=view.year)
    if found.not_reported == found.tasks:
        return _("Nothing has been reported yet, so nothing can be compared with the schedule")
    if not found.behind:
        return _nothing_behind(found.slightly, found.not_reported)
    worst = worst_first(tasks(rows))
    first = worst.iloc[0]
    if alone:
        said = ngettext("{count} task is behind", "{count} tasks are behind", found.behind).format(count=found.behind)
        return _("{first}, furthest {indicator}").format(first=said, indicator=first["indicator_name"])
    counts = worst["unit_name"].value_counts(sort=False)
    most = [str(name) for name in counts.index[counts == counts.max()]]
    said = ngettext("{count} task is behind", "{count} tasks are behind", found.behind).format(count=found.behind)
    if counts.max() == 1:
        return _("{first}, furthest {unit} with {indicator}").format(
            first=said, unit=first["unit_name"], indicator=first["indicator_name"]
        )
    words = (
        _("{first}, most of them in {unit} ({number})")
        if len(most) == 1
        else _("{first}, most of them in {count} units with {number} each, {unit} among them")
    )
    return words.format(first=said, unit=most[0], number=int(counts.max()), count=len(most))


def _nothing_behind(slightly: int, silent: int) -> str:
    clauses = [_("No task is behind")]
    if slightly:
        clauses.append(_("{count} slightly behind").format(count=slightly))
    if silent:
        clauses.append(ngettext("{count} task not reported", "{count} tasks not reported", silent).format(count=silent))
    return _(", ").join(clauses)
