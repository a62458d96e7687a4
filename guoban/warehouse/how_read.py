"""How a file was read when it was loaded, kept with its upload: so it can be read once more and mean the same."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import pyarrow as pa

from guoban import __version__
from guoban.warehouse.reader import Reader
from guoban.warehouse.roster import INDICATOR, UNIT

OWN, SHARE = "own", "share"

_KEPT = """
    select program, read_on, only_sound, given_first_day, given_last_day, given_unit
    from {of} where {of} = $number and program is not null"""
_CLAIMS = "select subject, name, code from {of}_claim where {of} = $number"


@dataclass(frozen=True, slots=True)
class HowRead:
    """What a person had settled about a file, and when and by which program it was read.

    only_sound: cells with errors and open questions were left out. span, unit: for sheets and forms that name none.
    units, indicators: text as written in the file → code (or "" = left out). shares: place ("季报!C5") → the share that
    was meant there ("93%", or "" = left out).
    own: codes of the units that the account answered for, where it was not for all; what is of others was left out.
    """

    read_on: date
    only_sound: bool = False
    span: tuple[date, date] | None = None
    unit: str | None = None
    units: Mapping[str, str] = field(default_factory=dict)
    indicators: Mapping[str, str] = field(default_factory=dict)
    own: tuple[str, ...] = ()
    program: str = __version__
    shares: Mapping[str, str] = field(default_factory=dict)

    def columns(self) -> dict[str, object]:
        """Its columns of the table `upload`, one row."""
        first_day, last_day = self.span or (None, None)
        return {
            "program": [self.program],
            "read_on": [self.read_on],
            "only_sound": [self.only_sound],
            "given_first_day": pa.array([first_day], pa.date32()),
            "given_last_day": pa.array([last_day], pa.date32()),
            "given_unit": pa.array([self.unit], pa.string()),
        }

    def claims(self, number: int, of: str = "upload") -> pa.Table | None:
        """Its rows of the table `upload_claim`, or of that of another thing; None where it has none."""
        named = ((UNIT, self.units), (INDICATOR, self.indicators), (SHARE, self.shares))
        rows = [(subject, name, code) for subject, codes in named for name, code in codes.items()]
        rows += [(OWN, code, code) for code in self.own]
        if not rows:
            return None
        numbers = pa.array([number] * len(rows), pa.int32())
        texts = {name: [row[place] for row in rows] for place, name in enumerate(("subject", "name", "code"))}
        return pa.table({of: numbers, **texts})


def how_read(reader: Reader, number: int, of: str = "upload") -> HowRead | None:
    """How the file of an upload, or of a submission, was read; None where it was not noted yet or there was no file."""
    found = reader.rows(_KEPT.format(of=of), {"number": number})
    if not found:
        return None
    program, read_on, only_sound, first_day, last_day, unit = found[0]
    claims: dict[str, dict[str, str]] = {UNIT: {}, INDICATOR: {}, SHARE: {}, OWN: {}}
    for subject, name, code in reader.rows(_CLAIMS.format(of=of), {"number": number}):
        claims[subject][name] = code
    span = (first_day, last_day) if first_day else None
    return HowRead(
        read_on,
        only_sound,
        span,
        unit,
        claims[UNIT],
        claims[INDICATOR],
        own=tuple(sorted(claims[OWN])),
        program=program,
        shares=claims[SHARE],
    )
