"""How much one file may ask for. Checked before anything is unpacked, and again as it grows."""

from dataclasses import dataclass
from typing import Any, Protocol

MEGABYTE = 1024 * 1024
"""As file managers and the upload page count it."""

FILE_MEGABYTES = 50
"""The largest file: larger than any report, smaller than a mistake. The upload page says and holds the same figure."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may cost.

    file_bytes: size of the file as it is sent.
    unpacked_bytes: sum of the sizes a zip-based workbook declares for its parts.
    sheets, cells: how many, over the whole file; cells are counted as rectangles from A1.
    seconds: time for one file, after which its reader is killed.
    memory_bytes: address space of a reader, on systems that can limit it.
    kept_bytes: memory above which a reader is not kept for the next file.
    """

    file_bytes: int = FILE_MEGABYTES * MEGABYTE
    unpacked_bytes: int = 400 * MEGABYTE
    sheets: int = 500
    cells: int = 5_000_000
    seconds: float = 10.0
    memory_bytes: int = 950 * MEGABYTE
    kept_bytes: int = 300 * MEGABYTE


DEFAULT = Limits()


class Parsing(Protocol):
    """Whoever parses: the kept worker processes, or a process that may fall over a file (`etl.reading.here`)."""

    def do(self, task: str, particulars: tuple[Any, ...], limits: Limits) -> Any:
        """What a task of `etl.reading.tasks` gives, or `Refused`."""
