"""Round figures at even distances, for the scale of a drawing."""

import math

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_LINES = 4
_NOTHING = 1e-6
"""Less than any figure that is drawn."""


def even_marks(low: float, high: float) -> list[float]:
    """Round figures at even distances, from at or under `low` to at or over `high`."""
    largest = max(abs(low), abs(high))
    spread = high - low
    if spread <= largest * 1e-6 or largest < _NOTHING:  # one figure, or only noughts
        spread = largest if largest >= _NOTHING else 1.0
    power = 10 ** math.floor(math.log10(spread / _LINES))
    step = next(each * power for each in _STEPS if each * power * _LINES >= spread * (1 - 1e-9))
    first = math.floor(low / step + 1e-9)
    last = max(math.ceil(high / step - 1e-9), first + 1)
    return [place * step for place in range(first, last + 1)]
