"""Admin: who may, and who did what?"""

from collections.abc import Sequence
from html import escape

import pandas as pd
import streamlit as st

from guoban.access.accounts import accounts
from guoban.access.events import Did, Event, events, events_csv, last_sign_ins
from guoban.access.people import Account
from guoban.access.rights import require
from guoban.access.store import AccessStore
from guoban.catalogue import Catalogue
from guoban.charts.people_table import events_table, people_headline, people_table
from guoban.place import data_folder
from guoban.text import _, language, speaking
from pages.account_steps import add_form, steps
from pages.failures import failures
from pages.filters import choice
from pages.frame import headline, note, store
from pages.whose import visitor

SHOWN_EVENTS = 60
WHAT, WHO = "what", "who"


def show() -> None:
    """Draw the page."""
    require(visitor().administers)
    catalogue, access = store().catalogue, AccessStore(data_folder())
    found = accounts(access)
    people = _people(access, found, catalogue)
    st.html(headline(people_headline(people), _("Who may see and change what, and what was done.")))
    for message in failures():
        note(message)
    if visitor().session is None:
        note(_("The demonstration has no accounts. To try sign-in: python -m etl account add, an administrator first."))
    else:
        _accounts(access, found, people, catalogue)
    _log(access, found)


def _accounts(access: AccessStore, found: Sequence[Account], people: pd.DataFrame, catalogue: Catalogue) -> None:
    """The table of accounts, and beside it what is done with them."""
    left, right = st.columns([62, 38], gap="large")
    with left:
        st.html(people_table(people))
    with right, st.container(key="gb_admin_side"):
        steps(access, found, by=visitor())
        add_form(access, catalogue, by=visitor())


def _people(access: AccessStore, found: Sequence[Account], catalogue: Catalogue) -> pd.DataFrame:
    """Accounts as the table takes them."""
    last, units = last_sign_ins(access), catalogue.units
    rows = [
        (
            each.name, each.role.said, " ".join(units[unit].name if unit in units else unit for unit in each.units),
            each.disabled, not each.has_password, last.get(each.name),
        )
        for each in found
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["name", "role", "units", "disabled", "waiting", "last"])
    return frame.astype({"disabled": bool, "waiting": bool}).assign(last=pd.to_datetime(frame["last"], utc=True))


def _log(access: AccessStore, found: Sequence[Account]) -> None:
    """The newest events, by what and by whom; all of those chosen as a file."""
    st.html(f'<section class="gb-part"><h2>{escape(_("Log"))}</h2></section>')
    with st.container(horizontal=True, key="gb_log_filters"):
        kinds = {"": _("Everything")} | {did.value: did.said for did in Did}
        names = {"": _("Everybody")} | {each.name: each.name for each in found}
        did, who = choice(WHAT, _("What was done"), kinds, ""), choice(WHO, _("By whom"), names, "")
        kind, account, chosen = Did(did) if did else None, who or None, language()

        def make() -> bytes:
            with speaking(chosen):  # the framework calls it outside of the session that speaks
                return events_csv(events(access, did=kind, account=account))

        st.download_button(_("Log as CSV"), make, _("Log.csv"), key="log_csv", on_click="ignore")
    newest = events(access, did=kind, account=account, limit=SHOWN_EVENTS)
    if newest:
        st.html(events_table(_frame(newest)))
    else:
        st.html(f'<p class="gb-quiet">{escape(_("Nothing of this kind has been done."))}</p>')


def _frame(found: Sequence[Event]) -> pd.DataFrame:
    rows = [(each.number, each.at, each.did.said, each.account, each.address, each.about) for each in found]
    return pd.DataFrame(rows, columns=["number", "at", "did", "account", "address", "about"])


show()
