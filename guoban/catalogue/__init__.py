"""What is counted and who reports: units, indicators, their names and aliases, settings."""

from guoban.catalogue.model import Area, Catalogue, Direction, Indicator, Kind, Settings, Unit

__all__ = ["Area", "Catalogue", "Direction", "Indicator", "Kind", "Settings", "Unit"]
