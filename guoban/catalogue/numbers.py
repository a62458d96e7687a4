"""Numbers as they are written in a catalogue."""

import re
from decimal import Decimal

from guoban.calendar import Shares

_NUMBER = re.compile(r"-?\d{1,12}(\.\d{1,12})?", re.ASCII)


def parse_number(text: str) -> Decimal | None:
    """A plain decimal number such as `3`, `0.5`, `-1`; None for anything else."""
    return Decimal(text) if _NUMBER.fullmatch(text) else None


def parse_fraction(text: str) -> Decimal | None:
    """A fraction of 1: `0.1` or `10%`; None for anything else."""
    if text.endswith("%"):
        number = parse_number(text[:-1].strip())
        return None if number is None else number / 100
    return parse_number(text)


def parse_shares(text: str) -> Shares | None:
    """Four cumulative shares in per cent, `25|50|75|100`, as fractions of 1; None unless they rise to 100.

    At most four decimals each, six as a fraction: what the store holds.
    """
    numbers = [parse_number(part.strip()) for part in text.split("|")]
    known = [number for number in numbers if number is not None]
    if len(numbers) != 4 or len(known) != 4 or known != sorted(known) or known[0] < 0 or known[3] != 100:
        return None
    if any(number != round(number, 4) for number in known):
        return None
    return (known[0] / 100, known[1] / 100, known[2] / 100, known[3] / 100)
