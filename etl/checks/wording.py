"""Numbers, units and indicators as findings write them."""

import math

from guoban.catalogue.model import Catalogue, Indicator, Kind
from guoban.text import _, pgettext


def number(value: float) -> str:
    """65 → 65, 97.8 → 97.8, 978000 → 978,000."""
    if not math.isfinite(value):
        return str(value)
    return f"{value:,.6f}".rstrip("0").rstrip(".")


def percent(share: float) -> str:
    """0.912 → 91.2%."""
    return f"{round(share * 100, 4):.4f}".rstrip("0").rstrip(".") + "%"


def amount(value: float, indicator: Indicator) -> str:
    """A figure in base units with its measure."""
    if indicator.kind is Kind.RATIO:
        return percent(value)
    return _("{number} {measure}").format(number=number(value), measure=indicator.measure)


def unit_name(catalogue: Catalogue, code: str) -> str:
    """The name of a unit; the code itself where there is none."""
    unit = catalogue.units.get(code)
    return unit.name if unit else code


def joined(names: list[str], most: int = 4) -> str:
    """Names in a row; of many, the first ones and how many there are."""
    if len(names) <= most:
        return pgettext("list", ", ").join(names)
    return _("{names} and others, {count} in all").format(
        names=pgettext("list", ", ").join(names[: most - 1]), count=len(names)
    )
