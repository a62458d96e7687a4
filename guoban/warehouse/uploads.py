"""What is loaded as one and can be taken back as one (上报批次)."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa

from guoban.access.events import Did
from guoban.access.people import NotAllowedError
from guoban.access.rights import require
from guoban.catalogue import Catalogue
from guoban.errors import InputError
from guoban.text import _
from guoban.warehouse.addition import insert_rows
from guoban.warehouse.closed import require_may_change, touched, touched_by_upload, touched_in
from guoban.warehouse.closings import closings_among
from guoban.warehouse.frames import findings_table, observations_table, require_known, splits_table, targets_table
from guoban.warehouse.learning import forget_or_recall, learn
from guoban.warehouse.moments import utc, utc_now
from guoban.warehouse.new_upload import Approval, NewUpload
from guoban.warehouse.reader import Reader
from guoban.warehouse.roster import read_roster
from guoban.warehouse.seen import Seen, require_unchanged
from guoban.warehouse.submissions import note_approved, require_waiting
from guoban.warehouse.telling import tell
from guoban.warehouse.warehouse import Warehouse


@dataclass(frozen=True)
class _Frames:
    """What an upload says."""

    observations: pd.DataFrame
    targets: pd.DataFrame
    findings: pd.DataFrame
    splits: pd.DataFrame


def commit_upload(
    warehouse: Warehouse,
    upload: NewUpload,
    observations: pd.DataFrame,
    targets: pd.DataFrame,
    findings: pd.DataFrame,
    aliases: pd.DataFrame | None = None,
    splits: pd.DataFrame | None = None,
    seen: Sequence[Seen] = (),
) -> int:
    """Store one upload, all of it or nothing, and return its number.

    observations, targets: columns as in etl.model, targets perhaps with `reason`; findings: severity, rule, sheet,
    cell, message, hint; aliases: subject ('unit' or 'indicator'), code, name; splits: unit, indicator, year, way,
    due_q1 to due_q4 (Decimals, None = by schedule), reason. Any of them may be empty.
    seen: the targets that this upload was made in view of; ChangedMeanwhileError is raised when others are in force by
    now. Raises InputError for an unknown unit or indicator, a span that ends before it begins, a figure that is missing
    or too large, an alias that means something else already, a submission that does not wait any more, figures of a
    closed quarter without a reason; StoreError as Warehouse.publish.
    """
    frames = _Frames(observations, targets, findings, splits if splits is not None else pd.DataFrame())
    names = aliases if aliases is not None and len(aliases) else None
    if names is not None and seen:
        raise ValueError("targets are revised by hand, and no names are learnt with that")
    if names is not None or upload.approval:
        number = _commit_whole(warehouse, upload, frames, names)
    else:
        number = _commit_rows(warehouse, upload, frames, seen)
    if upload.approval:
        tell(warehouse, Did.APPROVED, upload.approval.by, f"{upload.approval.submission} → {number} {upload.file_name}")
    else:
        did = Did.UPLOADED if upload.purpose == "report" else Did.TARGETS_CHANGED
        tell(warehouse, did, upload.loaded_by, f"{number} {upload.file_name}")
    return number


def _commit_rows(warehouse: Warehouse, upload: NewUpload, frames: _Frames, seen: Sequence[Seen]) -> int:
    """Rows beside those that are there already: nothing else changes."""

    def rows_of(reader: Reader) -> tuple[int, dict[str, pa.Table]]:
        if seen:
            require_unchanged(reader.rows, seen)
        require_may_change(touched_in(reader, frames.observations), upload.own, upload.reason)
        number = reader.last_upload + 1
        return number, _tables(number, reader.last_event + 1, upload, frames, reader.catalogue)

    return warehouse.add(rows_of, partial(_keep_original, warehouse, upload))


def _commit_whole(warehouse: Warehouse, upload: NewUpload, frames: _Frames, names: pd.DataFrame | None) -> int:
    """With names learnt, which change what a store understands and may be refused, or as the end of a submission:
    other rows than its own change, and this takes a whole new file."""

    def change(connection: duckdb.DuckDBPyConnection) -> int:
        approval = upload.approval
        if approval:
            require_waiting(connection, approval.submission)
        rows = _rows_of(connection)
        require_may_change(touched(rows, closings_among(rows), frames.observations), upload.own, upload.reason)
        number = _next_number(connection)
        tables = _tables(number, _next_place(connection), upload, frames, read_roster(connection.execute))
        insert_rows(connection, "upload", tables.pop("upload"))
        if names is not None:
            learn(connection, number, names)
        for table, rows in tables.items():
            insert_rows(connection, table, rows)
        if approval:
            note_approved(connection, approval.submission, number, approval.by, utc(upload.loaded_at))
        _keep_original(warehouse, upload)
        return number

    return warehouse.publish(change)


def undo_upload(
    warehouse: Warehouse,
    upload: int,
    by: str,
    at: datetime | None = None,
    reason: str | None = None,
    units: Collection[str] | None = None,
) -> None:
    """Take an upload back: what stood before it counts again, and what was learnt with it counts no more.

    units: the codes that whoever does it answers for, None = all. Raises InputError when there is no such upload or it
    was undone already, or it has figures of a closed quarter and there is no reason; NotAllowedError when it brought
    targets or figures of other units.
    """

    def change(connection: duckdb.DuckDBPyConnection) -> None:
        _require_own(connection, upload, units)
        require_may_change(touched_by_upload(_rows_of(connection), upload), units, reason)
        if _is_undone(connection, upload):
            raise InputError(_("Upload {upload} was undone already.").format(upload=upload))
        moment = utc(at) if at else utc_now()
        connection.execute(
            "update upload set undone_at = $at, undone_by = $by where upload = $upload",
            {"at": moment, "by": by, "upload": upload},
        )
        forget_or_recall(connection, upload)
        _note_event(connection, upload, "undone", moment, by, reason)

    warehouse.publish(change)
    tell(warehouse, Did.UNDONE, by, str(upload))


def redo_upload(
    warehouse: Warehouse,
    upload: int,
    by: str,
    at: datetime | None = None,
    reason: str | None = None,
    units: Collection[str] | None = None,
) -> None:
    """Put an upload back that was undone. units: as for `undo_upload`.

    Raises InputError when there is no such upload, it counts already, or a name learnt with it has another meaning now;
    NotAllowedError as `undo_upload`.
    """

    def change(connection: duckdb.DuckDBPyConnection) -> None:
        _require_own(connection, upload, units)
        if not _is_undone(connection, upload):
            raise InputError(_("Upload {upload} counts already.").format(upload=upload))
        connection.execute(
            "update upload set undone_at = null, undone_by = null where upload = $upload", {"upload": upload}
        )
        forget_or_recall(connection, upload)
        _note_event(connection, upload, "redone", utc(at) if at else utc_now(), by, reason)

    warehouse.publish(change)
    tell(warehouse, Did.PUT_BACK, by, str(upload))


def find_upload_by_hash(reader: Reader, sha256: str) -> int | None:
    """The newest upload of exactly these bytes that counts, or None."""
    found = reader.query(
        "select max(upload) as upload from upload where sha256 = $sha256 and undone_at is null", {"sha256": sha256}
    )["upload"][0]
    return None if pd.isna(found) else int(found)


def units_of_upload(rows: Callable[[str, dict[str, int]], list[tuple[str]]], upload: int) -> frozenset[str]:
    """Codes of the units whose figures or targets an upload brought. rows: answers a query, as `Reader.rows` does."""
    found = rows(
        "select unit from observation where upload = $upload union select unit from target where upload = $upload "
        "union select unit from target_split where upload = $upload",
        {"upload": upload},
    )
    return frozenset(unit for (unit,) in found)


def _require_own(connection: duckdb.DuckDBPyConnection, upload: int, units: Collection[str] | None) -> None:
    """Raise NotAllowedError where an upload is not one of mere figures of these units, or somebody has to sign it off:
    what an administrator has approved is not taken back without one."""
    if units is None:
        return
    require(not read_roster(connection.execute).settings.sign_off)
    ((targets,),) = connection.execute(
        "select (select count(*) from target where upload = $upload) "
        "+ (select count(*) from target_split where upload = $upload)",
        {"upload": upload},
    ).fetchall()
    brought = units_of_upload(lambda query, asked: connection.execute(query, asked).fetchall(), upload)
    if targets or not brought or not brought <= set(units):
        raise NotAllowedError


def _rows_of(connection: duckdb.DuckDBPyConnection) -> Callable[..., list[tuple[Any, ...]]]:
    """Answers questions as `Reader.rows` does."""
    return lambda query, asked=None: connection.execute(query, asked).fetchall()


def _next_number(connection: duckdb.DuckDBPyConnection) -> int:
    ((last,),) = connection.execute("select max(upload) from upload").fetchall()
    return int(last or 0) + 1


def _next_place(connection: duckdb.DuckDBPyConnection) -> int:
    ((last,),) = connection.execute("select max(place) from upload_event").fetchall()
    return int(last or 0) + 1


def _tables(number: int, place: int, upload: NewUpload, frames: _Frames, catalogue: Catalogue) -> dict[str, pa.Table]:
    """The rows of an upload, by table, empty ones left out. Raises InputError about what is unfit to store.

    place: of its loading among everything that was done.
    """
    figures = {
        "observation": observations_table(frames.observations, number) if len(frames.observations) else None,
        "target": targets_table(frames.targets, number) if len(frames.targets) else None,
        "target_split": splits_table(frames.splits, number) if len(frames.splits) else None,
    }
    told = {table: rows for table, rows in figures.items() if rows is not None}
    for rows in told.values():
        require_known(rows, catalogue)
    if len(frames.findings):
        told["finding"] = findings_table(frames.findings, number)
    if upload.how_read and (claims := upload.how_read.claims(number)):
        told["upload_claim"] = claims
    loaded_at = utc(upload.loaded_at)
    return {
        "upload": pa.table(
            {
                "upload": pa.array([number], pa.int32()),
                "purpose": [upload.purpose],
                "file_name": [upload.file_name],
                "sha256": [upload.sha256],
                "bytes": [upload.size],
                "loaded_at": [loaded_at],
                "loaded_by": [upload.loaded_by],
                **(upload.how_read.columns() if upload.how_read else {}),
                **_approved(upload.approval),
            }
        ),
        "upload_event": pa.table(
            {
                "upload": pa.array([number], pa.int32()),
                "event": ["loaded"],
                "done_at": [loaded_at],
                "done_by": [upload.loaded_by],
                "reason": pa.array([(upload.reason or "").strip() or None], pa.string()),
                "place": pa.array([place], pa.int32()),
            }
        ),
        **told,
    }


def _approved(approval: Approval | None) -> dict[str, object]:
    return {"submitted_at": [utc(approval.submitted_at)], "approved_by": [approval.by]} if approval else {}


def _keep_original(warehouse: Warehouse, upload: NewUpload) -> None:
    """Keep the original file: it rests on the disk before the version counts whose rows speak of it."""
    if upload.original is not None:
        warehouse.keep_original(upload.original, upload.sha256, upload.file_name)


def _is_undone(connection: duckdb.DuckDBPyConnection, upload: int) -> bool:
    found = connection.execute("select undone_at from upload where upload = $upload", {"upload": upload}).fetchall()
    if not found:
        raise InputError(_("There is no upload {upload}.").format(upload=upload))
    return found[0][0] is not None


def _note_event(
    connection: duckdb.DuckDBPyConnection, upload: int, event: str, at: datetime, by: str, reason: str | None
) -> None:
    connection.execute(
        "insert into upload_event values ($upload, $event, $at, $by, $reason, $place)",
        {"upload": upload, "event": event, "at": at, "by": by, "reason": reason, "place": _next_place(connection)},
    )
