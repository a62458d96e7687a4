"""The processes that read: kept, bounded, replaced, ended."""

import multiprocessing
import os
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from handmade import package, workbook

from etl.reading import DEFAULT, Limits, UnreadableFile, process, read_sheets
from etl.reading.process import Workers
from etl.reading.refusal import Refused

_ROOT = Path(__file__).parents[3]
_SMALL = workbook({"A1": "城关镇"})
_FAR = package('<row><c r="XFD1048576"><v>1</v></c><c r="A1"><v>1</v></c></row>')
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="this system limits no memory and forks no process")


@pytest.fixture
def workers() -> Iterator[Workers]:
    own = Workers(2)
    yield own
    own.stop()


def _process_id(workers: Workers) -> int:
    return workers._idle[-1]._process.pid


def _parse(workers: Workers, content: bytes, limits: Limits = DEFAULT) -> list[str]:
    return [grid.rows[0][0] for grid in workers.do("parse", (content, "季报.xlsx"), limits)]


def test_a_worker_is_kept_for_the_next_file(workers: Workers) -> None:
    assert _parse(workers, _SMALL) == ["城关镇"]
    first = _process_id(workers)
    assert _parse(workers, _SMALL) == ["城关镇"]
    assert _process_id(workers) == first


def test_a_refusal_costs_no_worker(workers: Workers) -> None:
    _parse(workers, _SMALL)
    first = _process_id(workers)
    with pytest.raises(Refused):
        _parse(workers, b"%PDF")
    assert _process_id(workers) == first


def test_a_file_that_takes_too_long_is_given_up_and_the_next_one_read(workers: Workers) -> None:
    _parse(workers, _SMALL)
    first = _process_id(workers)
    started = time.monotonic()
    with pytest.raises(Refused, match="took-too-long"):
        _parse(workers, b"1,2,3,4,5,6,7,8,9\n" * 400_000, Limits(seconds=0.1))
    assert time.monotonic() - started < 2
    assert _parse(workers, _SMALL) == ["城关镇"]
    assert _process_id(workers) != first


@posix_only
def test_a_file_that_eats_the_memory_is_too_large_and_the_next_one_is_read(workers: Workers) -> None:
    _parse(workers, _SMALL)
    for _ in range(2):
        with pytest.raises(Refused, match="too-large"):
            _parse(workers, _FAR)
        assert _parse(workers, _SMALL) == ["城关镇"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells a process what memory it holds")
def test_a_worker_that_has_grown_large_gives_its_memory_back_by_ending(workers: Workers) -> None:
    _parse(workers, _SMALL)
    first = workers._idle[-1]._process
    assert _parse(workers, _SMALL, Limits(kept_bytes=1)) == ["城关镇"]
    assert first.wait(10) == 0
    assert _parse(workers, _SMALL) == ["城关镇"]


def test_a_worker_that_died_while_waiting_is_replaced(workers: Workers) -> None:
    _parse(workers, _SMALL)
    first = workers._idle[-1]._process
    first.kill()
    first.wait()
    assert _parse(workers, _SMALL) == ["城关镇"]
    assert _process_id(workers) != first.pid


def test_a_worker_that_dies_over_a_file_is_replaced_and_the_file_tried_again(workers: Workers) -> None:
    _parse(workers, _SMALL)
    worker = workers._idle[-1]
    answers = worker._answers
    worker._answers = _Dying(worker._process, answers)  # type: ignore[assignment]
    assert _parse(workers, _SMALL) == ["城关镇"]
    assert workers._idle[-1] is not worker


class _Dying:
    """Answers of a process that is killed before it gives any."""

    def __init__(self, victim: "subprocess.Popen[bytes]", answers: object) -> None:
        self._victim, self._answers = victim, answers

    def read(self, size: int) -> bytes:
        self._victim.kill()
        self._victim.wait()
        return b""

    def close(self) -> None:
        self._answers.close()  # type: ignore[attr-defined]


def test_threads_get_each_their_own_file(workers: Workers) -> None:
    books = {f"第{number}镇": workbook({"A1": f"第{number}镇"}) for number in range(24)}
    with ThreadPoolExecutor(8) as pool:
        read = list(pool.map(lambda name: _parse(workers, books[name]), books))
    assert read == [[name] for name in books]
    assert len(workers._idle) <= 2


@posix_only
def test_a_forked_process_reads_with_workers_of_its_own() -> None:
    read_sheets(_SMALL, "季报.xlsx")
    context = multiprocessing.get_context("fork")
    queue = context.Queue()
    child = context.Process(target=lambda: queue.put(read_sheets(_SMALL, "季报.xlsx")[0].rows[0][0]))
    child.start()
    assert queue.get(timeout=30) == "城关镇"
    child.join(30)
    assert read_sheets(_SMALL, "季报.xlsx")[0].rows[0][0] == "城关镇"


@posix_only
def test_a_worker_ends_when_the_process_that_asked_is_killed() -> None:
    asking = textwrap.dedent("""
        import sys, time
        from etl.reading import process
        process.workers.warm_up()
        print(process.workers._idle[-1]._process.pid, flush=True)
        time.sleep(60)
    """)
    with subprocess.Popen([sys.executable, "-c", asking], cwd=_ROOT, stdout=subprocess.PIPE) as asker:
        assert asker.stdout is not None
        worker = int(asker.stdout.readline())
        asker.kill()
    deadline = time.monotonic() + 10
    while _is_running(worker) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _is_running(worker)


def _is_running(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{number}/stat")
    return not state.exists() or ") Z " not in state.read_text()


def test_what_a_library_prints_does_not_get_between_the_frames() -> None:
    worker = "import etl.reading.tasks as tasks, os; noisy = tasks.parse\n" + textwrap.dedent("""
        def parse(*particulars):
            print("a library's remark", flush=True)
            os.write(1, b"and another")
            return noisy(*particulars)
        tasks.TASKS = {"parse": parse}
        from etl.reading.worker import main
        main()
    """)
    from etl.reading.frames import receive, send

    with subprocess.Popen(
        [sys.executable, "-c", worker],
        cwd=_ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        assert receive(child.stdout) == ("ready", None)
        send(child.stdin, ("parse", (_SMALL, "季报.xlsx"), DEFAULT))
        outcome, grids = receive(child.stdout)
        child.stdin.close()
    assert (outcome, grids[0].rows) == ("done", [["城关镇"]])


def test_warming_up_leaves_a_worker_waiting() -> None:
    process.workers.stop()
    from etl.reading import warm_up

    warm_up()
    for thread in threading.enumerate():
        if thread.name == "reading-warm-up":
            thread.join(30)
    assert process.workers._idle


@posix_only
def test_a_worker_holds_itself_to_its_memory() -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_sheets(b"1,2,3,4,5,6,7,8,9\n" * 200_000, "季报.csv", Limits(memory_bytes=80_000_000))
    assert refused.value.message == "“季报.csv”超出读取限制：所需内存超过单个文件的上限。"
