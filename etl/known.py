"""What a version of the store knows that a file is read with, asked while another process parses the file."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from contextvars import copy_context
from dataclasses import dataclass

from etl.checks.past import Past
from etl.layout.vocabulary import Vocabulary
from etl.model import Answers, Sheet
from etl.names import Names
from guoban.catalogue import Catalogue
from guoban.warehouse import Reader


@dataclass(frozen=True)
class Known:
    """What a version of the store knows that a file is read with."""

    catalogue: Catalogue
    names: Names
    vocabulary: Vocabulary
    past: Past

    @classmethod
    def of(
        cls, reader: Reader, sha256: str, answers: Answers | None, past_of: Callable[[Reader, str], Past]
    ) -> "Known":
        names = Names.of(reader.catalogue)
        vocabulary = Vocabulary.of(reader.catalogue, names, answers)
        return cls(reader.catalogue, names, vocabulary, past_of(reader, sha256))


def both(
    read: Callable[[], tuple[Sheet, ...]], know: Callable[[], Known], *, beside: bool
) -> tuple[tuple[Sheet, ...], Known]:
    """The sheets of a file, and what the store knows; beside: while another process parses the file."""
    if not beside:
        return read(), know()
    known = _beside.submit(copy_context().run, know)
    try:
        sheets = read()
    finally:
        wait([known])  # nobody is left asking a store that the caller may close
    return sheets, known.result()


_AT_ONCE = 8


def _threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="reading-known")


_beside = _threads()
"""Here the store is asked while another process parses the file. Kept: to start a thread takes longer than to ask."""


def _begin_anew() -> None:
    """In a forked child the threads of the parent do not run."""
    global _beside
    _beside = _threads()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_begin_anew)
