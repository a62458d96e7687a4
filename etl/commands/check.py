"""`check`: read and check workbooks, write nothing."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from etl.commands.answers import add_files, asked_answers
from guoban.text import _

if TYPE_CHECKING:
    from etl.commands.desk import Desk
    from etl.commands.outcomes import Outcome
    from etl.model import Answers
    from guoban.warehouse import Reader


SAME_FILE = "same-file-again"
"""The rule by which a file is known that was loaded before (etl.checks.rules)."""


def options(parser: ArgumentParser) -> None:
    """FILE…, --span, --period, --unit."""
    add_files(parser)


def run(asked: Namespace, desk: "Desk") -> int:
    """1 if any file could not be loaded as it stands."""
    from etl.commands.bar import with_bar
    from etl.commands.files import workbooks
    from etl.commands.outcomes import REFUSED, answer_outcomes

    answers = asked_answers(asked, desk.reader.catalogue)
    paths = workbooks(asked.files)
    outcomes = [_check(path, desk.reader, answers) for path in with_bar(paths, _("Checking"), desk.errors)]
    answer_outcomes(outcomes, desk)
    return int(any(outcome.state == REFUSED for outcome in outcomes))


def _check(path: Path, reader: "Reader", answers: "Answers | None") -> "Outcome":
    from etl.commands.files import content_of
    from etl.commands.outcomes import AGAIN, CHECKED, REFUSED, Outcome
    from etl.load import changes, read_file

    reading = read_file(content_of(path), path.name, reader, answers)
    if any(finding.rule == SAME_FILE for finding in reading.findings):
        state = AGAIN
    else:
        loadable = not reading.errors and (len(reading.observations) or len(reading.targets))
        state = CHECKED if loadable else REFUSED
    return Outcome(path, reading, changes(reader, reading), reader, state)
