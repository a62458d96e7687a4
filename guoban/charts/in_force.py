"""The rules in force, in words: by which edges a status is given, and from which gap on something is said to differ."""

from html import escape

from guoban.charts.numbers import number, percent
from guoban.charts.view import View
from guoban.text import _


def bands_rule(view: View) -> str:
    """How a status follows from the distance to the schedule (domain rule 9)."""
    tolerance = number(view.tolerance * 100)
    if view.slack:
        return _(
            "On schedule: not below the schedule, or short by less than {slack} points; "
            "slightly behind: by at most {points} points"
        ).format(slack=number(view.slack * 100), points=tolerance)
    return _("On schedule: progress not below the schedule; slightly behind: short by at most {points} points").format(
        points=tolerance
    )


def gap_rule(view: View) -> str:
    """From which gap on an arrow stands beside a figure."""
    return _("↑ ↓ from a gap of more than {amount} of an amount, {level} of a level, {points} pp of a rate").format(
        amount=_per_cent(view.amount_gap), level=_per_cent(view.level_gap), points=number(view.level_gap * 100)
    )


def same_rule(view: View) -> str:
    """Up to which gap two sides count as about the same."""
    return _(
        "About the same: apart by at most {amount} of an amount, {level} of a level, "
        "{points} pp of a rate or of progress"
    ).format(amount=_per_cent(view.amount_gap), level=_per_cent(view.level_gap), points=number(view.level_gap * 100))


def rule_line(words: str) -> str:
    """A rule as it stands under a legend, as HTML."""
    return f'<p class="gb-rule">{escape(words)}</p>'


def _per_cent(fraction: float) -> str:
    return percent(fraction, 0 if round(fraction * 100, 6).is_integer() else 1)
