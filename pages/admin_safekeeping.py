"""Is it safe? Backups made, read whole, taken away and put back; the disk; the store held against its files."""

import shutil
from collections.abc import Callable
from datetime import datetime
from functools import partial
from html import escape
from pathlib import Path

import streamlit as st

from guoban.access.events import Did, record
from guoban.access.rights import require
from guoban.access.store import AccessStore
from guoban.answers import Answers
from guoban.charts.backup_table import Backup, age, backups_table, size
from guoban.charts.facts import Fact, facts
from guoban.charts.numbers import Amount, moment, number
from guoban.errors import StoreError
from guoban.place import data_folder
from guoban.text import _
from guoban.warehouse import Warehouse
from guoban.warehouse.daily import FOLDER, back_up_by_rule, last_attempt
from guoban.warehouse.inside_backup import check_backup, checks
from guoban.warehouse.keep_rule import kept_backups
from guoban.warehouse.pointer import POINTER_NAME
from pages.failures import explained
from pages.frame import headline, note
from pages.putting_back import putting_back
from pages.verifying import verifying
from pages.whose import visitor

_DONE = "safekeeping_done"


def safekeeping_part(source: Answers) -> None:
    """The list of backups and what is done with them; beside it, the store held against the files it came from."""
    warehouse, now = Warehouse(data_folder()), datetime.now()  # noqa: DTZ005 - names bear the clock of the office
    found = _backups(warehouse)
    st.html(headline(_title(found, now), _sub(source)))
    if done := st.session_state.pop(_DONE, ""):
        note(done)
    attempt = last_attempt(warehouse)
    if attempt and attempt.problem:
        said = _("The last attempt at a backup, {moment}, failed: {problem}")
        note(said.format(moment=moment(attempt.tried_at), problem=attempt.problem))
    st.html(facts(_facts(source, warehouse, found, now)))
    left, right = st.columns([62, 38], gap="large")
    with left:
        _list(warehouse, found, now)
        putting_back(warehouse, source, visitor(), [warehouse.folder / FOLDER / each.name for each in found])
    with right:
        verifying(warehouse, source, visitor())


def _backups(warehouse: Warehouse) -> list[Backup]:
    """The backups of the data folder, newest first."""
    known = checks(warehouse)
    found = []
    for each in reversed(kept_backups(warehouse.folder / FOLDER)):
        check = known.get(each.path.name)
        checked = check.moment if check else None
        found.append(
            Backup(each.path.name, each.made_at, each.path.stat().st_size, checked, check.problem if check else "")
        )
    return found


def _title(found: list[Backup], now: datetime) -> str:
    if not found:
        return _("There is no backup yet")
    return _("Last backup {age}").format(age=age(now - found[0].made_at))


def _sub(source: Answers) -> str:
    settings = source.catalogue.settings
    if settings.backup_hour is None:
        return _("No backup is made by itself: see “Hour of the backup” among the settings.")
    days, weeks, months = settings.backups_kept
    return _(
        "One each day from {hour} o'clock on, while the dashboard serves; the last of {days} days, {weeks} weeks and "
        "{months} months are kept. A backup holds everything, accounts too."
    ).format(hour=settings.backup_hour, days=days, weeks=weeks, months=months)


def _facts(source: Answers, warehouse: Warehouse, found: list[Backup], now: datetime) -> list[Fact]:
    published = datetime.fromtimestamp((warehouse.store / POINTER_NAME).stat().st_mtime)  # noqa: DTZ006
    free = shutil.disk_usage(warehouse.folder).free
    kept = sum(each.size for each in found)
    return [
        Fact(_("Version of the store"), Amount(number(source.reader.version), ""), age(now - published)),
        Fact(_("Uploads"), Amount(number(len(source.uploads())), ""), _("taken back ones among them")),
        Fact(_("Backups"), Amount(number(len(found)), ""), _("{size} in all").format(size=size(kept))),
        Fact(_("Free on the disk"), Amount(size(free), ""), _room(found, free)),
    ]


def _room(found: list[Backup], free: int) -> str:
    if not found:
        return ""
    return _("room for about {count} more backups").format(count=number(free // max(found[0].size, 1)))


def _list(warehouse: Warehouse, found: list[Backup], now: datetime) -> None:
    st.html(f'<section class="gb-part"><h2>{escape(_("Backups"))}</h2></section>')
    if found:
        st.html(backups_table(found, now))
    with st.container(horizontal=True, vertical_alignment="bottom", key="gb_backup_steps"):
        if st.button(_("Make a backup now"), type="primary", key="backup_now"):
            _do(partial(_make, warehouse))
        if found:
            names = {each.name: moment(each.made_at) for each in found}
            name = st.selectbox(_("Backup"), list(names), format_func=lambda each: names[each], key="backup_chosen")
            path = warehouse.folder / FOLDER / (name or found[0].name)
            if st.button(_("Read it whole"), key="backup_check"):
                _do(partial(_check, warehouse, path))
            by = visitor().name
            st.download_button(
                _("Download"), partial(_content, path, by), path.name, key="backup_download", on_click="ignore"
            )


def _make(warehouse: Warehouse) -> str:
    with st.spinner(_("Making a backup …")):
        made = back_up_by_rule(warehouse, datetime.now())  # noqa: DTZ005 - names bear the clock of the office
    if made is None:
        raise StoreError(_("Another process is making a backup."), _("Try again when it is done."))
    record(AccessStore(warehouse.folder), Did.BACKED_UP, visitor().name, about=made.path.name)
    words = _("Made {name}: {uploads} uploads, {originals} original files, {size}.")
    return words.format(
        name=made.path.name, uploads=number(made.uploads), originals=number(made.originals), size=size(made.size)
    )


def _check(warehouse: Warehouse, path: Path) -> str:
    with st.spinner(_("Reading the backup whole …")):
        inside = check_backup(warehouse, path, datetime.now())  # noqa: DTZ005
    words = _("{name} is sound: every file in it is as it was written; {uploads} uploads count in it.")
    return words.format(name=path.name, uploads=number(inside.uploads))


def _content(path: Path, by: str) -> bytes:
    """The file; the framework calls this outside of the session that speaks."""
    content = path.read_bytes()
    record(AccessStore(data_folder()), Did.EXPORTED, by, about=path.name)
    return content


def _do(step: Callable[[], str]) -> None:
    """Do a step; what came of it is said on the next drawing."""
    with explained():
        require(visitor().administers)
        st.session_state[_DONE] = step()
    st.rerun()
