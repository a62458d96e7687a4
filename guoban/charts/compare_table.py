"""Two sides of every indicator, by area of work: both figures, how far apart, and a slim drawing of the two."""

from dataclasses import dataclass
from html import escape

import pandas as pd

from guoban.charts.in_force import rule_line, same_rule
from guoban.charts.leading import Lead, staying
from guoban.charts.links import Links, anchor
from guoban.charts.measure_of import measure_of
from guoban.charts.numbers import MINUS, NOTHING, PERCENT, grouped, percent, points, scale_for, scaled
from guoban.charts.palette import INK, LAST_YEAR
from guoban.charts.picture import picture
from guoban.charts.status import done_share
from guoban.charts.trend_words import over_units, why_not
from guoban.charts.view import View
from guoban.text import _, ngettext

WIDTH, HEIGHT = 120, 18
_OLDER = ' <small class="gb-soft">※</small>'


@dataclass(frozen=True, slots=True)
class Sides:
    """The two sides of a comparison.

    this, other: heads of their columns. against: the other side as it stands in a sentence. unit, other_unit: the
    codes of the units on either side. with_progress: also compare what share of the targets is done.
    time: 'last_quarter' or 'last_year' where the other side is the same unit then.
    """

    this: str
    other: str
    against: str
    unit: str
    other_unit: str
    with_progress: bool = True
    time: str = ""

    @property
    def of_units(self) -> bool:
        """Two units, whose sizes say nothing about who does better."""
        return self.unit != self.other_unit


SIDES = "#gb-sides"
"""Where the table stands on its page."""


def compare_headline(rows: pd.DataFrame, whole: str, sides: Sides, lead: Lead = staying) -> str:
    """How many indicators are better than on the other side, and how many worse.

    rows: rows of `measures.comparison`. whole: the name of the unit that is compared. lead: what becomes of its counts,
    which lead to the table.
    """
    known = rows["better"].dropna()
    if known.empty:
        return _("{unit}: nothing can be compared with {other}").format(unit=whole, other=sides.against)
    start = _("{unit} against {other}").format(unit=whole, other=sides.against)
    count = ngettext("{count} indicator compared", "{count} indicators compared", len(known))
    clauses = [count.format(count=lead(len(known), SIDES)), _balance(known, sides, lead)]
    same = int((known == 0).sum())
    if same:
        clauses.append(_("{count} about the same").format(count=lead(same, SIDES)))
    return _("{name}: {clause}").format(name=start, clause=_(", ").join(clauses))


def compare_table(rows: pd.DataFrame, sides: Sides, view: View, links: Links) -> str:
    """The table as HTML; rows: rows of `measures.comparison` with `area_name`, in the order of the catalogue."""
    heads = [
        (_("Indicator"), ""), (sides.this, "num"), (sides.other, "num"), (_("Side by side"), ""),
        (_("Difference"), "num"), (_("In per cent"), "num"),
    ]  # fmt: skip
    if sides.with_progress:
        heads += [
            *((_("Progress: {side}").format(side=side), "num") for side in (sides.this, sides.other)),
            (_("Points apart"), "num"),
        ]
    head = "".join(f'<th scope="col" class="{css}">{escape(words)}</th>' for words, css in heads)
    sections = []
    for area, part in rows.groupby("area_name", sort=False):
        body = "".join(_row(row, sides, links) for _index, row in part.iterrows())
        sections.append(
            f'<tbody><tr class="gb-area"><th scope="rowgroup" colspan="{len(heads)}"><h2>{escape(str(area))}</h2>'
            f"<span>{escape(_balance(part['better'], sides))}</span></th></tr>{body}</tbody>"
        )
    caption = escape(_("Both sides of every indicator"))
    legend = _legend(sides, has_older=bool(rows["stale"].any())) + rule_line(same_rule(view))
    return (
        f'{legend}<div class="gb-scroll gb-of-tasks gb-compare" id="gb-sides" tabindex="0" role="region" '
        f'aria-label="{caption}">'
        f'<table class="gb-table gb-tasks"><caption class="gb-hidden">{caption}</caption>'
        f"<thead><tr>{head}</tr></thead>{''.join(sections)}</table></div>"
    )


