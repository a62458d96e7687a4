"""`load`: check workbooks and load each in one transaction."""

from argparse import ArgumentParser, Namespace
from contextlib import closing
from typing import TYPE_CHECKING

from etl.commands.acting import add_by, add_reason, asked_account
from etl.commands.answers import add_files, asked_answers
from guoban.errors import InputError
from guoban.text import _

if TYPE_CHECKING:
    from etl.commands.ahead import Read
    from etl.commands.desk import Desk
    from etl.commands.outcomes import Became
    from guoban.warehouse import Warehouse


def options(parser: ArgumentParser) -> None:
    """FILE…, --span, --period, --unit, --by, --reason, --skip-errors."""
    add_files(parser)
    add_by(parser)
    add_reason(parser)
    parser.add_argument(
        "--skip-errors", action="store_true", help=_("leave out just the cells with errors and load the rest")
    )


def run(asked: Namespace, desk: "Desk") -> int:
    """1 if any file was refused; the others are loaded all the same."""
    from etl.commands.ahead import read_in_turn
    from etl.commands.bar import bar
    from etl.commands.files import workbooks
    from etl.commands.outcomes import Outcome, report, say_passed_over
    from etl.commands.whole import whole
    from etl.load import changes

    answers = asked_answers(asked, desk.reader.catalogue)
    found = workbooks(asked.files)
    by = asked_account(asked)
    total = len(found.paths)
    with (
        report(desk, total) as told,
        bar(_("Loading"), total, desk.errors) as advance,
        closing(read_in_turn(found.paths, desk.warehouse, answers)) as readings,
    ):
        for read in readings:
            change = changes(read.reader, read.reading)
            change.counts()  # compared now, with what stood before this file
            with whole():  # a file whose loading has begun is loaded and told of, Ctrl-C or not
                done = _commit(read, desk.warehouse, by=by, asked=asked)
                told.add(Outcome.of(read, change, done), read, change)
            advance()
    say_passed_over(found.passed_over, desk)
    return told.status


def _commit(read: "Read", warehouse: "Warehouse", *, by: str, asked: Namespace) -> "Became":
    """Publish what was read, and say what became of it."""
    from etl.commands.outcomes import AGAIN, LOADED, REFUSED, Became
    from etl.load import commit
    from guoban.warehouse.closed import QuarterClosedError

    if read.reading.errors and not asked.skip_errors:
        return Became(REFUSED)
    try:
        content = read.path.read_bytes()
        done = commit(warehouse, read.reading, content, by=by, skip_errors=asked.skip_errors, reason=asked.reason)
    except QuarterClosedError as error:
        return Became(REFUSED, why=error)
    except InputError as error:
        return Became(REFUSED, why=None if read.reading.errors else error)
    except OSError as error:
        return Became(REFUSED, why=InputError(_("It cannot be read any more: {reason}").format(reason=error)))
    return Became(AGAIN if done.upload is None else LOADED, done.upload)
