"""Names of sheets as Excel allows them."""

import re
from collections.abc import Iterable

from guoban.text import _
from guoban.text.visible import in_xml

_FORBIDDEN = re.compile(r"[\\/*?:\[\]]")
_LONGEST = 31


def sheet_name(wanted: str, taken: Iterable[str]) -> str:
    """`wanted` without what Excel forbids, cut to 31 characters, numbered where another sheet is called so."""
    base = _FORBIDDEN.sub("_", in_xml(wanted))[:_LONGEST].strip("'") or _("Sheet")
    held = {other.casefold() for other in taken}
    name, number = base, 1
    while name.casefold() in held:
        number += 1
        ending = f"({number})"
        name = base[: _LONGEST - len(ending)] + ending
    return name
