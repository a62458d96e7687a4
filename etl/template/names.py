"""Names of sheets as Excel allows them."""

import re

from openpyxl import Workbook

_FORBIDDEN = re.compile(r"[\\/*?:\[\]]")
_LONGEST = 31


def sheet_name(workbook: Workbook, wanted: str) -> str:
    """`wanted` without what Excel forbids, cut to 31 characters, numbered where another sheet is called so."""
    base = _FORBIDDEN.sub("_", wanted).strip("'")[:_LONGEST] or "表"
    name, number = base, 1
    while name.casefold() in {taken.casefold() for taken in workbook.sheetnames}:
        number += 1
        name = f"{base[: _LONGEST - 4]}({number})"
    return name
