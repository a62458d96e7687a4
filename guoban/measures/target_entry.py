"""A target as it is typed: in the measure it is shown in, refused in one sentence where it cannot be one."""

import re
import unicodedata
from decimal import Decimal

from guoban.catalogue.model import Indicator, Kind
from guoban.errors import InputError
from guoban.text import _

_MONEY = {"万元": Decimal(10_000), "亿元": Decimal(100_000_000)}
_NUMBER = re.compile(r"-?(?:\d+(?:\.\d+)?|\.\d+)", re.ASCII)
_BLANKS = re.compile(r"[\s,\u00a0\u2009\u202f]")
_DECIMALS = 6
_LIMIT = Decimal(10) ** 12


def typed_measure(indicator: Indicator) -> tuple[Decimal, str]:
    """What a typed number is multiplied by to be stored, and the name of the measure it is typed in."""
    if indicator.kind is Kind.RATIO:
        return Decimal("0.01"), "%"
    display = indicator.display_measure
    if indicator.kind is Kind.MONEY and display in _MONEY:
        return _MONEY[display], display
    return Decimal(1), indicator.measure


def typed_text(value: Decimal | None, indicator: Indicator) -> str:
    """A stored number as it would be typed, nothing rounded away; empty where there is none."""
    if value is None:
        return ""
    written = f"{(value / typed_measure(indicator)[0]):f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def typed_number(text: str, indicator: Indicator) -> Decimal:
    """The number in base units that a text means. Raises InputError when it cannot be a target."""
    factor, measure = typed_measure(indicator)
    written = _BLANKS.sub("", unicodedata.normalize("NFKC", text))
    if measure == "%":
        written = written.removesuffix("%")
    if not _NUMBER.fullmatch(written):
        raise InputError(
            _("“{text}” is not a number; type digits only, in {measure}").format(text=text.strip(), measure=measure)
        )
    typed = Decimal(written)
    if typed < 0:
        raise InputError(_("a target cannot be negative ({text})").format(text=text.strip()))
    if indicator.kind is Kind.RATIO and typed > 100:
        raise InputError(_("a ratio cannot exceed 100% ({text})").format(text=text.strip()))
    if indicator.kind is Kind.MILESTONE and typed > 1:
        raise InputError(_("the target of a milestone is at most 1, done ({text})").format(text=text.strip()))
    value = typed * factor
    decimals = 2 if indicator.kind is Kind.MONEY else _DECIMALS
    if value != round(value, decimals):
        raise InputError(_("{text} has more decimals than can be stored").format(text=text.strip()))
    if value >= _LIMIT:
        raise InputError(_("{text} is too large; see whether the measure is right").format(text=text.strip()))
    return value
