"""Somebody stands by the figures of a unit and quarter, until one of them changes."""

import pytest
from worlds import NOTHING, observations, upload

from guoban.access.events import Did, events
from guoban.access.people import NotAllowedError
from guoban.access.store import AccessStore
from guoban.errors import InputError
from guoban.warehouse import Warehouse, commit_upload, redo_upload, undo_upload
from guoban.warehouse.confirmations import (
    Capacity,
    confirm_figures,
    confirmation_of,
    figures_seen,
    undo_confirmation,
)

FIRST, HALF, THIRD = ("2026-01-01", "2026-03-31"), ("2026-01-01", "2026-06-30"), ("2026-07-01", "2026-09-30")


def load(warehouse: Warehouse, unit: str, span: tuple[str, str], value: float) -> int:
    content = f"{unit}{span}{value}".encode()
    return commit_upload(warehouse, upload(content), observations((unit, "A", *span, value)), NOTHING, NOTHING)


def confirm(warehouse: Warehouse, unit: str = "T1", **how) -> int:
    seen = how.pop("seen", figures_seen(warehouse.reader(), unit, 2026, 2))
    return confirm_figures(
        warehouse, unit=unit, year=2026, quarter=2, name=how.pop("name", "王 建国"), capacity=Capacity.CHAIR,
        by="周敏", seen=seen, **how,
    )  # fmt: skip


def holds(warehouse: Warehouse, unit: str = "T1") -> bool | None:
    found = confirmation_of(warehouse.reader(), unit, 2026, 2)
    return found and found.holds


def test_it_names_who_and_as_what_and_is_in_the_log(warehouse):
    load(warehouse, "T1", HALF, 3)
    confirm(warehouse, units={"T1"})
    found = confirmation_of(warehouse.reader(), "T1", 2026, 2)
    assert (found.name, found.capacity, found.confirmed_by, found.holds) == ("王 建国", Capacity.CHAIR, "周敏", True)
    assert confirmation_of(warehouse.reader(), "T1", 2026, 1) is None
    assert Did.CONFIRMED in {event.did for event in events(AccessStore(warehouse.folder))}


def test_a_figure_that_changes_makes_it_void_and_one_that_comes_back_makes_it_hold(warehouse):
    load(warehouse, "T1", HALF, 3)
    confirm(warehouse)
    number = load(warehouse, "T1", HALF, 4)
    assert holds(warehouse) is False
    undo_upload(warehouse, number, "县总")
    assert holds(warehouse) is True
    redo_upload(warehouse, number, "县总")
    assert holds(warehouse) is False
    confirm(warehouse, name="李强")
    assert confirmation_of(warehouse.reader(), "T1", 2026, 2).name == "李强"


@pytest.mark.parametrize(
    ("unit", "span", "value", "still"),
    [
        ("T1", HALF, 3, True), ("T1", FIRST, 1, False), ("T2", HALF, 9, True), ("T1", THIRD, 2, True),
        ("T1", ("2025-01-01", "2025-06-30"), 2, True),
    ],
    ids=["the same figure again", "an earlier quarter", "another unit", "a later quarter", "last year"],
)  # fmt: skip
def test_what_makes_it_void_are_its_own_figures_of_the_year_up_to_the_quarter(warehouse, unit, span, value, still):
    load(warehouse, "T1", HALF, 3)
    confirm(warehouse)
    load(warehouse, unit, span, value)
    assert holds(warehouse) is still


def test_of_a_unit_with_others_under_it_theirs_count_too(warehouse):
    root = warehouse.reader().catalogue.root.code
    load(warehouse, "T1", HALF, 3)
    confirm(warehouse, root)
    load(warehouse, "T2", HALF, 9)
    assert holds(warehouse, root) is False


def test_only_who_answers_for_the_unit_confirms_and_takes_it_back(warehouse):
    load(warehouse, "T1", HALF, 3)
    with pytest.raises(NotAllowedError):
        confirm(warehouse, units={"T2"})
    number = confirm(warehouse)
    with pytest.raises(NotAllowedError):
        undo_confirmation(warehouse, number, "吴刚", units={"T2"})
    undo_confirmation(warehouse, number, "周敏", units={"T1"})
    assert holds(warehouse) is None
    with pytest.raises(InputError):
        undo_confirmation(warehouse, number, "周敏")


@pytest.mark.parametrize("name", ["", "  ", "x" * 61, "a\x00b"])
def test_a_name_is_needed(warehouse, name):
    load(warehouse, "T1", HALF, 3)
    with pytest.raises(InputError):
        confirm(warehouse, name=name)
    assert holds(warehouse) is None


def test_what_nobody_has_seen_is_not_confirmed(warehouse):
    with pytest.raises(InputError, match="尚无"):
        confirm(warehouse)
    load(warehouse, "T1", HALF, 3)
    seen = figures_seen(warehouse.reader(), "T1", 2026, 2)
    load(warehouse, "T1", HALF, 4)
    with pytest.raises(InputError, match="变动"):
        confirm(warehouse, seen=seen)
