"""Admin: who may, what is counted and by which rules, is it safe, and who did what?"""

from collections.abc import Callable
from functools import partial

import streamlit as st

from guoban.access.rights import require
from guoban.answers import Answers
from guoban.charts.catalogue_tables import parts_list
from guoban.text import _, mark
from pages.admin_accounts import accounts_part
from pages.admin_catalogue import INDICATORS_PART, SETTINGS_PART, UNITS_PART, catalogue_part
from pages.admin_log import log_part
from pages.admin_safekeeping import safekeeping_part
from pages.failures import failures
from pages.filters import asked
from pages.frame import note, store
from pages.whose import visitor

PART = "part"
ACCOUNTS = "accounts"

PARTS: dict[str, tuple[str, Callable[[Answers], None]]] = {
    ACCOUNTS: (mark("Accounts"), accounts_part),
    UNITS_PART: (mark("Units"), partial(catalogue_part, part=UNITS_PART)),
    INDICATORS_PART: (mark("Indicators"), partial(catalogue_part, part=INDICATORS_PART)),
    SETTINGS_PART: (mark("Settings"), partial(catalogue_part, part=SETTINGS_PART)),
    "safekeeping": (mark("Safekeeping"), safekeeping_part),
    "log": (mark("Log"), log_part),
}
"""Part, as the address names it → its title, and what draws it."""


def show() -> None:
    """Draw the part of the page that the address names."""
    require(visitor().administers)
    source = store()
    part = asked(PART) if asked(PART) in PARTS else ACCOUNTS
    st.html(parts_list({name: _(title) for name, (title, _draw) in PARTS.items()}, part))
    for message in failures():
        note(message)
    PARTS[part][1](source)


show()
