"""Where a name or a cell leads: the addresses of the pages, with the filters kept."""

from dataclasses import dataclass, field, replace
from datetime import date
from html import escape
from urllib.parse import urlencode

OVERVIEW = "overview"
"""The page without a name in addresses."""


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses of pages under the same filters.

    kept: the filters of the present view as they stand in the address (year, quarter, area …).
    above: the way from where the links stand up to the pages, empty for the pages themselves.
    pages, files: names of the pages and numbers of the uploads that may be led to, None = all. An address that leads
    elsewhere is empty, and `anchor` makes text of it.
    Addresses are relative, so that they also work behind a proxy under a path of its own.
    """

    kept: dict[str, str] = field(default_factory=dict)
    above: str = ""
    pages: frozenset[str] | None = None
    files: frozenset[int] | None = None

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
        """The page of one indicator, a unit's row picked out; if that may not be, where its figure comes from."""
        if unit and not self._may("indicator"):
            return self.source(unit, code)
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
        return f"{self.above}original/{upload}" if self.files is None or upload in self.files else ""

    def page(self, name: str) -> str:
        """A page under the same filters; the overview has no name."""
        return self._to(name)

    def _may(self, page: str) -> bool:
        return self.pages is None or (page or OVERVIEW) in self.pages

    def _to(self, page: str, **more: str) -> str:
        if not self._may(page):
            return ""
        return f"{self.above}{page}?{urlencode(self.kept | more)}"


def anchor(address: str, text: str, **attributes: str) -> str:
    """An HTML link; address, text and attributes come as they are and leave escaped. Without an address, the text."""
    if not address:
        return escape(text)
    extra = "".join(f' {name.replace("_", "-")}="{escape(value)}"' for name, value in attributes.items())
    return f'<a href="{escape(address)}"{extra}>{escape(text)}</a>'
