"""The sentences of a work summary (工作总结), each made from figures; where there is no figure there is no sentence."""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from guoban.charts.figure_notes import figure_notes
from guoban.charts.headline import tasks_clause, time_gone
from guoban.charts.numbers import day, short_day
from guoban.charts.standing import AHEAD, FINISHED, LEVELS, tally, tasks
from guoban.charts.status import distances_in_words, progress_words
from guoban.charts.view import period
from guoban.report.clauses import (
    NAMED,
    amount_of,
    compared_units,
    ended,
    holding,
    leading,
    listed,
    looked_back,
    numbered,
    stands,
)
from guoban.report.figures import ReportFigures
from guoban.report.problems import problems
from guoban.report.stamp import moment_of, stamp
from guoban.report.steps import next_steps
from guoban.text import _, ngettext


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the paragraphs under it."""

    heading: str
    paragraphs: list[str]


@dataclass(frozen=True, slots=True)
class Summary:
    """A work summary. areas: one section an area of work; signed: who gives it and on which day; stamp: small print."""

    title: str
    opening: list[str]
    areas_heading: str
    areas: list[Section]
    problems: Section
    steps: Section
    signed: list[str]
    stamp: list[str]


def summary(figures: ReportFigures) -> Summary:
    """The work summary of a report's unit, in the language of the session."""
    return Summary(
        title=_("{organisation}: work summary of the {period}").format(
            organisation=figures.unit_name if not figures.is_whole else figures.view.organisation,
            period=period(figures.view.on),
        ),
        opening=_opening(figures),
        areas_heading=numbered(1, _("How the tasks stand")),
        areas=_areas(figures),
        problems=Section(numbered(2, _("Problems")), problems(figures)),
        steps=Section(numbered(3, _("Next steps")), next_steps(figures)),
        signed=[figures.unit_name, day(moment_of(figures).astimezone().date())],
        stamp=stamp(figures),
    )


def _opening(figures: ReportFigures) -> list[str]:
    found = [_reporting(figures), _finding(figures), _before(figures), *_scores(figures)]
    return ["".join(ended(sentence) for sentence in found if sentence)]


def _reporting(figures: ReportFigures) -> str:
    """Who has reported, up to which day."""
    view = figures.view
    until = _("As of {day}").format(day=short_day(view.on))
    if not figures.is_whole or not view.of_units:
        return ""
    if view.reported == view.of_units:
        words = ngettext(
            "{until}, the only unit has reported", "{until}, all {count} units have reported", view.of_units
        )
    elif not view.reported:
        words = ngettext(
            "{until}, the only unit has not reported", "{until}, none of the {count} units has reported", view.of_units
        )
    else:
        words = ngettext(
            "{until}, {reported} of {count} unit has reported; not reported: {names}",
            "{until}, {reported} of {count} units have reported; not reported: {names}",
            view.of_units,
        )
    names = listed([name for _code, name in view.silent])
    return words.format(until=until, count=view.of_units, reported=view.reported, names=names)


def _finding(figures: ReportFigures) -> str:
    """How many tasks stand how; what the headline of the pages says, and what it leaves out."""
    found, view = tally(figures.own), figures.view
    if not found.tasks:
        return _("No annual targets have been set for {year}").format(year=view.year)
    if found.not_reported == found.tasks:
        return ngettext("The only task has not been reported", "None of the {count} tasks has been reported",
                        found.tasks).format(count=found.tasks)  # fmt: skip
    clauses = [
        _("{time}: {clause}").format(time=time_gone(view), clause=tasks_clause(found, year_is_over=view.year_is_over))
    ]
    if found.slightly:
        clauses.append(_("a further {count} slightly behind").format(count=found.slightly))
    said = _(", ").join(clauses)
    if not found.finished or view.year_is_over:
        return said
    finished = ngettext(
        "{count} has reached its annual target already",
        "{count} have reached their annual target already",
        found.finished,
    )
    return _("; ").join([said, finished.format(count=found.finished)])


def _before(figures: ReportFigures) -> str:
    """How many tasks were on schedule at the end of the last quarter; nothing in the first."""
    before = figures.before[figures.before["unit"] == figures.unit]
    found = tally(before)
    if not found.tasks or found.not_reported == found.tasks:
        return ""
    return ngettext(
        "At the end of last quarter {ahead} of {count} task was on schedule",
        "At the end of last quarter {ahead} of {count} tasks were on schedule",
        found.tasks,
    ).format(ahead=found.ahead, count=found.tasks)


