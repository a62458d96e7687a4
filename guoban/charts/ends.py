"""Which rows of a long list are drawn: Plotly takes half a minute over three hundred names; nobody reads them there."""

from dataclasses import dataclass

import pandas as pd

MOST = 40
"""More rows than this are drawn as the first and the last of them; the words beside them say how many are between."""


@dataclass(frozen=True, slots=True)
class Ends:
    """The rows that are drawn; `between` more have their place after the first `above` of them."""

    rows: pd.DataFrame
    above: int
    between: int

    @property
    def below(self) -> int:
        """How many are drawn after the place where others are left out."""
        return len(self.rows) - self.above


def ends(rows: pd.DataFrame) -> Ends:
    """All of up to MOST rows; of more the first half of MOST and the last, in their order."""
    if len(rows) <= MOST:
        return Ends(rows, len(rows), 0)
    half = MOST // 2
    return Ends(pd.concat([rows.head(half), rows.tail(MOST - half)]), half, len(rows) - MOST)
