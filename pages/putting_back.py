"""A backup put back: read whole, what it would replace said in figures, confirmed by the county's name, then done."""

from collections.abc import Sequence
from datetime import datetime
from html import escape
from pathlib import Path

import streamlit as st

from guoban.access.demonstration import end_demonstration
from guoban.access.events import Did, record
from guoban.access.people import Visitor
from guoban.access.rights import require
from guoban.access.store import AccessStore
from guoban.answers import Answers
from guoban.charts.backup_table import inside_words
from guoban.charts.numbers import number, stored_moment
from guoban.text import _, ngettext
from guoban.warehouse import Warehouse
from guoban.warehouse.inside_backup import Inside, look_inside
from guoban.warehouse.moments import utc
from guoban.warehouse.restore import restore
from pages.failures import explained
from pages.frame import note

ARRIVING = ".arriving-backup.zip"
MOST_MEGABYTES = 500
_LOOKED, _DONE = "backup_looked", "backup_put_back"


def putting_back(warehouse: Warehouse, source: Answers, by: Visitor, backups: Sequence[Path]) -> None:
    """Choose a backup, see what it would replace, and put it back."""
    st.html(f'<section class="gb-part"><h2>{escape(_("Put a backup back"))}</h2></section>')
    if done := st.session_state.pop(_DONE, ""):
        note(done)
    if by.session is None:
        words = _("Not in the demonstration: sign-in would be asked for from then on. Use: python -m etl restore")
        st.html(f'<p class="gb-quiet">{escape(words)}</p>')
        return
    path = _chosen(warehouse, backups)
    looked: tuple[Path, Inside] | None = st.session_state.get(_LOOKED)
    if path is not None and st.button(_("See what it would replace"), key="restore_look"):
        st.session_state.pop(_LOOKED, None)
        with explained(), st.spinner(_("Reading the backup whole …")):
            st.session_state[_LOOKED] = (path, look_inside(warehouse, path))
        st.rerun()
    if path is not None and looked is not None and looked[0] == path:
        _confirm(warehouse, source, by, *looked)


def _chosen(warehouse: Warehouse, backups: Sequence[Path]) -> Path | None:
    """One of the backups that are kept, or one that is sent in now."""
    names = {path.name: path for path in backups}
    from_file = _("a file from this computer")
    name = st.selectbox(_("Which one"), [*names, from_file], index=None, key="restore_chosen", placeholder=_("Choose"))
    if name is None:
        return None
    if name in names:
        return names[name]
    sent = st.file_uploader(
        _("Backup (.zip, up to {size} MB)").format(size=MOST_MEGABYTES), type=["zip"], key="restore_file",
        max_upload_size=MOST_MEGABYTES,
    )  # fmt: skip
    if sent is None:
        return None
    path = warehouse.folder / f"{sent.file_id}{ARRIVING}"
    if not path.exists():
        for left in warehouse.folder.glob(f"*{ARRIVING}"):
            left.unlink(missing_ok=True)
        path.touch(mode=0o600)  # accounts are in it
        path.write_bytes(sent.getvalue())
    return path


def _confirm(warehouse: Warehouse, source: Answers, by: Visitor, path: Path, inside: Inside) -> None:
    """What would come of it, and the name to be typed."""
    st.html(inside_words(_lines(inside), [f"{_('no. {number}').format(number=each.number)} {each.file_name} · "
                                          f"{each.loaded_by}" for each in inside.lost]))  # fmt: skip
    wanted = source.catalogue.settings.organisation or source.catalogue.root.name
    with st.container(horizontal=True, vertical_alignment="bottom", key="gb_restore_confirm"):
        label = _("To confirm, type: {name}").format(name=wanted)
        typed = st.text_input(label, key="restore_confirm", max_chars=100).strip()
        if st.button(_("Put it back"), type="primary", key="restore_now", disabled=typed != wanted):
            with explained():
                require(by.administers)
                _restore(warehouse, by, path)
            st.rerun()


def _lines(inside: Inside) -> list[str]:
    made = stored_moment(utc(datetime.fromisoformat(inside.made_at)))
    words = _("Made {moment}: version {version}, {units} units, {indicators} indicators, {uploads} uploads that count.")
    said = [
        words.format(moment=made, version=inside.version, units=number(inside.units),
                     indicators=number(inside.indicators), uploads=number(inside.uploads))
    ]  # fmt: skip
    if inside.same:
        return [*said, _("It is what counts now: nothing would change.")]
    if inside.other:
        words = ngettext(
            "{count} upload that does not count now would count again.",
            "{count} uploads that do not count now would count again.",
            len(inside.other),
        )
        said.append(words.format(count=number(len(inside.other))))
    if inside.lost:
        words = ngettext(
            "{count} upload that counts now would count no more; its file stays and can be loaded again:",
            "{count} uploads that count now would count no more; their files stay and can be loaded again:",
            len(inside.lost),
        )
        said.append(words.format(count=number(len(inside.lost))))
    else:
        said.append(_("No upload that counts now would be lost."))
    return [*said, _("What counts now stays as an older version. Accounts stay as they are.")]


def _restore(warehouse: Warehouse, by: Visitor, path: Path) -> None:
    with st.spinner(_("Putting it back …")):
        done = restore(warehouse, path)
    end_demonstration(warehouse.folder)
    record(
        AccessStore(warehouse.folder), Did.RESTORED, by.name, about=f"{path.name.removeprefix('.')} → {done.version}"
    )
    if path.name.endswith(ARRIVING):
        path.unlink(missing_ok=True)
    st.session_state.pop(_LOOKED, None)
    words = _("Put back: version {version} counts now, with {uploads} uploads. Before it, version {before} counted.")
    st.session_state[_DONE] = words.format(version=done.version, uploads=number(done.uploads), before=done.before)
