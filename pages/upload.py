"""Upload: did it read my file right?"""

from html import escape

import pandas as pd
import streamlit as st

from guoban.catalogue import Catalogue
from guoban.charts.review import changes_table, counts_strip, findings_table, reading_line
from guoban.errors import GuobanError
from guoban.place import data_folder
from guoban.text import _, ngettext
from guoban.warehouse import Reader, Warehouse, redo_upload, undo_upload
from pages import sending
from pages.frame import dress, headline, note, store
from pages.reading_words import changed_figures, findings, options, tags
from pages.sending import LEAVE_OUT, Question, Sending

ENDINGS = ["xlsx", "xls", "xlsm", "xlsb", "et", "ods", "csv", "tsv", "txt", "htm", "html", "xml"]
BY = "local"
"""Whose hand it was, until people sign in."""

LATEST_UPLOADS = 15


def show() -> None:
    """Draw the page."""
    dress()
    source = store()
    warehouse, reader = Warehouse(data_folder()), source.reader
    st.html(
        headline(
            _("Upload quarterly reports"),
            _("Drop the workbooks here → see what was read → confirm. Every upload can be undone."),
        )
    )
    files = st.file_uploader(
        _("Workbooks ({endings})").format(endings=" ".join(f".{ending}" for ending in ENDINGS[:7])),
        type=ENDINGS, accept_multiple_files=True, key="files",
    )  # fmt: skip
    for message in st.session_state.pop("failures", []):
        note(message)
    arrived = sending.sendings(files)
    _read_all(arrived, reader)
    _confirm_all(warehouse, [each for each in arrived if each.open])
    for number, each in enumerate(arrived):
        with st.container(key=f"gb_file_{number}"):
            _file(warehouse, reader, each, number)
    _latest(warehouse, source.uploads())


def _read_all(arrived: list[Sending], reader: Reader) -> None:
    """Read what has not been read yet; several files show how far it is."""
    waiting = [each for each in arrived if each.open and each.read_at is None]
    bar = st.progress(0.0) if len(waiting) > 2 else None
    for done, each in enumerate(waiting):
        if bar:
            bar.progress(done / len(waiting), _("Reading {file}").format(file=each.file_name))
        sending.read(each, reader)
    if bar:
        bar.empty()
    for each in arrived:
        if each.open:
            sending.read(each, reader)


def _confirm_all(warehouse: Warehouse, waiting: list[Sending]) -> None:
    """One button for all files that have nothing to settle."""
    clean = [each for each in waiting if not sending.stopping(each) and sending.figures(each)]
    if len(waiting) < 2 or not clean:
        return
    count = sum(sending.figures(each) for each in clean)
    words = _("Load all {files} files that are in order: {count} figures").format(files=len(clean), count=f"{count:,}")
    if st.button(words, type="primary", key="confirm_all"):
        for each in clean:
            _try(warehouse, each)
        st.rerun()


def _file(warehouse: Warehouse, reader: Reader, each: Sending, number: int) -> None:
    reading = each.reading
    if each.discarded or reading is None:
        return
    if each.committed is not None:
        _ending(each)
        return
    st.html(f'<h2 class="gb-file">{escape(each.file_name)}</h2>' + reading_line(tags(reading)))
    _counts(each)
    left, right = st.columns(2, gap="large")
    with left:
        st.html(
            f"<section class='gb-part'><h3>{escape(_('Findings'))}</h3>{findings_table(findings(reading))}</section>"
        )
        for index, question in enumerate(each.questions.values()):
            _ask(each, question, reader.catalogue, f"{number}_{index}")
    with right:
        title = f"<h3>{escape(_('What will change'))} <small>{escape(_('old value → new value'))}</small></h3>"
        st.html(f"<section class='gb-part'>{title}{changes_table(changed_figures(each, reader.catalogue))}</section>")
        _decide(warehouse, each, number)


def _counts(each: Sending) -> None:
    reading, found = each.reading, each.changes
    if reading is None or found is None:
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


