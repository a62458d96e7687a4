"""The file of the accounts is held open between steps, and only the one that is there."""

import multiprocessing

from guoban.access.accounts import accounts, add_account
from guoban.access.events import Did, events, record
from guoban.access.people import Role
from guoban.access.store import AccessStore
from tests.access.cheap import CHEAP, PASSWORD


def beside(store, ending):
    return store.path.with_name(f"{store.path.name}{ending}")


def test_between_two_steps_what_was_written_stays_in_the_log_beside_the_file(store):
    record(store, Did.EXPORTED, "周敏")
    file, log = store.path.read_bytes(), beside(store, "-wal").stat().st_size
    record(store, Did.EXPORTED, "周敏")
    assert store.path.read_bytes() == file
    assert beside(store, "-wal").stat().st_size > log


def test_a_file_put_in_its_place_is_the_one_used_from_then_on(store, tmp_path):
    record(store, Did.EXPORTED, "周敏")
    other = AccessStore(tmp_path / "other", CHEAP, store.clock)
    add_account(other, "王芳", Role.LEADER, (), PASSWORD, by="test")
    accounts(store)  # which lets go of the other, so that it is one file
    other.path.replace(store.path)
    for ending in ("-wal", "-shm"):
        beside(store, ending).unlink()
    assert [each.name for each in accounts(store)] == ["王芳"]
    record(store, Did.EXPORTED, "王芳")
    assert [each.account for each in events(store, did=Did.EXPORTED)] == ["王芳"]


def test_a_forked_child_writes_without_what_its_parent_holds(store):
    record(store, Did.EXPORTED, "before")
    child = multiprocessing.get_context("fork").Process(target=record, args=(store, Did.EXPORTED, "child"))
    child.start()
    child.join(30)
    record(store, Did.EXPORTED, "after")
    assert child.exitcode == 0
    assert [each.account for each in events(store, did=Did.EXPORTED)] == ["after", "child", "before"]
