"""What was submitted to be approved: the list that both sides see, and the review of one of them."""

from html import escape

import streamlit as st

from guoban.access.rights import Units
from guoban.answers import Answers
from guoban.charts.numbers import number, stored_moment
from guoban.charts.review import reading_line
from guoban.text import _
from guoban.text.literal import literal
from guoban.warehouse import Reader, State, Submission, Warehouse, return_submission, submissions, withdraw_submission
from pages import sending
from pages.failures import explained
from pages.filters import asked
from pages.frame import note
from pages.reading_details import closely, counts
from pages.reading_words import tags
from pages.reasons import reason_for
from pages.sending import Sending
from pages.whose import visitor

SUBMISSION = "submission"
"""In the address: the number of the submission that is reviewed."""

SETTLED = 6
"""So many that wait no more are listed below those that do."""

_TAGS = {State.SUBMITTED: "plain", State.RETURNED: "bad", State.WITHDRAWN: "plain", State.APPROVED: "good"}


def submitted_list(warehouse: Warehouse, source: Answers, units: Units) -> None:
    """Everything that waits, and the latest that do not any more; nothing where nothing was ever submitted.

    units: those whom the visitor answers for; only their submissions are listed.
    """
    found = submissions(source.reader, units)
    waiting = [each for each in found if each.state is State.SUBMITTED]
    settled = [each for each in found if each.state is not State.SUBMITTED]
    if not found:
        return
    st.html(f'<section class="gb-part gb-latest"><h2>{escape(_("Sign-off"))}</h2></section>')
    if not waiting:
        st.html(f'<p class="gb-quiet">{escape(_("Nothing waits for approval."))}</p>')
    for each in [*waiting, *settled[:SETTLED]]:
        _line(warehouse, source, each, units)


def reviewed_number(reader: Reader) -> int | None:
    """The submission that the address asks for, for those who may approve; None where there is none of this number."""
    numbers = {str(each.number): each.number for each in submissions(reader)} if asked(SUBMISSION) else {}
    return numbers.get(asked(SUBMISSION)) if visitor().administers else None


def review_of(warehouse: Warehouse, source: Answers, which: int) -> None:
    """The same review as its sender saw, against what counts now; to be approved or returned."""
    if st.button(_("Back to the list"), key="review_back", type="tertiary"):
        _leave()
    found = sending.reviewed(warehouse, source.reader, which)
    each, about = found.sending, found.submission
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"gb_top_{each.number}"):
        with st.container(key=f"gb_name_{each.number}"):
            line = reading_line([(_TAGS[about.state], about.state.said), *(tags(each.reading) if each.reading else [])])
            st.html(f'<h2 class="gb-file">{escape(about.file_name)}</h2>{line}')
        if about.state is State.SUBMITTED:
            closed = [] if about.reason else sending.closed_quarters(each, source.reader)
            reason = reason_for(closed, f"approve_reason_{about.number}")
            _decide(warehouse, about, each, reason, ready=found.reads_the_same)
    st.html(f'<p class="gb-quiet">{escape(_sent(source, about))}</p>')
    if each.reading is None:
        note(_("The file of this submission is gone or was changed; it can only be returned."))
        return
    if about.state is State.SUBMITTED and not found.reads_the_same:
        note(
            _("This file does not read as it did when it was submitted: units, indicators or names have changed since. "
              "It can only be returned.")
        )  # fmt: skip
    counts(each)
    closely(each, source.reader)


def _decide(warehouse: Warehouse, about: Submission, each: Sending, reason: str, *, ready: bool) -> None:
    figures = sending.figures(each)
    words = _("Approve: load {count} figures").format(count=number(figures))
    if st.button(words, type="primary", key="approve", disabled=not ready):
        with explained():
            sending.approve(warehouse, about.number, by=visitor(), reason=reason)
            _leave()
        st.rerun()
    with st.popover(_("Return")):
        remark = st.text_area(_("What is to be mended"), key=f"remark_{about.number}", max_chars=500)
        if st.button(literal(_("Return to {name}").format(name=about.submitted_by)), key="return"):
            with explained():
                return_submission(
                    warehouse, about.number, visitor().name, remark, sending.units_of(visitor(), warehouse)
                )
                _leave()
            st.rerun()


def _leave() -> None:
    """Back to the list: the number leaves the address."""
    st.query_params.pop(SUBMISSION, None)
    st.rerun()


def _line(warehouse: Warehouse, source: Answers, each: Submission, units: Units) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"gb_upload_s{each.number}"):
        tag = f'<span class="gb-tag gb-tag-{_TAGS[each.state]}">{escape(each.state.said)}</span>'
        remark = f'<small class="gb-said">{escape(each.remark)}</small>' if each.remark else ""
        st.html(
            f'<p class="gb-upload"><b>{each.number}</b> {escape(each.file_name)} {tag}{remark}'
            f"<small>{escape(_sent(source, each))}</small></p>"
        )
        if each.state is not State.SUBMITTED:
            return
        if visitor().administers:
            if st.button(_("Review"), key=f"review_{each.number}", type="secondary"):
                st.query_params[SUBMISSION] = str(each.number)
                st.rerun()
        elif st.button(_("Withdraw"), key=f"withdraw_{each.number}", type="tertiary"):
            with explained():
                withdraw_submission(warehouse, each.number, visitor().name, units)
            st.rerun()


def _sent(source: Answers, each: Submission) -> str:
    """Who has submitted what and when, and who has dealt with it."""
    names = [source.catalogue.units[code].name for code in each.own if code in source.catalogue.units]
    parts = [
        *([names[0]] if len(names) == 1 else []),
        _("{count} figures").format(count=number(each.figures)),
        _("submitted by {name} {moment}").format(name=each.submitted_by, moment=stored_moment(each.submitted_at)),
    ]
    if each.state is not State.SUBMITTED:
        parts.append(
            _("{state}: {name} {moment}").format(
                state=each.state.said, name=each.done_by, moment=stored_moment(each.done_at)
            )
        )
    if each.upload is not None:
        parts.append(_("no. {number}").format(number=each.upload))
    if each.reason:
        parts.append(_("reason: {reason}").format(reason=each.reason))
    return " · ".join(parts)
