"""A catalogue → the folder of CSV files it can be read from."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from guoban.catalogue.model import Catalogue, Indicator, Unit
from guoban.catalogue.reading import (
    INDICATOR_COLUMNS,
    INDICATOR_COLUMNS_OPTIONAL,
    INDICATORS_FILE,
    SETTING_COLUMNS,
    SETTINGS_FILE,
    UNIT_COLUMNS,
    UNIT_COLUMNS_OPTIONAL,
    UNITS_FILE,
)
from guoban.catalogue.setting_rows import setting_texts


def write_catalogue(folder: Path, catalogue: Catalogue) -> None:
    """Write units.csv, indicators.csv and settings.csv; `read_catalogue` reads the same catalogue back.

    UTF-8 with a byte order mark, without which Excel takes the Chinese for something else.
    """
    folder.mkdir(parents=True, exist_ok=True)
    units = (_unit_row(unit) for unit in catalogue.units.values())
    _write(folder / UNITS_FILE, (*UNIT_COLUMNS, *UNIT_COLUMNS_OPTIONAL), units)
    indicators = (_indicator_row(indicator) for indicator in catalogue.indicators.values())
    _write(folder / INDICATORS_FILE, (*INDICATOR_COLUMNS, *INDICATOR_COLUMNS_OPTIONAL), indicators)
    _write(folder / SETTINGS_FILE, SETTING_COLUMNS, setting_texts(catalogue.settings).items())


def _unit_row(unit: Unit) -> Sequence[object]:
    return (unit.code, unit.name, unit.kind, unit.parent, unit.position, "|".join(unit.aliases))


def _indicator_row(indicator: Indicator) -> Sequence[object]:
    shares = [f"{(share * 100).normalize():f}" for share in indicator.schedule or ()]
    return (
        indicator.code, indicator.name_zh, indicator.name_en, indicator.area, indicator.kind, indicator.measure,
        indicator.direction, indicator.numerator, indicator.denominator, "|".join(indicator.synonyms),
        int(indicator.headline), f"{indicator.weight.normalize():f}", "|".join(shares), indicator.decimals,
        indicator.display_measure,
    )  # fmt: skip


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)
