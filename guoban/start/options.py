"""What may be said behind start.py, and what is wrong with it in one line."""

import argparse
from pathlib import Path
from typing import NoReturn

from guoban.errors import UsageError
from guoban.place import data_folder
from guoban.start.words import _, mark

ARGPARSE_WORDS = (
    mark("usage: "),
    mark("options"),
    mark("show this help message and exit"),
    mark("%(heading)s:"),
    mark("argument %(argument_name)s: %(message)s"),
    mark("unrecognized arguments: %s"),
    mark("expected one argument"),
    mark("invalid %(type)s value: %(value)r"),
    mark("ambiguous option: %(option)s could match %(matches)s"),
    mark("ignored explicit argument %r"),
)
"""The words of Python's argparse that a person may meet here."""


class Parser(argparse.ArgumentParser):
    """A parser that speaks the language of the terminal and raises UsageError where argparse would exit."""

    def __init__(self, program: str, description: str) -> None:
        vars(argparse)["_"] = _  # argparse looks its own words up by that name, and has no other door for a language
        super().__init__(program, description=description, allow_abbrev=False)

    def error(self, message: str) -> NoReturn:
        line = _("{program}: {message}.").format(program=self.prog, message=message)
        raise UsageError(line, _("See: {program} --help").format(program=self.prog))


def serve_options(arguments: list[str]) -> argparse.Namespace:
    """The words of `start.py` alone: browser, port, host, and data as a full path. Raises UsageError."""
    parser = Parser(
        "start.py",
        _("Make ready, serve and open the browser. Other commands: setup [--dev], test [pytest arguments]."),
    )
    parser.add_argument("--no-browser", dest="browser", action="store_false", help=_("do not open the browser"))
    parser.add_argument("--port", type=int, default=8501, help=_("port to listen on (default 8501)"))
    parser.add_argument(
        "--host", default="127.0.0.1", help=_("address to listen on (default 127.0.0.1: this machine only)")
    )
    parser.add_argument("--data", type=Path, help=_("data folder (default: $GUOBAN_DATA, else data/live)"))
    options = parser.parse_args(arguments)
    if not 0 < options.port < 65536:
        raise UsageError(_("There is no port {port}: choose one from 1024 to 65535.").format(port=options.port))
    options.data = options.data.expanduser().resolve() if options.data else data_folder()
    return options


def setup_options(arguments: list[str]) -> argparse.Namespace:
    """The words of `start.py setup`: dev. Raises UsageError."""
    parser = Parser("start.py setup", _("Make the environment ready, no more."))
    parser.add_argument("--dev", action="store_true", help=_("also what tests need"))
    return parser.parse_args(arguments)
