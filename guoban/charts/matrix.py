"""Unit × indicator as an HTML table: each cell the progress, its status as colour and sign, a link to the figure."""

import math
from collections.abc import Iterable
from html import escape
from urllib.parse import quote

import pandas as pd

from guoban.charts.bar_rows import names_width
from guoban.charts.ends import ends
from guoban.charts.figure import pieces, text_width
from guoban.charts.in_force import bands_rule, rule_line
from guoban.charts.links import Links, anchor
from guoban.charts.numbers import grouped
from guoban.charts.palette import LOOKS, MAIN_STATUSES
from guoban.charts.status import css_name
from guoban.charts.view import View, source_line
from guoban.text import CHINESE, _, language, ngettext, pgettext

ROW_HEIGHT = 28
COLUMN = 40
"""Room for the head of a column in pixels, where columns are narrowest."""
LOWEST_HEADS = 56
LONGEST_HEAD = 132
"""An upright head longer than this, in pixels, goes over two lines."""
RULE_HEIGHT = 18
"""Of the rule under the legend; the ranking beside the table has none and begins its bars where the rows begin."""
_HEAD_SIZE, _LINE = 11, 14


def matrix(units: pd.DataFrame, rows: pd.DataFrame, view: View, links: Links) -> str:
    """The table as HTML.

    units: unit and unit_name, from top to bottom; none of them is dropped, also when it has no row. Of very many the
    first and the last are drawn, level with the ranking beside them, and the line below counts those between.
    rows: rows of `measures.progress`, one a unit and indicator; indicators stand in the order of indicator_position.
    """
    indicators = rows.drop_duplicates("indicator").sort_values("indicator_position")
    columns = list(zip(indicators["indicator"], indicators["indicator_name"], strict=True))
    cells = _cells(rows, links)
    drawn = ends(units)
    body = []
    for place, (unit, name) in enumerate(zip(drawn.rows["unit"], drawn.rows["unit_name"], strict=True)):
        shown = "".join(cells.get((unit, code), _EMPTY) for code, _name in columns)
        css = ' class="gb-after-fold"' if place == drawn.fold else ""
        body.append(f'<tr{css}><th scope="row">{anchor(links.unit(unit), str(name))}</th>{shown}</tr>')
    heads = "".join(f'<th scope="col">{anchor(links.indicator(code), str(name))}</th>' for code, name in columns)
    between = ngettext("{count} unit between has no row", "{count} units between have no row", drawn.between)
    return (
        f'<section class="gb-matrix"><h2>{escape(_("Units × indicators"))}</h2>{legend(view)}'
        f'<div class="gb-scroll" tabindex="0" role="region" aria-label="{escape(_("Units × indicators"))}">'
        f'<table lang="{_tag()}" style="--names:{names_width(drawn.rows["unit_name"])}px;'
        f'--heads:{heads_height(rows["indicator_name"])}px">'
        f'<caption class="gb-hidden">{escape(_("Progress in per cent, with its status"))}</caption>'
        f'<thead><tr><th scope="col"><span class="gb-hidden">{escape(_("Unit"))}</span></th>{heads}</tr></thead>'
        f"<tbody>{''.join(body)}</tbody></table></div>"
        f'<p class="gb-source">{escape(_("; ").join([*drawn.told(between), source_line(view)]))}</p></section>'
    )


def heads_height(names: Iterable[str]) -> int:
    """The height of the heads of the columns, in pixels.

    Chinese is broken into a column's width; words of other languages must not be broken and stand upright.
    """
    if language() != CHINESE:
        longest = max((text_width(str(name), _HEAD_SIZE) for name in set(names)), default=0.0)
        return math.ceil(min(max(longest, LOWEST_HEADS), LONGEST_HEAD)) + 12
    lines = max((_lines(str(name)) for name in set(names)), default=1)
    return max(LOWEST_HEADS, lines * _LINE + 12)


def _lines(name: str) -> int:
    """How many lines a head takes, on the safe side: a word wider than the column is broken."""
    lines, room = 0, 0.0
    for piece in pieces(name):
        width = text_width(piece.strip(), _HEAD_SIZE)
        if width > room:
            lines, room = lines + math.ceil(width / COLUMN), (-width) % COLUMN
        else:
            room -= width
    return max(1, lines)


def _tag() -> str:
    return "zh-CN" if language() == CHINESE else "en"


_EMPTY = '<td class="gb-fill-no-target">–</td>'


def legend(view: View, *, of_cells: bool = True) -> str:
    """The five signs and their words, and the rule by which they are given. of_cells: say what a cell's number is."""
    keys = "".join(
        f'<span><i class="gb-swatch gb-fill-{css_name(status)}" aria-hidden="true">{LOOKS[status].sign}</i>'
        f"{escape(LOOKS[status].name)}</span>"
        for status in MAIN_STATUSES
    )
    meaning = f"<span>{escape(_('per cent of the annual target'))}</span>" if of_cells else ""
    return f'<p class="gb-legend">{meaning}{keys}</p>{rule_line(bands_rule(view))}'


def _cells(rows: pd.DataFrame, links: Links) -> dict[tuple[str, str], str]:
    """(unit, indicator) → its cell. The sign of its status stands in the style sheet: a cell is two elements."""
    starts = {
        status: f'<td class="gb-fill-{css_name(status)}"><a title="{escape(shown.name)}" href="'
        for status, shown in LOOKS.items()
    }
    addresses = {code: escape(links.unit(code)) for code in rows["unit"].unique()}
    asked = {code: quote(str(code), safe="") for code in rows["indicator"].unique()}
    made = {}
    columns = (rows["unit"], rows["indicator"], rows["status"], rows["progress"])
    for unit, indicator, status, progress in zip(*columns, strict=True):
        if status == "no_target":
            made[unit, indicator] = _EMPTY
            continue
        address = f"{addresses[unit]}&amp;indicator={asked[indicator]}"
        made[unit, indicator] = f'{starts[status]}{address}">{_cell_text(status, progress)}</a></td>'
    return made


def _cell_text(status: str, progress: float) -> str:
    if status == "not_reported":
        return escape(pgettext("cell", "not reported"))
    if pd.isna(progress):
        return ""
    return grouped(progress * 100, 0) if progress >= 0 else "&lt;0"


def shown_indicators(own: pd.DataFrame, count: int) -> list[str]:
    """Which indicators to show where there is no room for all: headline ones first, then by weight, at most `count`.

    own: the organisation's rows of `measures.progress`, with `weight`. Those without a target come last, if at all.
    """
    ranked = own.assign(aimed=own["status"] != "no_target").sort_values(
        ["aimed", "headline", "weight", "indicator_position"], ascending=[False, False, False, True], kind="stable"
    )
    return list(ranked["indicator"].head(count))
