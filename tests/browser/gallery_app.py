"""gallery.py served as app.py serves the pages: the same page, words and failures."""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from guoban.web.failures import keep_log, show_failure
from guoban.web.front_page import FrontPage

keep_log()
app = st.App(Path(__file__).with_name("gallery.py"), middleware=[Middleware(FrontPage)], on_script_error=show_failure)
