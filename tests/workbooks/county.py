"""The county whose unions send the workbooks: its units as people write them, and a store to read against."""

from pathlib import Path

from guoban.catalogue import read_catalogue
from guoban.warehouse import Warehouse

_CATALOGUE = Path(__file__).parents[2] / "data" / "examples" / "demonstration-county" / "catalogue"

FULL = {code: unit.name for code, unit in read_catalogue(_CATALOGUE).units.items()}
"""Names as on the roster: 云城街道总工会."""

SHORT = {code: unit.aliases[0] for code, unit in read_catalogue(_CATALOGUE).units.items() if unit.aliases}
"""Names as people write them: 云城街道."""

TOWNS = [f"T{number:02}" for number in range(1, 15)]
SYSTEMS = [f"S{number:02}" for number in range(1, 10)]
FACTORIES = ["E01", "E02", "E03"]
EVERYBODY = [*TOWNS, *SYSTEMS, *FACTORIES, "P01", "J01"]


def store(folder: Path) -> Warehouse:
    """An empty store of the county."""
    return Warehouse.create(folder, read_catalogue(_CATALOGUE))
