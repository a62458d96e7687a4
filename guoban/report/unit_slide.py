"""One unit on one slide: how it stands, its headline indicators against the schedule, what it lags behind with."""

import pandas as pd
from pptx.util import Emu, Inches

from guoban.charts.headline import unit_headline
from guoban.charts.measure_of import measure_of
from guoban.charts.numbers import amount, number
from guoban.charts.palette import ACCENT, INK, INK_SOFT, LOOKS
from guoban.charts.standing import tally, tasks, worst_first
from guoban.charts.status import distances_in_words, done_share
from guoban.charts.trend_words import Trends
from guoban.charts.view import subline
from guoban.report.clauses import in_prose
from guoban.report.deck import FONT, INNER, MARGIN, Cell, Deck
from guoban.report.figures import ReportFigures
from guoban.report.slide_chart import Series, add_chart
from guoban.report.sources import sources
from guoban.report.stamp import stamp
from guoban.report.turn_cells import turn_cells, turn_heads
from guoban.text import _, ngettext

_SHOWN = 12
"""Columns of the chart: more names would not be readable."""
_ROWS = 11
"""Lines of the table beside it."""
_TOP, _HEIGHT = Inches(2.05), Inches(4.9)
_LEFT = Emu(INNER * 38 // 100)


def unit_slide(deck: Deck, figures: ReportFigures) -> None:
    """Add the slide."""
    asked = tasks(figures.own).sort_values("indicator_position", kind="stable")
    leading = asked[asked["headline"].astype(bool)]
    leading = (leading if len(leading) else asked).head(_SHOWN)
    late = worst_first(asked)
    notes = [*stamp(figures), *sources(figures, set(leading["indicator"]) | set(late["indicator"]), {figures.unit})]
    slide = deck.slide(unit_headline(figures.unit_name, figures.own, figures.view), notes)
    deck.text(slide, [_standing(figures)], top=Inches(1.2), size=16)
    deck.text(slide, [subline(figures.view)], top=Inches(1.6), size=12, colour=INK_SOFT)
    if len(leading):
        shares = Series(_("Progress in per cent"), _percents(leading["progress"]), LOOKS["on_schedule"].fill)
        due = Series(_("Schedule"), _percents(leading["schedule"]), ACCENT)
        names = [str(name) for name in leading["indicator_name"]]
        add_chart(slide, (MARGIN, _TOP, _LEFT, _HEIGHT), names, shares, [due], "0", FONT)
    heads = [_("Behind with"), _("Done"), _("Annual target"), _("Progress"), _("Against the schedule"), *turn_heads()]
    deck.table(slide, heads, _late_rows(late, figures.trends), (2.5, 1.6, 1.6, 1.5, 2.3, 1.9, 1.9), top=_TOP,
               left=Emu(MARGIN + _LEFT + Inches(0.2)), width=Emu(INNER - _LEFT - Inches(0.2)), names=1,
               size=10)  # fmt: skip


def _standing(figures: ReportFigures) -> str:
    """Score, rank and how many tasks stand how, in one line."""
    found = tally(figures.own)
    parts = []
    for row in figures.appraisal[figures.appraisal["unit"] == figures.unit].to_dict(orient="records"):
        if pd.notna(row["score"]) and pd.notna(row["rank"]):
            parts.append(_("score {score}, rank {rank}").format(score=number(row["score"], 1), rank=row["rank"]))
        if pd.notna(row["rank_before"]):
            parts.append(_("rank {rank} last quarter").format(rank=row["rank_before"]))
    counts = (
        (found.finished, LOOKS["done"]),
        (found.ahead - found.finished, LOOKS["on_schedule"]),
        (found.slightly, LOOKS["slightly_behind"]),
        (found.behind, LOOKS["behind"]),
        (found.not_reported, LOOKS["not_reported"]),
    )
    parts += [f"{look.sign} {look.name} {count}" for count, look in counts if count]
    return " · ".join(parts)


def _late_rows(late: pd.DataFrame, trends: Trends) -> list[list[Cell]]:
    """The tasks furthest behind; how many more there are in the last line; one line where there is none."""
    if late.empty:
        return [[(_("No task is behind."), INK), *[("", INK)] * 6]]
    shown = late if len(late) <= _ROWS else late.head(_ROWS - 1)
    rows = []
    for row, gap in zip(shown.to_dict(orient="records"), distances_in_words(shown), strict=True):
        measure, look = measure_of(row), LOOKS[str(row["status"])]
        done, target = (in_prose(amount(row[column], measure)) for column in ("value", "target"))
        cells = [(str(row["indicator_name"]), INK), (done, INK), (target, INK), (done_share(row["progress"]), INK)]
        rows.append([*cells, (f"{look.sign} {gap or look.name}", look.text), *turn_cells(trends, row)])
    if len(late) > len(shown):
        more = len(late) - len(shown)
        words = ngettext("and {count} more task", "and {count} more tasks", more).format(count=more)
        rows.append([(words, INK_SOFT), *[("", INK)] * 6])
    return rows


def _percents(shares: "pd.Series[float]") -> list[float | None]:
    """Shares as per cent, at least 0: how far a level fell below its baseline is no column of a chart."""
    return [None if pd.isna(share) else max(0.0, round(float(share) * 100, 1)) for share in shares]
