"""Which addresses of a message are told, and which messages of a browser are heard."""

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from guoban.access.people import Role, Visitor
from guoban.web import told
from guoban.web.heard import is_asked_by_pages
from guoban.web.told import Told

VISITOR, OTHER = Visitor("李书记", Role.LEADER, (), 1), Visitor("李书记", Role.LEADER, (), 2)


def forward(**fields) -> bytes:
    return ForwardMsg(**fields).SerializeToString()


TELLING = {
    "/media/0a.csv": forward(backend_operation_response={"deferred_file": {"url": "/media/0a.csv"}}),
    "/media/0b.png": forward(delta={"new_element": {"imgs": {"imgs": [{"url": "/media/0b.png"}]}}}),
    "/_stcore/upload_file/s/f": forward(
        file_urls_response={"file_urls": [{"upload_url": "/_stcore/upload_file/s/f", "file_id": "f"}]}
    ),
}
SHOWING = [
    forward(delta={"new_element": {"markdown": {"body": "/media/0a.csv"}}}),
    forward(delta={"new_element": {"selectbox": {"options": ["/media/0a.csv"], "label": "/media/0a.csv"}}}),
    forward(delta={"new_element": {"link_button": {"url": "https://example.org/media/0a.csv"}}}),
]


@pytest.mark.parametrize("address", TELLING)
def test_an_address_is_open_to_whom_it_was_told_and_to_nobody_else(address):
    kept = Told()
    kept.note(VISITOR, TELLING[address])
    assert kept.may(VISITOR, address)
    assert not kept.may(OTHER, address)
    assert not kept.may(VISITOR, address + "x")


@pytest.mark.parametrize("message", SHOWING)
def test_what_merely_stands_on_a_page_is_not_told(message):
    kept = Told()
    kept.note(VISITOR, message)
    assert not kept.may(VISITOR, "/media/0a.csv")


def test_every_other_path_is_open():
    assert Told().may(VISITOR, "/unit")


def test_what_is_remembered_has_an_end_and_the_newest_stays(monkeypatch):
    monkeypatch.setattr(told, "_MOST_VISITORS", 2)
    monkeypatch.setattr(told, "_MOST_ADDRESSES", 3)
    kept = Told()
    for number in range(5):
        kept.note(VISITOR, forward(backend_operation_response={"deferred_file": {"url": f"/media/{number}"}}))
    assert [kept.may(VISITOR, f"/media/{number}") for number in range(5)] == [False, False, True, True, True]
    for session in (2, 3):
        kept.note(Visitor("李书记", Role.LEADER, (), session), TELLING["/media/0a.csv"])
    assert not kept.may(VISITOR, "/media/4")
    assert kept.may(OTHER, "/media/0a.csv")


HEARD = [
    BackMsg(rerun_script={"page_name": "unit"}), BackMsg(stop_script=True), BackMsg(app_heartbeat=True),
    BackMsg(file_urls_request={"request_id": "1"}),
    BackMsg(backend_operation_request={"deferred_file": {"file_id": "x"}}),
    BackMsg(backend_operation_request={"dataframe_chunk": {"source_id": "x"}}),
]  # fmt: skip
IGNORED = [
    BackMsg(), BackMsg(clear_cache=True), BackMsg(set_run_on_save=True), BackMsg(load_git_info=True),
    BackMsg(debug_disconnect_websocket=True), BackMsg(debug_shutdown_runtime=True),
    BackMsg(backend_operation_request={}), BackMsg(backend_operation_request={"install_skills": {}}),
    BackMsg(backend_operation_request={"dismiss_skills_nudge": {}}),
]  # fmt: skip


@pytest.mark.parametrize("message", HEARD, ids=str)
def test_what_our_pages_ask_is_heard(message):
    assert is_asked_by_pages(message.SerializeToString())


@pytest.mark.parametrize("message", [each.SerializeToString() for each in IGNORED] + [b"\xff\xff", b"\x00" * 100])
def test_nothing_else_is(message):
    assert not is_asked_by_pages(message)


def test_every_message_that_a_browser_can_send_was_decided_on():
    known = {each.WhichOneof("type") for each in HEARD + IGNORED} - {None}
    assert known == {field.name for field in BackMsg.DESCRIPTOR.fields if field.containing_oneof}
