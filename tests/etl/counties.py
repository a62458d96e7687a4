"""A county of two townships with the standard indicators, for tests that need a store and little in it."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import openpyxl

from guoban.catalogue import read_catalogue
from guoban.catalogue.model import Settings, Unit
from guoban.warehouse import Warehouse

STANDARD = Path(__file__).parents[2] / "data" / "catalogue"
UNITS = (
    Unit("K", "某县总工会", "县级", None, 0, ("某县",)),
    Unit("A", "甲镇总工会", "乡镇", "K", 1, ("甲镇",)),
    Unit("B", "乙乡总工会", "乡镇", "K", 2, ("乙乡",)),
)


def small_county(folder: Path, *, sign_off: bool = True) -> Warehouse:
    """An empty store: 某县总工会 with 甲镇 (A) and 乙乡 (B). sign_off: the setting of that name."""
    standard = read_catalogue(STANDARD)
    settings = Settings("某县总工会", sign_off=sign_off)
    return Warehouse.create(folder, replace(standard, units={unit.code: unit for unit in UNITS}, settings=settings))


_made: dict[str, bytes] = {}


def workbook_of(*rows: list[object], sheet: str = "Sheet1") -> bytes:
    """A workbook of one sheet with these rows: the same bytes for the same rows, though the library writes the time."""
    key = repr((rows, sheet))
    if key not in _made:
        _made[key] = _written(rows, sheet)
    return _made[key]


def _written(rows: tuple[list[object], ...], sheet: str) -> bytes:
    workbook = openpyxl.Workbook()
    workbook.worksheets[0].title = sheet
    for row in rows:
        workbook.worksheets[0].append(row)
    saved = BytesIO()
    workbook.save(saved)
    return saved.getvalue()
