"""Upload: did it read my file right?"""

from html import escape

import pandas as pd
import streamlit as st

from etl.reading.limits import FILE_MEGABYTES
from guoban.access.rights import Units, loaded_units, require
from guoban.catalogue import Catalogue
from guoban.charts.numbers import number
from guoban.charts.review import (
    changes_table,
    counts_strip,
    finding_head,
    findings_list,
    reading_line,
    settled_head,
)
from guoban.place import data_folder
from guoban.text import _, ngettext
from guoban.text.literal import literal
from guoban.warehouse import Reader, Warehouse
from pages import sending
from pages.failures import explained, failures
from pages.frame import headline, note, store
from pages.latest_uploads import latest_uploads
from pages.reading_picture import Picture, picture, question_anchor
from pages.reading_words import changed_figures, findings, options, tags
from pages.sending import LEAVE_OUT, Question, Sending
from pages.whose import visitor

ENDINGS = ["xlsx", "xls", "xlsm", "xlsb", "et", "ods", "csv", "tsv", "txt", "htm", "html", "xml"]
MOST_QUESTIONS = 20
"""Questions that wait for an answer at one time; each brings a list of the whole roster with it."""


def show() -> None:
    """Draw the page."""
    source = store()
    units = loaded_units(visitor(), source.catalogue)
    require(visitor().uploads)
    warehouse, reader = Warehouse(data_folder()), source.reader
    st.html(
        headline(
            _("Upload quarterly reports"),
            _("Drop the workbooks here → see what was read → confirm. Every upload can be undone."),
        )
    )
    files = st.file_uploader(
        _("Workbooks ({endings})").format(endings=" ".join(f".{ending}" for ending in ENDINGS[:7])),
        type=ENDINGS, accept_multiple_files=True, max_upload_size=FILE_MEGABYTES, key="files",
    )  # fmt: skip
    for message in failures():
        note(message)
    arrived = sending.sendings(files)
    _read_all(arrived, reader, units)
    _confirm_all(warehouse, [each for each in arrived if each.open])
    alone = len([each for each in arrived if each.open]) == 1
    for each in arrived:
        with st.container(key=f"gb_file_{each.number}"):
            _file(warehouse, reader, each, alone=alone)
    uploads = source.uploads() if units is None else source.uploads_within(units)
    latest_uploads(warehouse, uploads, visitor(), units)


def _read_all(arrived: list[Sending], reader: Reader, units: Units) -> None:
    """Read what has not been read yet; several files show how far it is."""
    waiting = [each for each in arrived if each.open and each.read_at is None]
    bar = st.progress(0.0) if len(waiting) > 1 else None
    for done, each in enumerate(waiting):
        if bar:
            bar.progress(done / len(waiting), literal(_("Reading {file}").format(file=each.file_name)))
        sending.read(each, reader, units)
    if bar:
        bar.empty()
    for each in arrived:
        if each.open:
            sending.read(each, reader, units)


def _confirm_all(warehouse: Warehouse, waiting: list[Sending]) -> None:
    """One button for all files that have nothing to settle."""
    clean = [each for each in waiting if not sending.stopping(each) and sending.figures(each)]
    if len(waiting) < 2 or not clean:
        return
    count = sum(sending.figures(each) for each in clean)
    words = _("Load all {files} files that are in order: {count} figures").format(files=len(clean), count=number(count))
    if st.button(words, type="primary", key="confirm_all"):
        for each in clean:
            _try(warehouse, each)
        st.rerun()


def _file(warehouse: Warehouse, reader: Reader, each: Sending, *, alone: bool) -> None:
    """One file: what it is and what to do with it; unfolded, the sheets, the findings and the changes."""
    reading = each.reading
    if each.discarded or reading is None:
        words = _("{file} is put aside; nothing of it is loaded.").format(file=each.file_name)
        st.html(f'<p class="gb-quiet">{escape(words)}</p>')
        return
    if each.committed is not None:
        _ending(each)
        return
    unfolded = alone if each.unfolded is None else each.unfolded
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"gb_top_{each.number}"):
        with st.container(key=f"gb_name_{each.number}"):
            st.html(f'<h2 class="gb-file">{escape(each.file_name)}</h2>{reading_line(tags(reading))}')
        _confirm(warehouse, each)
        _return(each, reader.catalogue)
        if st.button(_("Discard"), key=f"discard_{each.number}"):
            each.discarded = True
            st.rerun()
        if not alone and st.button(_("Fold") if unfolded else _("Look closer"), key=f"fold_{each.number}"):
            each.unfolded = not unfolded
            st.rerun()
    if not unfolded:
        return
    _counts(each)
    _closely(each, reader)


def _closely(each: Sending, reader: Reader) -> None:
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


def _counts(each: Sending) -> None:
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


def _confirm(warehouse: Warehouse, each: Sending) -> None:
    """Load all of it, or the part that is in order."""
    count, stops = sending.figures(each), len(sending.stopping(each))
    if count:
        words = ngettext("Load {count} figure", "Load {count} figures", count)
        if stops:
            words = ngettext(
                "Load only the {count} figure that is in order",
                "Load only the {count} figures that are in order",
                count,
            )
        help_ = _("Settle what is asked, or mend the workbook, to load it whole; what is in order can be loaded alone.")
        if st.button(
            words.format(count=number(count)), type="secondary" if stops else "primary", key=f"confirm_{each.number}",
            help=help_ if stops else None,
        ):  # fmt: skip
            _try(warehouse, each, skip_errors=bool(stops))
            st.rerun()


def _return(each: Sending, catalogue: Catalogue) -> None:
    """The slip to send back, made when somebody asks for it; none where there is nothing to mend."""
    slip = sending.returned(each, catalogue)
    if slip is not None:
        name, make = slip
        st.download_button(
            _("Return slip"), make, name, key=f"return_{each.number}", on_click="ignore",
            help=_("The workbook with every finding marked on its cell, to go back to whoever sent it."),
        )  # fmt: skip


def _try(warehouse: Warehouse, each: Sending, *, skip_errors: bool = False) -> None:
    with explained():
        sending.confirm(warehouse, each, by=visitor(), skip_errors=skip_errors)


def _ending(each: Sending) -> None:
    committed = each.committed
    if committed is None:
        return
    if committed.upload is None:
        words = _("{file} is loaded already; nothing was changed.").format(file=each.file_name)
    else:
        words = _("{file} is loaded as no. {upload}: {new} new, {corrected} corrected, {unchanged} unchanged.").format(
            file=each.file_name, upload=committed.upload, new=committed.changes.new,
            corrected=committed.changes.corrected, unchanged=committed.changes.unchanged,
        )  # fmt: skip
    link = f'<a href=".">{escape(_("To the overview"))}</a>'
    st.html(f'<p class="gb-ended" role="status"><i aria-hidden="true">●</i>{escape(words)} {link}</p>')


show()
