"""What is counted and who reports: units, indicators, their names and aliases, settings."""

from guoban.catalogue.model import Area, Catalogue, Direction, Indicator, Kind, Settings, Unit
from guoban.catalogue.names import indicators_named, units_named
from guoban.catalogue.problems import CatalogueError, Problem
from guoban.catalogue.reading import read_catalogue
from guoban.catalogue.writing import write_catalogue

__all__ = [
    "Area",
    "Catalogue",
    "CatalogueError",
    "Direction",
    "Indicator",
    "Kind",
    "Problem",
    "Settings",
    "Unit",
    "indicators_named",
    "read_catalogue",
    "units_named",
    "write_catalogue",
]
