"""Who may sign in, and what was done: two tables of the Admin page."""

from html import escape

import pandas as pd

from guoban.charts.numbers import stored_moment
from guoban.text import _, ngettext


def people_headline(people: pd.DataFrame) -> str:
    """How many there are of which role, as the headline of the page. people: as for `people_table`."""
    if people.empty:
        return _("Nobody has an account yet")
    open_ = people[~people["disabled"]]
    by_role = open_.groupby("role", sort=False).size()
    counted = [_("{count} × {role}").format(count=count, role=role) for role, count in by_role.items()]
    title = ngettext("{count} account can sign in: {roles}", "{count} accounts can sign in: {roles}", len(open_))
    return title.format(count=len(open_), roles=_(", ").join(counted))


def people_table(people: pd.DataFrame) -> str:
    """One row an account as an HTML table.

    people: name, role and units in words, disabled, waiting (for a password to be chosen), last (UTC, of the last
    sign-in; NaT where there was none).
    """
    heads = (_("Account"), _("role"), _("unit"), _("last sign-in"), _("state"))
    rows = "".join(_person(row) for _index, row in people.iterrows())
    return _table(_("Accounts"), heads, rows, "gb-people")


def events_table(events: pd.DataFrame) -> str:
    """One row an event, newest first, as an HTML table.

    events: number, at (UTC), did in words, account, address, about.
    """
    heads = (_("moment"), _("what"), _("account"), _("about"), _("address"))
    rows = "".join(_event(row) for _index, row in events.iterrows())
    return _table(_("Log"), heads, rows, "gb-events")


def _person(row: pd.Series) -> str:
    last = "" if pd.isna(row["last"]) else stored_moment(row["last"].to_pydatetime())
    state = _("disabled") if row["disabled"] else _("no password yet") if row["waiting"] else ""
    soft = ' class="gb-soft"' if row["disabled"] else ""
    cells = "".join(f"<td{soft}>{escape(text)}</td>" for text in (row["role"], row["units"], last, state))
    return f'<tr><th scope="row"{soft}>{escape(row["name"])}</th>{cells}</tr>'


def _event(row: pd.Series) -> str:
    moment = stored_moment(row["at"].to_pydatetime())
    cells = "".join(f"<td>{escape(str(row[name]))}</td>" for name in ("did", "account", "about"))
    return f'<tr><th scope="row">{escape(moment)}</th>{cells}<td class="gb-soft">{escape(row["address"])}</td></tr>'


def _table(title: str, heads: tuple[str, ...], rows: str, name: str) -> str:
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in heads)
    table = f'<table class="gb-table"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
    label = escape(title)
    return (
        f'<section class="gb-admin {name}"><div class="gb-scroll" tabindex="0" role="region" aria-label="{label}">'
        f"{table}</div></section>"
    )
