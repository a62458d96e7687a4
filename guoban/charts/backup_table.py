"""What is kept of the store: its backups, what is inside of one, and how the store stands against its files."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape

from guoban.charts.numbers import moment, number
from guoban.text import _, ngettext

NAMED = 12


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup. made_at: local. checked_at: local, None = it was not read since. problem: what was wrong with it."""

    name: str
    made_at: datetime
    size: int
    checked_at: datetime | None
    problem: str


def age(since: timedelta) -> str:
    """How long ago, in the largest unit that says enough."""
    hours = since.total_seconds() / 3600
    if hours < 0:
        return _("in the future")
    if hours < 1:
        return _("less than an hour ago")
    if hours < 48:
        return ngettext("{count} hour ago", "{count} hours ago", int(hours)).format(count=int(hours))
    return ngettext("{count} day ago", "{count} days ago", int(hours // 24)).format(count=int(hours // 24))


def size(bytes_: int) -> str:
    """A size of a file or a disk."""
    gigabytes = bytes_ / 1e9
    return f"{number(gigabytes, 1)} GB" if gigabytes >= 1 else f"{number(bytes_ / 1e6, 1)} MB"


def backups_table(backups: Sequence[Backup], now: datetime) -> str:
    """One row a backup, newest first, as an HTML table."""
    heads = (_("made"), _("age"), _("size"), _("read whole and found sound"), _("file"))
    head = "".join(f'<th scope="col"{" class=num" if place == 2 else ""}>{escape(each)}</th>'
                   for place, each in enumerate(heads))  # fmt: skip
    body = "".join(_row(each, now) for each in backups)
    label = escape(_("Backups"))
    return (
        f'<section class="gb-admin gb-backups"><div class="gb-scroll" tabindex="0" role="region" aria-label="{label}">'
        f'<table class="gb-table"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div></section>'
    )


def inside_words(lines: Sequence[str], uploads: Sequence[str]) -> str:
    """What would come of putting a backup back: sentences, and the uploads that would count no more."""
    said = "".join(f"<li>{escape(line)}</li>" for line in lines)
    rest = len(uploads) - NAMED
    named = [*uploads[:NAMED], *([_("and {count} more").format(count=rest)] if rest > 0 else [])]
    lost = "".join(f"<li>{escape(each)}</li>" for each in named)
    return (
        f'<div class="gb-inside" role="status"><ul>{said}</ul>{f"<ul class=gb-lost>{lost}</ul>" if lost else ""}</div>'
    )


def _row(each: Backup, now: datetime) -> str:
    if each.problem:
        checked = f'<span class="gb-is-wrong">✕ {escape(each.problem)}</span>'
    elif each.checked_at:
        checked = f"✓ {escape(moment(each.checked_at))}"
    else:
        checked = f'<span class="gb-soft">{escape(_("not yet"))}</span>'
    return (
        f'<tr><th scope="row">{escape(moment(each.made_at))}</th><td>{escape(age(now - each.made_at))}</td>'
        f'<td class="num">{escape(size(each.size))}</td><td>{checked}</td>'
        f'<td class="gb-soft">{escape(each.name)}</td></tr>'
    )
