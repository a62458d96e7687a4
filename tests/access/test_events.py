"""The log: added to and never changed; in CSV no cell is a formula."""

import csv
import io
import sqlite3
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guoban.access.accounts import add_account
from guoban.access.events import Did, Event, events, events_csv, record
from guoban.access.people import Role
from guoban.text import CHINESE, ENGLISH, words


@pytest.mark.parametrize(
    "change", ["update event set account = 'nobody'", "delete from event", "delete from event where event = 1"]
)
def test_what_was_written_down_stays_as_it_is(store, change):
    before = events(store)
    with sqlite3.connect(store.path) as connection, pytest.raises(sqlite3.IntegrityError, match="events are added"):
        connection.execute(change)
    assert events(store) == before
    assert before


def test_an_account_is_not_made_without_a_line_in_the_log(store):
    with sqlite3.connect(store.path) as connection:
        connection.execute("create trigger full before insert on event begin select raise(abort, 'full'); end")
    with pytest.raises(Exception, match="full"):
        add_account(store, "新人", Role.LEADER, (), None, by="test")
    with store.reading() as connection:
        assert connection.execute("select count(*) from account where name = '新人'").fetchone() == (0,)


def test_events_are_looked_through_by_kind_and_account(store):
    record(store, Did.EXPORTED, "李书记", about="slides 2026Q2")
    record(store, Did.EXPORTED, "周敏", about="workbook 2026Q2")
    assert [each.account for each in events(store, did=Did.EXPORTED)] == ["周敏", "李书记"]
    assert [each.did for each in events(store, account="李书记")] == [Did.EXPORTED]
    assert len(events(store, limit=2)) == 2


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=20))
def test_no_cell_of_the_csv_is_a_formula_and_no_text_is_lost(text):
    moment = "2026-07-01T08:00:00+00:00"
    content = events_csv([Event(1, datetime.fromisoformat(moment), Did.UPLOADED, text, "", "")])
    (_head, row) = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert row[3].removeprefix("'") == text.removeprefix("'")
    assert not row[3].lstrip().startswith(("=", "+", "-", "@"))
    assert row[3][:1] not in ("\t", "\r", "\n")


@pytest.mark.parametrize("did", Did)
def test_every_kind_of_event_has_its_words_in_both_languages(did):
    assert words(CHINESE).gettext(did.said) != did.value
    assert words(ENGLISH).gettext(did.said)
