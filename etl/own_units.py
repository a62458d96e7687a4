"""What somebody who answers for some units may bring: their figures, and nothing of others."""

from collections.abc import Collection
from dataclasses import replace

import pandas as pd

from etl.checks.everything import in_order
from etl.checks.rules import finding
from etl.model import Finding, Reading
from guoban.catalogue import Catalogue


def keep_own(reading: Reading, units: Collection[str], catalogue: Catalogue) -> Reading:
    """A reading without the figures of other units and without targets, each left out with a finding at its cell.

    units: the codes somebody answers for. A unit of which several figures stand in a sheet is named once, at the first.
    What was found about figures that are left out is left out with them: it may tell what others have reported.
    """
    foreign = ~reading.observations["unit"].isin(list(units))
    if not foreign.any() and reading.targets.empty:
        return reading
    others = reading.observations[foreign]
    dropped = {*_cells(others), *_cells(reading.targets)}
    kept = [found for found in reading.findings if (found.sheet, found.cell) not in dropped]
    return replace(
        reading,
        observations=reading.observations[~foreign].reset_index(drop=True),
        targets=reading.targets.iloc[0:0],
        findings=in_order([*kept, *_about_others(others, catalogue), *_about_targets(reading.targets)]),
    )


def _cells(rows: pd.DataFrame) -> list[tuple[str, str]]:
    return list(zip(rows["sheet"], rows["cell"], strict=True))


def _about_others(others: pd.DataFrame, catalogue: Catalogue) -> list[Finding]:
    return [
        finding("another-unit", sheet=str(sheet), cell=str(rows["cell"].iloc[0]), unit=catalogue.units[str(unit)].name,
                count=len(rows))
        for (sheet, unit), rows in others.groupby(["sheet", "unit"], sort=False)
    ]  # fmt: skip


def _about_targets(targets: pd.DataFrame) -> list[Finding]:
    return [
        finding("targets-left-out", sheet=str(sheet), cell=str(rows["cell"].iloc[0]), count=len(rows))
        for sheet, rows in targets.groupby("sheet", sort=False)
    ]
