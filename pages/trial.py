"""The controls of a trial: other weights, another cap, other thresholds for the stars; kept as long as the visit."""

from dataclasses import dataclass
from html import escape

import pandas as pd
import streamlit as st

from guoban.answers import indicator_name
from guoban.catalogue import Catalogue
from guoban.measures import Scoring
from guoban.text import _, ngettext
from guoban.text.literal import literal
from pages.frame import note

_PICKED, _CAP = "trial_picked", "trial_cap"
_MOST = 10.0


@dataclass(frozen=True, slots=True)
class Trial:
    """What is to be tried, None = nothing; in words, what differs from what is stored."""

    scoring: Scoring | None
    differences: tuple[str, ...] = ()


def trial(catalogue: Catalogue) -> Trial:
    """Draw the controls and give back what they ask for."""
    title = escape(_("Each area of work: the weights of its indicators, times"))
    st.html(f'<section class="gb-trial-head"><h3>{title}</h3></section>')
    factors = _factors(catalogue)
    left, right = st.columns([58, 42], gap="large")
    with left:
        weights = _weights(catalogue)
    with right:
        cap, stars = _cap_and_stars(catalogue)
    st.button(_("Back to the rules in force"), on_click=_forget, key="trial_reset")
    if list(stars) != sorted(stars, reverse=True):
        note(_("Five stars must need no less than four, and four no less than three: the stars stay as they are."))
        stars = _stored_stars(catalogue)
    return _asked(catalogue, weights, factors, cap, stars)


def say(asked: Trial, scores: pd.DataFrame) -> None:
    """What is tried and what comes of it, above the table; scores: rows of `measures.appraisal_what_if`."""
    moved = int((scores["moved"].fillna(0) != 0).sum())
    restarred = int((scores["stars"] != scores["trial_stars"]).fillna(False).sum())
    ranks = ngettext("{count} rank would change", "{count} ranks would change", moved).format(count=moved)
    grades = ngettext("{count} star grade would change", "{count} star grades would change", restarred)
    words = _("; ").join([*asked.differences, ranks, grades.format(count=restarred)])
    st.html(f'<p class="gb-trial" role="status"><b>{escape(_("A trial, not stored"))}</b>{escape(words)}</p>')


def _factors(catalogue: Catalogue) -> dict[str, float]:
    """One control an area; those that are not 1."""
    found = {}
    columns = st.columns(len(catalogue.areas), vertical_alignment="bottom")
    for column, area in zip(columns, catalogue.areas, strict=True):
        with column:
            found[area] = st.number_input(
                literal(_(area)), 0.0, _MOST, 1.0, 0.5, format="%.1f", key=f"trial_area_{catalogue.areas.index(area)}"
            )
    return {area: factor for area, factor in found.items() if factor != 1}


def _weights(catalogue: Catalogue) -> dict[str, float]:
    """One control for each indicator that was picked; those whose weight differs from the stored one."""
    indicators = catalogue.indicators
    picked = st.multiselect(
        _("Indicators with another weight"),
        list(indicators),
        format_func=lambda code: indicator_name(indicators[code]),
        key=_PICKED,
        placeholder=_("Choose indicators"),
    )
    found = {
        code: st.number_input(
            literal(indicator_name(indicators[code])),
            0.0,
            _MOST,
            float(indicators[code].weight),
            0.5,
            key=f"trial_weight_{code}",
        )
        for code in picked
    }
    return {code: weight for code, weight in found.items() if weight != float(indicators[code].weight)}


def _cap_and_stars(catalogue: Catalogue) -> tuple[float, tuple[float, float, float]]:
    stored = _stored_stars(catalogue)
    columns = st.columns(4)
    with columns[0]:
        cap = st.number_input(_("Cap of a task"), 0.1, _MOST, float(catalogue.settings.score_cap), 0.05, key=_CAP)
    found = []
    for column, count, least in zip(columns[1:], (5, 4, 3), stored, strict=True):
        with column:
            label = ngettext("{count} star from", "{count} stars from", count).format(count=count)
            found.append(st.number_input(label, 0.0, 1000.0, least, 1.0, format="%g", key=f"trial_stars_{count}"))
    five, four, three = found
    return cap, (five, four, three)


def _stored_stars(catalogue: Catalogue) -> tuple[float, float, float]:
    five, four, three = (float(least) for least in catalogue.settings.stars)
    return five, four, three


def _asked(
    catalogue: Catalogue,
    weights: dict[str, float],
    factors: dict[str, float],
    cap: float,
    stars: tuple[float, float, float],
) -> Trial:
    differences = [_("{name} × {factor}").format(name=_(area), factor=f"{value:g}") for area, value in factors.items()]
    differences += [
        _("{name} weighs {weight}").format(name=indicator_name(catalogue.indicators[code]), weight=f"{value:g}")
        for code, value in weights.items()
    ]
    if cap != float(catalogue.settings.score_cap):
        differences.append(_("cap {cap}").format(cap=f"{cap:g}"))
    if stars != _stored_stars(catalogue):
        differences.append(_("stars from {stars}").format(stars=" / ".join(f"{least:g}" for least in stars)))
    return Trial(Scoring(weights, factors, cap, stars) if differences else None, tuple(differences))


def _forget() -> None:
    """Take back every control of the trial."""
    for key in [str(key) for key in st.session_state]:
        if key.startswith("trial_"):
            del st.session_state[key]
