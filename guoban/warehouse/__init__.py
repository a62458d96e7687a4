"""Where figures rest: versions of a store, published one after the other, read without waiting."""

from guoban.warehouse.how_read import HowRead, how_read
from guoban.warehouse.reader import Reader
from guoban.warehouse.seen import ChangedMeanwhileError, Seen
from guoban.warehouse.uploads import (
    NewUpload,
    commit_upload,
    find_upload_by_hash,
    redo_upload,
    undo_upload,
    units_of_upload,
)
from guoban.warehouse.warehouse import Warehouse

__all__ = [
    "ChangedMeanwhileError",
    "HowRead",
    "NewUpload",
    "Reader",
    "Seen",
    "Warehouse",
    "commit_upload",
    "find_upload_by_hash",
    "how_read",
    "redo_upload",
    "undo_upload",
    "units_of_upload",
]
