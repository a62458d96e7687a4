"""What a reading asked of the store's past, so that it can be told later whether it would be answered the same now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any
from weakref import WeakKeyDictionary

from etl.checks.arrays import Floats
from etl.checks.past import EarlierUpload, Past, StoredPast, Tellings
from etl.layout.figures import Codes, Ints
from guoban.warehouse import Reader


@dataclass(frozen=True, slots=True)
class Asked:
    """One question. about: what it was asked with. answer: a mark of what was said."""

    question: str
    about: tuple[Any, ...]
    answer: object


class NotingPast:
    """The past as a version of the store has it, every question added to `notes`."""

    def __init__(self, notes: list[Asked], reader: Reader, sha256: str) -> None:
        self._notes = notes
        self._past = StoredPast(reader, sha256)
        self._note("roster", (), _roster(reader))

    @property
    def again(self) -> int | None:
        """As `Past.again`, and noted."""
        found = self._past.again
        self._note("again", (), found)
        return found

    def figures(self, codes: Codes, units: Ints, since: date, until: date) -> Tellings:
        """As `Past.figures`, and noted."""
        found = self._past.figures(codes, units, since, until)
        self._note("figures", (units, since, until), _mark_of_tellings(found))
        return found

    def targets(self, codes: Codes, year: int) -> Floats:
        """As `Past.targets`, and noted."""
        found = self._past.targets(codes, year)
        self._note("targets", (year,), sha256(found.tobytes()).digest())
        return found

    def upload(self, number: int) -> EarlierUpload:
        """As `Past.upload`, and noted."""
        found = self._past.upload(number)
        self._note("upload", (number,), found)
        return found

    def _note(self, question: str, about: tuple[Any, ...], answer: object) -> None:
        self._notes.append(Asked(question, about, answer))


def is_answered_the_same(asked: Sequence[Asked], reader: Reader, sha256: str) -> bool:
    """Whether another version of the store gives the same answers: what was read against the first then holds."""
    past, codes = StoredPast(reader, sha256), Codes.of(reader.catalogue)
    return all(_answer(question, reader, past, codes) == question.answer for question in asked)


def _answer(asked: Asked, reader: Reader, past: Past, codes: Codes) -> object:
    match asked.question:
        case "roster":
            return _roster(reader)
        case "again":
            return past.again
        case "figures":
            return _mark_of_tellings(past.figures(codes, *asked.about))
        case "targets":
            return sha256(past.targets(codes, *asked.about).tobytes()).digest()
        case "upload":
            return past.upload(*asked.about)
    raise ValueError(asked.question)


_rosters: "WeakKeyDictionary[Reader, str]" = WeakKeyDictionary()


def _roster(reader: Reader) -> str:
    """The stamp that changes with units, indicators, names and settings; asked once a version."""
    found = _rosters.get(reader)
    if found is None:
        ((stamp,),) = reader.rows("select roster from store")
        found = _rosters[reader] = str(stamp)
    return found


def _mark_of_tellings(found: Tellings) -> bytes:
    columns = (found.unit, found.indicator, found.first_day, found.last_day, found.value, found.upload, found.counts)
    return sha256(b"".join(column.tobytes() for column in columns)).digest()
