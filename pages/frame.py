"""What every page shares: the style, the store (or a sentence why there is none), the headline row, the view."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from html import escape

import streamlit as st

from guoban.access.rights import answered_for, open_pages
from guoban.answers import Answers, view_on
from guoban.answers_within import AnswersWithin, answers_for
from guoban.calendar import previous_quarter_end, quarter_end, quarter_of
from guoban.catalogue import Unit
from guoban.charts.leading import with_links
from guoban.charts.links import Links
from guoban.charts.view import View
from guoban.drawn import Drawn
from guoban.errors import GuobanError
from guoban.place import data_folder
from guoban.text import _
from guoban.warehouse.closings import closings
from pages.filters import AREA, CUT, EVERY_AREA, NOW, UNIT, Period, asked, choice, kept, period
from pages.whose import visitor


@dataclass(frozen=True, slots=True)
class Message:
    """Why a page has nothing to show, and what to do about it."""

    title: str
    sentence: str
    action: str = ""
    address: str = ""


def store(*, frozen: bool = False) -> Answers:
    """The answers of the store; where there is none that can be used, say so and end the page.

    frozen: of the cut that the address names, if it names one; else of what counts now.
    """
    try:
        return answers_for(visitor(), data_folder(), asked(CUT) if frozen else "")
    except GuobanError as error:
        tell(Message(_("There is nothing to show yet"), error.message, error.hint))
        st.stop()


def tell(message: Message) -> None:
    """Show a message in place of figures."""
    action = escape(message.action)
    if message.address:
        action = f'<a href="{escape(message.address)}">{action}</a>'
    st.html(
        f'<section class="gb-message" role="status"><h1>{escape(message.title)}</h1>'
        f"<p>{escape(message.sentence)}</p>{f'<p>{action}</p>' if action else ''}</section>"
    )


def nothing_for(view: View) -> None:
    """Say that neither targets nor figures are there, and where they are loaded."""
    tell(
        Message(
            _("Nothing to show for {year} yet").format(year=view.year),
            _("Neither targets nor figures have been loaded for this year and area of work."),
            _("Load a workbook with targets or figures") if visitor().uploads else "",
            "upload" if visitor().uploads else "",
        )
    )


@contextmanager
def head() -> Iterator[None]:
    """The top row of a page: what is put into it stands side by side, the headline first, the filters at the right."""
    with st.container(key="gb_head", horizontal=True, vertical_alignment="bottom"):
        yield


def headline(title: str, sub: str, below: str = "") -> str:
    """Headline, line below it and, if given, a second one, as HTML; numbers in them may lead on (`leading`)."""
    more = f"<p>{escape(below)}</p>" if below else ""
    return f'<header class="gb-headline"><h1>{with_links(title)}</h1><p>{with_links(sub)}</p>{more}</header>'


def note(sentence: str) -> None:
    """A remark above the figures."""
    st.html(f'<p class="gb-remark" role="status">{escape(sentence)}</p>')


def draw_once(source: Answers, page: str, draw: Callable[[], Drawn]) -> Drawn:
    """The pieces of a page that follow from the store, the address and where a visitor may go, drawn once for a day.

    page: its name. The stamp of what was kept tells when it was drawn.
    """
    who = visitor()
    leads = (_open_pages(source), answered_for(who, source.catalogue))
    return source.drawn.page((page, today(), leads, *sorted(st.query_params.items())), draw)


def links_for(source: Answers, *names: str) -> Links:
    """Where names and cells lead, as far as this visitor may go. names: of the filters to be kept."""
    own = answered_for(visitor(), source.catalogue)
    files = None if own is None else frozenset(map(int, source.uploads_within(own)["upload"]))
    return Links(kept(*names), pages=_open_pages(source), files=files)


def _open_pages(source: Answers) -> frozenset[str]:
    return open_pages(visitor(), sees_all=not isinstance(source, AnswersWithin))


def source_note(line: str) -> str:
    """The source line at the foot of a page, as HTML."""
    return f'<footer class="gb-foot"><p class="gb-source">{escape(line)}</p></footer>'


def period_filters(source: Answers) -> Period:
    """The controls for year and quarter; and, where quarters were closed, for the cut that is looked at."""
    now = source.today or today()
    chosen = period(source.years(now), latest_quarter_end(source.last_day()), now)
    cuts = [each.cut for each in closings(answers_for(visitor(), data_folder()).reader)]
    if cuts:
        choice(
            CUT,
            _("Version of the figures"),
            {NOW: _("as of now")} | {each: _("cut “{name}”").format(name=each) for each in cuts},
            NOW,
        )
    return chosen


def area_filter(source: Answers) -> str:
    """The control for the area of work; empty = all."""
    areas = {EVERY_AREA: _("All areas")} | {area: _(area) for area in source.catalogue.areas}
    return choice(AREA, _("Area of work"), areas, EVERY_AREA)


def unit_filter(source: Answers, first: str) -> str:
    """The control for the unit, children under their parents. first: the code shown where the address names none."""
    return choice(UNIT, _("Unit"), {each.code: each.name for each in source.seen_units}, first)


def note_another_unit(shown: Unit) -> None:
    """Say so where the address asks for a unit that is not there; nothing where the one it asks for is shown."""
    if asked(UNIT) not in ("", shown.code):
        note(_("There is no unit “{code}”; {name} is shown.").format(code=asked(UNIT), name=shown.name))


def today() -> date:
    """Today where the server stands: the calendar day of the office."""
    return date.today()  # noqa: DTZ011


def latest_quarter_end(last_day: date | None) -> date:
    """The quarter shown first: the one the newest figure lies in, else the last one that is over."""
    if last_day is None:
        return previous_quarter_end(today())
    return quarter_end(last_day.year, quarter_of(last_day))


def view_of(source: Answers, chosen: Period, *filters: str) -> View:
    """The view of a period; filters: areas and kinds that were chosen besides, "" for none."""
    return replace(view_on(source, chosen.on), filters=tuple(_(each) for each in filters if each))