def _scores(figures: ReportFigures) -> list[str]:
    """Score and rank: of the unit itself, or of the first among the units below."""
    scored = figures.appraisal[figures.appraisal["score"].notna() & figures.appraisal["rank"].notna()]
    if not figures.is_whole:
        return [_own_score(row) for row in scored[scored["unit"] == figures.unit].to_dict(orient="records")]
    ranked = scored[scored["parent"] == figures.unit].sort_values(["rank", "unit_position"])
    first = ranked[ranked["rank"] <= NAMED].head(NAMED)
    said = []
    if len(first):
        names = listed([
            _("{name} ({score})").format(name=name, score=f"{score:.1f}")
            for name, score in zip(first["unit_name"], first["score"], strict=True)
        ])  # fmt: skip
        said.append(_("Highest in the appraisal: {names}").format(names=names))
    risen = ranked[ranked["step"].fillna(0) > 0]
    most = risen[risen["step"] == risen["step"].max()].head(NAMED)
    if len(most):
        said.append(
            _("Risen most since last quarter: {names}, by {step}").format(
                names=listed(list(most["unit_name"])), step=int(most["step"].iloc[0])
            )
        )
    return said


def _own_score(row: "dict[Hashable, Any]") -> str:
    said = _("Appraisal score {score}, rank {rank}").format(score=f"{row['score']:.1f}", rank=row["rank"])
    if pd.isna(row["rank_before"]):
        return said
    return _("{first}, {second}").format(
        first=said, second=_("rank {rank} last quarter").format(rank=row["rank_before"])
    )


def _areas(figures: ReportFigures) -> list[Section]:
    asked = tasks(figures.own).sort_values("indicator_position", kind="stable")
    areas = list(dict.fromkeys(asked["area_name"]))
    return [
        Section(numbered(place, area, level=2), _area(figures, asked[asked["area_name"] == area]))
        for place, area in enumerate(areas, 1)
    ]


def _area(figures: ReportFigures, rows: pd.DataFrame) -> list[str]:
    """How an area stands: one sentence a task that leads or lags, the others that reach the schedule in one list."""
    found, view = tally(rows), figures.view
    said = []
    if found.not_reported < found.tasks:
        said.append(_("Of this area {clause}").format(clause=tasks_clause(found, year_is_over=view.year_is_over)))
    at_length = rows["headline"].astype(bool) | ~rows["status"].isin(AHEAD)
    said += [_task(figures, row) for _index, row in rows[at_length].iterrows()]
    others = rows[~at_length]
    if len(others):
        if said and len(others) == found.tasks:
            names = listed([_short(row) for _index, row in others.iterrows()])
            said = [_("{name}: {clause}").format(name=said[0], clause=names)]
        else:
            said.append(_others(others, alone=not at_length.any(), year_is_over=view.year_is_over))
    return [ended(sentence) for sentence in said]


def _others(rows: pd.DataFrame, *, alone: bool, year_is_over: bool) -> str:
    """The tasks that need no sentence of their own; alone: none of their area has one."""
    named = [_short(row) for _index, row in rows.iterrows()]
    if year_is_over:
        words = _("Completed: {names}") if alone else _("Also completed: {names}")
    else:
        words = _("On schedule: {names}") if alone else _("Also on schedule: {names}")
    return words.format(names=listed(named))


def _short(row: "pd.Series[Any]") -> str:
    if row["kind"] == "milestone" or _is_limit(row):
        return _("{name} ({words})").format(name=row["indicator_name"], words=stands(row, with_schedule=False))
    if row["direction"] == "lower":
        limit = _("limit of the year {target}").format(target=amount_of(row, "target"))
        return _("{name} {amount} ({words})").format(
            name=row["indicator_name"], amount=amount_of(row, "value"), words=limit
        )
    return _("{name} {amount} ({words})").format(
        name=row["indicator_name"], amount=amount_of(row, "value"), words=progress_words(row, with_schedule=False)
    )


def _task(figures: ReportFigures, row: "pd.Series[Any]") -> str:
    """One task: done, target, progress against the schedule, against last year, who leads and who lags."""
    if row["status"] == "not_reported":
        return _("{name} has not been reported; its target is {target}").format(
            name=row["indicator_name"], target=amount_of(row, "target")
        )
    over = figures.view.year_is_over
    clauses = [
        _amounts(row),
        "" if _is_limit(row) else progress_words(row, with_schedule=not over),
        "" if over or row["status"] in FINISHED else distances_in_words(row.to_frame().T)[0],
        looked_back(figures.trends, row),
    ]
    said = _(", ").join(clause for clause in clauses if clause)
    remarks = [*figure_notes(row), *compared_units(figures.trends, row)]
    if remarks:
        said = _("{said} ({units})").format(said=said, units=_(", ").join(remarks))
    below = figures.below_with(row["indicator"])
    return _("; ").join([said, *(clause for clause in (leading(below), holding(below)) if clause)])


def _amounts(row: "pd.Series[Any]") -> str:
    """What is done of what was asked."""
    name = row["indicator_name"]
    if _is_limit(row):
        return _("{name} {clause}").format(name=name, clause=stands(row))
    words = _("{name}: {done} of at most {target}") if row["direction"] == "lower" else _("{name}: {done} of {target}")
    return words.format(name=name, done=amount_of(row, "value"), target=amount_of(row, "target"))


def _is_limit(row: "pd.Series[Any]") -> bool:
    """Whether the target is a level not to be exceeded, of which no share is done."""
    return bool(row["direction"] == "lower" and row["kind"] in LEVELS)
