"""What a page is made of: the kinds of its elements, whatever is said in them."""

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

from streamlit.testing.v1 import AppTest

RUNS = ("onerror", "onload", "onclick", "onfocus", "onmouseover", "srcdoc", "formaction")
LEADS = ("href", "src", "action", "xlink:href", "data")


class Seen(HTMLParser):
    """Reads HTML as a browser does: its tags with their attributes, addresses, and text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.kinds: set[tuple[str, str]] = set()
        self.addresses: set[str] = set()
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.kinds.add((tag, ""))
        for name, value in attrs:
            self.kinds.add((tag, name))
            if name in LEADS:
                self.addresses.add(value or "")

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.kinds.add(("<!--", ""))

    def handle_decl(self, decl: str) -> None:
        self.kinds.add(("<!", ""))

    def unknown_decl(self, data: str) -> None:
        self.kinds.add(("<![", ""))

    @property
    def leads_elsewhere(self) -> list[str]:
        """Addresses that are not of this house."""
        return [each for each in self.addresses if urlsplit(each).scheme not in ("", "data") or each.startswith("//")]


def html_of(page: AppTest) -> str:
    """All HTML of a page."""
    return "\n".join(str(each.proto.body) for each in page.get("html"))


def spoken(page: AppTest) -> list[str]:
    """What a page says where the framework reads Markdown: labels, hints, sentences, words of buttons."""
    found: list[str] = []
    for block in (page.main, page.sidebar):
        for element in _elements(block):
            found += list(_marked_up(element.proto))
    return found


MARKED_UP = ("body", "label", "help", "text", "title", "placeholder_markdown", "caption")
PLAIN = ("html", "code", "text", "plotly_chart", "arrow_data_frame", "json")
"""Elements whose text is no Markdown."""


def _elements(block: Any) -> Iterator[Any]:
    for child in block.children.values():
        if hasattr(child, "children"):
            yield child
            yield from _elements(child)
        elif child.type not in PLAIN:
            yield child


def _marked_up(proto: Any) -> Iterator[str]:
    if proto is None or not hasattr(proto, "ListFields"):
        return
    for field, value in proto.ListFields():
        if field.name in MARKED_UP and isinstance(value, str):
            yield value
        elif field.type == field.TYPE_MESSAGE and not field.is_repeated:
            yield from _marked_up(value)