def _row(row: pd.Series, sides: Sides, links: Links) -> str:
    scale = scale_for((row["value"], row["other_value"]), measure_of(row))
    this, other = scaled(row["value"], scale), scaled(row["other_value"], scale)
    behind = "" if scale.measure == PERCENT or not scale.measure else f"<small>{escape(scale.measure)}</small>"
    older = _OLDER if row["stale"] else ""
    name = anchor(links.indicator(row["indicator"], sides.unit), str(row["indicator_name"]))
    cells = [
        _figure(this, behind, row["value"], links.source(sides.unit, row["indicator"])),
        _figure(other, behind, row["other_value"], links.source(sides.other_unit, row["indicator"])),
    ]
    address = escape(links.indicator(row["indicator"], sides.unit))
    drawn = f'<td><a href="{address}">{_drawing(row, this, other, sides)}</a></td>'
    difference = _difference(row, sides)
    apart = [difference if sides.of_units else _judged(row, difference), escape(_signed(row["relative"]))]
    progress = ""
    if sides.with_progress:
        shares = [done_share(row[column], 0) if pd.notna(row[column]) else NOTHING for column in _SHARES]
        progress = "".join(f'<td class="num gb-soft">{escape(share)}</td>' for share in shares)
        points_apart = escape(_points(row["progress_change"]))
        progress += f'<td class="num">{_judged(row, points_apart) if sides.of_units else points_apart}</td>'
    sides_cells = "".join(f"<td class=num>{cell}</td>" for cell in cells)
    return (
        f'<tr><th scope="row">{name}{older}{_over(row, sides)}</th>{sides_cells}{drawn}'
        f"{''.join(f'<td class=num>{cell}</td>' for cell in apart)}{progress}</tr>"
    )


def _over(row: pd.Series, sides: Sides) -> str:
    """Over how many of the units of its figure it is compared, where these are not all."""
    said = over_units(row["covers"], row["told"]) if sides.time and pd.notna(row["change"]) else ""
    return f'<small class="gb-note">{escape(said)}</small>' if said else ""


_SHARES = ("progress", "other_progress")


def _figure(words: str, behind: str, value: float, address: str) -> str:
    if pd.isna(value):
        return NOTHING
    return f'<a href="{escape(address)}">{escape(words)}{behind}</a>'


def _drawing(row: pd.Series, this: str, other: str, sides: Sides) -> str:
    """Two slim bars on one scale; a side without a figure has none."""
    largest = max((abs(each) for each in (row["value"], row["other_value"]) if pd.notna(each)), default=0.0)
    parts = []
    for value, y, fill in ((row["value"], 2, INK), (row["other_value"], 10, LAST_YEAR)):
        if pd.notna(value):
            length = max(1.0, float(abs(value) / largest * WIDTH)) if largest else 1.0
            parts.append(f'<rect x="0" y="{y}" width="{length:.1f}" height="6" fill="{fill}"/>')
    label = _("{this}: {figure}; {other}: {other_figure}")
    said = label.format(this=sides.this, figure=this, other=sides.other, other_figure=other)
    return picture("".join(parts), WIDTH, HEIGHT, "gb-pair-bars", said)


def _difference(row: pd.Series, sides: Sides) -> str:
    if pd.isna(row["change"]):
        why = why_not(row["why"], sides.time)
        return f'{NOTHING}<small class="gb-note">{escape(why)}</small>' if why else NOTHING
    if row["kind"] == "ratio":
        return escape(_points(row["change"]))
    scale = scale_for((row["value"], row["other_value"]), measure_of(row))
    sign = "+" if row["change"] > 0 else MINUS if row["change"] < 0 else ""
    words = scaled(abs(row["change"]), scale)
    return escape(f"{sign}{words}")


def _judged(row: pd.Series, words: str) -> str:
    """The words, HTML, with a sign for better or worse."""
    if pd.isna(row["better"]) or row["better"] == 0:
        return words
    sign, css, said = ("▲", "gb-up", _("better")) if row["better"] > 0 else ("▼", "gb-down", _("worse"))
    hidden = f'<span class="gb-hidden">{escape(said)} </span>'
    return f'<span class="{css}"><i aria-hidden="true">{sign}</i>{hidden} {words}</span>'


def _signed(fraction: float | None) -> str:
    if fraction is None or pd.isna(fraction):
        return NOTHING
    return f"{'+' if fraction > 0 else MINUS if fraction < 0 else ''}{percent(abs(fraction))}"


def _points(difference: float | None) -> str:
    if difference is None or pd.isna(difference):
        return NOTHING
    if difference == 0:
        return _("{number} points").format(number=grouped(0, 1))
    return f"{'+' if difference > 0 else MINUS}{points(difference)}"


def _balance(better: "pd.Series[float]", sides: Sides, lead: Lead = staying) -> str:
    words = _("{better} ahead, {worse} behind") if sides.of_units else _("{better} better, {worse} worse")
    ahead, behind = int((better > 0).sum()), int((better < 0).sum())
    return words.format(better=lead(ahead, SIDES), worse=lead(behind, SIDES))


def _legend(sides: Sides, *, has_older: bool) -> str:
    older = f"<span>※ {escape(_('with figures older than the day'))}</span>" if has_older else ""
    return (
        f'<p class="gb-legend"><span><i class="gb-bar-this"></i>{escape(sides.this)}</span>'
        f'<span><i class="gb-bar-other"></i>{escape(sides.other)}</span>{older}</p>'
    )
