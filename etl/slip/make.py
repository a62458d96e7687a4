"""A reading and the file it was read from → the workbook that goes back to the sender."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from pathlib import PurePath

from etl.layout.returned import is_slip
from etl.model import Finding, Reading, Severity, Sheet
from etl.reading.kinds import Kind, kind_of
from etl.reading.limits import DEFAULT
from etl.reading.old_excel import decrypted
from etl.reading.package import cell_at
from etl.slip.advice import advice
from etl.slip.afresh import written_afresh
from etl.slip.annotate import annotate
from etl.slip.entry import Cell, Entry
from etl.slip.list_sheet import Slips
from etl.slip.package import Package, UnsoundPackageError
from guoban.catalogue import Catalogue
from guoban.errors import InputError
from guoban.text import _, ngettext

_ORDER = {Severity.ERROR: 0, Severity.QUESTION: 1, Severity.WARNING: 2, Severity.NOTE: 3}
_RETURNED = re.compile(r"_(退回_\d+处问题|returned_\d+_findings?)$")
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]')
_LONGEST_STEM = 60
"""Characters, which in Chinese are three bytes each: no name of a file is longer than 255."""


@dataclass(frozen=True, slots=True)
class Slip:
    """A workbook to send back, and what to call it."""

    file_name: str
    content: bytes


def to_mend(reading: Reading) -> int:
    """How many findings somebody has to look at: all but the notes."""
    return sum(finding.severity is not Severity.NOTE for finding in reading.findings)


def slip_name(reading: Reading) -> str:
    """季报.xlsx with three findings → 季报_退回_3处问题.xlsx, and the same when the slip itself comes back.

    A workbook with macros keeps the ending that lets Excel run them; every other kind comes back as .xlsx.
    """
    path = PurePath(reading.file_name)
    count = to_mend(reading)
    words = ngettext("{stem}_returned_{count}_finding", "{stem}_returned_{count}_findings", count)
    ending = ".xlsm" if path.suffix.lower() == ".xlsm" else ".xlsx"
    return words.format(stem=_RETURNED.sub("", _on_any_disk(path.stem)), count=count) + ending


def _on_any_disk(stem: str) -> str:
    """A name without what Windows or another system does not take in the name of a file, and no longer than they do."""
    return _NOT_IN_NAMES.sub("_", stem).strip(" .")[:_LONGEST_STEM] or "_"


def make_slip(reading: Reading, content: bytes, catalogue: Catalogue) -> Slip:
    """The sender's workbook with a coloured cell and a comment at each finding, and a list of them in front.

    content: the bytes that `reading` was read from. An .xlsx is changed in these places only; everything else in it
    stays byte for byte. What is no .xlsx comes back as one with the values and merged cells that were read.
    Raises InputError where the file could not be read at all, or is too large to be marked.
    """
    if not reading.grids:
        first = reading.findings[0] if reading.findings else None
        raise InputError(
            _("{file} could not be read, so it cannot be returned with its findings marked.").format(
                file=reading.file_name
            ),
            first.message if first else "",
        )
    entries = _entries(reading, catalogue)
    slips = Slips(reading.file_name, to_mend(reading), entries, tuple(g.name for g in reading.grids if is_slip(g)))
    original = _package(reading, content)
    if original is not None:
        try:
            return Slip(slip_name(reading), annotate(Package(original), slips))
        except UnsoundPackageError:
            pass  # a package that Excel would have to repair: its figures are copied into a sound one
    kept = tuple(grid for grid in reading.grids if not is_slip(grid))
    name = PurePath(slip_name(reading)).with_suffix(".xlsx").name
    return Slip(name, annotate(Package(written_afresh(kept)), replace(slips, earlier=(), copied=True)))


def _package(reading: Reading, content: bytes) -> bytes | None:
    """The .xlsx package of a file; None where it is of another kind."""
    kind = kind_of(content, reading.file_name, DEFAULT)
    if kind is Kind.ENCRYPTED:
        return decrypted(content)
    return content if kind is Kind.XLSX else None


def _entries(reading: Reading, catalogue: Catalogue) -> tuple[Entry, ...]:
    """The findings, gravest first, each at the cell that shows what it is about."""
    grids = {grid.name: grid for grid in reading.grids}
    found = sorted(reading.findings, key=lambda finding: _ORDER[finding.severity])
    origins = {name: _origins(grid, found) for name, grid in grids.items()}
    return tuple(_entry(finding, grids, origins, catalogue) for finding in found)


def _origins(grid: Sheet, findings: list[Finding]) -> dict[Cell, Cell]:
    """Cells that are hidden under a merged range → the one that shows it."""
    asked = sorted({at for found in findings if found.sheet == grid.name and (at := cell_at(found.cell or ""))})
    return {
        at: (area.top, area.left)
        for area in grid.merged
        for at in asked[bisect_left(asked, (area.top, area.left)) : bisect_right(asked, (area.bottom, area.right))]
        if area.left <= at[1] <= area.right
    }


def _entry(
    finding: Finding, grids: dict[str, Sheet], origins: dict[str, dict[Cell, Cell]], catalogue: Catalogue
) -> Entry:
    grid = grids.get(finding.sheet or "")
    at = cell_at(finding.cell) if finding.cell and grid is not None else None
    if at is not None and grid is not None:
        at = origins[grid.name].get(at, at)
    written = _written(grid, at) if grid is not None and at is not None else ""
    return Entry(finding.severity, finding.sheet, at, finding.message, advice(finding, catalogue), written)


def _written(grid: Sheet, at: Cell) -> str:
    """What stands in a cell."""
    row, column = at
    if row >= len(grid.rows) or column >= len(grid.rows[row]):
        return ""
    value = grid.error_cells.get(at, grid.rows[row][column])
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)
