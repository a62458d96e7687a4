"""Workbooks that calamine reads: .xlsx .xlsm .xlsb .ods .xls and WPS's .et."""

import io
from typing import cast

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from etl.reading.error_cells import Errors, error_cells
from etl.reading.grid import Grid, Value, inside
from etl.reading.hidden import Lines, hidden_in_part, hidden_lines
from etl.reading.hidden_elsewhere import hidden_by_sheet
from etl.reading.kinds import Kind
from etl.reading.limits import Limits
from etl.reading.refusal import Refused

_WITH_CELLS = (SheetTypeEnum.WorkSheet, SheetTypeEnum.DialogSheet, SheetTypeEnum.MacroSheet)


def read_office(content: bytes, kind: Kind, limits: Limits) -> list[Grid]:
    """Every worksheet, in workbook order; chart sheets are left out."""
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
            grids = _grids(workbook, limits)
    except PasswordError as problem:
        raise Refused("encrypted") from problem
    except (CalamineError, OSError, ValueError) as problem:
        raise Refused("damaged") from problem
    hidden: dict[str, Lines] = {}
    lines_in = hidden_in_part if kind is Kind.XLSB else hidden_lines
    errors = error_cells(content, kind, lambda name, part: hidden.setdefault(name, lines_in(part)))
    hidden |= hidden_by_sheet(content, kind)
    for grid in grids:
        _mark(grid, errors.get(grid.name, {}))
        grid.hidden_rows, grid.hidden_columns = hidden.get(grid.name, ((), ()))
    return grids


def _mark(grid: Grid, errors: Errors) -> None:
    """Put a sheet's errors beside its cells, and make the rectangle reach them."""
    if not errors:
        return
    grid.errors.update(errors)
    height = max(row for row, _ in errors) + 1
    width = max(max(column for _, column in errors) + 1, len(grid.rows[0]) if grid.rows else 0)
    for row in grid.rows:
        row += [""] * (width - len(row))
    grid.rows += [[""] * width for _ in range(height - len(grid.rows))]


def _grids(workbook: CalamineWorkbook, limits: Limits) -> list[Grid]:
    sheets = [sheet for sheet in workbook.sheets_metadata if sheet.typ in _WITH_CELLS]
    if not sheets:
        raise Refused("no-sheets")
    if len(sheets) > limits.sheets:
        raise Refused("too-large", what="sheets", size=f"{len(sheets):,}", limit=f"{limits.sheets:,}")
    grids, cells = [], 0
    for described in sheets:
        sheet = workbook.get_sheet_by_name(described.name)
        last = sheet.end
        cells += (last[0] + 1) * (last[1] + 1) if last else 0
        if cells > limits.cells:
            raise Refused("too-large", what="cells", size=f"{cells:,}", limit=f"{limits.cells:,}")
        rows = cast(list[list[Value]], sheet.to_python(skip_empty_area=False))
        merged = [(top, left, bottom, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()]
        hidden = described.visible is not SheetVisibleEnum.Visible
        grids.append(Grid(described.name, rows, inside(merged, rows), hidden))
    return grids
