"""A file's bytes → grids, whatever kind of file it is. Runs in the worker process."""

from etl.reading.grid import Grid
from etl.reading.kinds import kind_of
from etl.reading.limits import Limits
from etl.reading.office import read_office


def parse(content: bytes, file_name: str, limits: Limits) -> list[Grid]:
    """The grids of a file, or `Refused`."""
    kind = kind_of(content, file_name, limits)
    return read_office(content, kind, limits)
