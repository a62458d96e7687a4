"""The slides to take away: the finding, each headline indicator as a chart that can be edited, who lags, who leads."""

from collections.abc import Iterator
from typing import Any

import pandas as pd
from pptx.util import Inches

from guoban.charts.appraisal_words import appraisal_headline
from guoban.charts.headline import indicator_headline, overview_headline, unit_headline
from guoban.charts.in_force import gap_rule
from guoban.charts.measure_of import measure_of
from guoban.charts.numbers import NOTHING, THIN_SPACE, amount, estimate, grouped, in_measure, percent, scale_for
from guoban.charts.palette import ACCENT, INK, INK_SOFT, LAST_YEAR, LOOKS
from guoban.charts.ranking import step_words
from guoban.charts.row import Row
from guoban.charts.standing import tasks, value_due, worst_first
from guoban.charts.status import distances_in_words, done_share, progress_words
from guoban.charts.view import period
from guoban.report.clauses import holding, leading
from guoban.report.deck import FONT, HEIGHT, INNER, MARGIN, Cell, Deck
from guoban.report.figures import ReportFigures
from guoban.report.meeting_words import laggards_headline
from guoban.report.sealing import sealed
from guoban.report.slide_chart import Series, add_chart
from guoban.report.sources import sources
from guoban.report.stamp import moment_of, stamp
from guoban.report.turn_cells import turn_cells, turn_heads
from guoban.report.unit_slide import unit_slide
from guoban.text import _, pgettext

ROWS = 13
"""Rows of a table on one slide."""
COLUMNS = 30
"""Units in one chart; more go on the next slide."""
_DONE_COLOUR = LOOKS["on_schedule"].fill
_CHART_TOP = Inches(2.55)


def make_slides(figures: ReportFigures) -> bytes:
    """A .pptx: title, overview, one or more slides a headline indicator, the units furthest behind, the ranking.

    Of a unit with none below it: one slide.

    The same figures, taken at the same moment, give the same bytes.
    """
    lines = stamp(figures)
    deck = Deck(lines[1])
    if figures.is_alone:
        unit_slide(deck, figures)
    else:
        _every_slide(deck, figures, lines)
    deck.presentation.core_properties.title = _finding(figures)[:255]
    deck.presentation.core_properties.author = figures.view.organisation[:255]
    deck.presentation.core_properties.comments = "\n".join(lines)[:255]
    return sealed(deck.saved(), moment_of(figures))


def _every_slide(deck: Deck, figures: ReportFigures, lines: list[str]) -> None:
    cover = deck.slide(f"{figures.unit_name} · {period(figures.view.on)}", lines)
    deck.bar(cover, top=Inches(2.55), colour=ACCENT)
    deck.text(cover, [_finding(figures)], top=Inches(2.8), size=32, height=Inches(1.5))
    deck.text(cover, lines[1:], top=Inches(5.2), size=14, colour=INK_SOFT, height=Inches(1.4))
    own = tasks(figures.own).sort_values("indicator_position", kind="stable")
    headline = own[own["headline"].astype(bool)]
    _overview(deck, figures, headline if len(headline) else own)
    for _index, row in headline.iterrows():
        _indicator(deck, figures, row)
    _laggards(deck, figures)
    _ranking(deck, figures)


def _finding(figures: ReportFigures) -> str:
    if figures.is_whole:
        return overview_headline(figures.own, figures.view)
    return unit_headline(figures.unit_name, figures.own, figures.view)


def _overview(deck: Deck, figures: ReportFigures, rows: pd.DataFrame) -> None:
    heads = [
        _("Indicator"),
        _("Area of work"),
        _("Annual target"),
        _("Done"),
        _("Progress"),
        _("Schedule"),
        _("Status"),
        *turn_heads(),
    ]
    for part, title in _pages(rows, _finding(figures), ROWS):
        slide = deck.slide(title, stamp(figures))
        cells = [
            [_plain(row["indicator_name"]), _plain(row["area_name"]), *_amounts(row), *turn_cells(figures.trends, row)]
            for row in part.to_dict(orient="records")
        ]
        deck.table(slide, heads, cells, (2.8, 1.9, 1.7, 1.7, 1.5, 1.5, 2.2, 1.9, 1.8), top=Inches(1.4))
        deck.text(slide, [gap_rule(figures.view)], top=Inches(6.76), size=10, colour=INK_SOFT)


