"""A progress bar for work that takes more than a second, on standard error, where somebody is looking."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Callable

PATIENCE_SECONDS = 1.0


@contextmanager
def bar(label: str, total: int, errors: TextIO) -> "Iterator[Callable[[], None]]":
    """A bar for `total` steps; the block calls what it is given once a step. Nothing is shown in the first second."""
    if not errors.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    progress = Progress(*columns, console=Console(file=errors), transient=True)
    task = progress.add_task(label, total=total)
    late = Timer(PATIENCE_SECONDS, progress.start)
    late.daemon = True
    late.start()
    try:
        yield lambda: progress.advance(task)
    finally:
        late.cancel()
        late.join()
        progress.stop()
