"""Quick ways that stand beside plain ones give what these give."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.layout import regions
from etl.layout.address import address, addresses
from etl.layout.figures import _shortest


@given(
    st.lists(
        st.tuples(st.integers(0, 300), st.integers(0, 80)) | st.tuples(st.integers(0, 20_000), st.integers(0, 2_000))
    )
)
@settings(deadline=None)
def test_addresses_of_many_cells_are_those_of_each(cells: list[tuple[int, int]]) -> None:
    rows, columns = (np.array([cell[n] for cell in cells], np.int64) for n in (0, 1))
    assert addresses(rows, columns).to_pylist() == [address(row, column) for row, column in cells]


NUMBERS = st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**16), 10**16).map(float)


@given(st.lists(NUMBERS | st.floats(-1000, 1000).map(lambda value: round(value, 2)), max_size=40))
@settings(deadline=None)
def test_a_number_is_written_the_same_whatever_stands_beside_it(numbers: list[float]) -> None:
    written = _shortest(np.array(numbers, np.float64)).to_pylist()
    assert written == [_shortest(np.array([number])).to_pylist()[0] for number in numbers]
    assert all(math.isclose(float(text), number, rel_tol=1e-15) for text, number in zip(written, numbers, strict=True))


@pytest.mark.parametrize(
    ("number", "text"), [(65.0, "65"), (97.8, "97.8"), (-0.0, "0"), (1e12, "1000000000000"), (0.00001, "0.00001")]
)
@pytest.mark.parametrize("beside", [[], [0.5], [2e9, 0.5], [3.0]])
def test_a_number_is_written_in_its_shortest_form(number: float, text: str, beside: list[float]) -> None:
    assert _shortest(np.array([number, *beside])).to_pylist()[0] == text


@pytest.mark.parametrize("limit", [regions._FEW_PLACES, 0])
@given(st.integers(1, 12), st.integers(1, 8), st.integers(0, 2**32))
@settings(deadline=None)
def test_different_texts_of_a_row_are_counted_the_same_by_marking_and_by_sorting(
    limit: int, height: int, width: int, seed: int
) -> None:
    draw = np.random.default_rng(seed)
    texts = draw.integers(-1, 6, (height, width)).astype(np.int32)
    flags = (texts >= 0) & (draw.random((height, width)) < 0.7)
    usual = regions._FEW_PLACES
    regions._FEW_PLACES = limit
    try:
        found = regions._distinct_in_rows(flags, texts).tolist()
    finally:
        regions._FEW_PLACES = usual
    assert found == [len(set(row[flag].tolist())) for row, flag in zip(texts, flags, strict=True)]
