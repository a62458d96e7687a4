"""The option that says who acts."""

import getpass
from argparse import ArgumentParser, Namespace

from guoban.text import _


def add_by(parser: ArgumentParser) -> None:
    """--by ACCOUNT."""
    parser.add_argument(
        "--by", metavar=_("ACCOUNT"), help=_("who does it; by default who is signed in on this machine")
    )


def add_reason(parser: ArgumentParser) -> None:
    """--reason REASON."""
    parser.add_argument(
        "--reason", metavar=_("REASON"), help=_("why figures of a closed quarter change; needed where they do")
    )


def asked_account(asked: Namespace) -> str:
    """The account of --by, else the name under which somebody is signed in on this machine."""
    if asked.by:
        return str(asked.by)
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # no name in the environment and none in the system's list, as in bare containers
        return _("command line")
