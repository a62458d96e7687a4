"""Files that somebody is about to load: what was read, what was settled about them, what became of them.

Everything here lives in the session of one visitor; the store is touched by `confirm` alone.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from etl.load import Changes, Committed, changes, commit, read_file
from etl.model import Answers, Finding, Reading, Severity
from etl.own_units import keep_own
from etl.signing_off import approve as approve_submission
from etl.signing_off import review, submit
from etl.slip import make_slip, slip_name, to_mend
from guoban.access.people import Visitor
from guoban.access.rights import Units, loaded_units, require
from guoban.calendar import Span
from guoban.catalogue import Catalogue
from guoban.text import language, speaking
from guoban.warehouse import Reader, Submission, Warehouse
from guoban.warehouse.closed import touched_in
from guoban.warehouse.closings import Closing

LEAVE_OUT = ""
UNIT_RULES = ("unknown-unit",)
FORM_RULES = ("no-unit",)
SHARE_RULES = ("percent-or-fraction",)
SPAN_RULES = ("no-span", "several-spans", "year-mismatch", "future-span")


@dataclass(frozen=True, slots=True)
class Question:
    """Something a person has to settle. subject: unit, indicator, whose (a form without a unit), share or span.

    about: the words of the sheet that are asked about; of a share its place. choices: codes, or spans and shares as
    text, likeliest first.
    sheet, cell: where it was first met. number: tells it from the other questions of its file.
    """

    subject: str
    about: str
    message: str
    choices: tuple[str, ...]
    sheet: str | None = None
    cell: str | None = None
    number: int = 0

    @property
    def key(self) -> tuple[str, str]:
        """What is asked: findings about the same words are one question."""
        return self.subject, self.about


@dataclass
class Sending:
    """One file on its way: its bytes, its questions as they were asked, the answers so far, and its end.

    submitted: the number under which it waits for approval.
    number: tells it from the other files of this session. asked: place of a finding in the reading → its question.
    unfolded: whether somebody has opened or closed its details. reason: why it changes a closed quarter.
    """

    file_name: str
    content: bytes
    sha256: str
    number: int = 0
    questions: dict[tuple[str, str], Question] = field(default_factory=dict)
    settled: dict[tuple[str, str], str] = field(default_factory=dict)
    remembered: set[tuple[str, str]] = field(default_factory=set)
    committed: Committed | None = None
    submitted: int | None = None
    discarded: bool = False
    read_at: tuple[int, Answers] | None = None
    reading: Reading | None = None
    changes: Changes | None = None
    asked: dict[int, tuple[str, str]] = field(default_factory=dict)
    unfolded: bool | None = None
    reason: str = ""

    @property
    def open(self) -> bool:
        """Whether it still waits for a decision."""
        return self.committed is None and self.submitted is None and not self.discarded

    def settle(self, key: tuple[str, str], answer: str | None) -> None:
        """Answer a question; None takes the answer back."""
        if answer is None:
            self.settled.pop(key, None)
        else:
            self.settled[key] = answer

    def answers(self) -> Answers:
        """The answers so far as the importer takes them."""
        named = {subject: {} for subject in ("unit", "indicator", "share")}  # type: dict[str, dict[str, str]]
        whose, span = None, None
        for (subject, about), answer in self.settled.items():
            if subject in named:
                named[subject][about] = answer
            elif subject == "whose":
                whose = answer
            else:
                chosen = Span.parse(answer)
                span = (chosen.first_day, chosen.last_day)
        return Answers(named["unit"], named["indicator"], span, whose, named["share"])

    def learnt(self) -> list[tuple[str, str, str]]:
        """Names to know from now on: (subject, code, name)."""
        return [
            (subject, answer, about)
            for (subject, about), answer in self.settled.items()
            if (subject, about) in self.remembered and answer != LEAVE_OUT
        ]


def sendings(files: Sequence[UploadedFile]) -> list[Sending]:
    """The files of the uploader, each with what is known of it from earlier runs; files taken away are forgotten."""
    kept: dict[str, Sending] = st.session_state.setdefault("sendings", {})
    for gone in set(kept) - {file.file_id for file in files}:
        del kept[gone]
    for file in files:
        if file.file_id not in kept:
            content = file.getvalue()
            number = st.session_state.setdefault("sent", 0)
            st.session_state["sent"] = number + 1
            kept[file.file_id] = Sending(file.name, content, hashlib.sha256(content).hexdigest(), number)
    return [kept[file.file_id] for file in files]


def read(sending: Sending, reader: Reader, units: Units = None) -> None:
    """Read a file unless it has been read with these answers against this version; note the questions it raises.

    units: those whom somebody answers for; nothing is shown of others.
    """
    answers = sending.answers()
    if sending.read_at == (reader.version, answers):
        return
    found = read_file(sending.content, sending.file_name, reader, answers)
    sending.reading = found if units is None else keep_own(found, units, reader.catalogue)
    sending.changes = changes(reader, sending.reading)
    sending.read_at = (reader.version, answers)
    sending.asked = {}
    for place, finding in enumerate(sending.reading.findings):
        if finding.severity is Severity.QUESTION:
            question = _question(finding, reader)
            sending.questions.setdefault(question.key, replace(question, number=len(sending.questions)))
            sending.asked[place] = question.key


def _question(finding: Finding, reader: Reader) -> Question:
    if finding.rule in SPAN_RULES:
        subject, about = "span", ""
    elif finding.rule in FORM_RULES:
        subject, about = "whose", ""
    elif finding.rule in SHARE_RULES:
        subject, about = "share", finding.about or ""
    else:
        names_unit = finding.rule in UNIT_RULES or any(code in reader.catalogue.units for code in finding.choices)
        subject, about = "unit" if names_unit else "indicator", finding.about or ""
    return Question(subject, about, finding.message, finding.choices, finding.sheet, finding.cell)


def stopping(sending: Sending) -> tuple[Finding, ...]:
    """Findings that keep a file from being loaded whole."""
    return sending.reading.errors if sending.reading else ()


def figures(sending: Sending) -> int:
    """How many observations and targets a load would bring."""
    reading = sending.reading
    return len(reading.observations) + len(reading.targets) if reading else 0


def returned(sending: Sending, catalogue: Catalogue) -> tuple[str, Callable[[], bytes]] | None:
    """The name of the return slip and what makes it; None where there is nothing to mend or nothing to mark."""
    reading, content, spoken = sending.reading, sending.content, language()
    if reading is None or not reading.grids or not to_mend(reading):
        return None

    def make() -> bytes:
        with speaking(spoken):  # it is called in a thread of its own, which speaks no language yet
            return make_slip(reading, content, catalogue).content

    return slip_name(reading), make


def confirm(warehouse: Warehouse, sending: Sending, *, by: Visitor, skip_errors: bool = False) -> None:
    """Load one file, or submit it where it has to be approved, as far as whoever does it may.

    Raises GuobanError when it cannot be; nothing is changed then.
    """
    if sending.reading is None:
        return
    catalogue = warehouse.reader().catalogue
    units = loaded_units(by, catalogue)
    require(units is None or bool(units))
    if is_submitted(units, catalogue):
        sending.submitted = submit(
            warehouse, sending.reading, sending.content, by=by.name, units=units or (), skip_errors=skip_errors,
            reason=sending.reason,
        )  # fmt: skip
        return
    sending.committed = commit(
        warehouse, sending.reading, sending.content, by=by.name, skip_errors=skip_errors, learn=sending.learnt(),
        units=units, reason=sending.reason,
    )  # fmt: skip


def closed_quarters(sending: Sending, reader: Reader) -> list[Closing]:
    """The closed quarters in which a file would change figures."""
    return [closing for closing, _units in touched_in(reader, sending.reading.observations)] if sending.reading else []


def is_submitted(units: Units, catalogue: Catalogue) -> bool:
    """Whether what somebody loads who answers for these units has to be approved."""
    return units is not None and catalogue.settings.sign_off


def units_of(by: Visitor, warehouse: Warehouse) -> Units:
    """Whose figures somebody may load, by the roster of this moment."""
    return loaded_units(by, warehouse.reader().catalogue)


@dataclass(frozen=True)
class Reviewing:
    """A submission as it is shown to be approved. sending: as it reads now, with nothing left to be answered."""

    submission: Submission
    sending: Sending
    reads_the_same: bool


def reviewed(warehouse: Warehouse, reader: Reader, number: int) -> Reviewing:
    """Read a submission against a version of the store. Raises InputError where there is no such number."""
    found = review(warehouse, reader, number)
    each = Sending(found.submission.file_name, found.content or b"", found.submission.sha256, number=-number)
    each.reading, each.changes = found.reading, found.changes
    return Reviewing(found.submission, each, found.reads_the_same)


def approve(warehouse: Warehouse, number: int, *, by: Visitor, reason: str = "") -> Committed:
    """Have a submission count. Raises GuobanError where it cannot be, or it is not theirs to say."""
    return approve_submission(warehouse, number, by=by.name, units=units_of(by, warehouse), reason=reason)
