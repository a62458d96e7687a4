"""Who may sign in, and what is done with accounts."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from guoban.access.accounts import accounts
from guoban.access.events import last_sign_ins
from guoban.access.people import Account
from guoban.access.store import AccessStore
from guoban.answers import Answers
from guoban.catalogue import Catalogue
from guoban.charts.people_table import people_headline, people_table
from guoban.place import data_folder
from guoban.text import _
from pages.account_steps import add_form, steps
from pages.frame import headline, note
from pages.whose import visitor


def accounts_part(source: Answers) -> None:
    """The table of accounts, and beside it what is done with them."""
    catalogue, access = source.catalogue, AccessStore(data_folder())
    found = accounts(access)
    people = _people(access, found, catalogue)
    st.html(headline(people_headline(people), _("Who may see and change what.")))
    if visitor().session is None:
        note(_("The demonstration has no accounts. To try sign-in: python -m etl account add, an administrator first."))
        return
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
