"""Where a name or a cell leads: the addresses of the pages, with the filters kept."""

from dataclasses import dataclass, field
from html import escape
from urllib.parse import urlencode


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses of pages under the same filters.

    kept: the filters of the present view as they stand in the address (year, quarter, area …).
    Addresses are relative, so that they also work behind a proxy under a path of its own.
    """

    kept: dict[str, str] = field(default_factory=dict)

    def unit(self, code: str) -> str:
        """The page of one unit."""
        return self._to("unit", unit=code)

    def indicator(self, code: str, unit: str | None = None) -> str:
        """The page of one indicator, with one unit's row picked out if given."""
        return self._to("indicator", indicator=code, **({"unit": unit} if unit else {}))

    def source(self, unit: str, indicator: str) -> str:
        """Where a unit's figure comes from: the page of the unit, with the figure taken apart."""
        return self._to("unit", unit=unit, indicator=indicator)

    def original(self, upload: int) -> str:
        """The file of an upload, as it was sent in."""
        return f"original/{upload}"

    def page(self, name: str) -> str:
        """A page under the same filters."""
        return self._to(name)

    def _to(self, page: str, **more: str) -> str:
        return f"{page}?{urlencode(self.kept | more)}"


def anchor(address: str, text: str, **attributes: str) -> str:
    """An HTML link; address, text and attributes come as they are and leave escaped."""
    extra = "".join(f' {name.replace("_", "-")}="{escape(value)}"' for name, value in attributes.items())
    return f'<a href="{escape(address)}"{extra}>{escape(text)}</a>'
