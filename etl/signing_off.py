"""What a reporter loads where somebody has to sign it off: submitted, reviewed, approved (上报 → 审核 → 入库).

number = submit(warehouse, reading, content, by="周敏", units={"T02"})  # counts for nothing yet
reviewed = review(warehouse, warehouse.reader(), number)  # as it reads now, against what counts now
committed = approve(warehouse, number, by="陈主席")  # an upload like any other
"""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime

from etl.changes import Changes, changes
from etl.kept_file import submitted_file
from etl.load import Committed, commit, how_it_was_read, require_loadable, same_file_again
from etl.model import Reading
from etl.own_units import keep_own
from guoban.access.rights import require
from guoban.errors import InputError
from guoban.text import _
from guoban.warehouse import Approval, Reader, State, Submission, Warehouse
from guoban.warehouse.closed import require_may_change, touched_in
from guoban.warehouse.submissions import NewSubmission, not_waiting, submission
from guoban.warehouse.submissions import submit as keep_submission

_SAID = ["sheet", "cell", "unit", "indicator", "first_day", "last_day", "value"]


@dataclass(frozen=True)
class Reviewed:
    """A submission as it reads now, beside what counts now. content: None where its file is lost."""

    submission: Submission
    content: bytes | None
    reading: Reading | None
    changes: Changes | None
    only_sound: bool

    @property
    def reads_the_same(self) -> bool:
        """Whether it says today what it said when it was submitted."""
        return self.reading is not None and says(self.reading) == self.submission.says


def submit(
    warehouse: Warehouse,
    reading: Reading,
    content: bytes,
    *,
    by: str,
    units: Collection[str],
    skip_errors: bool = False,
    at: datetime | None = None,
    reason: str | None = None,
) -> int:
    """Keep a file with what was settled about it until it is approved; returns the number of the submission.

    units: the codes that the account answers for; what is of others is left out. reason: for figures of a closed
    quarter. Raises InputError as `etl.load.commit`, and where exactly this file counts or waits already.
    """
    if hashlib.sha256(content).hexdigest() != reading.sha256:
        raise InputError(_("{file} has changed since it was read.").format(file=reading.file_name), _("Read it again."))
    reader = warehouse.reader()
    own = keep_own(reading, units, reader.catalogue)
    if (again := same_file_again(reader, own)) is not None:
        raise InputError(again.message, again.hint)
    require_loadable(own, skip_errors=skip_errors)
    require_may_change(touched_in(reader, own.observations), units, reason)
    how = how_it_was_read(own, skip_errors=skip_errors, units=units)
    if how is None:
        raise ValueError("a reading that was not made of a file")
    new = NewSubmission(
        own.file_name,
        own.sha256,
        content,
        by,
        at or datetime.now(UTC),
        how,
        says(own),
        len(own.observations),
        (reason or "").strip() or None,
    )
    return keep_submission(warehouse, new)


def review(warehouse: Warehouse, reader: Reader, number: int) -> Reviewed:
    """Read a submitted file as it was read then, against what counts now; writes nothing.

    Raises InputError where there is no such submission.
    """
    found = submission(reader, number)
    kept = submitted_file(warehouse, reader, found)
    only_sound = kept.how is not None and kept.how.only_sound
    if kept.content is None:
        return Reviewed(found, None, None, None, only_sound)
    reading = kept.read(reader)
    return Reviewed(found, kept.content, reading, changes(reader, reading), only_sound)


def approve(
    warehouse: Warehouse,
    number: int,
    *,
    by: str,
    units: Collection[str] | None = None,
    at: datetime | None = None,
    reason: str | None = None,
) -> Committed:
    """Make a submission an upload of its sender's, approved by somebody else; it counts from now on.

    units: the codes that the account answers for; NotAllowedError for who does not answer for all (None). reason: why
    figures of a closed quarter change, where the sender has given none. Raises InputError where it does not wait any
    more, its file is lost, or it does not read as it did when it was submitted.
    """
    require(units is None)
    reviewed = review(warehouse, warehouse.reader(), number)
    found, reading, content = reviewed.submission, reviewed.reading, reviewed.content
    if found.state is not State.SUBMITTED:
        raise not_waiting(number, found.state, found.done_by)
    if content is None or reading is None:
        raise InputError(
            _("The file {file} of submission {number} is gone or was changed.").format(
                file=found.file_name, number=number
            ),
            _("Put it back from a backup, or return the submission and have it sent once more."),
        )
    if not reviewed.reads_the_same:
        raise InputError(
            _("{file} does not read any more as it did when it was submitted: units, indicators or names have changed "
              "since.").format(file=found.file_name),
            _("Return it and have it sent once more."),
        )  # fmt: skip
    approval = Approval(number, found.submitted_at, by)
    done = commit(
        warehouse, reading, content, by=found.submitted_by, skip_errors=reviewed.only_sound, at=at, units=found.own,
        approval=approval, reason=reason or found.reason,
    )  # fmt: skip
    if done.upload is None:
        raise InputError(done.findings[0].message, _("Return it: there is nothing to load."))
    return done


def says(reading: Reading) -> str:
    """A hash of the figures that were read, each at its cell: the same for readings that would load the same."""
    rows = reading.observations[_SAID].sort_values(_SAID, ignore_index=True)
    exact = rows.assign(value=[f"{value:.6f}" for value in rows["value"]]).astype(str)
    lines = ("\t".join(row) for row in exact.itertuples(index=False, name=None))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
