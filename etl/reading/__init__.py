"""Reading: a workbook's bytes become sheets of cells, or one sentence that says why not.

    sheets = read_sheets(content, "季报.xlsx")

Parsing happens in kept worker processes with limits on memory and time, so no file can take the application down.
"""

import threading
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, cast

from etl.reading.kinds import refuse_at_sight
from etl.reading.limits import DEFAULT, Limits, Parsing
from etl.reading.refusal import Refused, UnreadableFile, unreadable

if TYPE_CHECKING:
    from etl.model import Sheet

__all__ = ["DEFAULT", "Limits", "Parsing", "UnreadableFile", "number_format", "read_sheets", "warm_up"]

# The worker processes import this package too. They must stay small and start quickly, so what only the asking process
# needs (etl.model brings pandas) is imported where it is used.


def read_sheets(
    content: bytes, file_name: str, limits: Limits = DEFAULT, parsing: Parsing | None = None
) -> "tuple[Sheet, ...]":
    """Every worksheet of a file, in its order.

    content: the file's bytes; file_name: for messages, and to tell lock files; the kind is told from the content.
    parsing: the kept worker processes by default.
    Raises `UnreadableFile` with a stable `rule` (`etl.reading.refusal.RULES`).
    """
    from etl.model import MergedRange, Sheet

    return tuple(
        Sheet(
            grid.name,
            grid.rows,
            tuple(MergedRange(*area) for area in grid.merged),
            grid.hidden,
            grid.errors,
            grid.hidden_rows,
            grid.hidden_columns,
        )
        for grid in _do("parse", (content, file_name), file_name, limits, parsing)
    )


def number_format(
    content: bytes,
    sheet_name: str,
    cells: Iterable[tuple[int, int]],
    limits: Limits = DEFAULT,
    parsing: Parsing | None = None,
) -> dict[tuple[int, int], str]:
    """The number formats of some cells, such as "0.0%", to be asked only where a figure's meaning depends on them.

    cells: (row, column), 0-based. Those whose format is not known are left out: all of a .csv, .ods or .xlsb.
    """
    particulars = content, "", sheet_name, tuple(cells)
    return cast(dict[tuple[int, int], str], _do("formats", particulars, sheet_name, limits, parsing))


def _do(task: str, particulars: tuple[Any, ...], file_name: str, limits: Limits, parsing: Parsing | None) -> Any:
    from etl.reading.process import workers

    try:
        refuse_at_sight(particulars[0], file_name, limits)  # before it is copied to a worker
        return (parsing or workers).do(task, particulars, limits)
    except Refused as refused:
        raise unreadable(file_name, refused) from refused


def warm_up() -> None:
    """Start a worker process in the background, so that the first file need not wait for it."""
    from etl.reading.process import workers

    threading.Thread(target=workers.warm_up, name="reading-warm-up", daemon=True).start()
