"""What every file that leaves says about itself: whose figures, up to which day, from whom, by which rule."""

from datetime import UTC, datetime

from guoban.charts.in_force import bands_rule
from guoban.charts.view import period, source_line
from guoban.report.figures import ReportFigures
from guoban.text import _


def stamp(figures: ReportFigures, area: str = "") -> list[str]:
    """Lines of small print: what was asked for, where the figures come from, the rule in force and the store.

    area: the name of the area of work that the figures are narrowed to, empty = all.
    """
    view = figures.view
    asked = _("{organisation}: {unit}, {period}") if not figures.is_whole else _("{organisation}: {period}")
    said = asked.format(organisation=view.organisation, unit=figures.unit_name, period=period(view.on))
    return [
        " · ".join(part for part in (said, area) if part),
        source_line(view),
        bands_rule(view),
    ]


def moment_of(figures: ReportFigures) -> datetime:
    """The moment a file bears, in UTC: when its figures were taken; their last day where nobody said."""
    made_at = figures.view.made_at
    if made_at is None:
        return datetime(figures.view.on.year, figures.view.on.month, figures.view.on.day, tzinfo=UTC)
    return made_at.astimezone(UTC)
