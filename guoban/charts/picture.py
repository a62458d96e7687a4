"""Small SVG drawings inside HTML: as images with a text in their place.

The framework cleans the HTML of a page and takes `<svg>` out of it; an image that carries its drawing in its address
stays, is printed without asking for background colours, and is announced by its text.
"""

from html import escape
from urllib.parse import quote

_LEFT_AS_THEY_ARE = " =:/,;()'-._"


def picture(drawing: str, width: int, height: int, css: str, label: str, *, stretched: bool = False) -> str:
    """An `<img>` of an SVG drawing made by us (never from data).

    label: what is announced in its place. stretched: it fills whatever room it is given, in any proportion.
    """
    fit = " preserveAspectRatio='none'" if stretched else ""
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {width} {height}'{fit}>{drawing}</svg>"
    svg = svg.replace('"', "'")
    address = "data:image/svg+xml," + quote(svg, safe=_LEFT_AS_THEY_ARE)
    return f'<img class="{css}" width="{width}" height="{height}" alt="{escape(label)}" src="{escape(address)}">'
