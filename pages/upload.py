"""Upload: did it read my file right?"""

from html import escape

import streamlit as st

from etl.reading.limits import FILE_MEGABYTES
from guoban.access.rights import Units, loaded_units, require
from guoban.catalogue import Catalogue
from guoban.charts.numbers import number
from guoban.charts.review import reading_line
from guoban.place import data_folder
from guoban.text import _, ngettext
from guoban.text.literal import literal
from guoban.warehouse import Reader, Warehouse
from pages import sending
from pages.failures import explained, failures
from pages.frame import headline, note, store
from pages.latest_uploads import latest_uploads
from pages.reading_details import closely, counts
from pages.reading_words import tags
from pages.reasons import reason_for
from pages.sending import Sending
from pages.submitted import review_of, reviewed_number, submitted_list
from pages.whose import visitor

ENDINGS = ["xlsx", "xls", "xlsm", "xlsb", "et", "ods", "csv", "tsv", "txt", "htm", "html", "xml"]


def show() -> None:
    """Draw the page."""
    source = store()
    units = loaded_units(visitor(), source.catalogue)
    require(visitor().uploads)
    warehouse, reader = Warehouse(data_folder()), source.reader
    if (which := reviewed_number(reader)) is not None:
        st.html(headline(_("Approve what was submitted"), _("It is compared with what counts now.")))
        _say_failures()
        review_of(warehouse, source, which)
        return
    submits = sending.is_submitted(units, source.catalogue)
    way = _("Drop the workbooks here → see what was read → confirm. Every upload can be undone.")
    if submits:
        way = _("Drop the workbooks here → see what was read → submit. It counts once it is approved.")
    st.html(headline(_("Upload quarterly reports"), way))
    files = st.file_uploader(
        _("Workbooks ({endings})").format(endings=" ".join(f".{ending}" for ending in ENDINGS[:7])),
        type=ENDINGS, accept_multiple_files=True, max_upload_size=FILE_MEGABYTES, key="files",
    )  # fmt: skip
    _say_failures()
    arrived = sending.sendings(files)
    _read_all(arrived, reader, units)
    _confirm_all(warehouse, [each for each in arrived if each.open], submits=submits)
    alone = len([each for each in arrived if each.open]) == 1
    for each in arrived:
        with st.container(key=f"gb_file_{each.number}"):
            _file(warehouse, reader, each, alone=alone, submits=submits)
    submitted_list(warehouse, source, units)
    uploads = source.uploads() if units is None else source.uploads_within(units)
    latest_uploads(warehouse, reader, uploads, visitor(), units, undoes=not submits)


def _say_failures() -> None:
    for message in failures():
        note(message)


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


def _confirm_all(warehouse: Warehouse, waiting: list[Sending], *, submits: bool) -> None:
    """One button for all files that have nothing to settle."""
    clean = [each for each in waiting if not sending.stopping(each) and sending.figures(each)]
    if len(waiting) < 2 or not clean:
        return
    count = sum(sending.figures(each) for each in clean)
    words = _("Load all {files} files that are in order: {count} figures")
    if submits:
        words = _("Submit all {files} files that are in order: {count} figures")
    if st.button(words.format(files=len(clean), count=number(count)), type="primary", key="confirm_all"):
        for each in clean:
            _try(warehouse, each)
        st.rerun()


def _file(warehouse: Warehouse, reader: Reader, each: Sending, *, alone: bool, submits: bool) -> None:
    """One file: what it is and what to do with it; unfolded, the sheets, the findings and the changes."""
    reading = each.reading
    if each.discarded or reading is None:
        words = _("{file} is put aside; nothing of it is loaded.").format(file=each.file_name)
        st.html(f'<p class="gb-quiet">{escape(words)}</p>')
        return
    if each.committed is not None or each.submitted is not None:
        _ending(each)
        return
    unfolded = alone if each.unfolded is None else each.unfolded
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"gb_top_{each.number}"):
        with st.container(key=f"gb_name_{each.number}"):
            st.html(f'<h2 class="gb-file">{escape(each.file_name)}</h2>{reading_line(tags(reading))}')
        if sending.figures(each):
            each.reason = reason_for(sending.closed_quarters(each, reader), f"reason_{each.number}")
        _confirm(warehouse, each, submits=submits)
        _return(each, reader.catalogue)
        if st.button(_("Discard"), key=f"discard_{each.number}"):
            each.discarded = True
            st.rerun()
        if not alone and st.button(_("Fold") if unfolded else _("Look closer"), key=f"fold_{each.number}"):
            each.unfolded = not unfolded
            st.rerun()
    if not unfolded:
        return
    counts(each)
    closely(each, reader)


def _confirm(warehouse: Warehouse, each: Sending, *, submits: bool) -> None:
    """Load or submit all of it, or the part that is in order."""
    count, stops = sending.figures(each), len(sending.stopping(each))
    if count:
        words = _submit_words(count, stops) if submits else _load_words(count, stops)
        help_ = _("Settle what is asked, or mend the workbook, to load it whole; what is in order can be loaded alone.")
        if st.button(
            words.format(count=number(count)), type="secondary" if stops else "primary", key=f"confirm_{each.number}",
            help=help_ if stops else None,
        ):  # fmt: skip
            _try(warehouse, each, skip_errors=bool(stops))
            st.rerun()


def _load_words(count: int, stops: int) -> str:
    if stops:
        return ngettext(
            "Load only the {count} figure that is in order", "Load only the {count} figures that are in order", count
        )
    return ngettext("Load {count} figure", "Load {count} figures", count)


def _submit_words(count: int, stops: int) -> str:
    if stops:
        return ngettext(
            "Submit only the {count} figure that is in order",
            "Submit only the {count} figures that are in order",
            count,
        )
    return ngettext("Submit {count} figure", "Submit {count} figures", count)


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
        words = _("{file} is submitted as no. {number} and waits for approval; until then everything stays as it is.")
        words = words.format(file=each.file_name, number=each.submitted)
    elif committed.upload is None:
        words = _("{file} is loaded already; nothing was changed.").format(file=each.file_name)
    else:
        words = _("{file} is loaded as no. {upload}: {new} new, {corrected} corrected, {unchanged} unchanged.").format(
            file=each.file_name, upload=committed.upload, new=committed.changes.new,
            corrected=committed.changes.corrected, unchanged=committed.changes.unchanged,
        )  # fmt: skip
    link = f'<a href=".">{escape(_("To the overview"))}</a>'
    st.html(f'<p class="gb-ended" role="status"><i aria-hidden="true">●</i>{escape(words)} {link}</p>')


show()
