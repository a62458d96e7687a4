"""What the pictures of a page are of: whose figures, up to which day, from whom."""

from dataclasses import dataclass
from datetime import date, datetime

from guoban.charts.leading import Leading
from guoban.charts.numbers import day, moment, number, stored_moment
from guoban.text import _, mark, ngettext

QUARTER_ENDS = ((3, 31), (6, 30), (9, 30), (12, 31))

_PERIODS = {
    (3, 31): mark("first quarter of {year}"),
    (6, 30): mark("first half of {year}"),
    (9, 30): mark("first three quarters of {year}"),
    (12, 31): mark("{year}"),
}


@dataclass(frozen=True, slots=True)
class CutStamp:
    """The frozen cut that figures are of: its name, when (UTC, as the store has it) and by whom it was made."""

    name: str
    closed_at: datetime
    closed_by: str


@dataclass(frozen=True, slots=True)
class View:
    """One look at the figures.

    on: the day up to which figures count; elapsed: the share of the year gone on that day, a fraction of 1.
    reported, of_units: units that reported anything for the quarter, of those that report at all.
    silent: code and name of the others, in roster order.
    slack, tolerance: the edges of the bands of a status, fractions of 1 (domain rule 9). amount_gap, level_gap: from
    which gap on a figure is said to differ from another.
    last_upload: number of the latest upload that counts, None where there is none.
    filters: what else was chosen besides the period, in words. store_version: the version of the store that was read.
    cut: the frozen cut that is looked at, None = the figures of now.
    """

    organisation: str
    on: date
    elapsed: float
    reported: int = 0
    of_units: int = 0
    silent: tuple[tuple[str, str], ...] = ()
    tolerance: float = 0.10
    slack: float = 0.0
    amount_gap: float = 0.05
    level_gap: float = 0.01
    last_upload: int | None = None
    made_at: datetime | None = None
    filters: tuple[str, ...] = ()
    store_version: int | None = None
    cut: CutStamp | None = None

    @property
    def year(self) -> int:
        """The year whose targets are looked at."""
        return self.on.year

    @property
    def year_is_over(self) -> bool:
        """Whether the day is the last of its year."""
        return (self.on.month, self.on.day) == QUARTER_ENDS[-1]


def period(on: date) -> str:
    """The time from 1 January to `on` as people say it: 2026年上半年; 2026年1月1日至5月20日 within a quarter."""
    words = _PERIODS.get((on.month, on.day))
    if words is None:
        return _("{year} to date").format(year=on.year)
    return _(words).format(year=on.year)


def reported_units(view: View, address: str = "") -> str:
    """28 个单位已报 27 个; address: where the second number leads, see `leading`."""
    reported = Leading(view.reported, address) if address else view.reported
    return ngettext(
        "{reported} of {count} unit reported", "{reported} of {count} units reported", view.of_units
    ).format(reported=reported, count=view.of_units)


def subline(view: View, address: str = "") -> str:
    """Organisation, period, as-of day and how many have reported, for the line under a page's headline.

    address: where that number leads, see `leading`.
    """
    parts = [view.organisation, period(view.on), _("as of {day}").format(day=day(view.on))]
    if view.of_units:
        parts.append(reported_units(view, address))
    if view.cut:
        parts.append(cut_words(view.cut))
    return " · ".join(part for part in parts if part)


def source_line(view: View) -> str:
    """The stamp of whatever leaves, a picture, a sheet, a slide.

    What was chosen, of which cut, whose figures, how many reports, as of when, up to which upload in which version of
    the store, by which rule, when it was drawn.
    """
    parts = [*view.filters, _("Source: reports of the units")]
    if view.cut:
        parts.append(cut_words(view.cut))
    if view.of_units:
        parts.append(reported_units(view))
    parts.append(_("as of {day}").format(day=day(view.on)))
    if view.last_upload is not None:
        parts.append(_("uploads up to no. {number}").format(number=view.last_upload))
    if view.store_version is not None:
        parts.append(_("store version {version}").format(version=view.store_version))
    parts.append(bands_in_short(view))
    if view.made_at is not None:
        parts.append(_("drawn {moment}").format(moment=moment(view.made_at)))
    return _("; ").join(parts)


def cut_words(cut: CutStamp) -> str:
    """Which cut it is, when it was frozen and by whom."""
    return _("cut “{name}”, frozen {moment} by {who}").format(
        name=cut.name, moment=stored_moment(cut.closed_at), who=cut.closed_by
    )


def bands_in_short(view: View) -> str:
    """By which edges a status is given, as a stamp says it (domain rule 9)."""
    tolerance = number(view.tolerance * 100)
    if view.slack:
        return _("on schedule: short by less than {slack} points; slightly behind: by at most {points}").format(
            slack=number(view.slack * 100), points=tolerance
        )
    return _("slightly behind: up to {points} points short").format(points=tolerance)
