"""What a reading asked of the store, so that it can be told later whether it would be answered the same now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

import numpy as np
import pandas as pd

from guoban.catalogue import Catalogue
from guoban.warehouse import Reader


@dataclass(frozen=True, slots=True)
class Asked:
    """One question to the store. answer: a mark of what it said, the order of rows left aside."""

    sql: str
    parameters: Mapping[str, object] | None
    answer: bytes


class NotingReader(Reader):
    """A reader that notes what it is asked; otherwise the one it stands for.

    known: answers to questions about the whole of that version, kept from file to file; a version never changes.
    """

    def __init__(self, reader: Reader, known: dict[str, pd.DataFrame]) -> None:
        self.version = reader.version
        self.asked: list[Asked] = []
        self._reader = reader
        self._known = known

    def query(self, sql: str, parameters: Mapping[str, object] | None = None) -> pd.DataFrame:
        """As `Reader.query`, and noted."""
        if parameters:
            frame = self._reader.query(sql, parameters)
        else:
            if sql not in self._known:
                self._known[sql] = self._reader.query(sql)
            frame = self._known[sql].copy()
        self.asked.append(Asked(sql, parameters, _mark(frame)))
        return frame

    @property
    def catalogue(self) -> Catalogue:
        """As `Reader.catalogue`."""
        return self._reader.catalogue


def is_answered_the_same(asked: Sequence[Asked], reader: Reader) -> bool:
    """Whether another version of the store gives the same answers: what was read against the first then holds."""
    return all(_mark(reader.query(question.sql, question.parameters)) == question.answer for question in asked)


def _mark(frame: pd.DataFrame) -> bytes:
    rows = np.sort(pd.util.hash_pandas_object(frame, index=False).to_numpy())
    return sha256(repr(list(frame.columns)).encode() + rows.tobytes()).digest()
