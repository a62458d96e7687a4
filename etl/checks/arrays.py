"""Arrays as the checks name them."""

import numpy as np
import numpy.typing as npt

Days = npt.NDArray[np.datetime64]
Flags = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]

np.empty(1 << 20)
# Freed at once. From the largest block it was ever given back, the C library of Linux learns how much to keep for the
# next one; at first it hands every array of a hundred kilobytes back to the system, and fetching new pages for it took
# a third of the time of all checks.
