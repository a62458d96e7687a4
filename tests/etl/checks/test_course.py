"""What periods bring with a file loaded: worked out for the years of the file only, and the same as for all years."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.checks import course
from etl.checks.course import read_course
from etl.checks.ledger import Ledger
from guoban.calendar import quarter_span, year_to_quarter

SPANS = sorted(
    {span for year in (2024, 2025, 2026) for quarter in (1, 2, 3, 4)
     for span in (quarter_span(year, quarter), year_to_quarter(year, quarter))},
    key=lambda span: (span.last_day, span.first_day),
)  # fmt: skip
KINDS = np.array(["flow", "stock", "money", "ratio"])


def _ledger(seed: int, rows: int, filed: list[int]) -> Ledger:
    """Figures at random; of the spans numbered `filed` some stand in the file."""
    draw = np.random.default_rng(seed)
    shape = rows, len(SPANS)
    stored = np.where(draw.random(shape) < 0.6, draw.integers(0, 50, shape), np.nan)
    in_file = np.zeros(shape, bool)
    in_file[:, filed] = draw.random((rows, len(filed))) < 0.8
    in_file[0, filed] = True
    return Ledger(
        unit=np.arange(rows), indicator=np.arange(rows) % len(KINDS),
        first_day=np.array([span.first_day for span in SPANS], "datetime64[D]"),
        last_day=np.array([span.last_day for span in SPANS], "datetime64[D]"),
        filed=np.where(in_file, draw.integers(0, 50, shape), np.nan), place=np.where(in_file, 0, -1),
        stored=stored, upload=np.where(np.isfinite(stored), 1, -1), kind_of_indicator=KINDS,
    )  # fmt: skip


@given(
    st.integers(0, 2**32),
    st.integers(1, 9),
    st.lists(st.integers(0, len(SPANS) - 1), min_size=1, max_size=4),
    st.booleans(),
)
@settings(deadline=None)
def test_gains_with_the_file_are_those_of_a_store_that_had_loaded_it(
    seed: int, rows: int, filed: list[int], in_parts: bool
) -> None:
    ledger = _ledger(seed, rows, filed)
    loaded = read_course(replace(ledger, stored=ledger.known), 3)
    whole = course._ROWS_AT_ONCE
    course._ROWS_AT_ONCE = 4 if in_parts else whole
    try:
        found = read_course(ledger, 3)
    finally:
        course._ROWS_AT_ONCE = whole
    years = ledger.year[ledger.is_filed]
    inside = [years.min() <= found.span(period).last_day.year <= years.max() for period in range(12)]
    np.testing.assert_array_equal(found.filed_gains[:, inside], loaded.gains[:, inside])
    assert np.isnan(found.filed_gains[:, ~np.array(inside)]).all()


@pytest.mark.parametrize(
    ("day", "period"), [(date(2024, 3, 31), 0), (date(2026, 12, 31), 11), (date(2026, 11, 30), -1)]
)
def test_a_period_is_found_by_its_last_day(day: date, period: int) -> None:
    assert read_course(_ledger(1, 2, [0]), 3).ending(day) == period
