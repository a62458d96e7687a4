"""Which rows of a long list are drawn: three hundred names in a picture are read by nobody."""

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

    @property
    def fold(self) -> int | None:
        """The place of the row before which others are left out; None where none are."""
        return self.above if self.between else None

    def told(self, words: str) -> list[str]:
        """Where those between are: `words` with first, last and count filled in; nothing where all are drawn."""
        if not self.between:
            return []
        return [words.format(first=self.above, last=self.below, count=self.between)]


def ends(rows: pd.DataFrame) -> Ends:
    """All of up to MOST rows; of more the first half of MOST and the last, in their order."""
    if len(rows) <= MOST:
        return Ends(rows, len(rows), 0)
    half = MOST // 2
    return Ends(pd.concat([rows.head(half), rows.tail(MOST - half)]), half, len(rows) - MOST)
