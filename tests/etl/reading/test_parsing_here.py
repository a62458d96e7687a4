"""Parsing in the process that asks: the same grids, and an end of the process where a file would not let it go."""

import signal
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest
from handmade import package, workbook

from etl.reading import DEFAULT, UnreadableFile, read_sheets
from etl.reading.here import IS_POSSIBLE, Here
from etl.reading.limits import Limits

_ROOT = Path(__file__).parents[3]
_SMALL = workbook({"A1": "城关镇", "B2": 7})
_FAR = package('<row><c r="A1"><v>1</v></c></row><row><c r="XFD1048576"><v>1</v></c></row>')

pytestmark = pytest.mark.skipif(not IS_POSSIBLE, reason="this system does not hold a process to its time and memory")


class Elsewhere:
    """Notes what it is asked, and gives nothing."""

    def __init__(self) -> None:
        self.asked: list[bytes] = []

    def do(self, task: str, particulars: tuple[Any, ...], limits: Limits) -> Any:
        self.asked.append(particulars[0])
        return []


def test_a_usual_workbook_gives_the_same_sheets_without_a_worker() -> None:
    elsewhere = Elsewhere()
    assert read_sheets(_SMALL, "季报.xlsx", parsing=Here(elsewhere)) == read_sheets(_SMALL, "季报.xlsx")
    assert elsewhere.asked == []


@pytest.mark.parametrize(
    "content",
    [b"1,2\n3,4\n", b"<html><table><tr><td>1</td></tr></table></html>", b"PK\x03\x04 broken", package("<row><c") * 2],
)
def test_what_is_no_usual_workbook_is_left_to_a_worker(content: bytes) -> None:
    elsewhere = Elsewhere()
    read_sheets(content, "季报.xlsx", parsing=Here(elsewhere))
    assert elsewhere.asked == [content]


def test_a_refusal_that_is_sure_needs_no_worker() -> None:
    elsewhere = Elsewhere()
    with pytest.raises(UnreadableFile) as refused:
        read_sheets(b"PK\x03\x04", "~$季报.xlsx", parsing=Here(elsewhere))
    assert (refused.value.rule, elsewhere.asked) == ("lock-file", [])


@pytest.mark.parametrize(
    ("content", "seconds", "ended_by"),
    [(_FAR, 10.0, signal.SIGABRT), (workbook({f"A{row}": row for row in range(1, 20_000)}), 0.001, signal.SIGALRM)],
)
def test_a_file_that_takes_too_much_ends_the_process(
    content: bytes, seconds: float, ended_by: signal.Signals, tmp_path: Path
) -> None:
    path = tmp_path / "季报.xlsx"
    path.write_bytes(content)
    asking = textwrap.dedent(f"""
        from pathlib import Path
        from etl.reading import Limits
        from etl.reading.here import Here
        Here(None).do("parse", (Path({str(path)!r}).read_bytes(), "季报.xlsx"), Limits(seconds={seconds}))
    """)
    done = subprocess.run([sys.executable, "-c", asking], cwd=_ROOT, capture_output=True, check=False)
    assert done.returncode == -ended_by, done.stderr.decode()


def test_the_limits_end_with_the_file() -> None:
    import resource

    before = resource.getrlimit(resource.RLIMIT_AS)
    Here(Elsewhere()).do("parse", (_SMALL, "季报.xlsx"), DEFAULT)
    assert resource.getrlimit(resource.RLIMIT_AS) == before
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
