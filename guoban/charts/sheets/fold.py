"""Which units stand on a sheet where there are more than it can hold: the top, the bottom, and how many are between."""

from dataclasses import dataclass

import pandas as pd

MOST = 40
"""Rows on a sheet, in two columns of letters that are still read from the back of the room."""
MOST_OF_LONG = 28
"""Rows where names are long or much stands beside them; only used where not all can be drawn anyway."""
ONE_COLUMN = 16
"""Rows that stand under each other before a second column is begun."""


@dataclass(frozen=True)
class Folded:
    """The rows to draw, in order; `between` rows are folded after the first `above`; `silent` has no place."""

    shown: pd.DataFrame
    above: int
    between: int
    silent: pd.DataFrame


def fold(rows: pd.DataFrame, stands: "pd.Series[bool]", fewer: int = MOST) -> Folded:
    """Ordered rows as they can be drawn: all of them up to MOST, of more the first and the last of them, `fewer`.

    stands: which of them have a place in the order; those that have none (not reported, no target) follow them, and
    give way first.
    """
    placed, silent = rows[stands.to_numpy()], rows[~stands.to_numpy()]
    most = MOST if len(rows) <= MOST else fewer
    if len(placed) > most:
        half = most // 2
        ends = pd.concat([placed.head(half), placed.tail(most - half)])
        return Folded(ends, half, len(placed) - most, silent)
    room = most - len(placed)
    return Folded(pd.concat([placed, silent.head(room)]), len(placed), 0, silent.iloc[room:])
