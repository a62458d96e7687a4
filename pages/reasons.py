"""Why something is changed in a quarter that is closed: asked for where it would be."""

from collections.abc import Sequence

import streamlit as st

from guoban.catalogue.names import listed
from guoban.text import _
from guoban.warehouse.closings import Closing


def reason_for(closed: Sequence[Closing], key: str) -> str:
    """A field for the reason; nothing, and no reason, where no closed quarter is touched."""
    if not closed:
        return ""
    names = listed(each.cut for each in closed)
    label = _("Reason, for this changes what is closed as “{cut}”").format(cut=names)
    return st.text_input(label, key=key, max_chars=300)
