"""What a command is, and the list of all of them."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from guoban.text import mark

if TYPE_CHECKING:
    from etl.commands.desk import Desk

Options = Callable[[ArgumentParser], None]
Run = Callable[[Namespace, "Desk"], int]

SUMMARIES = {
    "init": mark("make a data folder"),
    "check": mark("read and check workbooks, write nothing"),
    "load": mark("check workbooks and load each in one transaction"),
    "progress": mark("progress of units against their annual targets"),
    "appraisal": mark("scores, ranks and star grades"),
    "completeness": mark("who has reported what, and what is late"),
    "history": mark("uploads, or every version of one figure"),
    "undo": mark("take an upload back"),
    "redo": mark("put an upload back that was taken back"),
    "submissions": mark("what was submitted, and how it stands"),
    "approve": mark("have a submission count"),
    "return": mark("send a submission back to be mended"),
    "close": mark("close a quarter and freeze a cut of it"),
    "reopen": mark("open a closed quarter again"),
    "let-in": mark("let the reporters of one unit into a closed quarter again"),
    "cuts": mark("the cuts that were frozen, or what has changed since one"),
    "template": mark("write the blank workbook to send out"),
    "targets": mark("the annual targets in force, or all their revisions"),
    "export": mark("write the files to take away"),
    "account": mark("who may sign in"),
    "backup": mark("write everything to one file"),
    "restore": mark("put back what a backup holds"),
    "go-back": mark("make an older version of the store count again"),
    "verify": mark("hold the store against the kept files, cell by cell"),
    "rebuild": mark("make the store anew from the kept files"),
}
"""Commands in the order in which help lists them. Each is a module of this package with `options` and `run`."""


_MODULES = {"return": "send_back"}
"""Commands whose names are words of Python's own."""


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its options, and what it does with them. `run` returns the exit status."""

    name: str
    options: Options
    run: Run


def command(name: str) -> Command:
    """The command called `name`, its module imported now: the others are not needed for this call."""
    module = import_module(f"etl.commands.{_MODULES.get(name, name.replace('-', '_'))}")
    return Command(name, module.options, module.run)
