"""The words of a call → a Namespace; what is wrong with them in one sentence."""

import argparse
import os
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from etl.commands.command import SUMMARIES, command
from guoban.errors import UsageError
from guoban.text import CHINESE, ENGLISH, _

DEFAULT_DATA = Path(__file__).resolve().parents[2] / "data" / "live"
LANGUAGES = {"zh": CHINESE, "en": ENGLISH}


class Parser(argparse.ArgumentParser):
    """A parser that raises UsageError and speaks the chosen language."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(message, _("See: {program} --help").format(program=self.prog))


def parse(words: Sequence[str]) -> argparse.Namespace:
    """Understand the words after `python -m etl`. Raises UsageError; exits by itself only for --help."""
    vars(argparse)["_"] = _  # argparse looks its own words up by that name, and has no other door for a language
    parser = Parser(
        prog="python -m etl",
        description=_("Progress of unions against their annual targets: workbooks in, figures out."),
        epilog=_(
            "Exit status: 0 done; 1 the input has errors and nothing was changed; 2 wrong usage; 3 no store to use."
        ),
    )
    _common_options(parser, top=True)
    commands = parser.add_subparsers(dest="command", metavar=_("COMMAND"), required=True, title=_("commands"))
    for name, summary in SUMMARIES.items():
        own = commands.add_parser(name, help=_(summary), description=_(summary))
        command(name).options(own)
        for each in (own, *_steps(own)):
            _common_options(each, top=False)
    return parser.parse_args(words)


def _steps(parser: argparse.ArgumentParser) -> list[argparse.ArgumentParser]:
    """The parsers of a command that has steps of its own."""
    found = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]  # no public way
    return [step for action in found for step in action.choices.values()]


def chosen_language(words: Sequence[str]) -> str:
    """The language of `--lang` or GUOBAN_LANG, known before anything else is understood; Chinese by default."""
    early = argparse.ArgumentParser(add_help=False, exit_on_error=False, allow_abbrev=False)
    early.add_argument("--lang")
    try:
        wanted = early.parse_known_args(words)[0].lang
    except argparse.ArgumentError:
        wanted = None  # said again, and understood, by the whole parser
    return LANGUAGES.get((wanted or os.environ.get("GUOBAN_LANG", "")).lower()[:2], CHINESE)


def _common_options(parser: argparse.ArgumentParser, *, top: bool) -> None:
    """Options that may stand before the command or after it; after it they win, and are silent unless given."""

    def default(value: object) -> object:
        return value if top else argparse.SUPPRESS

    group = parser.add_argument_group(_("options of every command"))
    group.add_argument(
        "--data",
        type=Path,
        default=default(Path(os.environ.get("GUOBAN_DATA") or DEFAULT_DATA)),
        metavar=_("FOLDER"),
        help=_("the data folder; by default what GUOBAN_DATA names, else data/live"),
    )
    group.add_argument("--format", choices=("table", "json"), default=default("table"), help=_("how to answer"))
    group.add_argument("--lang", choices=tuple(LANGUAGES), default=default(None), help=_("the language of the answer"))
