"""One upload's way through the house: bytes → sheets → tables → figures → findings → published store.

reading = read_file(content, "季报.xlsx", warehouse.reader())      # writes nothing
committed = commit(warehouse, reading, content, by="admin")        # all of it or nothing
"""

import hashlib
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial

import pandas as pd

from etl.changes import Changes, changes
from etl.checks.everything import Checked, check, in_order
from etl.checks.past import Past, StoredPast
from etl.checks.rules import finding
from etl.finding_rows import findings_frame
from etl.known import Known, both
from etl.layout.frames import observations_frame, targets_frame
from etl.layout.recognise import Recognised, recognise
from etl.model import Answers, Finding, Reading, Severity, no_observations, no_targets
from etl.own_units import keep_own
from etl.reading import Parsing, UnreadableFile, number_format, read_sheets
from guoban.access.rights import require
from guoban.errors import InputError
from guoban.text import _
from guoban.warehouse import Approval, HowRead, NewUpload, Reader, Warehouse, commit_upload, find_upload_by_hash

__all__ = ["Changes", "Committed", "as_json", "changes", "commit", "read_file"]


@dataclass(frozen=True)
class Committed:
    """What a commit did. upload: its number; None where there was nothing to do (the same file again)."""

    upload: int | None
    changes: Changes
    findings: tuple[Finding, ...] = ()


def read_file(
    content: bytes,
    file_name: str,
    reader: Reader,
    answers: Answers | None = None,
    *,
    today: date | None = None,
    past_of: Callable[[Reader, str], Past] = StoredPast,
    parsing: Parsing | None = None,
    drawn: bool = True,
) -> Reading:
    """Read and check one file against a version of the store; writes nothing, and never raises for a bad file.

    answers: what a person has settled about it. today: for tests; spans that are still to come are asked about.
    past_of: for those who note what is asked of the store (`etl.commands.ahead`). parsing: the kept worker processes by
    default. drawn: whether somebody will look at the sheets, who asks what each cell was read as.
    """
    sha256, day = hashlib.sha256(content).hexdigest(), today or date.today()  # noqa: DTZ011 - a local day
    bare = Reading(
        file_name, sha256, len(content), (), no_observations(), no_targets(), (), version=reader.version,
        answers=answers, read_on=day,
    )  # fmt: skip
    try:
        sheets, known = both(
            partial(read_sheets, content, file_name, parsing=parsing),
            partial(Known.of, reader, sha256, answers, past_of),
            beside=parsing is None,
        )
    except UnreadableFile as refused:
        return replace(bare, findings=(Finding(Severity.ERROR, refused.rule, refused.message, refused.hint),))
    format_of = partial(number_format, content, parsing=parsing)
    found = [recognise(sheet, file_name, known.vocabulary, day, format_of, answers, drawn=drawn) for sheet in sheets]
    return _checked(replace(bare, grids=sheets), _without_asides(found), known, day)


def _checked(bare: Reading, found: list[Recognised], known: Known, today: date) -> Reading:
    blocks = tuple(block for sheet in found for block in sheet.blocks)
    checked = check(blocks, known.catalogue, known.names, today, known.past)
    return replace(
        bare,
        sheets=tuple(sheet.reading for sheet in found),
        observations=observations_frame(checked.observations, checked.sheets),
        targets=targets_frame(checked.targets, checked.sheets),
        findings=in_order([*_about_the_file(bare, found, checked, known.past), *checked.findings]),
        missing=checked.missing,
    )


def _without_asides(found: list[Recognised]) -> list[Recognised]:
    """Beside sheets that name indicators, one that names none (a list of telephone numbers) raises no questions."""
    if not any(sheet.indicators for sheet in found):
        return found
    return [sheet if sheet.indicators or not sheet.blocks else sheet.ignored() for sheet in found]


def _about_the_file(bare: Reading, found: list[Recognised], checked: Checked, past: Past) -> Iterable[Finding]:
    if past.again is not None:
        yield finding("same-file-again", upload=past.again)
    if not any(sheet.blocks for sheet in found):
        reasons = _("; ").join(f"{sheet.reading.sheet}: {sheet.reading.why}" for sheet in found[:3])
        yield finding("not-recognised", file=bare.file_name, reasons=reasons)
    elif not len(checked.observations) and not len(checked.targets):
        stopped = any(f.severity in (Severity.ERROR, Severity.QUESTION) for f in checked.findings)
        if not stopped:
            yield finding("nothing-to-load", file=bare.file_name)


