"""The sheets of a deck side by side, small, each a link to where the deck shows it large."""

from collections.abc import Sequence
from html import escape
from urllib.parse import quote, urlencode

from guoban.charts.sheets.paper import HEIGHT, WIDTH, Sheet
from guoban.text import _, ngettext


def deck_address(filters: dict[str, str], key: str = "") -> str:
    """Where a deck is shown; filters: as they stand in the address. key: of the sheet it begins with."""
    address = f"meeting/deck?{urlencode(filters)}"
    return f"{address}#{quote(key)}" if key else address


def contact_sheet(sheets: Sequence[Sheet], filters: dict[str, str]) -> str:
    """The sheets as an HTML list, with the keys of the show above it."""
    count = ngettext("{count} sheet", "{count} sheets", len(sheets)).format(count=len(sheets))
    keys = _("In the show: ← → or Page Up, Page Down turn the sheets, F full screen, S saves the picture, Esc leaves.")
    entries = "".join(_entry(place, sheet, filters) for place, sheet in enumerate(sheets, 1))
    return (
        f'<section class="gb-contact"><p class="gb-start"><a class="gb-show" href="{escape(deck_address(filters))}">'
        f"{escape(_('Start the show'))}</a><span>{escape(count)}</span><span>{escape(keys)}</span></p>"
        f"<ol>{entries}</ol></section>"
    )


def _entry(place: int, sheet: Sheet, filters: dict[str, str]) -> str:
    picture = f"meeting/sheet/{place}.svg?{urlencode(filters)}"
    return (
        f'<li><a href="{escape(deck_address(filters, sheet.key))}">'
        f'<img src="{escape(picture)}" alt="{escape(sheet.headline)}" width="{WIDTH}" height="{HEIGHT}" loading="lazy">'
        f"<span>{place}. {escape(sheet.topic)}</span></a></li>"
    )
