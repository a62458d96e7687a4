"""One line of a return slip."""

from dataclasses import dataclass

from etl.model import Severity
from etl.reading.package import address_of

Cell = tuple[int, int]
"""Row and column, 0-based."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What was found, where, and what to do about it, in the words of the person who has to mend it.

    at: the cell; None where the whole sheet or file is meant. written: what stands there.
    """

    severity: Severity
    sheet: str | None
    at: Cell | None
    message: str
    advice: str
    written: str = ""

    @property
    def place(self) -> str:
        """季报!D7; the sheet alone, or nothing, where no cell is meant."""
        return "!".join(part for part in (self.sheet, address_of(self.at) if self.at else None) if part)