def commit(
    warehouse: Warehouse,
    reading: Reading,
    content: bytes,
    *,
    by: str,
    skip_errors: bool = False,
    at: datetime | None = None,
    learn: Iterable[tuple[str, str, str]] = (),
    units: Collection[str] | None = None,
    approval: Approval | None = None,
    reason: str | None = None,
) -> Committed:
    """Publish a reading as one upload, all of it or nothing.

    by: the account. skip_errors: load what is sound although there are errors or open questions; what they are about is
    left out. at: the moment of loading, UTC; now by default. learn: names to know from now on, (subject, code, name).
    units: the codes that the account answers for, None = all; `etl.own_units.keep_own` leaves out what is not theirs,
    and names learnt, which would be everybody's, are not kept. Where such a load has to be approved it is submitted
    (`etl.signing_off`), and refused here with NotAllowedError. approval: of a file that was submitted. reason: why it
    changes figures of a closed quarter.
    Raises InputError when something stops the load; StoreError as Warehouse.publish. Exactly the same file again
    changes nothing: `upload` is None then.
    """
    if hashlib.sha256(content).hexdigest() != reading.sha256:
        raise InputError(_("{file} has changed since it was read.").format(file=reading.file_name), _("Read it again."))
    reader = warehouse.reader()
    if units is not None:
        require(approval is not None or not reader.catalogue.settings.sign_off)
        reading, learn = keep_own(reading, units, reader.catalogue), ()
    found = changes(reader, reading)
    if (again := same_file_again(reader, reading)) is not None:
        return Committed(None, found, (again,))
    require_loadable(reading, skip_errors=skip_errors)
    upload = NewUpload(
        purpose="report" if len(reading.observations) or not len(reading.targets) else "targets",
        file_name=reading.file_name,
        sha256=reading.sha256,
        size=reading.size,
        loaded_by=by,
        loaded_at=at or datetime.now(UTC),
        original=content,
        how_read=how_it_was_read(reading, skip_errors=skip_errors, units=units),
        approval=approval,
        reason=reason,
        own=None if approval else units,
    )
    learnt = list(learn)
    aliases = pd.DataFrame(learnt, columns=["subject", "code", "name"]) if learnt else None
    number = commit_upload(
        warehouse, upload, reading.observations, reading.targets, findings_frame(reading.findings), aliases
    )
    return Committed(number, found, reading.findings)


def how_it_was_read(reading: Reading, *, skip_errors: bool, units: Collection[str] | None) -> HowRead | None:
    """What is kept so that the file can be read so once more."""
    given = reading.answers or Answers()
    if reading.read_on is None:
        return None
    own = tuple(sorted(units or ()))
    return HowRead(
        reading.read_on, skip_errors, given.span, given.unit, given.units, given.indicators, own, shares=given.shares
    )


def same_file_again(reader: Reader, reading: Reading) -> Finding | None:
    """The note that exactly this file counts already; asked again only if something was published since the reading."""
    if reader.version == reading.version:
        return next((found for found in reading.findings if found.rule == "same-file-again"), None)
    upload = find_upload_by_hash(reader, reading.sha256)
    return finding("same-file-again", upload=upload) if upload is not None else None


def require_loadable(reading: Reading, *, skip_errors: bool) -> None:
    """Raise InputError where errors or open questions stop the load, or nothing is left to load."""
    empty = not len(reading.observations) and not len(reading.targets)
    if reading.errors and (empty or not skip_errors):
        first = reading.errors[0]
        where = f"{first.sheet}!{first.cell} " if first.sheet and first.cell else ""
        more = len(reading.errors) - 1
        message = _("{file}: {where}{message}").format(file=reading.file_name, where=where, message=first.message)
        if more:
            message += _(" ({count} more findings stop it)").format(count=more)
        raise InputError(message, first.hint)
    if empty:
        raise InputError(_("There is nothing to load in {file}.").format(file=reading.file_name))


def as_json(
    reading: Reading, reader: Reader, *, upload: int | None = None, found: Changes | None = None
) -> dict[str, object]:
    """The object of `check --format json` and `load --format json` for one file (contract.md)."""
    catalogue = reader.catalogue
    count = found or changes(reader, reading)
    return {
        "file": reading.file_name,
        "sha256": reading.sha256,
        "upload": upload,
        "sheets": [
            {
                "sheet": sheet.sheet,
                "layout": sheet.layout,
                "header_rows": list(sheet.header_rows),
                "span": [day.isoformat() for day in sheet.span] if sheet.span else None,
                "why": sheet.why,
            }
            for sheet in reading.sheets
        ],
        "observations": [
            {
                "unit": row["unit"],
                "unit_name": catalogue.units[row["unit"]].name,
                "indicator": row["indicator"],
                "first_day": row["first_day"].date().isoformat(),
                "last_day": row["last_day"].date().isoformat(),
                "value": row["value"],
                "measure": catalogue.indicators[row["indicator"]].measure,
                "raw": row["raw"],
                "sheet": row["sheet"],
                "cell": row["cell"],
            }
            for row in reading.observations.to_dict("records")
        ],
        "targets": [
            {
                "unit": row["unit"],
                "unit_name": catalogue.units[row["unit"]].name,
                "indicator": row["indicator"],
                "year": row["year"],
                "value": row["value"],
                "sheet": row["sheet"],
                "cell": row["cell"],
            }
            for row in reading.targets.to_dict("records")
        ],
        "findings": [
            {
                "severity": str(found.severity),
                "rule": found.rule,
                "sheet": found.sheet,
                "cell": found.cell,
                "message": found.message,
                "hint": found.hint,
                "choices": [_choice_name(choice, found.rule, reader) for choice in found.choices],
            }
            for found in reading.findings
        ],
        "changes": count.counts(),
    }


def _choice_name(choice: str, rule: str, reader: Reader) -> str:
    """A choice in words: the name behind the code of a unit or an indicator; spans stay as they are."""
    catalogue = reader.catalogue
    if choice in catalogue.units and rule in ("unknown-unit", "no-unit", "ambiguous-name"):
        return catalogue.units[choice].name
    if choice in catalogue.indicators:
        return catalogue.indicators[choice].name_zh
    return choice
