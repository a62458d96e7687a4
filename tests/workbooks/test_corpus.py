"""Every workbook of the corpus is read as its truth says: nothing wrong, nothing missed, no false alarm."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

import pandas as pd
import pytest

import tests.workbooks.corpus  # noqa: F401 - fills the registry
from etl.load import read_file
from etl.model import Reading, Severity
from guoban.warehouse import Reader
from tests.workbooks.book import WORKBOOKS, Book, Expected, Said, built
from tests.workbooks.county import store

_HEARD = (Severity.ERROR, Severity.QUESTION, Severity.WARNING)


@dataclass(frozen=True)
class Outcome:
    """What was read from one workbook, beside what it says."""

    book: Book
    reading: Reading

    @cached_property
    def truth(self) -> dict[tuple[object, ...], Said]:
        return {**self.book.observations, **self.book.targets}

    @cached_property
    def read(self) -> dict[tuple[object, ...], Said]:
        found: dict[tuple[object, ...], Said] = {}
        for row in self.reading.observations.itertuples():
            key = row.unit, row.indicator, str(row.first_day.date()), str(row.last_day.date())
            found[key] = Said(row.value, row.sheet, row.cell)
        for row in self.reading.targets.itertuples():
            found[row.unit, row.indicator, row.year] = Said(row.value, row.sheet, row.cell)
        return found

    @cached_property
    def wrong(self) -> dict[tuple[object, ...], Said]:
        """What was read and is not so."""
        return {key: said for key, said in self.read.items() if self.truth.get(key) != said}

    @cached_property
    def missed(self) -> dict[tuple[object, ...], Said]:
        """What is so and was not read."""
        return {key: said for key, said in self.truth.items() if self.read.get(key) != said}


@pytest.fixture(scope="session")
def county_store(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    return store(tmp_path_factory.mktemp("corpus") / "data").reader()


@cache
def _outcome(name: str, reader: Reader) -> Outcome:
    book = built(name)
    return Outcome(book, read_file(book.saved(), book.file_name, reader, today=book.today))


def test_the_corpus_has_the_size_that_was_asked_for() -> None:
    assert len(WORKBOOKS) >= 48


@pytest.mark.parametrize("name", WORKBOOKS)
def test_a_workbook_is_read_as_its_truth_says(name: str, county_store: Reader) -> None:
    outcome = _outcome(name, county_store)
    assert (outcome.wrong, outcome.missed) == ({}, {})


@pytest.mark.parametrize("name", WORKBOOKS)
def test_a_workbook_raises_the_findings_it_should_and_no_others(name: str, county_store: Reader) -> None:
    outcome = _outcome(name, county_store)
    unmet = [expected for expected in outcome.book.findings if not _is_met(expected, outcome.reading)]
    assert unmet == []
    assert list(_false_alarms(outcome)) == []


def _is_met(expected: Expected, reading: Reading) -> bool:
    return any(
        found.rule == expected.rule
        and expected.sheet in (None, found.sheet)
        and expected.cell in (None, found.cell)
        and (expected.first_choice is None or found.choices[:1] == (expected.first_choice,))
        for found in reading.findings
    )


def _false_alarms(outcome: Outcome) -> Iterator[str]:
    """Errors, questions and warnings that nobody expects."""
    for found in outcome.reading.findings:
        met = any(
            expected.rule == found.rule and expected.cell in (None, found.cell) for expected in outcome.book.findings
        )
        if found.severity in _HEARD and not met:
            yield f"{found.severity} {found.rule} {found.sheet}!{found.cell}: {found.message}"


def test_nothing_wrong_is_read_and_next_to_nothing_missed(county_store: Reader) -> None:
    """Over the whole corpus: precision 100 %, recall 99 % and more."""
    outcomes = {name: _outcome(name, county_store) for name in WORKBOOKS}
    wrong = {name: outcome.wrong for name, outcome in outcomes.items() if outcome.wrong}
    truths = sum(len(outcome.truth) for outcome in outcomes.values())
    missed = {name: len(outcome.missed) for name, outcome in outcomes.items() if outcome.missed}
    assert wrong == {}
    assert 1 - sum(missed.values()) / truths >= 0.99, missed


def test_what_is_remembered_of_one_workbook_changes_nothing_in_the_next(
    county_store: Reader, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Read in the reverse order against another store, of which nothing is remembered yet, readings are the same."""
    other = store(tmp_path_factory.mktemp("reversed") / "data").reader()
    assert other.catalogue is not county_store.catalogue
    for name in reversed(list(WORKBOOKS)):
        one, again = _outcome(name, county_store).reading, _outcome(name, other).reading
        assert (one.sheets, one.findings, one.missing) == (again.sheets, again.findings, again.missing)
        pd.testing.assert_frame_equal(one.observations, again.observations)
        pd.testing.assert_frame_equal(one.targets, again.targets)
