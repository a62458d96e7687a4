"""The words of a command about one upload: which, and who acts."""

from argparse import ArgumentParser

from etl.commands.acting import add_by, add_reason
from guoban.text import _


def options(parser: ArgumentParser) -> None:
    """UPLOAD, --by, --reason."""
    parser.add_argument(
        "upload", type=int, metavar=_("UPLOAD"), help=_("the number of the upload, as history shows it")
    )
    add_by(parser)
    add_reason(parser)
