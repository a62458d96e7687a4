"""A file's bytes → grids, whatever kind of file it is. Runs in the worker process.

Readers for the rarer kinds are loaded when one comes.
"""

from etl.reading.error_cells import take_shown_errors
from etl.reading.grid import Grid, cut_long_texts
from etl.reading.kinds import Kind, kind_of
from etl.reading.limits import Limits
from etl.reading.office import read_office
from etl.reading.refusal import Refused


def parse(content: bytes, file_name: str, limits: Limits) -> list[Grid]:
    """The grids of a file, or `Refused`."""
    grids = _parse_as_it_is(content, file_name, limits)
    for grid in grids:
        cut_long_texts(grid)
    return grids


def _parse_as_it_is(content: bytes, file_name: str, limits: Limits) -> list[Grid]:
    kind = kind_of(content, file_name, limits)
    if kind is Kind.ENCRYPTED:
        return _parse_inside(content, file_name, limits)
    if kind is Kind.XLS:
        return _parse_old(content, limits)
    if kind in (Kind.XLSX, Kind.XLSB):
        return read_office(content, kind, limits)
    grids = read_office(content, kind, limits) if kind is Kind.ODS else _parse_written(content, kind, limits)
    for grid in grids:
        take_shown_errors(grid)
    return grids


def _parse_written(content: bytes, kind: Kind, limits: Limits) -> list[Grid]:
    """Text and markup."""
    if kind is Kind.TEXT:
        from etl.reading.delimited import read_delimited

        return read_delimited(content, limits)
    from etl.reading import markup

    readers = {
        Kind.HTML: markup.read_html,
        Kind.MHTML: markup.read_mhtml,
        Kind.SPREADSHEETML: markup.read_spreadsheetml,
    }
    return readers[kind](content, limits)


def _parse_inside(content: bytes, file_name: str, limits: Limits) -> list[Grid]:
    """An encrypted new workbook: the built-in password, or a refusal."""
    from etl.reading.old_excel import decrypted

    inside = decrypted(content)
    if inside is None or kind_of(inside, file_name, limits) is Kind.ENCRYPTED:
        raise Refused("damaged")
    return _parse_as_it_is(inside, file_name, limits)


def _parse_old(content: bytes, limits: Limits) -> list[Grid]:
    """An old workbook: calamine; where it stops or gives mojibake, without its password, or by the second reader."""
    from etl.reading import old_excel

    try:
        grids = read_office(content, Kind.XLS, limits)
    except Refused as refused:
        if refused.rule not in ("damaged", "encrypted"):
            raise
        inside = old_excel.decrypted(content)
        return read_office(inside, Kind.XLS, limits) if inside is not None else _second_reader(content, limits)
    return _second_reader(content, limits) if any(map(_is_mojibake, grids)) else grids


def _is_mojibake(grid: Grid) -> bool:
    """Two-byte text read as one-byte text has a NUL after each letter."""
    return any(isinstance(value, str) and "\0" in value for row in grid.rows for value in row)


def _second_reader(content: bytes, limits: Limits) -> list[Grid]:
    from etl.reading import old_excel

    try:
        return old_excel.read_with_xlrd(content, limits)
    except old_excel.FAILURES as problem:
        raise Refused("damaged") from problem
