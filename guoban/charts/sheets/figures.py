"""Key figures on a sheet: label, a large number, a remark; under each other at the left of a chart."""

from collections.abc import Sequence

from guoban.charts.facts import Fact
from guoban.charts.palette import INK_SOFT
from guoban.charts.sheets.letters import LINE, broken, extent
from guoban.charts.sheets.paper import BODY, Box, text

_LARGE = 64.0
_ROOM = 168.0
"""The most height a figure takes, so that few of them stay together."""


def key_figures(shown: Sequence[Fact], box: Box) -> str:
    """The figures drawn into a box, as large as they fit."""
    if not shown:
        return ""
    parts, height = [], min(_ROOM, box.height / len(shown))
    for place, fact in enumerate(shown):
        y = box.y + place * height
        notes = broken(fact.note, box.width, BODY)[:2] if fact.note else []
        size = min(_LARGE, height - BODY * (1.2 + len(notes) * LINE) - 6)
        value = str(fact.value)
        size = max(BODY, min(size, size * box.width / max(extent(value, size, bold=True), 1)))
        parts.append(text(box.x, y + BODY * 0.88, fact.label, BODY, INK_SOFT))
        parts.append(text(box.x, y + BODY * 1.16 + size * 0.9, value, size, bold=True))
        for row, words in enumerate(notes):
            parts.append(text(box.x, y + BODY * (1.1 + (row + 1) * LINE) + size, words, BODY, INK_SOFT))
    return "".join(parts)
