"""What could not be done, kept to be said on the next drawing of the page: nothing has changed meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from guoban.access.events import Did, record
from guoban.access.people import NotAllowedError
from guoban.access.store import AccessStore
from guoban.errors import GuobanError
from guoban.place import data_folder
from pages.whose import visitor

_KEPT = "failures"


@contextmanager
def explained() -> Iterator[None]:
    """Do something that a person may be told has failed, in a sentence and what to do."""
    try:
        yield
    except GuobanError as error:
        if isinstance(error, NotAllowedError):
            record(AccessStore(data_folder()), Did.NOT_ALLOWED, visitor().name, about=st.context.url or "")
        st.session_state.setdefault(_KEPT, []).append(f"{error.message} {error.hint}".strip())


def failures() -> list[str]:
    """What has failed since the page was drawn last; each is said once."""
    kept: list[str] = st.session_state.pop(_KEPT, [])
    return kept
