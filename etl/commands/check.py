"""`check`: read and check workbooks, write nothing."""

from argparse import ArgumentParser, Namespace
from contextlib import closing
from typing import TYPE_CHECKING

from etl.commands.answers import add_files, asked_answers
from etl.commands.returning import add_annotate
from guoban.text import _

if TYPE_CHECKING:
    from etl.commands.desk import Desk
    from etl.model import Reading


SAME_FILE = "same-file-again"
"""The rule by which a file is known that was loaded before (etl.checks.rules)."""


def options(parser: ArgumentParser) -> None:
    """FILE…, --span, --period, --unit, --annotate."""
    add_files(parser)
    add_annotate(parser)


def run(asked: Namespace, desk: "Desk") -> int:
    """1 if any file could not be loaded as it stands."""
    from etl.commands.ahead import read_in_turn
    from etl.commands.bar import bar
    from etl.commands.files import workbooks
    from etl.commands.outcomes import Became, Outcome, report, say_passed_over
    from etl.commands.returning import annotated, require_place
    from etl.load import changes

    answers = asked_answers(asked, desk.reader.catalogue)
    found = workbooks(asked.files)
    total = len(found.paths)
    if asked.annotate:
        require_place(asked.annotate, found.paths)
    with (
        report(desk, total) as told,
        bar(_("Checking"), total, desk.errors) as advance,
        closing(read_in_turn(found.paths, desk.warehouse, answers)) as readings,
    ):
        for read in readings:
            change = changes(read.reader, read.reading)
            told.add(Outcome.of(read, change, Became(_state(read.reading))), read, change)
            if asked.annotate:
                annotated(read, asked.annotate, desk)
            advance()
    say_passed_over(found.passed_over, desk)
    return told.status


def _state(reading: "Reading") -> str:
    """What `load` would do with it."""
    from etl.commands.outcomes import AGAIN, CHECKED, REFUSED

    if any(finding.rule == SAME_FILE for finding in reading.findings):
        return AGAIN
    loadable = not reading.errors and (len(reading.observations) or len(reading.targets))
    return CHECKED if loadable else REFUSED
