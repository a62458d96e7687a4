"""What became of each file of a check or a load, as JSON and as a table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from etl.commands.listing import listed
from guoban.errors import InputError
from guoban.text import _, ngettext

if TYPE_CHECKING:
    from etl.commands.desk import Desk
    from etl.load import Changes
    from etl.model import Finding, Reading
    from guoban.warehouse import Reader

CHECKED, LOADED, REFUSED, AGAIN = "checked", "loaded", "refused", "again"


@dataclass(frozen=True)
class Outcome:
    """One file. state: checked, loaded, refused or again (loaded before, nothing to do).

    reader: the version that it was read against. why: for a refusal that is about no finding.
    """

    path: Path
    reading: "Reading"
    changes: "Changes"
    reader: "Reader"
    state: str
    upload: int | None = None
    why: InputError | None = None


def answer_outcomes(outcomes: Sequence[Outcome], desk: "Desk") -> None:
    """Every file, and for people every finding that they should look at."""
    if desk.as_json:
        desk.answer([_as_json(outcome) for outcome in outcomes])
        return
    import pandas as pd

    files = pd.DataFrame({"outcome": list(outcomes)})
    desk.table(files, _file_columns())
    rows = list(_findings(outcomes))
    if rows:
        frame = pd.DataFrame(rows, columns=["file", "finding"])
        desk.table(frame, _finding_columns(), title=_("Findings"))
    notes = sum(len(outcome.reading.findings) for outcome in outcomes) - len(rows)
    if notes > 0:
        desk.say(
            ngettext("{count} note more: --format json", "{count} notes more: --format json", notes).format(count=notes)
        )
    for outcome in outcomes:
        if outcome.why is not None:
            desk.say(f"{outcome.path}: {outcome.why.message} {outcome.why.hint}".rstrip())


def _as_json(outcome: Outcome) -> dict[str, object]:
    from etl.load import as_json

    answer = as_json(outcome.reading, outcome.reader, upload=outcome.upload, found=outcome.changes)
    return {**answer, "file": str(outcome.path)}


def _findings(outcomes: Sequence[Outcome]) -> Iterator[tuple[str, "Finding"]]:
    """Findings that stop or deserve a look, the gravest first in each file; notes are only counted."""
    from etl.model import Severity

    order = [Severity.ERROR, Severity.QUESTION, Severity.WARNING]
    for outcome in outcomes:
        shown = [finding for finding in outcome.reading.findings if finding.severity in order]
        for finding in sorted(shown, key=lambda finding: order.index(finding.severity)):
            yield outcome.path.name, finding


def _file_columns() -> list[Any]:
    from etl.commands.tables import Column

    def counted(name: str) -> Any:
        return lambda row: str(row.outcome.changes.counts()[name])

    return [
        Column(_("file"), lambda row: row.outcome.path.name),
        Column(_("layout"), lambda row: _layouts(row.outcome.reading)),
        Column(_("span"), lambda row: _spans(row.outcome.reading)),
        Column(_("new"), counted("new"), right=True),
        Column(_("corrected"), counted("corrected"), right=True),
        Column(_("unchanged"), counted("unchanged"), right=True),
        Column(_("left blank"), counted("missing"), right=True),
        Column(_("outcome"), lambda row: _state(row.outcome)),
    ]


def _finding_columns() -> list[Any]:
    from etl.commands.tables import Column

    def place(row: Any) -> str:
        return "!".join(part for part in (row.finding.sheet, row.finding.cell) if part)

    return [
        Column(_("severity"), lambda row: _severity(row.finding.severity)),
        Column(_("file"), lambda row: row.file),
        Column(_("place"), place),
        Column(_("finding"), lambda row: row.finding.message),
        Column(_("what to do"), lambda row: row.finding.hint),
    ]


def _severity(severity: str) -> str:
    return {"error": _("✕ error"), "question": _("? question"), "warning": _("△ warning")}[severity]


def _layouts(reading: "Reading") -> str:
    words = {
        "wide": _("wide"),
        "long": _("long"),
        "transposed": _("transposed"),
        "form": _("form"),
        "targets": _("targets"),
    }
    found = dict.fromkeys(words[sheet.layout] for sheet in reading.sheets if sheet.layout in words)
    return listed(found) or "—"


def _spans(reading: "Reading") -> str:
    spans = dict.fromkeys(f"{sheet.span[0]}..{sheet.span[1]}" for sheet in reading.sheets if sheet.span)
    return listed(spans) or "—"


def _state(outcome: Outcome) -> str:
    return {
        CHECKED: _("would load"),
        LOADED: _("loaded as {upload}").format(upload=outcome.upload),
        REFUSED: _("refused"),
        AGAIN: _("loaded before"),
    }[outcome.state]