def _amounts(row: Row) -> list[Cell]:
    measure, look = measure_of(row), LOOKS[str(row["status"])]
    return [
        _plain(str(amount(row["target"], measure))),
        _plain(str(amount(row["value"], measure))),
        _plain(done_share(row["progress"])),
        _plain(percent(row["schedule"], 0)),
        (f"{look.sign} {look.name}", look.text),
    ]


def _indicator(deck: Deck, figures: ReportFigures, row: "pd.Series[Any]") -> None:
    """One indicator: the organisation's figure, the chart of the units below (or of the year), who leads and lags."""
    code, name = row["indicator"], str(row["indicator_name"])
    below = tasks(figures.below[figures.below["indicator"] == code]).sort_values("unit_position", kind="stable")
    if below.empty:
        words = progress_words(row) or LOOKS[str(row["status"])].name
        title = _("{name}: {clause}").format(name=name, clause=words)
        _figure_slide(deck, figures, row, title, *_year(figures, row), below)
        return
    for part, title in _pages(below, indicator_headline(name, below, figures.view), COLUMNS):
        _figure_slide(deck, figures, row, title, *_units(part), part)


def _figure_slide(
    deck: Deck, figures: ReportFigures, row: "pd.Series[Any]", title: str, categories: list[str],
    series: list[Series], units: pd.DataFrame,
) -> None:  # fmt: skip
    code = str(row["indicator"])
    slide = deck.slide(title, [*stamp(figures), *sources(figures, {code}, {figures.unit, *units["unit"]})])
    measure = measure_of(row)
    heads = [_("Unit"), _("Annual target"), _("Done"), _("Progress"), _("Schedule"), _("Status"), *turn_heads(),
             _("Same day last year"), _("Forecast")]  # fmt: skip
    outlook = [str(amount(row["previous_year"], measure)), str(estimate(row["forecast"], measure))]
    cells = [_plain(row["unit_name"]), *_amounts(row), *turn_cells(figures.trends, row), *map(_plain, outlook)]
    widths = (2.0, 1.6, 1.6, 1.5, 1.5, 2.2, 1.8, 1.8, 1.6, 1.6)
    deck.table(slide, heads, [cells], widths, top=Inches(1.25), names=1, size=11)
    words = [clause for clause in (leading(units), holding(units)) if clause]
    if words:
        deck.text(slide, [_("; ").join(words)], top=Inches(2.14), size=12)
    frame = (MARGIN, _CHART_TOP, INNER, HEIGHT - _CHART_TOP - Inches(0.55))
    scale = scale_for([value for each in series for value in each.values], measure)
    shown = [
        Series(each.name, [None if v is None else v / scale.divisor for v in each.values], each.colour, each.joined)
        for each in series
    ]
    first = Series(in_measure(shown[0].name, scale.measure), shown[0].values, shown[0].colour)
    places = scale.decimals or 0
    add_chart(slide, frame, categories, first, shown[1:], "0." + "0" * places if places else "General", FONT)


def _units(rows: pd.DataFrame) -> tuple[list[str], list[Series]]:
    """Columns of what the units did, with their targets and what was due of them as marks."""
    due = [
        value_due(row["schedule"], target=row["target"], baseline=row["baseline"], kind=str(row["kind"]),
                  direction=str(row["direction"]))
        for _index, row in rows.iterrows()
    ]  # fmt: skip
    return [str(name) for name in rows["unit_name"]], [
        Series(_("Done"), _values(rows["value"]), _DONE_COLOUR),
        Series(_("Annual target"), _values(rows["target"]), INK),
        Series(_("Schedule"), due, ACCENT),
    ]


