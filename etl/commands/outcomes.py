"""What became of each file of a check or a load: told in JSON as they come, or to people in one table at the end."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from etl.commands.listing import listed
from guoban.errors import InputError
from guoban.text import _, ngettext

if TYPE_CHECKING:
    from etl.commands.ahead import Read
    from etl.commands.desk import Desk
    from etl.load import Changes
    from etl.model import Finding

STOPPING = ("error", "question")
GRAVEST_FIRST = (*STOPPING, "warning")
CHECKED, LOADED, REFUSED, AGAIN = "checked", "loaded", "refused", "again"
FINDINGS_SHOWN = 200
"""So many findings are listed for people, those that stop a file first; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Became:
    """What a file came to. state: checked, loaded, refused or again (loaded before, nothing to do).

    why: for a refusal that is about no finding.
    """

    state: str
    upload: int | None = None
    why: InputError | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """One file, as little of it as the table at the end needs: a folder may hold thousands.

    found: findings by severity.
    """

    path: Path
    became: Became
    layouts: tuple[str, ...]
    spans: tuple[str, ...]
    sheets: int
    figures: int
    changes: dict[str, int]
    found: "Counter[str]"

    @classmethod
    def of(cls, read: "Read", changes: "Changes", became: Became) -> "Outcome":
        """What is to be remembered of a file."""
        reading = read.reading
        sheets = [sheet for sheet in reading.sheets if sheet.layout != "ignored"]
        return cls(
            path=read.path,
            became=became,
            layouts=tuple(dict.fromkeys(sheet.layout for sheet in sheets)),
            spans=tuple(dict.fromkeys(f"{sheet.span[0]}..{sheet.span[1]}" for sheet in sheets if sheet.span)),
            sheets=len(sheets),
            figures=len(reading.observations) + len(reading.targets),
            changes=changes.counts(),
            found=Counter(str(finding.severity) for finding in reading.findings),
        )


@dataclass
class Report:
    """Takes one file after another. total: how many there will be."""

    desk: "Desk"
    total: int
    outcomes: list[Outcome] = field(default_factory=list)
    _first: "_Shown" = field(default_factory=lambda: _Shown(GRAVEST_FIRST), init=False)
    _stopping: "_Shown" = field(default_factory=lambda: _Shown(STOPPING), init=False)

    def add(self, outcome: Outcome, read: "Read", changes: "Changes") -> None:
        """Tell of one file."""
        if self.desk.as_json:
            from etl.load import as_json

            answer = as_json(read.reading, read.reader, upload=outcome.became.upload, found=changes)
            text = json.dumps({**answer, "file": str(read.path)}, ensure_ascii=False, indent=1, allow_nan=False)
            self.desk.out.write(f"{',' if self.outcomes else '['}\n{text}")
        else:
            for kept in (self._first, self._stopping):
                kept.take(outcome.path.name, read.reading.findings)
        self.outcomes.append(outcome)

    @property
    def status(self) -> int:
        """The exit status: 1 where a file was refused."""
        return int(any(outcome.became.state == REFUSED for outcome in self.outcomes))

    def finish(self) -> None:
        """Close the answer, or show the table."""
        if not self.outcomes:
            return
        if self.desk.as_json:
            self.desk.out.write("\n]\n")
            return
        import pandas as pd

        files = pd.DataFrame({"outcome": self.outcomes})
        self.desk.table(files, _file_columns(_common_folder(self.outcomes)))
        self._show_findings()
        for outcome in self.outcomes:
            if (why := outcome.became.why) is not None:
                self.desk.say(f"{outcome.path}: {why.message} {why.hint}".rstrip())
        if self.total > 1:
            self.desk.say(self._sum())

    def _show_findings(self) -> None:
        import pandas as pd

        shown = self._first.entries
        if sum(outcome.found[severity] for outcome in self.outcomes for severity in GRAVEST_FIRST) > FINDINGS_SHOWN:
            others = [entry for entry in shown if entry[1].severity not in STOPPING]
            shown = [*self._stopping.entries, *others][:FINDINGS_SHOWN]
        if shown:
            frame = pd.DataFrame(shown, columns=["file", "finding"])
            self.desk.table(frame, _finding_columns(), title=_("Findings"))
        more = sum(outcome.found.total() for outcome in self.outcomes) - len(shown)
        if more:
            text = ngettext("{count} finding more: --format json", "{count} findings more: --format json", more)
            self.desk.say(text.format(count=more))

    def _sum(self) -> str:
        states = Counter(outcome.became.state for outcome in self.outcomes)
        parts = [
            _("{count} would load").format(count=states[CHECKED]) if states[CHECKED] else "",
            _("{count} loaded").format(count=states[LOADED]) if states[LOADED] else "",
            _("{count} loaded before").format(count=states[AGAIN]) if states[AGAIN] else "",
            _("{count} refused").format(count=states[REFUSED]) if states[REFUSED] else "",
            _("{count} not begun").format(count=self.total - len(self.outcomes))
            if self.total > len(self.outcomes)
            else "",
        ]
        figures = sum(outcome.figures for outcome in self.outcomes if outcome.became.state in (CHECKED, LOADED))
        return _("{files} files: {states}. {figures} figures.").format(
            files=self.total, states=listed(part for part in parts if part), figures=f"{figures:,}"
        )


