"""What waits to be approved (上报 → 审核 → 入库): files that were submitted, returned with a remark, or withdrawn.

A submission is kept in the store with what its sender had settled about the file, which rests with the other originals.
No figure of it is in the store before it is approved, so no measure can see one.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import duckdb
import pyarrow as pa

from guoban.access.events import Did
from guoban.access.people import NotAllowedError
from guoban.access.rights import require
from guoban.errors import InputError
from guoban.text import _, mark
from guoban.warehouse.addition import insert_rows
from guoban.warehouse.how_read import OWN, HowRead
from guoban.warehouse.moments import utc, utc_now
from guoban.warehouse.reader import Reader
from guoban.warehouse.telling import tell
from guoban.warehouse.warehouse import Warehouse


class State(StrEnum):
    """How a submission stands: the last thing that was done to it."""

    SUBMITTED = "submitted"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    APPROVED = "approved"

    @property
    def said(self) -> str:
        """The state in the language of this session."""
        return _(_TITLES[self])


_TITLES = {
    State.SUBMITTED: mark("waits for approval"),
    State.RETURNED: mark("returned to be mended"),
    State.WITHDRAWN: mark("withdrawn by its sender"),
    State.APPROVED: mark("approved and loaded"),
}


@dataclass(frozen=True)
class NewSubmission:
    """One file about to be submitted.

    says: a hash of the figures read from it; figures: how many. reason: why it changes figures of a closed quarter.
    """

    file_name: str
    sha256: str
    original: bytes
    submitted_by: str
    submitted_at: datetime
    how_read: HowRead
    says: str
    figures: int
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Submission:
    """A file that was submitted, and how it stands.

    submitted_at, done_at: UTC. own: codes of the units its sender answered for. done_at, done_by, remark: of the last
    thing that was done to it. upload: the number of the upload it became.
    """

    number: int
    file_name: str
    sha256: str
    submitted_at: datetime
    submitted_by: str
    says: str
    figures: int
    reason: str | None
    own: tuple[str, ...]
    state: State
    done_at: datetime
    done_by: str
    remark: str | None
    upload: int | None


_ALL = """
select s.submission, s.file_name, s.sha256, s.submitted_at, s.submitted_by, s.says, s.figures, s.reason,
    e.event, e.done_at, e.done_by, e.remark, e.upload