def _year(figures: ReportFigures, row: "pd.Series[Any]") -> tuple[list[str], list[Series]]:
    """Columns of this year's quarters, with what was due and last year as lines."""
    found = figures.paths
    if len(found):
        found = found[(found["indicator"] == row["indicator"]) & (found["unit"] == figures.unit)]
    quarters = [_("Quarter {number}").format(number=number) for number in (1, 2, 3, 4)]
    series = []
    for year, name, colour in ((figures.view.year, pgettext("chart", "This year"), _DONE_COLOUR),
                               (figures.view.year - 1, pgettext("chart", "Last year"), LAST_YEAR)):  # fmt: skip
        rows = found[found["year"] == year].sort_values("on") if len(found) else found
        values = _values(rows["value"].where(rows["on"].dt.date <= figures.view.on)) if len(rows) else []
        series.append(Series(name, [*values, *[None] * 4][:4], colour, joined=True))
        if year == figures.view.year:
            due = [
                value_due(share, target=row["target"], baseline=row["baseline"], kind=str(row["kind"]),
                          direction=str(row["direction"]))
                for share in (rows["schedule"] if len(rows) else [])
            ]  # fmt: skip
            series.append(Series(_("Schedule"), [*due, *[None] * 4][:4], ACCENT, joined=True))
    return quarters, series


def _laggards(deck: Deck, figures: ReportFigures) -> None:
    """The tasks furthest behind: of the units below, or the own ones where none of them has any."""
    alone = tasks(figures.below).empty
    asked = tasks(figures.own if alone else figures.below)
    if asked.empty:
        return
    rows = worst_first(asked).head(ROWS)
    slide = deck.slide(laggards_headline(asked, figures.view, alone=alone), stamp(figures))
    if rows.empty:
        return
    heads = [_("Unit"), _("Indicator"), _("Annual target"), _("Done"), _("Progress"), _("Schedule"), _("Status"),
             _("Against the schedule")]  # fmt: skip
    gaps = distances_in_words(rows)
    cells = [
        [_plain(row["unit_name"]), _plain(row["indicator_name"]), *_amounts(row), _plain(gap or NOTHING)]
        for (_index, row), gap in zip(rows.iterrows(), gaps, strict=True)
    ]
    deck.table(slide, heads, cells, (2.4, 3.1, 1.5, 1.5, 1.4, 1.4, 1.5, 2.8), top=Inches(1.4), size=11)


def _ranking(deck: Deck, figures: ReportFigures) -> None:
    """Rank, score and step of the units below; those without a score at the foot, never left out."""
    scores = figures.appraisal[figures.appraisal["parent"] == figures.unit]
    if scores.empty:
        return
    heads = [_("Unit"), _("Rank"), _("Score"), _("Step")]
    ordered = scores.sort_values(["rank", "unit_position"], na_position="last", kind="stable")
    for part, title in _pages(ordered, appraisal_headline(scores, figures.view), ROWS):
        cells = [
            [
                _plain(row["unit_name"]),
                _plain(NOTHING if pd.isna(row["rank"]) else str(row["rank"])),
                _plain(NOTHING if pd.isna(row["score"]) else grouped(row["score"], 1)),
                _plain(NOTHING if pd.isna(row["step"]) else step_words(row["step"])),
            ]
            for row in part.to_dict(orient="records")
        ]
        deck.table(deck.slide(title, stamp(figures)), heads, cells, (4, 2, 2, 2), top=Inches(1.4))


def _pages(rows: pd.DataFrame, title: str, most: int) -> Iterator[tuple[pd.DataFrame, str]]:
    """The rows in parts of at most so many, each with the title, numbered where there are several."""
    parts = max(1, -(-len(rows) // most))
    size = -(-len(rows) // parts) or 1
    for place in range(parts):
        counted = _("{title} ({place}/{parts})").format(title=title, place=place + 1, parts=parts)
        yield rows.iloc[place * size : (place + 1) * size], title if parts == 1 else counted


def _plain(text: object) -> Cell:
    return _one_line(text), INK


def _one_line(text: object) -> str:
    return str(text).replace(THIN_SPACE, " ")


def _values(values: "pd.Series[float]") -> list[float | None]:
    return [None if pd.isna(value) else float(value) for value in values]
