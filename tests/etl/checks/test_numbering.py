"""Numbers that stand for units, spans and figures: how often each is there, in which order they come."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from etl.checks.agreement import _all_differ
from etl.checks.arrays import in_runs

SMALL = st.lists(st.integers(0, 9), max_size=30)


@given(SMALL | st.lists(st.integers(0, 10**12), max_size=30))
def test_that_all_numbers_differ_is_told_of_few_and_of_large_ones(numbers: list[int]) -> None:
    assert _all_differ(np.array(numbers, np.int64)) == (len(set(numbers)) == len(numbers))


@given(SMALL)
def test_numbers_are_numbered_in_the_order_in_which_they_come(numbers: list[int]) -> None:
    order = list(dict.fromkeys(numbers))
    assert in_runs(np.array(numbers, np.int64)).tolist() == [order.index(number) for number in numbers]
