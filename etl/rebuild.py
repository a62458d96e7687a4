"""The store made anew from the kept original files.

Everything that was done is done once more, in its order, to an empty store: files are read with what had been settled
about them, uploads taken back and put back, with the numbers, moments and accounts they had. What has no file, or whose
file is lost, is carried over row by row; so is an upload of which it was not noted how its file was read, where the
file alone says something else. Then the new store is held against the old one, figure by figure.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pyarrow as pa

from etl.finding_rows import findings_frame
from etl.kept_file import kept_file
from etl.model import Reading
from guoban.warehouse import Reader, Warehouse
from guoban.warehouse.anew import Anew, Event, made_anew
from guoban.warehouse.frames import findings_table, observations_table, targets_table
from guoban.warehouse.originals import unclaimed

PLACE = ["upload", "sheet", "cell", "unit", "indicator", "span"]
_FIGURES = """
    select o.upload, o.line, o.sheet, o.cell, o.unit, o.indicator, o.first_day || '..' || o.last_day as span,
        cast(o.value as varchar) as value, counting.line is not null as counts
    from observation as o left join observation_in_force as counting using (upload, line)"""
_TARGETS = """
    select t.upload, t.line, t.sheet, t.cell, t.unit, t.indicator, cast(t.year as varchar) as span,
        cast(t.value as varchar) as value, counting.line is not null as counts
    from target as t left join target_in_force as counting using (upload, line)"""

_SENT = "select sha256 from upload union all select sha256 from submission"

LOST, NOT_NOTED = "lost", "not-noted"


@dataclass(frozen=True, slots=True)
class Carried:
    """An upload whose rows were carried over. why: LOST, its file is gone or is not as it was sent in; or NOT_NOTED."""

    upload: int
    file_name: str
    why: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure that is not the same in the new store. before, after: its value in base units, None = it is not there.

    counts: whether it is or was one that counts. span: the days it covers, or the year of a target.
    """

    upload: int
    sheet: str
    cell: str
    unit: str
    indicator: str
    span: str
    before: str | None
    after: str | None
    counts: bool


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What came of it. version: the number of the new store, None where it was not put in place of the old one.

    read_again, by_hand: uploads. unclaimed: names of kept files that no upload speaks of.
    """

    version: int | None
    before: int
    uploads: int
    read_again: int
    by_hand: int
    carried: tuple[Carried, ...]
    differences: tuple[Difference, ...]
    unclaimed: tuple[str, ...]


def rebuild(warehouse: Warehouse, *, accept_differences: bool, advance: Callable[[], None]) -> Rebuilt:
    """Make the store anew and, where it is the same or differences are accepted, put it in place of the old one.

    advance: called after each thing that was done once more. Readers go on meanwhile, writers wait. Raises StoreError
    when the store cannot be read or the disk is full; then, and when the process is killed, the old store is as it was.
    """
    with made_anew(warehouse) as anew:
        carried, read_again, by_hand = [], 0, 0
        by_hand_too = {upload for (upload,) in anew.old.rows("select upload from upload where purpose = 'edit'")}
        for event in anew.events():
            if event.event != "loaded":
                anew.repeat(event)
            elif event.upload in by_hand_too:
                anew.repeat(event)
                by_hand += 1
            elif (why := _load_again(warehouse, anew, event)) is not None:
                carried.append(why)
            else:
                read_again += 1
            advance()
        differences = tuple(_differences(anew.old, anew.new.reader()))
        put_in_place = accept_differences or not differences
        version = anew.publish()[0] if put_in_place else None
        claimed = {sha256 for (sha256,) in anew.old.rows(_SENT)}
        return Rebuilt(
            version=version,
            before=anew.old.version,
            uploads=read_again + by_hand + len(carried),
            read_again=read_again,
            by_hand=by_hand,
            carried=tuple(carried),
            differences=differences,
            unclaimed=tuple(path.name for path in unclaimed(warehouse.originals, claimed)),
        )


def _load_again(warehouse: Warehouse, anew: Anew, event: Event) -> Carried | None:
    """Read a file again and load it into the new store; where its rows were carried over instead, say why."""
    kept = kept_file(warehouse, anew.old, event.upload)
    if kept.content is None:
        anew.repeat(event)
        return Carried(event.upload, kept.file_name, LOST)
    read = _tables(kept.read(anew.new.reader()), event.upload)
    if kept.how is None and not _says_the_same(anew.old, read, event.upload):
        anew.repeat(event)
        return Carried(event.upload, kept.file_name, NOT_NOTED)
    anew.repeat(event, read)
    return None


def _tables(reading: Reading, upload: int) -> dict[str, pa.Table]:
    """What was read, as rows of the tables that it fills."""
    frames = (
        ("observation", reading.observations, observations_table),
        ("target", reading.targets, targets_table),
        ("finding", findings_frame(reading.findings), findings_table),
    )
    return {table: rows_of(frame, upload) if len(frame) else pa.table({}) for table, frame, rows_of in frames}


def _says_the_same(old: Reader, read: Mapping[str, pa.Table], upload: int) -> bool:
    """Whether a file that was read again comes to the figures that were stored."""
    for table, columns in (
        ("observation", ["unit", "indicator", "first_day", "last_day", "value", "sheet", "cell"]),
        ("target", ["unit", "indicator", "year", "value", "sheet", "cell"]),
    ):
        stored = old.table(f"select {', '.join(columns)} from {table} where upload = $upload", {"upload": upload})  # nosec B608
        again = read[table].select(columns) if len(read[table]) else read[table]
        if _sorted_rows(stored) != _sorted_rows(again):
            return False
    return True


def _sorted_rows(table: pa.Table) -> list[tuple[Any, ...]]:
    return sorted(zip(*(column.to_pylist() for column in table.columns), strict=True), key=repr)


def _differences(old: Reader, new: Reader) -> Iterable[Difference]:
    """Figures and targets, every version of them, that are not the same in both stores."""
    for sql in (_FIGURES, _TARGETS):
        found = _numbered(old.query(sql)).merge(
            _numbered(new.query(sql)), on=[*PLACE, "again"], how="outer", suffixes=("_before", "_after")
        )
        same = (found["value_before"] == found["value_after"]) & (found["counts_before"] == found["counts_after"])
        for row in found[~same].sort_values(PLACE).to_dict("records"):
            before, after = (None if pd.isna(row[name]) else str(row[name]) for name in ("value_before", "value_after"))
            counts = any(row[name] is True for name in ("counts_before", "counts_after"))
            place = {name: row[name] for name in PLACE}
            yield Difference(**place, before=before, after=after, counts=counts)


def _numbered(figures: pd.DataFrame) -> pd.DataFrame:
    """Figures of one cell that are alike in all but their value, told apart by their order."""
    in_order = figures.sort_values(["upload", "line"])
    return in_order.assign(again=in_order.groupby(PLACE).cumcount()).drop(columns="line")
