"""Appraisal: who leads, who rises, who falls?"""

import pandas as pd
import streamlit as st

from guoban.answers import Answers, indicator_name
from guoban.charts.appraisal_words import appraisal_headline
from guoban.charts.leading import leading_name
from guoban.charts.league import league, trial_league
from guoban.charts.links import Links
from guoban.charts.movers import movers, scoring_rules, unreported
from guoban.charts.view import View, subline
from guoban.drawn import Drawn
from guoban.measures import Scoring, appraisal_what_if
from guoban.text import _
from pages.filters import AREA, EVERY_AREA, EVERY_KIND, KIND, QUARTER, YEAR, Period, choice, kept
from pages.frame import area_filter, draw_once, head, headline, nothing_for, period_filters, store, view_of
from pages.trial import Trial, say, trial


def show() -> None:
    """Draw the page."""
    source = store(frozen=True)
    with head():
        top = st.container(key="gb_title")
        period = period_filters(source)
        area = area_filter(source)
        kind = _kind_filter(source)
    title, *pieces = draw_once(source, "appraisal", lambda: _draw(source, period, area, kind))
    with top:
        st.html(title)
    if not pieces:
        nothing_for(view_of(source, period, area, kind))
        return
    stored, beside = pieces
    with st.expander(_("What if weights, cap or stars were others? Nothing of it is stored")):
        asked = trial(source.catalogue)
    with st.container(key="gb_league"):
        left, right = st.columns([74, 26], gap="large")
        with left:
            if asked.scoring is None:
                st.html(stored)
            else:
                _show_trial(source, asked, asked.scoring, area, kind, view_of(source, period, area, kind))
        with right:
            st.html(beside)


def _draw(source: Answers, period: Period, area: str, kind: str) -> Drawn:
    """The headline; and, where anybody is ranked, the table as it is stored, and lists and rules beside it."""
    links = Links(kept(YEAR, QUARTER, AREA, KIND))
    view = view_of(source, period, area, kind)
    settings = source.catalogue.settings
    scores = _compared(source, source.appraisal_of(view.on, area or None, kind or None))
    of_what = [_(each) for each in (area, kind) if each]
    title = headline(
        appraisal_headline(scores, view, lambda code, name: leading_name(name, links.unit(code))),
        " · ".join([subline(view), *of_what]),
    )
    if scores["rank"].isna().all():
        return (title,)
    areas = source.appraisal_by_area(view.on)
    columns = [] if area != EVERY_AREA else [each for each in source.catalogue.areas if (areas["area"] == each).any()]
    names = {each.code: indicator_name(each) for each in source.catalogue.indicators.values()}
    rules = scoring_rules(scores, float(settings.score_cap), [float(least) for least in settings.stars])
    return (
        title,
        league(scores, areas, float(settings.stars[-1]), view, links, columns),
        movers(scores, view, links) + unreported(scores, names, view, links) + rules,
    )


def _kind_filter(source: Answers) -> str:
    """The control for the kind of unit; empty = all."""
    kinds = dict.fromkeys(unit.kind for unit in source.catalogue.children(source.catalogue.root.code))
    options = {EVERY_KIND: _("All kinds")} | {kind: _(kind) for kind in kinds}
    return choice(KIND, _("Kind of unit"), options, EVERY_KIND)


def _compared(source: Answers, scores: pd.DataFrame) -> pd.DataFrame:
    """The units right below the organisation: those that are ranked with each other."""
    return scores[scores["parent"] == source.catalogue.root.code]


def _show_trial(source: Answers, asked: Trial, scoring: Scoring, area: str, kind: str, view: View) -> None:
    """The table with the trial beside what is stored."""
    beside = _compared(
        source,
        appraisal_what_if(
            source.reader, year=view.year, on=view.on, scoring=scoring, area=area or None, kind=kind or None
        ),
    )
    say(asked, beside)
    st.html(trial_league(beside, view, Links(kept(YEAR, QUARTER, AREA, KIND))))


show()
