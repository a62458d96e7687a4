"""The store held against the files it was read from, cell by cell.

Every kept original is read again, with what a person had settled when it was loaded. A figure is confirmed where it
comes to the same value in the same cell again; one that does not come (the names of today are not those of then, and of
older uploads nobody noted what had been settled) is held against the text that stands in its cell.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from etl.kept_file import kept_file, submitted_file
from etl.layout.figures import raw_texts
from etl.layout.grid import read_grid
from etl.layout.vocabulary import Vocabulary
from etl.model import Reading, Sheet
from etl.names import Names
from etl.reading.package import cell_at
from guoban.warehouse import Reader, State, Submission, Warehouse, submissions

KEY = ["sheet", "cell", "unit", "indicator", "span"]
_OBSERVATIONS = """
    select sheet, cell, unit, indicator, first_day || '..' || last_day as span, cast(value as double) as value, raw
    from observation where upload = $upload"""
_TARGETS = """
    select sheet, cell, unit, indicator, cast(year as varchar) as span, cast(value as double) as value, raw
    from target where upload = $upload"""


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure that is not what its file says. found: what stands in the cell; empty where there is no such cell."""

    upload: int
    file_name: str
    sheet: str
    cell: str
    unit: str
    indicator: str
    stored: str
    found: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What became of one upload. lost: its original is gone, or is not as it was sent in.

    confirmed: figures that were read again; by_cell: others whose cell still says what was stored.
    """

    upload: int
    file_name: str
    confirmed: int = 0
    by_cell: int = 0
    lost: bool = False
    differences: tuple[Difference, ...] = ()


def verify(warehouse: Warehouse, reader: Reader) -> Iterator[Verified]:
    """Hold every upload that came from a file against that file, oldest first; writes nothing."""
    vocabulary = Vocabulary.of(reader.catalogue, Names.of(reader.catalogue), None)
    for (upload,) in reader.rows("select upload from upload where purpose <> 'edit' order by upload"):
        kept = kept_file(warehouse, reader, upload)
        bare = Verified(upload, kept.file_name)
        if kept.content is None:
            yield replace(bare, lost=True)
            continue
        stored = pd.concat([reader.query(sql, {"upload": upload}) for sql in (_OBSERVATIONS, _TARGETS)])
        yield _held_against(bare, stored, kept.read(reader), vocabulary)


def lost_submissions(warehouse: Warehouse, reader: Reader) -> list[Submission]:
    """Those that wait for approval and whose file is gone, or is not as it was sent in."""
    waiting = (each for each in submissions(reader) if each.state is State.SUBMITTED)
    return [each for each in waiting if submitted_file(warehouse, reader, each).content is None]


def _held_against(bare: Verified, stored: pd.DataFrame, reading: Reading, vocabulary: Vocabulary) -> Verified:
    again = stored.merge(_figures(reading), on=KEY, how="left", suffixes=("", "_again"))
    same = np.isclose(again["value"].round(6), again["value_again"].round(6), rtol=0, atol=1e-6)
    rest = again[~same]
    written = _cell_texts(reading.grids, rest, vocabulary)
    by_cell = rest["value_again"].isna().to_numpy() & (np.array(written, object) == rest["raw"].to_numpy(object))
    differences = tuple(
        Difference(bare.upload, bare.file_name, row["sheet"], row["cell"], row["unit"], row["indicator"],
                   row["raw"], text)
        for row, text, agrees in zip(rest.to_dict("records"), written, by_cell, strict=True) if not agrees
    )  # fmt: skip
    return replace(bare, confirmed=int(same.sum()), by_cell=int(by_cell.sum()), differences=differences)


def _figures(reading: Reading) -> pd.DataFrame:
    """What the file says today, the later of two alike."""
    seen, asked = reading.observations, reading.targets
    spans = seen["first_day"].astype(str) + ".." + seen["last_day"].astype(str)
    frames = [seen.assign(span=spans), asked.assign(span=asked["year"].astype(str))]
    found = pd.concat([frame[[*KEY, "value"]] for frame in frames], ignore_index=True)
    return found.drop_duplicates(KEY, keep="last")


def _cell_texts(sheets: tuple[Sheet, ...], rows: pd.DataFrame, vocabulary: Vocabulary) -> list[str]:
    """What stands in the cells of some figures, as it would be stored; empty where there is no such cell."""
    grids = {sheet.name: read_grid(sheet, vocabulary) for sheet in sheets if sheet.name in set(rows["sheet"])}
    texts = []
    for name, cell in zip(rows["sheet"], rows["cell"], strict=True):
        grid, place = grids.get(name), cell_at(cell)
        if grid is None or place is None or place[0] >= grid.height or place[1] >= grid.width:
            texts.append("")
        else:
            row, column = np.array([place[0]]), np.array([place[1]])
            texts.append(str(raw_texts(grid, row, column)[0].as_py()))
    return texts
