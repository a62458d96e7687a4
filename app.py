"""The front door: an ASGI application that `streamlit run app.py` and `uvicorn app:app` both serve.

From the outside in: headers, who may connect (Guard), the framework's page in our words, then the pages to sign in on,
/health, /language, /style, /original and /meeting/…, then Streamlit itself with the pages.
"""

import gc

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Route
from streamlit import config

from guoban.place import ROOT, data_folder
from guoban.web.backups import backing_up
from guoban.web.cookie_secret import cookie_secret
from guoban.web.entrance import account, first, login, logout, password
from guoban.web.failures import answer_failure, keep_log, show_failure
from guoban.web.front_page import FrontPage
from guoban.web.guard import Guard
from guoban.web.headers import SecurityHeaders
from guoban.web.health import health
from guoban.web.meeting_deck import meeting_deck, meeting_sheet
from guoban.web.original_file import original_file
from guoban.web.spoken import choose_language
from guoban.web.style_file import style_file

keep_log()

app = st.App(
    ROOT / "guoban" / "web" / "main.py",
    routes=[
        Route("/login", login, methods=["GET", "POST"]),
        Route("/logout", logout, methods=["GET", "POST"]),
        Route("/first", first, methods=["GET", "POST"]),
        Route("/password", password, methods=["GET", "POST"]),
        Route("/account", account, methods=["GET", "POST"]),
        Route("/health", health),
        Route("/language/{chosen}", choose_language),
        Route("/style/{name}", style_file),
        Route("/original/{upload:int}", original_file),
        Route("/meeting/deck", meeting_deck),
        Route("/meeting/sheet/{number:int}.svg", meeting_sheet),
    ],
    middleware=[Middleware(SecurityHeaders), Middleware(Guard), Middleware(FrontPage)],
    lifespan=backing_up,
    on_script_error=show_failure,
    exception_handlers={Exception: answer_failure},
)
config.set_option("server.cookieSecret", cookie_secret(data_folder()))

gc.collect()
gc.freeze()  # all that was imported stays: looking through it for garbage took a third of the time of a page
