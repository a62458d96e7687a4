"""A folder of CSV files → a catalogue, checked whole and refused whole (contract.md, "The catalogue folder")."""

from collections.abc import Sequence
from pathlib import Path

from guoban.catalogue.indicator_rows import read_indicators
from guoban.catalogue.model import Catalogue, Settings
from guoban.catalogue.problems import Problems
from guoban.catalogue.setting_rows import read_settings
from guoban.catalogue.table import Row, read_table
from guoban.catalogue.unit_rows import read_units
from guoban.text import _

UNITS_FILE = "units.csv"
INDICATORS_FILE = "indicators.csv"
SETTINGS_FILE = "settings.csv"

UNIT_COLUMNS = ("code", "name", "kind", "parent")
UNIT_COLUMNS_OPTIONAL = ("order", "aliases")
INDICATOR_COLUMNS = (
    "code", "name_zh", "name_en", "area", "kind", "measure", "direction", "numerator", "denominator", "synonyms",
)  # fmt: skip
INDICATOR_COLUMNS_OPTIONAL = ("headline", "weight", "schedule", "decimals", "display_measure")
SETTING_COLUMNS = ("name", "value")


def read_catalogue(folder: Path) -> Catalogue:
    """Read units.csv, indicators.csv and, if it is there, settings.csv.

    Units come in the order of their `order` column, indicators in the order of their rows; positions count from 0.
    Raises CatalogueError naming every wrong file, row and column.
    """
    problems = Problems()
    unit_rows = _filled_table(folder / UNITS_FILE, UNIT_COLUMNS, UNIT_COLUMNS_OPTIONAL, problems)
    indicator_rows = _filled_table(folder / INDICATORS_FILE, INDICATOR_COLUMNS, INDICATOR_COLUMNS_OPTIONAL, problems)
    setting_rows: Sequence[Row] = ()
    if (folder / SETTINGS_FILE).exists():
        setting_rows = read_table(folder / SETTINGS_FILE, SETTING_COLUMNS, (), problems)
    found = catalogue_of_rows(unit_rows, indicator_rows, setting_rows, problems)
    problems.refuse_if_any()
    return found


def catalogue_of_rows(
    units: Sequence[Row], indicators: Sequence[Row], settings: Sequence[Row], problems: Problems
) -> Catalogue:
    """The catalogue that the rows of the three tables make; of use only where no problem was noted."""
    return Catalogue(
        read_units(units, problems),
        read_indicators(indicators, problems),
        read_settings(settings, problems) if settings else Settings(),
    )


def _filled_table(path: Path, required: Sequence[str], optional: Sequence[str], problems: Problems) -> list[Row]:
    """A table that has to have rows; where nothing could be read, that was said already."""
    before = len(problems.found)
    rows = read_table(path, required, optional, problems)
    if not rows and len(problems.found) == before:
        problems.add(path.name, 0, "", _("There are no rows below the header."))
    return rows
