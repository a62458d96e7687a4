"""The work summary of one unit, short enough for one page: the areas in a sentence, the worst tasks, what they need."""

from dataclasses import replace

import pandas as pd

from guoban.charts.figure import text_width
from guoban.charts.standing import BEHIND, SLIGHTLY, tally, tasks, worst_first
from guoban.report.clauses import ended, listed
from guoban.report.figures import ReportFigures
from guoban.report.problems import problems
from guoban.report.sentences import Section, Summary, summary
from guoban.report.steps import next_steps
from guoban.text import _, ngettext

LINE_WIDTH, LINES = 31, 15
"""Letters of a line of the body and how many lines it may have, the three headings among the lines left over."""


def unit_summary(figures: ReportFigures) -> Summary:
    """The summary of a unit with none below it; it names as many tasks as one page holds, the worst first."""
    whole, asked = summary(figures), tasks(figures.own)
    late = [*worst_first(asked)["indicator"], *asked.loc[asked["status"].isin(SLIGHTLY), "indicator"]]
    leading = list(asked.loc[asked["headline"].astype(bool), "indicator"])
    shorter = (_short(whole, figures, late[:count], len(late) - count, leading[:count])
               for count in range(max(len(late), len(leading)), -1, -1))  # fmt: skip
    return next((made for made in shorter if _fits(made)), _short(whole, figures, [], len(late), []))


def _short(whole: Summary, figures: ReportFigures, late: list[str], more: int, leading: list[str]) -> Summary:
    """The summary with these tasks among those that are behind; where there are none, with these leading ones."""
    silent = int((tasks(figures.own)["status"] == "not_reported").sum())
    said = problems(_only(figures, late)) if late else []
    if more > 0:
        said.append(ended(ngettext("{count} more task is behind", "{count} more tasks are behind", more)
                          .format(count=more)))  # fmt: skip
    if silent:
        said.append(ended(ngettext("{count} task has not been reported", "{count} tasks have not been reported", silent)
                          .format(count=silent)))  # fmt: skip
    steps = next_steps(_only(figures, late or leading)) if late or leading else []
    return replace(
        whole,
        areas=[Section("", [ended(_areas(figures.own))])],
        problems=Section(whole.problems.heading, ["".join(said or problems(_only(figures, [])))]),
        steps=Section(whole.steps.heading, ["".join(steps or [ended(_("See the tasks above"))])]),
    )


def _only(figures: ReportFigures, indicators: list[str]) -> ReportFigures:
    """The same report about these indicators alone; about those not behind where none is given."""
    rows = figures.progress
    kept = rows["indicator"].isin(indicators) if indicators else ~rows["status"].isin((*BEHIND, *SLIGHTLY))
    return replace(figures, progress=rows[kept & (rows["status"] != "not_reported")])


def _areas(own: pd.DataFrame) -> str:
    """组织建设13项中11项、集体协商7项中7项达到序时进度."""
    asked = tasks(own).sort_values("indicator_position", kind="stable")
    counted = [(str(area), tally(rows)) for area, rows in asked.groupby("area_name", sort=False)]
    if not counted:
        return _("No task has a target")
    said = [
        _("{area} {ahead} of {count}").format(area=area, ahead=found.ahead, count=found.tasks)
        for area, found in counted
    ]
    return _("On schedule: {names}").format(names=listed(said))


def _fits(made: Summary) -> bool:
    """Whether the body stays within its lines, each paragraph with its indent."""
    paragraphs = [*made.opening, *(line for part in made.areas for line in part.paragraphs),
                  *made.problems.paragraphs, *made.steps.paragraphs]  # fmt: skip
    return sum(-(-(text_width(line, 1) + 2) // LINE_WIDTH) for line in paragraphs) <= LINES
