"""Arrays as the checks name them."""

import numpy as np
import numpy.typing as npt

Days = npt.NDArray[np.datetime64]
Flags = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
