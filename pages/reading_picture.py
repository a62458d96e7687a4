"""The sheets of a file as they are drawn on the upload page: what each cell was read as, what was found in it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

import pandas as pd

from etl.model import Reading, Severity, Sheet, SheetReading
from guoban.charts.review import SHOWN_ROWS, findings_strip
from guoban.charts.severity import SEVERITIES
from guoban.charts.sheet_grid import DrawnSheet, Mark, Place, address, place_of, sheet_grid, sheet_legend
from guoban.text import _, ngettext
from pages.sending import Sending

MOST_SHEETS = 16
MOST_CELLS = 6000
"""Cells drawn of a whole file: together with their marks less than 300 kB of HTML."""
_FEWEST_CELLS = 300

_RANKS = {"corrected": 0, "new": 1, "unchanged": 2}


@dataclass(frozen=True)
class Picture:
    """The drawing of a file. links: sheet → the cells that can be linked to, with their anchors."""

    html: str
    links: Mapping[str, Mapping[str, str]]

    def link(self, sheet: str | None, cell: str | None) -> str:
        """The anchor of a cell; "" where it is not drawn."""
        return self.links.get(sheet or "", {}).get(cell or "", "")


def finding_anchor(each: Sending, place: int) -> str:
    """The anchor of a finding, by its place in the reading: of its question, where it asks one."""
    key = each.asked.get(place)
    return f"finding-{each.number}-{place}" if key is None else question_anchor(each, key)


def question_anchor(each: Sending, key: tuple[str, str]) -> str:
    """The anchor of a question."""
    return f"question-{each.number}-{each.questions[key].number}"


def shown_changes(each: Sending) -> pd.DataFrame:
    """The changes that are listed: of many the first, corrected figures before new ones before unchanged ones."""
    if each.changes is None:
        return pd.DataFrame(columns=["change", "sheet", "cell"])
    frame = each.changes.frame
    return frame.iloc[frame["change"].map(_RANKS).argsort(kind="stable")[:SHOWN_ROWS]]


def picture(each: Sending) -> Picture:
    """Draw the sheets of a file; of many those with tables or findings. Each is a fold, all but one of them closed."""
    reading = each.reading
    if reading is None or not reading.grids:
        return Picture("", {})
    sheets = _worth_drawing(reading)
    marks, wanted = _marks(each, reading), _wanted(each)
    most_cells = max(_FEWEST_CELLS, MOST_CELLS // len(sheets))
    drawn = [
        _drawn_sheet(each, grid, understood, marks[grid.name], wanted[grid.name], place)
        for place, (grid, understood) in enumerate(sheets)
    ]
    opened = _first_to_look_at(drawn, [understood for _grid, understood in sheets])
    parts, links = [], {}
    for sheet, (_grid, understood) in zip(drawn, sheets, strict=True):
        table, anchors = sheet_grid(sheet, most_cells)
        links[sheet.name] = {address(*at): anchor for at, anchor in anchors.items()}
        parts.append(_fold(each, sheet, understood, table, unfolded=sheet is opened))
    more = len(reading.grids) - len(sheets)
    words = ngettext("{count} more sheet is not shown.", "{count} more sheets are not shown.", more).format(count=more)
    rest = f'<p class="gb-quiet">{escape(words)}</p>' if more else ""
    return Picture(f'{sheet_legend(drawn)}<div class="gb-sheets">{"".join(parts)}</div>{rest}', links)


def _worth_drawing(reading: Reading) -> list[tuple[Sheet, SheetReading]]:
    """The sheets to draw, in the order of the file."""
    both = list(zip(reading.grids, reading.sheets, strict=True))
    if len(both) <= MOST_SHEETS:
        return both
    found = {finding.sheet for finding in reading.findings}
    ranked = sorted(range(len(both)), key=lambda place: (both[place][0].name not in found, not both[place][1].areas))
    return [both[place] for place in sorted(ranked[:MOST_SHEETS])]


def _marks(each: Sending, reading: Reading) -> dict[str, dict[Place, list[Mark]]]:
    """The findings by sheet and cell, gravest first."""
    marks: dict[str, dict[Place, list[Mark]]] = defaultdict(lambda: defaultdict(list))
    order = {severity: rank for rank, severity in enumerate(SEVERITIES)}
    for place, finding in sorted(enumerate(reading.findings), key=lambda found: order[found[1].severity]):
        at = place_of(finding.cell) if finding.cell else None
        if finding.sheet is not None and at is not None:
            mark = Mark(str(finding.severity), finding.message, finding_anchor(each, place))
            marks[finding.sheet][at].append(mark)
    return marks


def _wanted(each: Sending) -> dict[str, set[Place]]:
    """The cells that the list of changes links to."""
    wanted: dict[str, set[Place]] = defaultdict(set)
    for sheet, cell in _places(shown_changes(each)):
        at = place_of(cell)
        if at is not None:
            wanted[sheet].add(at)
    return wanted


def _places(changes: pd.DataFrame) -> Iterable[tuple[str, str]]:
    return zip(changes["sheet"].tolist(), changes["cell"].tolist(), strict=True)


def _drawn_sheet(
    each: Sending,
    grid: Sheet,
    understood: SheetReading,
    marks: Mapping[Place, list[Mark]],
    wanted: set[Place],
    place: int,
) -> DrawnSheet:
    return DrawnSheet(
        name=grid.name,
        rows=grid.rows,
        merged=[(area.top, area.left, area.bottom, area.right) for area in grid.merged],
        areas=[(str(area.role), (area.top, area.left, area.bottom, area.right)) for area in understood.areas],
        marks=marks,
        wanted=frozenset(wanted),
        errors=grid.error_cells,
        anchor=f"cell-{each.number}-{place}",
    )


def _first_to_look_at(drawn: list[DrawnSheet], understood: list[SheetReading]) -> DrawnSheet:
    """The sheet with the gravest finding, else the first that was read."""
    order = list(SEVERITIES)

    def rank(place: int) -> tuple[int, bool, int]:
        gravest = min((order.index(found[0].severity) for found in drawn[place].marks.values()), default=len(order))
        stops = gravest if gravest <= order.index(str(Severity.QUESTION)) else len(order)
        return stops, not understood[place].areas, place

    return drawn[min(range(len(drawn)), key=rank)]


def _fold(each: Sending, sheet: DrawnSheet, understood: SheetReading, table: str, *, unfolded: bool) -> str:
    counts = Counter(found.severity for marks in sheet.marks.values() for found in marks)
    hidden = "" if understood.areas else f" <small>{escape(_('not read'))}</small>"
    summary = f"<summary>{escape(sheet.name)}{hidden}{findings_strip(counts)}</summary>"
    return (
        f'<details name="sheets-{each.number}"{" open" if unfolded else ""}>{summary}{table}'
        f'<p class="gb-quiet">{escape(understood.why)}</p></details>'
    )
