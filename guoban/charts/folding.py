"""Which rows (or columns) of a large sheet are drawn, and how many are folded between them."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """Lines drawn side by side, `first` to `last`, 0-based, both included; `skipped` lines are folded before them."""

    first: int
    last: int
    skipped: int

    def __len__(self) -> int:
        return self.last - self.first + 1


def folded(length: int, wanted: Iterable[int], most: int) -> tuple[tuple[Run, ...], int]:
    """The lines to draw, at most `most` of `length`, and how many are folded behind the last one.

    All of them where they are few enough. Else the first half of what may be drawn, the last two lines (totals,
    signatures), and of the `wanted` ones, most wanted first, as many as there is room for.
    """
    if length <= most:
        return ((Run(0, length - 1, 0),) if length else ()), 0
    shown = {*range(most // 2), length - 2, length - 1}
    for line in wanted:
        if len(shown) >= most:
            break
        if 0 <= line < length:
            shown.add(line)
    runs: list[Run] = []
    for line in sorted(shown):
        if runs and runs[-1].last == line - 1:
            runs[-1] = Run(runs[-1].first, line, runs[-1].skipped)
        else:
            runs.append(Run(line, line, line - runs[-1].last - 1 if runs else line))
    return tuple(runs), length - 1 - runs[-1].last
