"""A sheet of a workbook drawn as people know it: letters over columns, numbers beside rows, merged cells merged.

What the cells were read as is their tint; what was found in them is marked on the spot. Plain HTML: light, selectable,
printable, and a link goes to any cell.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from html import escape

from guoban.charts.folding import Run, folded
from guoban.charts.numbers import number
from guoban.charts.severity import SEVERITIES
from guoban.text import _, mark, ngettext

Place = tuple[int, int]
"""Row and column, 0-based."""
Area = tuple[int, int, int, int]
"""Top, left, bottom, right, 0-based, all included."""

ROLES: Mapping[str, tuple[str, str]] = {
    "head": ("h", mark("head")),
    "unit": ("u", mark("unit or indicator")),
    "indicator": ("u", mark("unit or indicator")),
    "key": ("k", mark("period or measure")),
    "value": ("v", mark("figure")),
    "target": ("t", mark("annual target")),
    "total": ("s", mark("total, only checked")),
    "left_out": ("x", mark("not loaded")),
    "open": ("q", mark("waits for an answer")),
}
"""What a cell was read as → its class in the style sheet (short, for it is written thousands of times) and its word."""

MOST_COLUMNS = 80
LONGEST_TEXT = 60
"""Letters of a cell that are drawn; the whole text is its tooltip."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A finding on its cell. link: the anchor of the same finding in the list beside the sheet."""

    severity: str
    message: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class DrawnSheet:
    """A sheet to be drawn. rows: all of one length, from A1. areas: (role, area), see ROLES.

    marks: the findings on each cell, gravest first. wanted: further cells that something links to.
    anchor: how the anchors of its cells begin.
    """

    name: str
    rows: Sequence[Sequence[object]]
    merged: Sequence[Area] = ()
    areas: Sequence[tuple[str, Area]] = ()
    marks: Mapping[Place, Sequence[Mark]] = field(default_factory=dict)
    wanted: frozenset[Place] = frozenset()
    errors: Mapping[Place, str] = field(default_factory=dict)
    anchor: str = "cell"


