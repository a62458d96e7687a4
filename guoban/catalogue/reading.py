"""A folder of CSV files → a catalogue, checked whole and refused whole (contract.md, "The catalogue folder")."""

from pathlib import Path

from guoban.catalogue.indicator_rows import read_indicators
from guoban.catalogue.model import Catalogue, Settings
from guoban.catalogue.problems import Problems
from guoban.catalogue.setting_rows import read_settings
from guoban.catalogue.table import read_table
from guoban.catalogue.unit_rows import read_units

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
    units = read_units(read_table(folder / UNITS_FILE, UNIT_COLUMNS, UNIT_COLUMNS_OPTIONAL, problems), problems)
    indicators = read_indicators(
        read_table(folder / INDICATORS_FILE, INDICATOR_COLUMNS, INDICATOR_COLUMNS_OPTIONAL, problems), problems
    )
    settings = Settings()
    if (folder / SETTINGS_FILE).exists():
        settings = read_settings(read_table(folder / SETTINGS_FILE, SETTING_COLUMNS, (), problems), problems)
    problems.refuse_if_any()
    return Catalogue(units, indicators, settings)
