"""The sheet that a return slip puts in front of a workbook: read back, it is known and left alone."""

from etl.model import Sheet

SLIP_MARK = "过半·退回单"
"""How the first cell of that sheet begins; the same in every language, so that any installation knows it."""

_TOP_ROWS = 3
"""Somebody may have put a row above it."""


def is_slip(sheet: Sheet) -> bool:
    """Whether a sheet is the list of findings of a return slip."""
    return any(
        isinstance(cell, str) and cell.strip().startswith(SLIP_MARK) for row in sheet.rows[:_TOP_ROWS] for cell in row
    )
