"""Figures are stored as the decimals that were typed."""

from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from worlds import NOTHING, observations, upload

from guoban.warehouse import Warehouse, commit_upload
from guoban.warehouse.frames import observations_table

SPAN = ("2026-01-01", "2026-06-30")
millionths = st.integers(-(10**18) + 1, 10**18 - 1)


def stored(values: list[float]) -> list[Decimal]:
    frame = observations(*[("T1", "A", *SPAN, value) for value in values])
    found: list[Decimal] = observations_table(frame, 1)["value"].to_pylist()
    return found


@given(st.lists(st.integers(-(10**15) + 1, 10**15 - 1), min_size=1))
def test_fifteen_digits_are_stored_as_they_were_typed(numbers: list[int]) -> None:
    typed = [Decimal(number) / 1000 for number in numbers]
    assert stored([float(value) for value in typed]) == typed


@given(millionths)
def test_what_a_float_says_is_what_is_stored(number: int) -> None:
    value = float(Decimal(number) / 10**6)
    if abs(value) < 10**12:
        assert stored([value]) == [Decimal(repr(value)).quantize(Decimal("0.000001"))]


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        (0.1, "0.100000"),
        (0.912, "0.912000"),
        (2 / 3, "0.666667"),
        (-0.000001, "-0.000001"),
        (978000.0, "978000.000000"),
        (123456789012.34, "123456789012.340000"),
        (999999999999.99, "999999999999.990000"),
        (-999999999999.99, "-999999999999.990000"),
    ],
)
def test_a_figure_is_the_decimal_a_person_reads(warehouse: Warehouse, value: float, kept: str) -> None:
    commit_upload(warehouse, upload(), observations(("T1", "A", *SPAN, value)), NOTHING, NOTHING)
    found = warehouse.reader().query("select value, cast(value as varchar) as text from observation")
    assert found["text"][0] == kept
    assert found["value"][0] == float(kept)


def test_fen_add_up_exactly(warehouse: Warehouse) -> None:
    figures = observations(*[("T1", "E", f"2026-01-{day:02}", f"2026-01-{day:02}", 0.1) for day in range(1, 31)])
    commit_upload(warehouse, upload(), figures, NOTHING, NOTHING)
    assert warehouse.reader().query("select sum(value) as total from observation")["total"][0] == 3.0


@pytest.mark.parametrize("kind", ["str", "object", "category"])
def test_texts_may_be_held_in_whatever_way(kind: str) -> None:
    frame = observations(("T1", "A", *SPAN, 1.0), ("T2", "A", *SPAN, 2.0))
    columns = ["unit", "indicator", "sheet", "cell", "raw"]
    table = observations_table(frame.astype(dict.fromkeys(columns, kind)), 1)
    assert table["unit"].to_pylist() == ["T1", "T2"]
    assert table["raw"].to_pylist() == ["1.0", "2.0"]


def test_days_may_be_dates() -> None:
    frame = observations(("T1", "A", *SPAN, 1.0))
    dates = frame.assign(first_day=frame["first_day"].dt.date, last_day=frame["last_day"].dt.date)
    assert observations_table(dates, 1).equals(observations_table(frame, 1))


def test_sheet_note_and_quote_may_be_missing() -> None:
    frame = observations(("T1", "A", *SPAN, 1.0)).drop(columns=["note", "quote", "sheet"])
    table = observations_table(frame, 1)
    assert table["note"].to_pylist() == [None]
    assert table["sheet"].to_pylist() == [""]


def test_a_missing_text_is_never_the_word_nan(warehouse: Warehouse) -> None:
    frame = observations(("T1", "A", *SPAN, 1.0)).assign(raw=float("nan"), note=pd.NA)
    commit_upload(warehouse, upload(), frame, NOTHING, NOTHING)
    found = warehouse.reader().query("select raw, note is null as none from observation")
    assert found.values.tolist() == [["", True]]
