"""Looks back, 环比 and 同比, in the cells of a slide's table."""

from guoban.charts.numbers import THIN_SPACE
from guoban.charts.palette import INK, INK_SOFT, LOOKS
from guoban.charts.row import Row
from guoban.charts.trend_words import Trends
from guoban.report.deck import Cell
from guoban.text import _

_BETTER = {1: LOOKS["on_schedule"].text, 0: INK, -1: LOOKS["behind"].text}
"""Whether a look back is for the better → the colour of its words."""


def turn_heads() -> list[str]:
    """The heads of both columns."""
    return [_("On last quarter"), _("On last year")]


def turn_cells(trends: Trends, row: Row) -> list[Cell]:
    """Both looks back from a row of progress; a dash with its reason where nothing can be said."""
    return [
        (
            f"{turn.arrow}{turn.size} {turn.why}".replace(THIN_SPACE, " ").strip(),
            INK_SOFT if turn.why else _BETTER[turn.better],
        )
        for turn in trends.turns(row)
    ]