def sheet_grid(sheet: DrawnSheet, most_cells: int = 6000) -> tuple[str, Mapping[Place, str]]:
    """The sheet as HTML, and the anchors of those marked and wanted cells that are drawn.

    Of a large sheet the beginning is drawn, and every row with a finding as far as `most_cells` go; what is between
    them is folded into a line that counts it. An empty sheet is no picture at all.
    """
    height, width = len(sheet.rows), len(sheet.rows[0]) if sheet.rows else 0
    if not height or not width:
        return "", {}
    places = [*_gravest_first(sheet.marks), *sorted(sheet.wanted)]
    columns, columns_behind = folded(width, (column for _row, column in places), MOST_COLUMNS)
    across = sum(map(len, columns))
    rows, rows_behind = folded(height, (row for row, _column in places), max(20, most_cells // across))
    picture = _Picture(sheet, rows, columns)
    body = "".join(picture.rows(columns_behind > 0))
    if rows_behind:
        body += picture.fold(rows_behind, columns_behind > 0)
    table = f"<table><thead>{picture.letters(columns_behind)}</thead><tbody>{body}</tbody></table>"
    label = escape(_("Sheet {name}").format(name=sheet.name))
    return f'<div class="gb-sheet" tabindex="0" role="region" aria-label="{label}">{table}</div>', picture.anchors


def sheet_legend(sheets: Iterable[DrawnSheet]) -> str:
    """What the tints mean, of those that occur."""
    present = {role for sheet in sheets for role, _area in sheet.areas}
    words = {css: _(word) for role, (css, word) in ROLES.items() if role in present}
    keys = "".join(f'<span><i class="gb-cell {css}"></i>{escape(word)}</span>' for css, word in words.items())
    return f'<p class="gb-legend">{keys}</p>' if keys else ""


def address(row: int, column: int) -> str:
    """0-based row and column → A1."""
    return f"{_letters(column)}{row + 1}"


def place_of(cell: str) -> Place | None:
    """A1 → 0-based row and column; None for anything else."""
    found = _ADDRESS.fullmatch(cell)
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1


_ADDRESS = re.compile("([A-Z]{1,3})([0-9]{1,7})")


def _letters(column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, place = divmod(column - 1, 26)
        letters = chr(65 + place) + letters
    return letters


def _gravest_first(marks: Mapping[Place, Sequence[Mark]]) -> list[Place]:
    order = {severity: rank for rank, severity in enumerate(SEVERITIES)}
    return sorted(marks, key=lambda place: (order[marks[place][0].severity], place))


class _Picture:
    """The drawing of one sheet, row by row."""

    def __init__(self, sheet: DrawnSheet, rows: tuple[Run, ...], columns: tuple[Run, ...]) -> None:
        self._sheet, self._rows, self._columns = sheet, rows, columns
        self._spans: dict[Place, tuple[int, int, Place]] = {}
        self._moved: dict[Place, Place] = {}
        self._marks = dict(sheet.marks)
        for area in sheet.merged:
            self._merge(area)
        self._css = {place: css for role, area in sheet.areas for place, css in self._tinted(ROLES[role][0], area)}
        drawn = {(row, column) for row in _lines(rows) for column in _lines(columns)}
        places = {place: self._moved.get(place, place) for place in (sheet.marks.keys() | sheet.wanted) & drawn}
        self.anchors = {place: f"{sheet.anchor}-{address(*shown)}" for place, shown in places.items()}
        self._anchored = frozenset(places.values())

    def _parts(self, area: Area) -> Iterator[Area]:
        """The pieces of an area that are drawn in one piece."""
        top, left, bottom, right = area
        for first_row, last_row in _within(self._rows, top, bottom):
            for first_column, last_column in _within(self._columns, left, right):
                yield first_row, first_column, last_row, last_column

    def _merge(self, area: Area) -> None:
        for top, left, bottom, right in self._parts(area):
            inside = [(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)]
            self._spans[top, left] = bottom - top + 1, right - left + 1, (area[0], area[1])
            self._moved.update(dict.fromkeys(inside[1:], (top, left)))
            moved = [found for place in inside for found in self._marks.pop(place, ())]
            if moved:
                self._marks[top, left] = moved

    def _tinted(self, css: str, area: Area) -> Iterator[tuple[Place, str]]:
        for top, left, bottom, right in self._parts(area):
            for row in range(top, bottom + 1):
                for column in range(left, right + 1):
                    yield (row, column), css

    def letters(self, behind: int) -> str:
        """The letters over the columns; a dot where some are folded."""
        heads = ["<th></th>"]
        for run in self._columns:
            heads += [_folded_columns(run.skipped)] if run.skipped else []
            heads += [f"<th>{_letters(column)}</th>" for column in range(run.first, run.last + 1)]
        heads += [_folded_columns(behind)] if behind else []
        return f"<tr>{''.join(heads)}</tr>"

    def rows(self, columns_behind: bool) -> Iterator[str]:
        """The rows, and a line for those folded between them."""
        for run in self._rows:
            if run.skipped:
                yield self.fold(run.skipped, columns_behind)
            for row in range(run.first, run.last + 1):
                cells = [f"<tr><th>{row + 1}</th>"]
                for across in self._columns:
                    cells += ["<td class=f></td>"] if across.skipped else []
                    cells += [
                        self._cell(row, column)
                        for column in range(across.first, across.last + 1)
                        if (row, column) not in self._moved
                    ]
                cells += ["<td class=f></td>"] if columns_behind else []
                yield "".join(cells) + "</tr>"

    def fold(self, count: int, columns_behind: bool) -> str:
        """The line that stands for folded rows."""
        words = ngettext("… {count} row folded", "… {count} rows folded", count).format(count=number(count))
        across = sum(len(run) + bool(run.skipped) for run in self._columns) + columns_behind
        return f'<tr class="gb-fold"><th></th><td colspan="{across}">{escape(words)}</td></tr>'

    def _cell(self, row: int, column: int) -> str:
        down, across, origin = self._spans.get((row, column), (1, 1, (row, column)))
        text = _written(self._sheet.errors.get(origin) or self._sheet.rows[origin[0]][origin[1]])
        css = self._css.get((row, column), "")
        found = self._marks.get((row, column), ())
        attributes, sign = "", ""
        if (row, column) in self._anchored:
            attributes += f' id="{self._sheet.anchor}-{address(row, column)}"'
        if found:
            css = f"{css} m {found[0].severity}".strip()
            told = "\n".join(f"{_(SEVERITIES[each.severity][1])}：{each.message}" for each in found)
            attributes += f' title="{escape(told)}"'
            sign = _sign(found[0])
        elif len(text) > LONGEST_TEXT:
            attributes += f' title="{escape(text[:500])}"'
        if down > 1:
            attributes += f" rowspan={down}"
        if across > 1:
            attributes += f" colspan={across}"
        if css:
            attributes += f' class="{css}"' if " " in css else f" class={css}"
        return f"<td{attributes}>{sign}{escape(text[:LONGEST_TEXT], quote=False)}</td>"


def _sign(found: Mark) -> str:
    sign, word = SEVERITIES[found.severity]
    if not found.link:
        return f"<i>{sign}</i>"
    return f'<a href="#{escape(found.link)}" aria-label="{escape(_(word))}">{sign}</a>'


def _folded_columns(count: int) -> str:
    words = ngettext("… {count} column folded", "… {count} columns folded", count).format(count=number(count))
    return f'<th class=f title="{escape(words)}">…</th>'


def _within(runs: tuple[Run, ...], first: int, last: int) -> Iterator[tuple[int, int]]:
    """The drawn pieces of the lines from `first` to `last`; a sheet may have 100,000 merged ranges, so by bisection."""
    for run in runs[bisect_left(runs, first, key=lambda run: run.last) :]:
        if run.first > last:
            return
        yield max(first, run.first), min(last, run.last)


def _lines(runs: tuple[Run, ...]) -> Iterator[int]:
    for run in runs:
        yield from range(run.first, run.last + 1)


def _written(cell: object) -> str:
    """A cell as it is read on screen: 65.0 → 65, days without their empty hours."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else f"{cell:.12g}"
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell).strip()
