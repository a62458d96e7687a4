"""`init`: make a data folder."""

import shutil
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from guoban.errors import StoreError
from guoban.text import _

if TYPE_CHECKING:
    from etl.commands.desk import Desk

STANDARD_CATALOGUE = Path(__file__).resolve().parents[2] / "data" / "catalogue"
IN_THE_MAKING = ".in-the-making"
ARRIVING = ".arriving"


def options(parser: ArgumentParser) -> None:
    """--demo or --catalogue."""
    either = parser.add_mutually_exclusive_group()
    either.add_argument(
        "--demo", action="store_true", help=_("with the demonstration county, loaded from its workbooks")
    )
    either.add_argument(
        "--catalogue",
        type=Path,
        default=STANDARD_CATALOGUE,
        metavar=_("FOLDER"),
        help=_("units.csv, indicators.csv and settings.csv to begin with; by default data/catalogue"),
    )


def run(asked: Namespace, desk: "Desk") -> int:
    """Make the store; nothing is left behind where that fails."""
    if desk.warehouse.exists():
        raise StoreError(
            _("There is a store in {folder} already.").format(folder=desk.warehouse.folder),
            _("Choose another folder; the store was left as it is."),
        )
    loaded = _demonstration(desk) if asked.demo else _empty(asked.catalogue, desk)
    catalogue = desk.reader.catalogue
    if desk.as_json:
        answer = {"data": str(desk.warehouse.folder), "units": len(catalogue.units), "uploads": loaded}
        desk.answer({**answer, "indicators": len(catalogue.indicators)})
    desk.say(
        _("The store in {folder} is ready: {units} units, {indicators} indicators, {uploads} workbooks.").format(
            folder=desk.warehouse.folder,
            units=len(catalogue.units),
            indicators=len(catalogue.indicators),
            uploads=loaded,
        )
    )
    return 0


def _empty(catalogue: Path, desk: "Desk") -> int:
    from guoban.access.demonstration import end_demonstration
    from guoban.catalogue import read_catalogue
    from guoban.warehouse import Warehouse

    warehouse = Warehouse.create(desk.data, read_catalogue(catalogue))
    end_demonstration(warehouse.folder)  # of a county that lay here before
    return 0


def _demonstration(desk: "Desk") -> int:
    """Load the county beside the data folder's place and move it in whole: a kill half-way leaves no half a county."""
    from etl.commands.bar import bar
    from etl.demo.load import create_demonstration, load_demonstration, manifest
    from guoban.access.demonstration import mark_demonstration

    total = len(manifest())
    with _made_aside(desk.warehouse.folder) as aside, bar(_("Loading the county"), total, desk.errors) as advance:
        for _loaded in load_demonstration(create_demonstration(aside)):
            advance()
        mark_demonstration(desk.warehouse.folder)
    return total


@contextmanager
def _made_aside(folder: Path) -> Iterator[Path]:
    """A folder to make a store in; after the block what is in it becomes the data folder's, `store` last and at once.

    Copied before it is moved: the files are still open in this process, and Windows moves no open file.
    """
    aside, arriving = folder / IN_THE_MAKING, folder / ARRIVING
    try:
        _clear(aside, arriving)
        aside.mkdir(parents=True)
        yield aside
        for part in ("originals", "catalogue"):
            shutil.copytree(aside / part, folder / part, dirs_exist_ok=True)
        shutil.copytree(aside / "store", arriving, ignore=shutil.ignore_patterns("writer.*"))
        if (folder / "store").is_dir():
            (folder / "store").rmdir()  # an empty one; else a store is there and `run` has refused
        arriving.rename(folder / "store")
    except OSError as error:
        raise StoreError(
            _("The store could not be made in {folder}: {reason}").format(
                folder=folder, reason=error.strerror or error
            ),
            _("See that there is room and that the folder may be written to."),
        ) from error
    finally:
        _clear(aside, arriving)


def _clear(*folders: Path) -> None:
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
