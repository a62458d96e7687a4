"""Units and what they are behind with: all tasks of a unit as one bar, how many are behind, and which are furthest."""

from collections.abc import Sequence
from dataclasses import dataclass

from guoban.charts.palette import INK_SOFT, look
from guoban.charts.sheets.letters import extent, fitted, named_within
from guoban.charts.sheets.paper import BODY, Box, in_lines, linked, text
from guoban.charts.sheets.tally_bar import tally_bar
from guoban.charts.standing import Tally

_HIGHEST_ROW, _LARGEST = 84.0, 36.0
_MOST_OF_NAMES, _SHARE_OF_BAR = 0.3, 0.26


@dataclass(frozen=True, slots=True)
class Laggard:
    """A unit: how its tasks stand, the names of those behind, furthest first, and where it leads."""

    name: str
    found: Tally
    behind: tuple[str, ...]
    address: str = ""


def laggard_rows(rows: Sequence[Laggard], box: Box) -> str:
    """The rows drawn into a box, names first, the tasks behind at the end as far as there is room."""
    if not rows:
        return ""
    height = min(_HIGHEST_ROW, box.height / len(rows))
    size = max(float(BODY), min(_LARGEST, height * 0.46))
    gap, shown = size * 0.8, look("behind")
    names = min(max(extent(each.name, size) for each in rows) + 2, box.width * _MOST_OF_NAMES)
    numbers = max(extent(_number(each), size, bold=True) for each in rows)
    bar_x, bar = box.x + names + gap, box.width * _SHARE_OF_BAR
    number_x = bar_x + bar + gap + numbers
    task_x = number_x + gap
    parts = []
    for place, each in enumerate(rows):
        middle = box.y + (place + 0.5) * height
        base = middle + size * 0.36
        fits = fitted(each.name, names, height * 0.96, size)
        drawing = [
            in_lines(box.x, middle, fits.lines, fits.size),
            tally_bar(each.found, Box(bar_x, middle - height * 0.28, bar, height * 0.56)),
            text(number_x, base, _number(each), size, shown.text, bold=True, anchor="end"),
        ]
        width = box.x + box.width - task_x
        tasks = fitted(named_within(each.behind, width, size), width, height * 0.96, size)
        drawing.append(in_lines(task_x, middle, tasks.lines, tasks.size, INK_SOFT))
        parts.append(linked(each.address, "".join(drawing)))
    return "".join(parts)


def _number(each: Laggard) -> str:
    return f"{look('behind').sign} {each.found.behind}"
