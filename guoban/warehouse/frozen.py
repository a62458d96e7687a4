"""A version of the store kept for ever: its files, in a store of their own beside the one that goes on."""

import shutil
from pathlib import Path

from guoban.errors import StoreError
from guoban.warehouse.durable import sync_folder
from guoban.warehouse.pointer import Pointer, write_pointer
from guoban.warehouse.reader import Reader
from guoban.warehouse.seals import copy_sealed, seal_durably
from guoban.warehouse.space import require_space
from guoban.warehouse.versions import files_of
from guoban.warehouse.warehouse import Warehouse

CUTS = "cuts"
"""In the data folder: one folder for each cut."""

_MAKING = ".making"


def freeze(warehouse: Warehouse, reader: Reader, folder: str) -> None:
    """Copy the files of a version to `cuts/FOLDER/store`, where nobody publishes; lock in hand.

    The folder is there whole or not at all, and rests on the disk when this returns. Copies and not links: what spoils
    the one file leaves the other. Raises OSError, StoreError when the disk is full.
    """
    cuts = warehouse.folder / CUTS
    making = cuts / _MAKING
    shutil.rmtree(making, ignore_errors=True)  # what a killed one left
    store = making / "store"
    store.mkdir(parents=True)
    files = files_of(warehouse.store, reader.chain)
    require_space(cuts, sum(path.stat().st_size for path in files))
    for path in files:
        _copy(path, store / path.name)
    seals = {reader.chain.whole: reader.seal} if reader.seal else {}
    write_pointer(store, Pointer(reader.version, reader.version, seals))
    sync_folder(making)
    making.rename(cuts / folder)
    sync_folder(cuts)
    sync_folder(warehouse.folder)


def take_in(folder: Path, unpacked: Path) -> None:
    """Put a frozen store that a backup holds among those of a data folder; one that is here already stays.

    The name of its folder is of no other: what is here is the same, unless it was spoilt, and then it makes way.
    """
    here = folder / CUTS / unpacked.name
    if here.exists():
        try:
            Warehouse(here).require_sound()
        except StoreError:
            shutil.rmtree(here)
        else:
            return
    here.parent.mkdir(exist_ok=True)
    for path in sorted((unpacked / "store").iterdir()):
        seal_durably(path)
    sync_folder(unpacked / "store")
    unpacked.rename(here)
    sync_folder(here.parent)


def _copy(source: Path, target: Path) -> None:
    copy_sealed(source, target)
    seal_durably(target)