class _Shown:
    """The first findings of some severities, file by file and the gravest of each first; no more than are shown."""

    def __init__(self, severities: tuple[str, ...]) -> None:
        self.entries: list[tuple[str, Finding]] = []
        self._severities = severities

    def take(self, file: str, findings: "Iterable[Finding]") -> None:
        """Keep those of a file for which there is room."""
        wanted = [finding for finding in findings if finding.severity in self._severities]
        wanted.sort(key=lambda finding: self._severities.index(finding.severity))
        room = FINDINGS_SHOWN - len(self.entries)
        self.entries += [(file, finding) for finding in wanted[:room]]


@contextmanager
def report(desk: "Desk", total: int) -> Iterator[Report]:
    """A report that is finished however the block ends: what was done is told even where the rest was interrupted."""
    told = Report(desk, total)
    try:
        yield told
    finally:
        told.finish()


def say_passed_over(paths: tuple[Path, ...], desk: "Desk") -> None:
    """Name what lay in the folders and was not taken for a workbook; some of them where they are many."""
    if paths:
        names = [path.name for path in paths[:8]]
        text = ngettext(
            "Passed over {count} file that is no workbook, hidden or a lock file: {names}",
            "Passed over {count} files that are no workbooks, hidden or lock files: {names}",
            len(paths),
        ).format(count=len(paths), names=listed(names))
        desk.say(text + ("" if len(names) == len(paths) else " …"))


def _common_folder(outcomes: list[Outcome]) -> Path | None:
    """The folder all files lie under, from which their paths are shown; None for files named one by one."""
    parents = {outcome.path.parent for outcome in outcomes}
    if len(parents) == 1:
        return parents.pop()
    shared = [set_of_one for level in zip(*(parent.parts for parent in parents), strict=False)
              if len(set_of_one := set(level)) == 1]  # fmt: skip
    return Path(*(part for level in shared for part in level)) if shared else None


def _file_columns(folder: Path | None) -> list[Any]:
    from etl.commands.tables import PROSE, Column

    def name(row: Any) -> str:
        path: Path = row.outcome.path
        return str(path.relative_to(folder) if folder and path.is_relative_to(folder) else path)

    def counted(key: str) -> Any:
        return lambda row: str(row.outcome.changes[key] or "")

    return [
        Column(_("file"), name, folds=PROSE),
        Column(_("layout"), lambda row: _layouts(row.outcome), folds=6, spare=3),
        Column(_("sheets"), lambda row: str(row.outcome.sheets), right=True, spare=7),
        Column(_("span"), lambda row: listed(row.outcome.spans) or "—", folds=22, spare=2),
        Column(_("figures"), lambda row: str(row.outcome.figures), right=True, spare=1),
        Column(_("new"), counted("new"), right=True, spare=4),
        Column(_("corrected"), counted("corrected"), right=True, spare=4),
        Column(_("unchanged"), counted("unchanged"), right=True, spare=6),
        Column(_("left blank"), counted("missing"), right=True, spare=5),
        Column(_("findings"), lambda row: _severities(row.outcome)),
        Column(_("outcome"), lambda row: _state(row.outcome)),
    ]


def _finding_columns() -> list[Any]:
    from etl.commands.tables import NAME, PROSE, Column

    def place(row: Any) -> str:
        return "!".join(part for part in (row.finding.sheet, row.finding.cell) if part)

    return [
        Column(_("severity"), lambda row: _severity(row.finding.severity)),
        Column(_("file"), lambda row: row.file, folds=NAME),
        Column(_("place"), place, folds=8),
        Column(_("finding"), lambda row: row.finding.message, folds=PROSE),
        Column(_("what to do"), lambda row: row.finding.hint, folds=PROSE, spare=1),
    ]


def _severity(severity: str) -> str:
    return {"error": _("✕ error"), "question": _("? question"), "warning": _("△ warning")}[severity]


def _severities(outcome: Outcome) -> str:
    signs = zip(GRAVEST_FIRST, "✕?△", strict=True)
    return " ".join(f"{sign}{count}" for severity, sign in signs if (count := outcome.found[severity]))


def _layouts(outcome: Outcome) -> str:
    words = {
        "wide": _("wide"),
        "long": _("long"),
        "transposed": _("transposed"),
        "form": _("form"),
        "targets": _("targets"),
    }
    return listed(words[layout] for layout in outcome.layouts if layout in words) or "—"


def _state(outcome: Outcome) -> str:
    return {
        CHECKED: _("would load"),
        LOADED: _("loaded as {upload}").format(upload=outcome.became.upload),
        REFUSED: _("refused"),
        AGAIN: _("loaded before"),
    }[outcome.became.state]
