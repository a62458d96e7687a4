"""A catalogue as texts: what stands in each cell of its three tables, to be edited, compared and kept."""

from collections.abc import Mapping

from guoban.catalogue.model import Catalogue, Indicator, Unit
from guoban.catalogue.problems import Problems
from guoban.catalogue.reading import (
    INDICATOR_COLUMNS,
    INDICATOR_COLUMNS_OPTIONAL,
    INDICATORS_FILE,
    SETTING_COLUMNS,
    SETTINGS_FILE,
    UNIT_COLUMNS,
    UNIT_COLUMNS_OPTIONAL,
    UNITS_FILE,
    catalogue_of_rows,
)
from guoban.catalogue.setting_rows import setting_texts
from guoban.catalogue.table import Row

Cells = Mapping[str, str]
"""Column → text of one row."""

Texts = Mapping[str, Mapping[str, Cells]]
"""UNITS, INDICATORS, SETTINGS → key of a row → its cells. Rows are in the order in which they would be written."""

UNITS, INDICATORS, SETTINGS = "units", "indicators", "settings"

COLUMNS = {
    UNITS: (*UNIT_COLUMNS, *UNIT_COLUMNS_OPTIONAL),
    INDICATORS: (*INDICATOR_COLUMNS, *INDICATOR_COLUMNS_OPTIONAL),
    SETTINGS: SETTING_COLUMNS,
}
"""Of each table, its columns in order; the first is the key."""

FILES = {UNITS: UNITS_FILE, INDICATORS: INDICATORS_FILE, SETTINGS: SETTINGS_FILE}


def texts_of(catalogue: Catalogue) -> Texts:
    """Every cell of a catalogue as it is written; `catalogue_of` gives the same catalogue back."""
    return {
        UNITS: {unit.code: _unit(unit) for unit in catalogue.units.values()},
        INDICATORS: {each.code: _indicator(each) for each in catalogue.indicators.values()},
        SETTINGS: {
            name: {"name": name, "value": value} for name, value in setting_texts(catalogue.settings).items()
        },
    }  # fmt: skip


def catalogue_of(texts: Texts) -> Catalogue:
    """The catalogue of these texts. Raises CatalogueError naming every wrong place, rows as they would be written."""
    rows = {
        table: [Row(FILES[table], number, dict(cells)) for number, cells in enumerate(texts[table].values(), start=2)]
        for table in (UNITS, INDICATORS, SETTINGS)
    }
    problems = Problems()
    found = catalogue_of_rows(rows[UNITS], rows[INDICATORS], rows[SETTINGS], problems)
    problems.refuse_if_any()
    return found


def _unit(unit: Unit) -> dict[str, str]:
    parts = (unit.code, unit.name, unit.kind, unit.parent or "", str(unit.position), "|".join(unit.aliases))
    return dict(zip(COLUMNS[UNITS], parts, strict=True))


def _indicator(indicator: Indicator) -> dict[str, str]:
    shares = [f"{(share * 100).normalize():f}" for share in indicator.schedule or ()]
    parts = (
        indicator.code, indicator.name_zh, indicator.name_en, indicator.area, str(indicator.kind), indicator.measure,
        str(indicator.direction), indicator.numerator or "", indicator.denominator or "", "|".join(indicator.synonyms),
        str(int(indicator.headline)), f"{indicator.weight.normalize():f}", "|".join(shares),
        "" if indicator.decimals is None else str(indicator.decimals), indicator.display_measure or "",
    )  # fmt: skip
    return dict(zip(COLUMNS[INDICATORS], parts, strict=True))
