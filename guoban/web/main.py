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
from guoban.place import ROOT
from guoban.text import CHINESE, ENGLISH, _, language, speak
from guoban.web.spoken import chosen_language

CARRIED = ("year", "quarter", "area")


def visit() -> None:
    """Show a visitor the frame and the page that was asked for."""
    speak(chosen_language(st.context.cookies))
    visitor = visitor_from(st.context.headers)
    if visitor is None:
        raise NotAllowedError
    begin_for(visitor)
    st.set_page_config(page_title=_("Guoban · union indicators"), layout="wide")
    pages = listed_pages()
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
    """What one page passes on to the next: the period and the area of work."""
    return {name: st.query_params[name] for name in CARRIED if name in st.query_params}


def listed_pages() -> list[StreamlitPage]:
    """Every page, in the order of the list beside it."""
    folder = ROOT / "pages"
    return [
        st.Page(folder / "overview.py", title=_("Overview"), url_path="overview", default=True),
        st.Page(folder / "indicator.py", title=_("Indicator"), url_path="indicator"),
        st.Page(folder / "unit.py", title=_("Unit"), url_path="unit"),
        st.Page(folder / "appraisal.py", title=_("Appraisal"), url_path="appraisal"),
        st.Page(folder / "compare.py", title=_("Compare"), url_path="compare"),
        st.Page(folder / "upload.py", title=_("Upload reports"), url_path="upload"),
        st.Page(folder / "quality.py", title=_("Quality"), url_path="quality"),
        st.Page(folder / "targets.py", title=_("Targets"), url_path="targets"),
        st.Page(folder / "meeting.py", title=_("Meeting"), url_path="meeting"),
    ]


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
    return f'<a class="guoban-account" href="/account" target="_self">{name}<small>{role}</small></a>'


visit()
