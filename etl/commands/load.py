"""`load`: check workbooks and load each in one transaction."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from etl.commands.account import add_by, asked_account
from etl.commands.answers import add_files, asked_answers
from guoban.errors import InputError
from guoban.text import _

if TYPE_CHECKING:
    from etl.commands.desk import Desk
    from etl.commands.outcomes import Outcome
    from etl.model import Answers
    from guoban.warehouse import Warehouse


def options(parser: ArgumentParser) -> None:
    """FILE…, --span, --period, --unit, --by, --skip-errors."""
    add_files(parser)
    add_by(parser)
    parser.add_argument(
        "--skip-errors", action="store_true", help=_("leave out just the cells with errors and load the rest")
    )


def run(asked: Namespace, desk: "Desk") -> int:
    """1 if any file was refused; the others are loaded all the same."""
    from etl.commands.bar import with_bar
    from etl.commands.files import workbooks
    from etl.commands.outcomes import REFUSED, answer_outcomes

    answers = asked_answers(asked, desk.reader.catalogue)
    paths = workbooks(asked.files)
    by = asked_account(asked)
    outcomes = [
        _load(path, desk.warehouse, answers, by=by, skip_errors=asked.skip_errors)
        for path in with_bar(paths, _("Loading"), desk.errors)
    ]
    answer_outcomes(outcomes, desk)
    return int(any(outcome.state == REFUSED for outcome in outcomes))


def _load(path: Path, warehouse: "Warehouse", answers: "Answers | None", *, by: str, skip_errors: bool) -> "Outcome":
    """Read a file against the version that counts now, the files before it among what it holds, and commit it."""
    from etl.commands.files import content_of
    from etl.commands.outcomes import AGAIN, LOADED, REFUSED, Outcome
    from etl.load import changes, commit, read_file

    reader = warehouse.reader()
    content = content_of(path)
    reading = read_file(content, path.name, reader, answers)
    try:
        committed = commit(warehouse, reading, content, by=by, skip_errors=skip_errors)
    except InputError as error:
        why = None if reading.errors else error
        return Outcome(path, reading, changes(reader, reading), reader, REFUSED, why=why)
    state = AGAIN if committed.upload is None else LOADED
    return Outcome(path, reading, committed.changes, reader, state, committed.upload)
