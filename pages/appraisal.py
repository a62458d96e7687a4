"""Appraisal: who leads, who rises, who falls?"""

import pandas as pd
import streamlit as st

from guoban.answers import Answers, indicator_name
from guoban.charts.appraisal_words import appraisal_headline
from guoban.charts.league import league, trial_league
from guoban.charts.links import Links
from guoban.charts.movers import movers, scoring_rules, unreported
from guoban.charts.view import View, subline
from guoban.measures import appraisal_what_if
from guoban.text import _
from pages.filters import AREA, EVERY_AREA, EVERY_KIND, KIND, QUARTER, YEAR, choice, kept
from pages.frame import area_filter, dress, head, headline, nothing_for, period_filters, store, view_of
from pages.trial import Trial, say, trial


def show() -> None:
    """Draw the page."""
    dress()
    source = store()
    with head():
        top = st.container(key="gb_title")
        period = period_filters(source)
        area = area_filter(source)
        kind = _kind_filter(source)
    view = view_of(source, period, area, kind)
    scores = _compared(source, source.appraisal_of(view.on, area or None, kind or None))
    with top:
        of_what = [_(each) for each in (area, kind) if each]
        st.html(headline(appraisal_headline(scores, view), " · ".join([subline(view), *of_what])))
    if scores["rank"].isna().all():
        nothing_for(view)
        return
    links = Links(kept(YEAR, QUARTER, AREA, KIND))
    with st.expander(_("What if weights, cap or stars were others? Nothing of it is stored")):
        asked = trial(source.catalogue)
    with st.container(key="gb_league"):
        left, right = st.columns([74, 26], gap="large")
        with left:
            _table(source, scores, asked, area, kind, view, links)
        with right:
            names = {each.code: indicator_name(each) for each in source.catalogue.indicators.values()}
            settings = source.catalogue.settings
            rules = scoring_rules(scores, float(settings.score_cap), [float(least) for least in settings.stars])
            st.html(movers(scores, view, links) + unreported(scores, names, view, links) + rules)


def _kind_filter(source: Answers) -> str:
    """The control for the kind of unit; empty = all."""
    kinds = dict.fromkeys(unit.kind for unit in source.catalogue.children(source.catalogue.root.code))
    options = {EVERY_KIND: _("All kinds")} | {kind: _(kind) for kind in kinds}
    return choice(KIND, _("Kind of unit"), options, EVERY_KIND)


def _compared(source: Answers, scores: pd.DataFrame) -> pd.DataFrame:
    """The units right below the organisation: those that are ranked with each other."""
    return scores[scores["parent"] == source.catalogue.root.code]


def _table(source: Answers, scores: pd.DataFrame, asked: Trial, area: str, kind: str, view: View, links: Links) -> None:
    """What is stored; while a trial is on, the trial beside it."""
    if asked.scoring is None:
        areas = source.appraisal_by_area(view.on)
        columns = (
            [] if area != EVERY_AREA else [each for each in source.catalogue.areas if (areas["area"] == each).any()]
        )
        st.html(league(scores, areas, float(source.catalogue.settings.stars[-1]), view, links, columns))
        return
    beside = appraisal_what_if(
        source.reader, year=view.year, on=view.on, scoring=asked.scoring, area=area or None, kind=kind or None
    )
    beside = _compared(source, beside)
    say(asked, beside)
    st.html(trial_league(beside, view, links))


show()
