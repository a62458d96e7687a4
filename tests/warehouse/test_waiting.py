"""One writer at a time; who waits too long is told for whom. Nobody who reads waits."""

import threading

import children
import pytest
from worlds import NOTHING, first_half, upload

from guoban.errors import StoreError
from guoban.warehouse import Warehouse, commit_upload


def test_who_waits_too_long_is_told_who_writes(warehouse: Warehouse) -> None:
    process, pipe = children.start(children.hold_the_lock, warehouse.folder)
    assert pipe.recv() == "inside"
    impatient = Warehouse(warehouse.folder, patience_seconds=0.1)
    with pytest.raises(StoreError) as refused:
        commit_upload(impatient, upload(), first_half(), NOTHING, NOTHING)
    assert str(process.pid) in refused.value.message
    assert refused.value.hint
    assert warehouse.reader().version == 1  # reading goes on meanwhile
    pipe.send("go on")
    assert pipe.recv() == "done"
    process.join()
    assert commit_upload(impatient, upload(), first_half(), NOTHING, NOTHING) == 1


def test_a_writer_killed_with_the_lock_keeps_nobody_waiting(warehouse: Warehouse) -> None:
    process, pipe = children.start(children.hold_the_lock, warehouse.folder)
    assert pipe.recv() == "inside"
    process.kill()
    process.join()
    assert commit_upload(warehouse, upload(), first_half(), NOTHING, NOTHING) == 1


def test_threads_of_one_process_write_one_after_the_other(warehouse: Warehouse) -> None:
    numbers: list[int] = []

    def write(name: int) -> None:
        numbers.append(commit_upload(warehouse, upload(b"%d" % name), first_half(), NOTHING, NOTHING))

    threads = [threading.Thread(target=write, args=(name,)) for name in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(numbers) == [1, 2, 3, 4, 5]
    assert warehouse.version() == 6


def test_a_publication_inside_a_publication_is_refused_and_not_waited_for_forever(warehouse: Warehouse) -> None:
    inner = Warehouse(warehouse.folder, patience_seconds=0.05)
    with pytest.raises(StoreError):
        warehouse.publish(lambda _outer: inner.publish(lambda connection: connection.execute("select 1")))
    assert warehouse.version() == 1
