"""A county in which every text that comes from outside is hostile, and its twin that says the like in plain words."""

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pandas as pd

from guoban.calendar import quarter_span
from guoban.catalogue import Catalogue, Direction, Indicator, Kind, Settings, Unit
from guoban.warehouse import NewUpload, Warehouse, commit_upload

INDICATORS = 3
_AT = datetime(2026, 7, 8, 1, 12, tzinfo=UTC)


def told(folder: Path, texts: Sequence[str]) -> Path:
    """A data folder in which each text is the name of a unit, and in turn everything else that is text.

    Half of the units have reported twice, one in ten nothing.
    """
    warehouse = Warehouse.create(folder, catalogue(texts))
    units = [f"U{place:04}" for place in range(len(texts))]
    of = {unit: texts[(place + 1) % len(texts)] for place, unit in enumerate(units)}
    for quarter in (1, 2):
        span = quarter_span(2026, quarter)
        rows = [
            {
                "unit": unit, "indicator": f"I{each}", "value": float(place % 60 + each * 10),
                "first_day": pd.Timestamp(span.first_day), "last_day": pd.Timestamp(span.last_day), "sheet": of[unit],
                "cell": "C8", "raw": of[unit], "note": of[unit], "quote": of[unit],
            }
            for place, unit in enumerate(units) if place % 10 and (quarter == 2 or place % 2)
            for each in range(INDICATORS)
        ]  # fmt: skip
        observations = pd.DataFrame(rows)
        targets = observations.drop(columns=["first_day", "last_day"]).assign(
            value=100.0, year=2026, reason=[of[unit] for unit in observations["unit"]]
        )
        _commit(warehouse, texts[quarter], observations, targets if quarter == 1 else targets[:0], texts)
    warehouse.publish(lambda connection: _more_uploads(connection, texts))
    return folder


def catalogue(texts: Sequence[str]) -> Catalogue:
    """Units and indicators with these names, as a store keeps them: stripped, and no two alike."""
    names = [f"{text.strip()}·{place}" for place, text in enumerate(storable(texts))]
    root = Unit("ROOT", names[0], names[1], None, 0)
    units = [Unit(f"U{place:04}", name, names[place % 7], "ROOT", place + 1) for place, name in enumerate(names)]
    kinds = (Kind.FLOW, Kind.STOCK, Kind.MONEY)
    indicators = [
        Indicator(
            f"I{each}", names[40 + each], names[50 + each], names[60 + each], kinds[each], "元" if each == 2 else "家",
            Direction.HIGHER, headline=True, position=each,
        )
        for each in range(INDICATORS)
    ]  # fmt: skip
    return Catalogue(
        {unit.code: unit for unit in (root, *units)}, {each.code: each for each in indicators}, Settings(names[2])
    )


def storable(texts: Sequence[str]) -> list[str]:
    """The texts as they come out of a file: no reader gives a sign that no encoding has."""
    return [text.encode("utf-8", "replace").decode() for text in texts]


def _commit(
    warehouse: Warehouse, name: str, observations: pd.DataFrame, targets: pd.DataFrame, texts: Sequence[str]
) -> None:
    findings = pd.DataFrame(
        [
            {"severity": severity, "rule": "unknown-unit", "sheet": text, "cell": "A9", "message": text, "hint": text}
            for text, severity in zip(texts, ("question", "warning", "note", "error") * len(texts), strict=False)
        ]
    )
    upload = NewUpload("report", name, hashlib.sha256(name.encode()).hexdigest(), 0, name, _AT, None)
    commit_upload(warehouse, upload, observations, targets, findings)


def _more_uploads(connection: duckdb.DuckDBPyConnection, texts: Sequence[str]) -> None:
    """A file of each name, loaded by somebody of another; nothing in them counts any more."""
    rows = [
        (1000 + place, "report", name, hashlib.sha256(str(place).encode()).hexdigest(), 0, _AT.replace(tzinfo=None),
         texts[place - 1])
        for place, name in enumerate(texts)
    ]  # fmt: skip
    connection.executemany(
        "insert into upload (upload, purpose, file_name, sha256, bytes, loaded_at, loaded_by) "
        "values (?, ?, ?, ?, ?, ?, ?)",
        rows,
    )
