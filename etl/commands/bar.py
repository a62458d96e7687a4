"""A progress bar for work that takes more than a second, on standard error, where somebody is looking."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from threading import Timer
from typing import TYPE_CHECKING, TextIO, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

PATIENCE_SECONDS = 1.0


def with_bar(items: Sequence[T], label: str, errors: TextIO) -> Iterable[T]:
    """Go through `items`; when that takes long, show how far it has come."""
    with bar(label, len(items), errors) as advance:
        for item in items:
            yield item
            advance()


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