from submission as s
join submission_event as e on e.submission = s.submission
qualify row_number() over (partition by s.submission order by e.place desc) = 1
order by s.submission desc
"""
_OWN = f"select submission, code from submission_claim where subject = '{OWN}' order by submission, code"  # nosec B608
_LAST = "select event, done_by from submission_event where submission = $number order by place desc limit 1"
_WAITING = f"""
select s.submission from submission as s
where s.sha256 = $sha256 and '{State.SUBMITTED}' = (
    select event from submission_event as e where e.submission = s.submission order by place desc limit 1
)
"""  # nosec B608


def submissions(reader: Reader, units: Collection[str] | None = None) -> tuple[Submission, ...]:
    """Everything that was ever submitted, the newest first.

    units: the codes somebody answers for, None = all; they see what was submitted for those units and for no other.
    """
    own: dict[int, list[str]] = {}
    for number, code in reader.rows(_OWN):
        own.setdefault(number, []).append(code)
    found = [_submission(row, tuple(own.get(row[0], ()))) for row in reader.rows(_ALL)]
    return tuple(each for each in found if _is_theirs(each.own, units))


def submission(reader: Reader, number: int) -> Submission:
    """One of them. Raises InputError where there is no such number."""
    found = next((each for each in submissions(reader) if each.number == number), None)
    if found is None:
        raise InputError(_("There is no submission {number}.").format(number=number))
    return found


def submit(warehouse: Warehouse, new: NewSubmission) -> int:
    """Keep a file so that it can be approved, all of it or nothing, and return its number.

    Raises InputError where exactly this file waits already; StoreError as Warehouse.publish.
    """

    def change(connection: duckdb.DuckDBPyConnection) -> int:
        if again := connection.execute(_WAITING, {"sha256": new.sha256}).fetchall():
            raise InputError(
                _("{file} was submitted already, as no. {number}, and waits for approval.").format(
                    file=new.file_name, number=again[0][0]
                ),
                _("To send another one, withdraw that first."),
            )
        ((last,),) = connection.execute("select max(submission) from submission").fetchall()
        number = (last or 0) + 1
        insert_rows(connection, "submission", _row(new, number))
        if claims := new.how_read.claims(number, of="submission"):
            insert_rows(connection, "submission_claim", claims)
        _note(connection, number, State.SUBMITTED, new.submitted_by, utc(new.submitted_at))
        warehouse.keep_original(new.original, new.sha256, new.file_name)
        return number

    number = warehouse.publish(change)
    tell(warehouse, Did.SUBMITTED, new.submitted_by, f"{number} {new.file_name}")
    return number


def return_submission(
    warehouse: Warehouse, number: int, by: str, remark: str, units: Collection[str] | None = None
) -> None:
    """Send a submission back with a remark that says what to mend.

    units: as for `submissions`; NotAllowedError for who does not answer for all. InputError where nothing is said, or
    it does not wait any more.
    """
    require(units is None)
    said = remark.strip()
    if not said:
        raise InputError(_("To return a file, say what is to be mended."), _("Write a remark."))

    def change(connection: duckdb.DuckDBPyConnection) -> None:
        require_waiting(connection, number)
        _note(connection, number, State.RETURNED, by, utc_now(), remark=said)

    warehouse.publish(change)
    tell(warehouse, Did.RETURNED, by, f"{number} {said}")


def withdraw_submission(warehouse: Warehouse, number: int, by: str, units: Collection[str] | None = None) -> None:
    """Take back what waits. units: as for `submissions`; NotAllowedError where it is not theirs.

    InputError where it does not wait any more.
    """

    def change(connection: duckdb.DuckDBPyConnection) -> None:
        require_waiting(connection, number)
        own = connection.execute(
            f"select code from submission_claim where submission = $number and subject = '{OWN}'",  # nosec B608
            {"number": number},
        )
        if not _is_theirs([code for (code,) in own.fetchall()], units):
            raise NotAllowedError
        _note(connection, number, State.WITHDRAWN, by, utc_now())

    warehouse.publish(change)
    tell(warehouse, Did.WITHDRAWN, by, str(number))


def require_waiting(connection: duckdb.DuckDBPyConnection, number: int) -> None:
    """Raise InputError, which says who was quicker, unless a submission waits for approval."""
    found = connection.execute(_LAST, {"number": number}).fetchall()
    if not found:
        raise InputError(_("There is no submission {number}.").format(number=number))
    state, by = State(found[0][0]), found[0][1]
    if state is not State.SUBMITTED:
        raise not_waiting(number, state, by)


def not_waiting(number: int, state: State, by: str) -> InputError:
    """What somebody is told who comes too late."""
    message = _("Submission {number} does not wait any more: {state} ({name}).")
    return InputError(
        message.format(number=number, state=state.said, name=by), _("Nothing was changed. Look at it once more.")
    )


def note_approved(connection: duckdb.DuckDBPyConnection, number: int, upload: int, by: str, at: datetime) -> None:
    """Note, in the transaction of its loading, that a submission has become an upload."""
    _note(connection, number, State.APPROVED, by, at, upload=upload)


def _submission(row: tuple[Any, ...], own: tuple[str, ...]) -> Submission:
    number, file_name, sha256, at, by, said, figures, reason, event, done_at, done_by, remark, upload = row
    return Submission(
        number, file_name, sha256, at, by, said, figures, reason, own, State(event), done_at, done_by, remark, upload
    )


def _is_theirs(own: Collection[str], units: Collection[str] | None) -> bool:
    return units is None or (bool(own) and set(own) <= set(units))


def _row(new: NewSubmission, number: int) -> pa.Table:
    return pa.table(
        {
            "submission": pa.array([number], pa.int32()),
            "file_name": [new.file_name],
            "sha256": [new.sha256],
            "bytes": [len(new.original)],
            "submitted_at": [utc(new.submitted_at)],
            "submitted_by": [new.submitted_by],
            "says": [new.says],
            "figures": pa.array([new.figures], pa.int32()),
            "reason": pa.array([new.reason], pa.string()),
            **new.how_read.columns(),
        }
    )


def _note(
    connection: duckdb.DuckDBPyConnection,
    number: int,
    event: State,
    by: str,
    at: datetime,
    *,
    remark: str | None = None,
    upload: int | None = None,
) -> None:
    ((last,),) = connection.execute("select max(place) from submission_event").fetchall()
    connection.execute(
        "insert into submission_event values ($number, $event, $at, $by, $remark, $upload, $place)",
        {
            "number": number,
            "event": event.value,
            "at": at,
            "by": by,
            "remark": remark,
            "upload": upload,
            "place": (last or 0) + 1,
        },
    )
