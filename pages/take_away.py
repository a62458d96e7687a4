"""Buttons for the files to take away; each is made when somebody asks for it."""

from datetime import date
from functools import partial

import streamlit as st

from guoban.access.events import Did, record
from guoban.access.store import AccessStore
from guoban.answers import Answers, report_figures
from guoban.charts.view import period
from guoban.place import data_folder
from guoban.report.making import ENDINGS, made
from guoban.text import _, language, mark, speaking
from pages.whose import visitor

_LABELS = {"slides": mark("Slides"), "document": mark("Work summary"), "workbook": mark("Workbook")}


def take_away(source: Answers, on: date, unit: str | None = None) -> None:
    """Offer slides, document and workbook of a day; unit: the code of the unit they are about, else the whole."""
    about = source.catalogue.units[unit] if unit else source.catalogue.root
    when = period(on) if source.cut is None else f"{period(on)}_{fit_for_a_file(source.cut.name)}"
    with st.container(horizontal=True, key="gb_take_away"):
        for what, ending in ENDINGS.items():
            st.download_button(
                _(_LABELS[what]),
                partial(_make, what, source, on, about.code, language(), visitor().name),
                f"{when}_{about.name}_{_(_LABELS[what])}{ending}",
                key=f"take_away_{what}",
                on_click="ignore",
            )


def fit_for_a_file(name: str) -> str:
    """A name without what no file may be called."""
    return "".join("_" if sign in '\\/:*?"<>|' else sign for sign in name)


def _make(what: str, source: Answers, on: date, unit: str, chosen: str, by: str) -> bytes:
    """The file, in the language of the page: the framework calls this outside of the session that speaks it."""
    with speaking(chosen):
        content = made(what, report_figures(source, on, unit), data_folder())
        record(AccessStore(data_folder()), Did.EXPORTED, by, about=f"{what} {unit} {on.isoformat()}")
        return content
