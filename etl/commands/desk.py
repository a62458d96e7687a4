"""Where a command sits: the data folder, what was asked of it, and how it answers."""

import json
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from guoban.text.visible import visible

if TYPE_CHECKING:
    import pandas as pd

    from etl.commands.tables import Column
    from guoban.warehouse import Reader, Warehouse


@dataclass
class Desk:
    """One call's data folder and channels. Commands write through it and nowhere else."""

    data: Path
    as_json: bool
    out: TextIO
    errors: TextIO

    @cached_property
    def warehouse(self) -> "Warehouse":
        """The store of the data folder, whether it is there or not."""
        from guoban.warehouse import Warehouse

        return Warehouse(self.data)

    @cached_property
    def reader(self) -> "Reader":
        """The version that counts now, the same for the whole call. Raises StoreError when there is none."""
        return self.warehouse.reader()

    def say(self, text: str) -> None:
        """A sentence for people; silent when the answer is JSON."""
        if not self.as_json:
            print(visible(text), file=self.out)

    def answer(self, rows: Sequence[object] | object) -> None:
        """The answer as JSON."""
        self.out.write(_in_json(json.dumps(rows, ensure_ascii=False, indent=1, allow_nan=False)) + "\n")

    def table(self, frame: "pd.DataFrame", columns: "Sequence[Column]", *, title: str = "", empty: str = "") -> None:
        """A frame as a table for people, or the sentence `empty` where it has no rows."""
        from etl.commands.tables import print_table

        if frame.empty and empty:
            self.say(empty)
        else:
            print_table(frame, columns, title=title, out=self.out)

    def frame(
        self, frame: "pd.DataFrame", columns: "Sequence[Column]", *, title: str = "", empty: str = "",
        keys: Sequence[str] | None = None,
    ) -> None:  # fmt: skip
        """The answer as a frame: JSON with `keys` (all its columns by default), or a table of `columns`."""
        if self.as_json:
            from etl.commands.records import records

            self.answer(records(frame if keys is None else frame[list(keys)]))
        else:
            self.table(frame, columns, title=title, empty=empty)


def _in_json(text: str) -> str:
    """Signs that JSON allows in a text and a terminal obeys, written as JSON writes the others."""
    return re.sub("[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]", lambda sign: f"\\u{ord(sign[0]):04x}", text)


def desk_of_process(data: Path, *, as_json: bool) -> Desk:
    """The desk of this very process, with its own standard output and error."""
    return Desk(data, as_json, sys.stdout, sys.stderr)
