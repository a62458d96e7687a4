"""What Streamlit runs for a visitor: language, brand, list of pages, then the page that was asked for.

Streamlit puts this folder in front of sys.path meanwhile, so no module beside this one may be named like one of the
standard library or of a dependency (tests/house).
"""

from html import escape
from urllib.parse import urlencode

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from guoban.access.identity import visitor_from
from guoban.access.people import NotAllowedError, Visitor
from guoban.answers_within import AnswersWithin, answers_for
from guoban.errors import StoreError
from guoban.place import ROOT, data_folder
from guoban.text import CHINESE, ENGLISH, _, language, speak
from guoban.web.spoken import chosen_language

CARRIED = ("year", "quarter", "area", "cut")


def visit() -> None:
    """Show a visitor the frame and the page that was asked for."""
    speak(chosen_language(st.context.cookies))
    visitor = visitor_from(st.context.headers)
    if visitor is None:
        raise NotAllowedError
    begin_for(visitor)
    st.set_page_config(page_title=_("Guoban · union indicators"), layout="wide")
    pages = listed_pages(visitor)
    chosen = st.navigation(pages, position="hidden")
    with st.sidebar:
        brand = f'<div class="guoban-brand">{_("Guoban · union indicators")}</div>'
        lists = list_of_pages(pages, chosen) + language_switch() + print_button()
        st.html(brand + lists + account_link(visitor))
    chosen.run()


def begin_for(visitor: Visitor) -> None:
    """Forget what somebody else had begun: a window that is open while another signs in goes on as it stood."""
    if st.session_state.setdefault("guoban_visitor", visitor.name) != visitor.name:
        st.session_state.clear()
        st.session_state["guoban_visitor"] = visitor.name


def list_of_pages(pages: list[StreamlitPage], chosen: StreamlitPage) -> str:
    """Plain links, the page that is open marked; turning.js leads to them without loading anything anew."""
    filters = urlencode(carried_filters())
    items = []
    for page in pages:
        address = escape(f"./{page.url_path}" + (f"?{filters}" if filters else ""))
        here = ' aria-current="page"' if page == chosen else ""
        items.append(f'<li><a href="{address}"{here}>{escape(page.title)}</a></li>')
    return f'<nav class="guoban-pages" aria-label="{_("Pages")}"><ul>{"".join(items)}</ul></nav>'


def carried_filters() -> dict[str, str]:
    """What one page passes on to the next: the period, the area of work and the cut."""
    return {name: st.query_params[name] for name in CARRIED if name in st.query_params}


def listed_pages(visitor: Visitor) -> list[StreamlitPage]:
    """The pages a visitor may use, in the order of the list beside them; the first is shown where none is asked for.

    Who may not see other units' figures gets no page that is made of them. Each page refuses by itself as well.
    """
    whole = sees_all(visitor)
    found = [
        ("overview", _("Overview"), whole),
        ("indicator", _("Indicator"), whole),
        ("unit", _("Unit"), True),
        ("appraisal", _("Appraisal"), whole),
        ("compare", _("Compare"), whole),
        ("upload", _("Upload reports"), visitor.uploads),
        ("quality", _("Quality"), whole),
        ("targets", _("Targets"), visitor.administers),
        ("meeting", _("Meeting"), whole),
        ("admin", _("Admin"), visitor.administers),
    ]
    listed = [(name, title) for name, title, may in found if may]
    return [
        st.Page(ROOT / "pages" / f"{name}.py", title=title, url_path=name, default=place == 0)
        for place, (name, title) in enumerate(listed)
    ]


def sees_all(visitor: Visitor) -> bool:
    """Whether a visitor may see every unit's figures. Without a store there are none, and every page says so."""
    try:
        return not isinstance(answers_for(visitor, data_folder()), AnswersWithin)
    except StoreError:
        return True


def language_switch() -> str:
    """A plain link: the page is loaded anew, so that the framework's own words change too."""
    other, name, tag = (ENGLISH, "English", "en") if language() == CHINESE else (CHINESE, "中文", "zh-CN")
    return f'<a class="guoban-language" href="language/{other}" target="_self" lang="{tag}">{name}</a>'


def print_button() -> str:
    """What opens the browser's window for printing: figures.js listens for it."""
    return f'<button class="gb-print guoban-print" type="button">{_("Print this page")}</button>'


def account_link(visitor: Visitor) -> str:
    """Who is signed in, a link to their account; or that nobody has to be, and why."""
    if visitor.session is None:
        words = _("Demonstration with invented figures: on this machine without sign-in.")
        return f'<p class="guoban-demonstration">{escape(words)}</p>'
    name, role = escape(visitor.name), escape(visitor.role.said)
    return f'<a class="guoban-account" href="account" target="_self">{name}<small>{role}</small></a>'


visit()
