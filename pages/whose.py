"""Whom a page is shown to, and whose hand it is that loads, revises and undoes."""

import streamlit as st

from guoban.access.identity import visitor_from
from guoban.access.people import NotAllowedError, Visitor


def visitor() -> Visitor:
    """Who is signed in, as the guard has said. Raises NotAllowedError where nobody stands behind the page."""
    found = visitor_from(st.context.headers)
    if found is None:
        raise NotAllowedError
    return found
