"""What a file was read as, closely: the sheets, the questions and findings beside them, and what would change."""

from html import escape

import pandas as pd
import streamlit as st

from guoban.catalogue import Catalogue
from guoban.charts.review import changes_table, counts_strip, finding_head, findings_list, settled_head
from guoban.text import _, ngettext
from guoban.text.literal import literal
from guoban.warehouse import Reader
from pages import sending
from pages.reading_picture import Picture, picture, question_anchor
from pages.reading_words import changed_figures, findings, options
from pages.sending import LEAVE_OUT, Question, Sending
from pages.whose import visitor

MOST_QUESTIONS = 20
"""Questions that wait for an answer at one time; each brings a list of the whole roster with it."""


def closely(each: Sending, reader: Reader) -> None:
    """The sheets with the findings beside them, and below what would change."""
    drawn = picture(each)
    if drawn.html:
        left, right = st.columns([5, 3], gap="medium")
        with left:
            heading = f"<h3>{escape(_('What was read'))} <small>{escape(_('tinted as it was understood'))}</small></h3>"
            st.html(f'<section class="gb-part">{heading}{drawn.html}</section>')
        with right, st.container(key=f"gb_side_{each.number}"):
            _beside(each, reader, drawn)
    else:
        _beside(each, reader, drawn)
    if sending.figures(each):
        heading = f"<h3>{escape(_('What will change'))} <small>{escape(_('old value → new value'))}</small></h3>"
        table = changes_table(changed_figures(each, reader.catalogue, drawn), sending.figures(each))
        st.html(f'<section class="gb-part">{heading}{table}</section>')


def _beside(each: Sending, reader: Reader, drawn: Picture) -> None:
    """The questions, to be answered in place, and the other findings."""
    _questions(each, reader.catalogue, drawn)
    found = findings(each, drawn)
    if len(found) or not each.questions:
        heading = f"<h3>{escape(_('Findings'))}</h3>"
        st.html(f'<section class="gb-part">{heading}{findings_list(found)}</section>')


def counts(each: Sending) -> None:
    """How much a file brings, and how much of it is new."""
    reading, found = each.reading, each.changes
    if reading is None or found is None or not sending.figures(each):
        return
    both = pd.concat([reading.observations[["unit", "indicator"]], reading.targets[["unit", "indicator"]]])
    st.html(
        counts_strip(
            [
                (_("Units"), both["unit"].nunique()), (_("Indicators"), both["indicator"].nunique()),
                (_("Figures"), len(both)), (_("New"), found.new), (_("Corrected"), found.corrected),
                (_("Unchanged"), found.unchanged), (_("Missing"), found.missing),
            ]
        )
    )  # fmt: skip


def _questions(each: Sending, catalogue: Catalogue, drawn: Picture) -> None:
    """What a person has to settle; of very many the first, and the next when those are settled."""
    if not each.questions:
        return
    st.html(f'<section class="gb-part"><h3>{escape(_("To settle"))}</h3></section>')
    unsettled = 0
    for place, question in enumerate(each.questions.values()):
        unsettled += question.key not in each.settled
        if question.key not in each.settled and unsettled > MOST_QUESTIONS:
            continue
        with st.container(key=f"gb_ask_{each.number}_{place}"):
            _ask(each, question, catalogue, drawn, f"{each.number}_{place}")
    more = unsettled - MOST_QUESTIONS
    if more > 0:
        words = ngettext(
            "{count} more question follows when these are settled.",
            "{count} more questions follow when these are settled.",
            more,
        ).format(count=more)
        st.html(f'<p class="gb-quiet">{escape(words)}</p>')


def _ask(each: Sending, question: Question, catalogue: Catalogue, drawn: Picture, key: str) -> None:
    """One question with its choices, likeliest first; the answer stays changeable until the file is loaded."""
    shown = options(question, catalogue)
    codes = list(shown)
    present = each.settled.get(question.key)

    def settle() -> None:
        each.settle(question.key, st.session_state[f"answer_{key}"])
        if question.subject in ("unit", "indicator") and visitor().administers:
            each.remembered.add(question.key)

    place = "!".join(part for part in (question.sheet, question.cell) if part)
    head = finding_head("question", place, drawn.link(question.sheet, question.cell))
    if present is not None:
        head = settled_head(place, drawn.link(question.sheet, question.cell))
    anchor = escape(question_anchor(each, question.key))
    st.html(f'<div class="gb-question" id="{anchor}">{head}<p>{escape(question.message)}</p></div>')
    label = _("“{name}” is").format(name=question.about) if question.about else question.message
    st.selectbox(
        literal(label), codes, index=codes.index(present) if present in codes else None, key=f"answer_{key}",
        format_func=lambda code: shown[code], placeholder=_("Choose"), on_change=settle,
        label_visibility="collapsed",
    )  # fmt: skip
    names = question.subject in ("unit", "indicator") and present not in (None, LEAVE_OUT)
    if names and visitor().administers:  # what is remembered is remembered for everybody

        def remember() -> None:
            (each.remembered.add if st.session_state[f"always_{key}"] else each.remembered.discard)(question.key)

        st.checkbox(
            _("Always read it so"), value=question.key in each.remembered, key=f"always_{key}", on_change=remember
        )