def _ask(each: Sending, question: Question, catalogue: Catalogue, key: str) -> None:
    """One question with its choices, likeliest first; the answer stays changeable until the file is loaded."""
    about = (question.subject, question.about)
    shown = options(question, catalogue)
    codes = list(shown)
    present = each.settled.get(about)

    def settle() -> None:
        each.settle(about, st.session_state[f"answer_{key}"])
        if question.subject in ("unit", "indicator"):
            each.remembered.add(about)

    label = _("“{name}” is").format(name=question.about) if question.about else question.message
    st.selectbox(
        label, codes, index=codes.index(present) if present in codes else None, key=f"answer_{key}",
        format_func=lambda code: shown[code], placeholder=_("Choose"), on_change=settle,
    )  # fmt: skip
    if question.subject in ("unit", "indicator") and present not in (None, LEAVE_OUT):

        def remember() -> None:
            (each.remembered.add if st.session_state[f"always_{key}"] else each.remembered.discard)(about)

        st.checkbox(_("Always read it so"), value=about in each.remembered, key=f"always_{key}", on_change=remember)


def _decide(warehouse: Warehouse, each: Sending, number: int) -> None:
    """Confirm all, or the clean part, or discard."""
    count, stops = sending.figures(each), len(sending.stopping(each))
    with st.container(horizontal=True, key=f"gb_decide_{number}"):
        if count:
            words = ngettext("Load {count} figure", "Load {count} figures", count).format(count=f"{count:,}")
            if stops:
                words = ngettext(
                    "Load only the {count} figure that is in order",
                    "Load only the {count} figures that are in order",
                    count,
                ).format(count=f"{count:,}")
            if st.button(words, type="secondary" if stops else "primary", key=f"confirm_{number}"):
                _try(warehouse, each, skip_errors=bool(stops))
                st.rerun()
        if st.button(_("Discard"), key=f"discard_{number}"):
            each.discarded = True
            st.rerun()
    if stops:
        words = _("Settle what is asked, or mend the workbook, to load it whole; what is in order can be loaded alone.")
        st.html(f'<p class="gb-quiet">{escape(words)}</p>')


def _try(warehouse: Warehouse, each: Sending, *, skip_errors: bool = False) -> None:
    """Load a file; a failure is kept to be shown on the next drawing, for nothing has changed."""
    try:
        sending.confirm(warehouse, each, by=BY, skip_errors=skip_errors)
    except GuobanError as error:
        st.session_state.setdefault("failures", []).append(f"{error.message} {error.hint}".strip())


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
    link = f'<a href="." target="_self">{escape(_("To the overview"))}</a>'
    st.html(f'<p class="gb-ended" role="status"><i aria-hidden="true">●</i>{escape(words)} {link}</p>')


def _latest(warehouse: Warehouse, uploads: pd.DataFrame) -> None:
    """The latest uploads, each to be undone or put back."""
    st.html(f'<section class="gb-part gb-latest"><h2>{escape(_("Latest uploads"))}</h2></section>')
    if uploads.empty:
        st.html(f'<p class="gb-quiet">{escape(_("Nothing has been loaded yet."))}</p>')
    for row in uploads.head(LATEST_UPLOADS).itertuples():
        with st.container(horizontal=True, vertical_alignment="center", key=f"gb_upload_{row.upload}"):
            undone = "" if row.counts else f'<span class="gb-tag gb-tag-bad">{escape(_("undone"))}</span>'
            at = pd.Timestamp(row.loaded_at).tz_localize("UTC").tz_convert("Asia/Shanghai").strftime("%Y-%m-%d %H:%M")
            count = _("{figures} figures, {targets} targets").format(
                figures=f"{row.figures:,}", targets=f"{row.targets:,}"
            )
            st.html(
                f'<p class="gb-upload"><b>#{row.upload}</b> {escape(str(row.file_name))} {undone}'
                f"<small>{escape(' · '.join((count, str(row.loaded_by), at)))}</small></p>"
            )
            label = _("Undo") if row.counts else _("Put back")
            if st.button(label, key=f"undo_{row.upload}", type="tertiary"):
                try:
                    (undo_upload if row.counts else redo_upload)(warehouse, int(row.upload), BY)
                except GuobanError as error:
                    st.session_state.setdefault("failures", []).append(f"{error.message} {error.hint}".strip())
                st.rerun()


show()
