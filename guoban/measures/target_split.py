"""An annual target spread over the quarters: by schedule, as last year went, or by hand (rule 7).

Amounts are exact decimals. Dues are cumulative: what is to be there at each quarter's end, the last the whole target.
"""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from math import isnan

from guoban.calendar import QUARTER_SHARES, Shares
from guoban.catalogue.model import Indicator, Kind

Dues = tuple[Decimal, Decimal, Decimal, Decimal]
"""Amounts due by the four quarter ends; the last is the target."""

SPREAD = (Kind.FLOW, Kind.MONEY)
"""Kinds whose targets are amounts of a year, and so can be spread over its quarters."""

_FEN = Decimal("0.01")
_FINEST = Decimal("0.000001")


def step_of(indicator: Indicator, target: Decimal) -> Decimal:
    """The smallest amount a quarter is given: 分 of money, a whole one of what is counted."""
    if indicator.kind is Kind.MONEY:
        return _FEN
    return Decimal(1) if target == target.to_integral_value() else _FINEST


def spread(target: Decimal, shares: Shares, step: Decimal) -> Dues:
    """What of a target is due by each quarter's end; the quarters add up to it exactly, whatever the rounding."""
    first, second, third = ((target * share / step).quantize(Decimal(1), ROUND_HALF_UP) * step for share in shares[:3])
    return first, second, third, target


def quarters(dues: Dues) -> Dues:
    """What each quarter alone is to bring."""
    first, second, third, fourth = (after - before for before, after in pairwise((Decimal(0), *dues)))
    return first, second, third, fourth


def dues_of(amounts: Sequence[Decimal]) -> Dues:
    """What is due by each quarter's end when each quarter alone is to bring these amounts."""
    first, second, third, fourth = (sum(amounts[:count], Decimal(0)) for count in (1, 2, 3, 4))
    return first, second, third, fourth


def shares_of(dues: Dues) -> Shares | None:
    """The shares of the whole; None where the whole is nothing."""
    if dues[3] <= 0:
        return None
    first, second, third = (due / dues[3] for due in dues[:3])
    return first, second, third, Decimal(1)


def schedule_shares(indicator: Indicator) -> Shares:
    """The shares by the indicator's own schedule, else a quarter each."""
    return indicator.schedule or QUARTER_SHARES


def last_year_shares(values: Sequence[float | None]) -> Shares | None:
    """The shares of last year's total reached at its quarter ends.

    values: year to date at the four quarter ends, None where it was not complete. None unless all are there, none falls
    below the one before, and the year brought anything.
    """
    known = [Decimal(repr(float(value))) for value in values if value is not None and not isnan(value)]
    if len(known) < 4 or known[0] < 0 or any(after < before for before, after in pairwise(known)):
        return None
    return shares_of((known[0], known[1], known[2], known[3]))
