"""What a reader must know about a figure before trusting it: older than asked, incomplete, not covering every unit."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from guoban.charts.numbers import short_day
from guoban.charts.row import Row
from guoban.text import _, ngettext, pgettext


def figure_notes(row: Row) -> list[str]:
    """What a reader must know about a figure: older than asked, incomplete, a roll-up that leaves units out."""
    if pd.isna(row["value"]):
        return []
    notes = []
    if row["stale"] and not row["own"]:
        notes.append(_("with older figures of some units"))
    elif row["stale"] and pd.notna(row["as_of"]):
        notes.append(_("as of {day}").format(day=short_day(pd.Timestamp(row["as_of"]).date())))
    if not row["complete"]:
        notes.append(_("incomplete: {days}").format(days=missing_words(row["missing_days"])))
    if row["of_units"] > 1 and row["covers"] < row["of_units"]:
        notes.append(
            _("covers {covers} of {of_units} units").format(covers=int(row["covers"]), of_units=int(row["of_units"]))
        )
    return notes


def missing_words(missing_days: Sequence[Sequence[str]]) -> str:
    """Spans that are not covered, given by first and last day in ISO form; at most three, then how many more."""
    named = pgettext("list", ", ").join(_span_words(span) for span in missing_days[:3])
    rest = len(missing_days) - 3
    if rest <= 0:
        return _("{spans} missing").format(spans=named)
    return ngettext("{spans} and {count} more span missing", "{spans} and {count} more spans missing", rest).format(
        spans=named, count=rest
    )


def _span_words(span: Sequence[str]) -> str:
    first_day, last_day = (date.fromisoformat(end) for end in span)
    if first_day == last_day:
        return short_day(first_day)
    return _("{first_day} to {last_day}").format(first_day=short_day(first_day), last_day=short_day(last_day))
