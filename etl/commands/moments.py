"""Options that say which year and which day."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import date

from guoban.text import _

FIRST_YEAR, LAST_YEAR = 1900, 2999


def add_year(parser: ArgumentParser) -> None:
    """--year Y, required."""
    parser.add_argument("--year", type=year, required=True, metavar=_("YEAR"), help=_("the year, such as 2026"))


def add_quarter(parser: ArgumentParser) -> None:
    """--quarter Q, required."""
    parser.add_argument("--quarter", type=int, choices=(1, 2, 3, 4), required=True, help=_("the quarter, 1 to 4"))


def add_day(parser: ArgumentParser) -> None:
    """--quarter Q or --on DATE, one of them required."""
    either = parser.add_mutually_exclusive_group(required=True)
    either.add_argument("--quarter", type=int, choices=(1, 2, 3, 4), help=_("as of the end of this quarter"))
    either.add_argument("--on", type=day, metavar=_("DATE"), help=_("as of this day of the year, such as 2026-05-31"))


def asked_day(asked: Namespace) -> date:
    """The day that --quarter or --on names. Raises UsageError when --on lies in another year than --year."""
    from guoban.calendar import quarter_end
    from guoban.errors import UsageError

    if asked.quarter is not None:
        return quarter_end(asked.year, asked.quarter)
    on: date = asked.on
    if on.year != asked.year:
        raise UsageError(
            _("{day} does not lie in {year}.").format(day=on.isoformat(), year=asked.year),
            _("Give a day of that year, or another --year."),
        )
    return on


def year(text: str) -> int:
    """A year in four digits; argparse's own error otherwise."""
    if text.isascii() and text.isdigit() and FIRST_YEAR <= int(text) <= LAST_YEAR:
        return int(text)
    raise ArgumentTypeError(_("“{text}” is not a year such as 2026").format(text=text))


def day(text: str) -> date:
    """A day as 2026-06-30; argparse's own error otherwise."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(_("“{text}” is not a day such as 2026-06-30").format(text=text)) from None
