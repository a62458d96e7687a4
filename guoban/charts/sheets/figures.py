"""Key figures on a sheet: label, a large number, a remark; under each other at the left of a chart."""

import math
from collections.abc import Sequence

from guoban.charts.facts import Fact
from guoban.charts.palette import INK_SOFT
from guoban.charts.sheets.letters import LINE, extent, fitted
from guoban.charts.sheets.paper import BODY, Box, text

_LARGE, _SMALL = 64.0, 44.0
_NOTE = BODY * LINE
_HIGHEST, _LOWEST = 176.0, 150.0
"""Height of a figure: no more, so that few stay together; where there is less, they stand in two columns."""


def key_figures(shown: Sequence[Fact], box: Box) -> str:
    """The figures drawn into a box, all of them in one size."""
    if not shown:
        return ""
    columns = 1 if box.height / len(shown) >= _LOWEST else 2
    rows = math.ceil(len(shown) / columns)
    height, width = min(_HIGHEST, box.height / rows), box.width / columns
    widest = max(extent(str(fact.value), 1, bold=True) for fact in shown)
    size = max(float(BODY), min(_LARGE if height >= _HIGHEST else _SMALL, (width - 24) / widest))
    return "".join(
        _figure(fact, size, Box(box.x + place // rows * width, box.y + place % rows * height, width - 24, height))
        for place, fact in enumerate(shown)
    )


def _figure(fact: Fact, size: float, box: Box) -> str:
    parts = [
        text(box.x, box.y + BODY * 0.88, fact.label, BODY, INK_SOFT),
        text(box.x, box.y + BODY * 1.2 + size * 0.9, str(fact.value), size, bold=True),
    ]
    room = box.height - BODY * 1.3 - size * 1.1
    note = fitted(fact.note, box.width, max(room, _NOTE), BODY)
    for place, words in enumerate(note.lines if fact.note else ()):
        y = box.y + BODY * 1.2 + size * 1.12 + note.size * (0.9 + place * LINE)
        parts.append(text(box.x, y, words, note.size, INK_SOFT))
    return "".join(parts)
