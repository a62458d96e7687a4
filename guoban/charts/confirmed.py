"""Who stands by the figures of a unit, as a line under its facts."""

from datetime import datetime
from html import escape

from guoban.charts.numbers import stored_moment
from guoban.text import _


def confirmed_line(name: str, capacity: str, at: datetime, period: str, *, holds: bool) -> str:
    """By whom, as what and when, as HTML; or that a figure has changed since.

    at: UTC, as the store has it. period: what was confirmed, in words. holds: no figure has changed since.
    """
    said = _("{period} confirmed by {name} ({capacity}), {moment}").format(
        period=period, name=name, capacity=capacity, moment=stored_moment(at)
    )
    if holds:
        return f'<p class="gb-confirmed"><i aria-hidden="true">✓</i>{escape(said)}</p>'
    void = escape(_("changed since it was confirmed"))
    return f'<p class="gb-confirmed gb-void"><i aria-hidden="true">△</i><b>{void}</b> <s>{escape(said)}</s></p>'
