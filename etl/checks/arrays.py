"""Arrays as the checks name them."""

import numpy as np
import numpy.typing as npt
import pandas as pd

Days = npt.NDArray[np.datetime64]
Flags = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

np.empty(1 << 20)
# Freed at once. From the largest block it was ever given back, the C library of Linux learns how much to keep for the
# next one; at first it hands every array of a hundred kilobytes back to the system, and fetching new pages for it took
# a third of the time of all checks.


def in_runs(numbers: Ints) -> Ints:
    """`numbers` numbered from 0 in the order in which they first come; quick where equal ones stand side by side."""
    starts = np.flatnonzero(np.concatenate([np.ones(min(len(numbers), 1), bool), numbers[1:] != numbers[:-1]]))
    number_of_run = pd.factorize(numbers[starts])[0]
    return np.repeat(np.asarray(number_of_run, np.int64), np.diff(np.append(starts, len(numbers))))
