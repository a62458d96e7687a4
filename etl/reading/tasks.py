"""What a worker process can be asked to do."""

from collections.abc import Callable, Mapping
from typing import Any

from etl.reading.formats import formats_of
from etl.reading.parse import parse

TASKS: Mapping[str, Callable[..., Any]] = {"parse": parse, "formats": formats_of}
"""Each takes its particulars and the limits, in this order."""
