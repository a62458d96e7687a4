"""Where a name or a cell leads: the addresses of the pages, with the filters kept."""

from dataclasses import dataclass, field, replace
from datetime import date
from html import escape
from urllib.parse import urlencode


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses of pages under the same filters.

    kept: the filters of the present view as they stand in the address (year, quarter, area …).
    above: the way from where the links stand up to the pages, empty for the pages themselves.
    Addresses are relative, so that they also work behind a proxy under a path of its own.
    """

    kept: dict[str, str] = field(default_factory=dict)
    above: str = ""

    def at(self, year: int, quarter: int) -> "Links":
        """The same, of another quarter."""
        return replace(self, kept=self.kept | {"year": str(year), "quarter": str(quarter)})

    def on(self, day: date) -> "Links":
        """The same, of the quarter that a day lies in."""
        return self.at(day.year, (day.month + 2) // 3)

    def unit(self, code: str) -> str:
        """The page of one unit."""
        return self._to("unit", unit=code)

    def indicator(self, code: str, unit: str | None = None) -> str:
        """The page of one indicator, with one unit's row picked out if given."""
        return self._to("indicator", indicator=code, **({"unit": unit} if unit else {}))

    def source(self, unit: str, indicator: str) -> str:
        """Where a unit's figure comes from: the page of the unit, with the figure taken apart."""
        return self._to("unit", unit=unit, indicator=indicator)

    def comparison(self, unit: str, against: str) -> str:
        """A unit's figures beside those of another time."""
        return self._to("compare", unit=unit, against=against)

    def targets(self, indicator: str) -> str:
        """Who was asked for how much of an indicator."""
        return self._to("targets", by="indicator", indicator=indicator)

    def original(self, upload: int) -> str:
        """The file of an upload, as it was sent in."""
        return f"{self.above}original/{upload}"

    def page(self, name: str) -> str:
        """A page under the same filters; the overview has no name."""
        return self._to(name)

    def _to(self, page: str, **more: str) -> str:
        return f"{self.above}{page}?{urlencode(self.kept | more)}"


def anchor(address: str, text: str, **attributes: str) -> str:
    """An HTML link; address, text and attributes come as they are and leave escaped."""
    extra = "".join(f' {name.replace("_", "-")}="{escape(value)}"' for name, value in attributes.items())
    return f'<a href="{escape(address)}"{extra}>{escape(text)}</a>'
