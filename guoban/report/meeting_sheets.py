"""The kinds of sheet: tasks, one indicator, what is furthest behind, the ranking. Each is drawn and told in words."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

import pandas as pd

from guoban.charts.facts import Fact, indicator_facts
from guoban.charts.figure_notes import figure_notes
from guoban.charts.forecast import needed
from guoban.charts.headline import indicator_subline
from guoban.charts.in_force import gap_rule
from guoban.charts.links import Links
from guoban.charts.measure_of import measure_of
from guoban.charts.numbers import PERCENT, YUAN, Scale, amount, in_measure, percent, scale_for, scaled
from guoban.charts.palette import INK_SOFT, look
from guoban.charts.sheets.bullets import Bullet, bullet_of, bullets, most_rows, told, with_room
from guoban.charts.sheets.figures import key_figures
from guoban.charts.sheets.fold import MOST_OF_LONG, Folded, fold
from guoban.charts.sheets.laggard_rows import Laggard, laggard_rows
from guoban.charts.sheets.league_table import league_table, places, progress_list
from guoban.charts.sheets.letters import broken, named_within
from guoban.charts.sheets.paper import (
    BODY,
    INNER,
    Box,
    Key,
    drawn,
    legend_rows,
    mark_key,
    status_keys,
    text,
    track_key,
    words_key,
)
from guoban.charts.sheets.tally_bar import tally_bar, tally_keys
from guoban.charts.sheets.year_path import year_keys, year_path
from guoban.charts.standing import LEVELS, tally, tasks, worst_first
from guoban.charts.status import LEVEL_STATUSES, distances_in_words
from guoban.charts.trend_words import Trends, turn_texts
from guoban.charts.unit_bars import by_progress
from guoban.charts.view import View, period
from guoban.charts.year_points import YearPoints, path_points, year_points
from guoban.report.figures import ReportFigures
from guoban.text import CHINESE, _, language, ngettext

Drawing = tuple[str, tuple[str, ...]]
"""A sheet as SVG, and the same in sentences."""

LAGGARDS = 12
_FEW, _VERY_FEW = 8, 2
"""Units that leave room for the path of the year beside them; and for key figures below them."""
_GAP = 84.0
_NO_PLACE = ("not_reported", "no_target")


@dataclass(frozen=True, slots=True)
class Words:
    """What stands around a chart. address: where the headline leads."""

    headline: str
    sub: str
    foot: Sequence[str]
    address: str = ""


def tasks_drawing(rows: pd.DataFrame, shown: pd.DataFrame, words: Words, links: Links) -> Drawing:
    """All tasks counted in a bar, and some of them, `shown`, each with its own."""
    found, picked = tally(rows), by_progress(tasks(shown))
    kept = fold(picked, ~picked["status"].isin(_NO_PLACE))
    made = [
        bullet_of(row, str(row["indicator_name"]), _figures(row), links.indicator(row["indicator"], row["unit"]))
        for _index, row in kept.shown.iterrows()
    ]
    levels = status_keys([each.status for each in made if each.status in LEVEL_STATUSES])
    keys = [*tally_keys(found), *levels, *_bullet_keys(made, rises=_any_rises(kept.shown))]

    def body(box: Box) -> str:
        if not found.tasks:
            return ""
        bar = Box(box.x, box.y + 6, box.width, 44)
        rest = Box(box.x, box.y + 84, box.width, box.height - 84)
        return tally_bar(found, bar) + _remarked(rest, _remarks(kept, "indicator_name"), _rows(made, kept, _("tasks")))

    svg = drawn(words.headline, words.sub, keys, words.foot, body, words.address)
    return svg, (words.sub, *told(made), *_remarks(kept, "indicator_name"))


def indicator_drawing(
    figures: ReportFigures, own: pd.Series, below: pd.DataFrame, headline: str, foot: Sequence[str], links: Links
) -> Drawing:
    """One indicator: the units below against the schedule; with few of them, or none, the path of the year too."""
    measure, view = measure_of(own), figures.view
    ranked = by_progress(below)
    kept = fold(ranked, ~ranked["status"].isin(_NO_PLACE), most_rows(map(str, below["unit_name"]), INNER))
    scale = scale_for([*below["value"], *below["target"]], measure)
    made = [
        bullet_of(row, str(row["unit_name"]), _figures(row, scale), links.source(row["unit"], row["indicator"]))
        for _index, row in kept.shown.iterrows()
    ]
    path = figures.paths[figures.paths["indicator"] == own["indicator"]] if len(figures.paths) else figures.paths
    points = year_points(own, path_points(path).get((figures.unit, own["indicator"]), []) if len(path) else [], view)
    turned = "" if len(made) <= _VERY_FEW else turn_texts(figures.trends.turns(own))
    sub = " · ".join(part for part in (period(view.on), indicator_subline(own, measure), turned) if part)
    notes = _("; ").join(figure_notes(own))
    if notes:
        foot = [_("About the figure of {name}: {notes}").format(name=own["unit_name"], notes=notes), *foot]
    remarks = _remarks(kept, "unit_name")
    few = len(made) <= _FEW
    width = (INNER - _GAP) * (0.58 if made else 0.46) if few else INNER
    made = with_room(made, width)
    keys = [*status_keys([each.status for each in made]), *_bullet_keys(made)]
    if made and any(each.figures for each in made) and len(made) > 1:
        keys.append(words_key(in_measure(_("done / target"), _named(scale))))
    if any(turn.arrow for turn in figures.trends.turns(own)):
        foot = [gap_rule(view), *foot]

    def body(box: Box) -> str:
        if not few:
            return _remarked(box, remarks, _rows(made, kept, _("units")))
        left = Box(box.x, box.y, width, box.height)
        right = Box(box.x + width + _GAP, box.y, box.width - width - _GAP, box.height)
        if len(made) <= _VERY_FEW:
            rows, figures_box = _parted(left, len(made))
            beside = bullets(made, rows) + key_figures(_large_figures(own, view, figures.trends), figures_box)
        else:
            beside = _remarked(left, remarks, _rows(made, kept, _("units")))
        return beside + _year_beside(points, own, view, right)

    svg = drawn(headline, sub, keys, foot, body, links.indicator(own["indicator"], own["unit"]))
    return svg, (sub, *told(made), *remarks)


def laggards_drawing(rows: pd.DataFrame, words: Words, links: Links) -> Drawing:
    """The units with most behind, each with all its tasks in a bar and the names of those that are furthest behind."""
    worst, asked = worst_first(tasks(rows)), tasks(rows).sort_values("unit_position", kind="stable")
    counts = asked["unit"].map(worst["unit"].value_counts()).fillna(0)
    ordered = asked.loc[counts[counts > 0].sort_values(ascending=False, kind="stable").index].drop_duplicates("unit")
    first = [
        Laggard(
            str(name),
            tally(asked[asked["unit"] == unit]),
            tuple(map(str, worst.loc[worst["unit"] == unit, "indicator_name"])),
            links.unit(str(unit)),
        )
        for unit, name in ordered[["unit", "unit_name"]].head(LAGGARDS).itertuples(index=False)
    ]
    rest = len(ordered) - len(first)
    more = ngettext("{count} more unit has tasks behind", "{count} more units have tasks behind", rest)
    remarks = [more.format(count=rest)] if rest else []
    keys = [
        *status_keys(["done", "on_schedule", "slightly_behind", "behind", "not_reported"]),
        words_key(_("a bar is all tasks of a unit; names: the tasks furthest behind")),
    ]
    svg = drawn(
        words.headline, words.sub, keys if first else [], words.foot,
        lambda box: _remarked(box, remarks, lambda room: laggard_rows(first, room)), words.address,
    )  # fmt: skip
    said = [
        _("{name}: {clause}").format(
            name=each.name, clause=f"{look('behind').name} {each.found.behind}/{each.found.tasks}"
        )
        for each in first
    ]
    return svg, (words.sub, *said, *remarks)


def late_drawing(rows: pd.DataFrame, words: Words, view: View, links: Links) -> Drawing:
    """The tasks of one unit that are behind, furthest first, and what each quarter left would have to bring."""
    late = worst_first(tasks(rows))
    made = [
        bullet_of(
            row,
            str(row["indicator_name"]),
            "" if view.year_is_over else needed(row),
            links.indicator(row["indicator"], row["unit"]),
        )
        for _index, row in late.head(LAGGARDS).iterrows()
    ]
    keys = [*status_keys([each.status for each in made]), *_bullet_keys(made)]
    if any(each.figures for each in made):
        keys.append(words_key(_("at the end of a row: needed in each quarter left")))
    rest = len(late) - len(made)
    more = ngettext("and {count} more task behind", "and {count} more tasks behind", rest).format(count=rest)
    remarks = [more] if rest > 0 else []
    svg = drawn(
        words.headline, words.sub, keys, words.foot,
        lambda box: _remarked(box, remarks, lambda room: bullets(made, room)), words.address,
    )  # fmt: skip
    gaps = distances_in_words(late.head(LAGGARDS))
    said = [" ".join(part for part in (line, gap) if part) for line, gap in zip(told(made), gaps, strict=True)]
    return svg, (words.sub, *said, *remarks)


def ranking_drawing(scores: pd.DataFrame, absent: Collection[str], words: Words, links: Links) -> Drawing:
    """The scores, those who have not reported at the foot, and who has come forward since last quarter."""
    ordered = scores.assign(away=scores["unit"].isin(absent)).sort_values(
        ["away", "rank", "unit_position"], na_position="last", kind="stable"
    )
    kept = fold(ordered, ~ordered["away"] & ordered["rank"].notna(), MOST_OF_LONG)
    listed, risen = places(kept.shown, absent, links), progress_list(scores[~scores["unit"].isin(absent)], links)
    nothing = _("There are no earlier ranks to compare with.") if scores["step"].isna().all() else _("No unit rose.")
    keys = [words_key(_("↑ ↓ places up or down since last quarter"))]
    keys += status_keys(["not_reported"]) if any(each.absent for each in listed) else []
    between = _between(kept, _("units"))
    remarks = _remarks(kept, "unit_name")
    svg = drawn(
        words.headline, words.sub, keys, words.foot,
        lambda box: _remarked(
            box, remarks, lambda room: league_table(listed, risen, nothing, room, above=kept.above, between=between)
        ),
        words.address,
    )  # fmt: skip
    said = [f"{each.rank} {each.name} {each.score} {each.step}" for each in listed]
    forward = [f"{each.rank} {each.name} {each.score}" for each in risen] or [nothing]
    return svg, (words.sub, *said, *remarks, _("Forward since last quarter"), *forward)


def _figures(row: pd.Series, scale: Scale | None = None) -> str:
    """What is done of what was asked, ≤ before what must not be exceeded; a scale of all rows has its legend."""
    if row["kind"] == "milestone":
        return ""
    measure, most = measure_of(row), "≤" if row["direction"] == "lower" else ""
    if scale is None and measure.name == YUAN and language() != CHINESE:
        done, target = str(amount(row["value"], measure)), str(amount(row["target"], measure))
        return _("{done} / {target}").format(done=done, target=most + target)
    own = scale or scale_for([row["value"], row["target"]], measure)
    said = scaled(row["value"], own)
    if pd.notna(row["target"]):
        said = _("{done} / {target}").format(done=said, target=most + scaled(row["target"], own))
    return said if scale or own.measure == PERCENT else f"{said} {own.measure}".rstrip()


def _named(scale: Scale) -> str:
    """The measure of a scale; in English with the sign of the currency."""
    return f"¥{scale.measure}" if language() != CHINESE and scale.measure in ("k", "m", "bn") else scale.measure


def _bullet_keys(made: Sequence[Bullet], *, rises: bool = False) -> list[Key]:
    """The target and the schedule, with its share where it is one for all; rises: some shares are of a rise."""
    dues = {each.due for each in made if each.due is not None}
    if not dues:
        return []
    decimals = 0 if all(round(due * 100, 6).is_integer() for due in dues) else 1
    words = _("schedule {share}").format(share=percent(next(iter(dues)), decimals)) if len(dues) == 1 else _("schedule")
    keys = [track_key(_("annual target")), mark_key(words)]
    return [*keys, words_key(_("of levels the share of the rise since last year's close"))] if rises else keys


def _any_rises(rows: pd.DataFrame) -> bool:
    """Whether any share is of the rise of a level from its baseline (domain rule 8)."""
    levels = rows["kind"].isin(LEVELS) & (rows["direction"] != "lower") & rows["baseline"].notna()
    return bool((levels & (rows["baseline"] < rows["target"])).any())


def _rows(made: Sequence[Bullet], kept: Folded, of_what: str) -> Callable[[Box], str]:
    return lambda box: bullets(made, box, above=kept.above, between=_between(kept, of_what))


def _between(kept: Folded, of_what: str) -> str:
    """What is folded, said where it would stand."""
    if not kept.between:
        return ""
    return _("The first {first} and the last {last}; {count} {what} between them are not drawn").format(
        first=kept.above, last=len(kept.shown) - kept.above, count=kept.between, what=of_what
    )


def _remarks(kept: Folded, name: str) -> list[str]:
    """Those without a place for whom there is no row: by name as far as a line goes."""
    said = []
    for status, words in (("not_reported", _("Not reported: {names}")), ("no_target", _("No target: {names}"))):
        of_status = kept.silent if "status" not in kept.silent else kept.silent[kept.silent["status"] == status]
        names = [str(each) for each in of_status[name]]
        if names:
            said.append(words.format(names=named_within(names, INNER * 0.86, BODY)))
        if "status" not in kept.silent:
            break
    return said


def _remarked(box: Box, remarks: Sequence[str], body: Callable[[Box], str]) -> str:
    """The body in a box, remarks at its lower edge."""
    lines = [line for remark in remarks for line in broken(remark, box.width, BODY)]
    height = len(lines) * BODY * 1.3
    parts = [body(Box(box.x, box.y, box.width, box.height - height))]
    for place, line in enumerate(lines):
        y = box.bottom - height + (place + 0.95) * BODY * 1.3
        parts.append(text(box.x, y, line, BODY, INK_SOFT))
    return "".join(parts)


def _year_beside(points: YearPoints, own: pd.Series, view: View, box: Box) -> str:
    forecast = None if view.year_is_over or pd.isna(own["forecast"]) else float(own["forecast"])
    paths = (points.this_year, points.schedule, points.last_year)
    scale = scale_for([forecast, *(value for path in paths for _on, value in path)], measure_of(own))
    head = text(box.x, box.y + 30, in_measure(_("The year so far"), _named(scale)), 32, bold=True)
    if not points.this_year and not points.last_year:
        return head + text(box.x, box.y + 90, _("Nothing has been reported yet."), BODY, INK_SOFT)
    keys, y = legend_rows(year_keys(points, forecast), box.x, box.y + 52, box.width)
    below = Box(box.x, y + 12, box.width, box.bottom - y - 12)
    return head + keys + year_path(points, forecast, scale, view.year, below)


def _parted(box: Box, rows: int) -> tuple[Box, Box]:
    """Room for very few rows, and below it room for figures."""
    height = 108.0 * rows
    below = Box(box.x, box.y + height + 24, box.width, box.height - height - 24)
    return Box(box.x, box.y, box.width, height), below if rows else box


def _large_figures(own: pd.Series, view: View, trends: Trends) -> list[Fact]:
    """The key figures of an indicator's page, status in words; the target stands above."""
    shown = look(str(own["status"]))
    distance = distances_in_words(own.to_frame().T)[0]
    standing = " ".join(part for part in (shown.sign, shown.name, distance) if part)
    done, *others, _units = [fact for fact in indicator_facts(own, view, trends) if fact.label != _("Annual target")]
    return [Fact(fact.label, fact.value, standing if fact.badge else fact.note) for fact in (done, *others)]
