"""Answers of a frozen cut: the same for ever, whatever is loaded after it was made."""

from datetime import UTC
from functools import lru_cache
from pathlib import Path

from guoban.answers import Answers
from guoban.charts.view import CutStamp
from guoban.measures.completeness import CHINA
from guoban.text import language
from guoban.warehouse.closings import Closing, cut_of


def answers_of_cut(folder: Path, closing: Closing) -> Answers:
    """The answers of the version that a closing has frozen. Raises StoreError where it is gone or damaged.

    folder: the data folder. What is late is late by the day on which it was frozen.
    """
    return _answers(folder, closing, language())


@lru_cache(maxsize=4)
def _answers(folder: Path, closing: Closing, _language: str) -> Answers:
    today = closing.closed_at.replace(tzinfo=UTC).astimezone(CHINA).date()
    stamp = CutStamp(closing.cut, closing.closed_at, closing.closed_by)
    return Answers(cut_of(folder, closing).reader(), stamp, today)
