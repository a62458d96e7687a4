"""What a page shows when something went wrong, and where the rest is written."""

import logging
import logging.handlers
import secrets
import time
from http import HTTPStatus

import streamlit as st
from starlette.requests import Request
from starlette.responses import PlainTextResponse

from guoban.access.events import Did, record
from guoban.access.identity import visitor_from
from guoban.access.people import NotAllowedError
from guoban.access.store import AccessStore
from guoban.errors import GuobanError
from guoban.place import data_folder
from guoban.text import _, speaking
from guoban.text.literal import literal
from guoban.text.visible import in_one_line
from guoban.web.headers import HEADERS
from guoban.web.spoken import chosen_language

LOG = logging.getLogger("guoban")


class OneLine(logging.Formatter):
    """What is said of an event stays on its line, whatever the names in it; only a traceback has lines of its own."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - the standard library's name
        """The line."""
        return in_one_line(super().formatMessage(record))


def keep_log() -> None:
    """Write the log of this process into the data folder, where it outlives the terminal."""
    folder = data_folder() / "log"
    folder.mkdir(parents=True, exist_ok=True)
    handler = logging.handlers.RotatingFileHandler(
        folder / "guoban.log", maxBytes=2_000_000, backupCount=5, encoding="utf-8", delay=True
    )
    handler.setFormatter(OneLine("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    LOG.addHandler(handler)
    LOG.setLevel(logging.INFO)


def note_refusal() -> None:
    """Write into the log that somebody was refused what a page would have done."""
    visitor, asked = visitor_from(st.context.headers), st.context
    name, address = visitor.name if visitor else "", asked.ip_address or ""
    record(AccessStore(data_folder()), Did.NOT_ALLOWED, name, address=address, about=asked.url or "")


def show_failure(error: Exception) -> bool:
    """Say one sentence instead of a traceback. Called by the framework for whatever a page lets through.

    An error of ours says itself what is wrong and what to do. Anything else is a defect: it goes to the log under a
    number that the sentence names. Returns True: the framework has nothing to add.
    """
    with speaking(chosen_language(st.context.cookies)):
        if isinstance(error, NotAllowedError):
            note_refusal()
        if isinstance(error, GuobanError):
            st.error(f"{literal(error.message)}\n\n{literal(error.hint)}".strip())
            return True
        st.error(_noted(error))
    return True


async def answer_failure(request: Request, error: Exception) -> PlainTextResponse:
    """The answer where a route fails: the same one sentence. What is added to every other answer does not see it."""
    with speaking(chosen_language(request.cookies)):
        words = _noted(error)
    headers = HEADERS | {"Cache-Control": "no-store"}
    return PlainTextResponse(words + "\n", HTTPStatus.INTERNAL_SERVER_ERROR, headers)


def _noted(error: Exception) -> str:
    """Write a defect into the log, and say under which number."""
    number = f"{time.strftime('%m%d-%H%M')}-{secrets.token_hex(2)}"
    LOG.error("failure %s", number, exc_info=error)
    return _(
        "Something unexpected happened; it is in the log under number {number}. Load the page again; "
        "if it happens again, give this number to whoever looks after Guoban."
    ).format(number=number)
