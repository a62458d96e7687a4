"""What was done and what was refused: the log, looked through and taken away."""

from collections.abc import Sequence
from html import escape

import pandas as pd
import streamlit as st

from guoban.access.accounts import accounts
from guoban.access.events import Did, Event, events, events_csv
from guoban.access.store import AccessStore
from guoban.answers import Answers
from guoban.charts.numbers import number
from guoban.charts.people_table import events_table
from guoban.place import data_folder
from guoban.text import _, language, ngettext, speaking
from pages.filters import choice
from pages.frame import headline

SHOWN_EVENTS = 60
WHAT, WHO = "what", "who"


def log_part(_source: Answers) -> None:
    """The newest events, by what and by whom; all of those chosen as a file."""
    access = AccessStore(data_folder())
    found = events(access)
    title = ngettext("{count} entry in the log", "{count} entries in the log", len(found))
    st.html(headline(title.format(count=number(len(found))), _("What was done and refused; added to, never changed.")))
    with st.container(horizontal=True, key="gb_log_filters"):
        kinds = {"": _("Everything")} | {did.value: did.said for did in Did}
        names = {"": _("Everybody")} | {each.name: each.name for each in accounts(access)}
        did, who = choice(WHAT, _("What was done"), kinds, ""), choice(WHO, _("By whom"), names, "")
        kind, account, chosen = Did(did) if did else None, who or None, language()

        def make() -> bytes:
            with speaking(chosen):  # the framework calls it outside of the session that speaks
                return events_csv(events(access, did=kind, account=account))

        st.download_button(_("Log as CSV"), make, _("Log.csv"), key="log_csv", on_click="ignore")
    newest = [each for each in found if (kind in (None, each.did)) and account in (None, each.account)][:SHOWN_EVENTS]
    if newest:
        st.html(events_table(_frame(newest)))
    else:
        st.html(f'<p class="gb-quiet">{escape(_("Nothing of this kind has been done."))}</p>')


def _frame(found: Sequence[Event]) -> pd.DataFrame:
    rows = [(each.number, each.at, each.did.said, each.account, each.address, each.about) for each in found]
    return pd.DataFrame(rows, columns=["number", "at", "did", "account", "address", "about"])
