"""What an administrator does with accounts: make one, let its holder choose a password, disable it, sign it out."""

from collections.abc import Callable, Sequence
from html import escape
from urllib.parse import urlsplit

import streamlit as st

from guoban.access.accounts import add_account, disable_account, enable_account
from guoban.access.codes import password_code
from guoban.access.people import Account, Role, Visitor
from guoban.access.rights import require
from guoban.access.sessions import close_sessions_of
from guoban.access.store import AccessStore
from guoban.catalogue import Catalogue
from guoban.text import _
from pages.failures import explained

_LINK, _CHOSEN = "admin_link", "admin_account"


def steps(store: AccessStore, found: Sequence[Account], by: Visitor) -> None:
    """The steps for one account, chosen from a list; and the link that was made last, until something else is done."""
    by_name = {each.name: each for each in found}
    st.html(f'<section class="gb-part"><h2>{escape(_("One account"))}</h2></section>')
    name = st.selectbox(_("Account"), list(by_name), key=_CHOSEN, index=None, placeholder=_("Choose"))
    _show_link(store)
    if name is None:
        return
    account = by_name[name]
    with st.container(horizontal=True):
        if st.button(_("Link for a new password"), key="admin_code", disabled=account.disabled):
            _do(by, lambda: _keep_link(account.name, password_code(store, account.number, by=by.name)))
        if st.button(_("Sign out everywhere"), key="admin_out"):
            _do(by, lambda: close_sessions_of(store, account.number, by=by.name))
        if account.disabled:
            if st.button(_("Enable"), key="admin_enable"):
                _do(by, lambda: enable_account(store, account.name, by=by.name))
        elif st.button(_("Disable"), key="admin_disable"):
            _do(by, lambda: disable_account(store, account.name, by=by.name))


def add_form(store: AccessStore, catalogue: Catalogue, by: Visitor) -> None:
    """The form for a new account, whose holder chooses the password with a link."""
    st.html(f'<section class="gb-part"><h2>{escape(_("Another account"))}</h2></section>')
    units = {unit.code: unit.name for unit in catalogue.under(catalogue.root.code)}
    with st.form("new_account", clear_on_submit=False):
        name = st.text_input(_("Name of the account"), max_chars=60, key="admin_name")
        role = st.selectbox(_("Role"), list(Role), format_func=lambda each: each.said, key="admin_role")
        bound = st.multiselect(
            _("Units"), list(units), format_func=lambda code: units[code], key="admin_units",
            placeholder=_("All; a reporter needs at least one"),
        )  # fmt: skip
        if st.form_submit_button(_("Make the account"), type="primary"):

            def make() -> None:
                made = add_account(store, name, role or Role.LEADER, bound, None, by=by.name)
                _keep_link(made.name, password_code(store, made.number, by=by.name))

            _do(by, make)


def _do(by: Visitor, step: Callable[[], object]) -> None:
    """Do a step if it may be done; whatever comes of it is seen on the next drawing."""
    st.session_state.pop(_LINK, None)
    with explained():
        require(by.administers)
        step()
    st.rerun()


def _keep_link(name: str, code: str) -> None:
    here = urlsplit(st.context.url or "")
    st.session_state[_LINK] = (name, f"{here.scheme}://{here.netloc}/password?code={code}")


def _show_link(store: AccessStore) -> None:
    if _LINK not in st.session_state:
        return
    name, link = st.session_state[_LINK]
    words = _("Hand this link to {name}: it is shown here alone, works once, and lasts {hours} hours.")
    said = words.format(name=name, hours=store.rules.link_hours)
    st.html(f'<p class="gb-remark" role="status">{escape(said)}</p>')
    st.code(link, language=None, wrap_lines=True)
