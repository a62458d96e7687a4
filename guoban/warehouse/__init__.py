"""Where figures rest: versions of a store, published one after the other, read without waiting."""

from guoban.warehouse.how_read import HowRead, how_read
from guoban.warehouse.new_upload import Approval, NewUpload
from guoban.warehouse.reader import Reader
from guoban.warehouse.seen import ChangedMeanwhileError, Seen
from guoban.warehouse.submissions import State, Submission, return_submission, submissions, withdraw_submission
from guoban.warehouse.uploads import (
    commit_upload,
    find_upload_by_hash,
    redo_upload,
    undo_upload,
    units_of_upload,
)
from guoban.warehouse.warehouse import Warehouse

__all__ = [
    "Approval",
    "ChangedMeanwhileError",
    "HowRead",
    "NewUpload",
    "Reader",
    "Seen",
    "State",
    "Submission",
    "Warehouse",
    "commit_upload",
    "find_upload_by_hash",
    "how_read",
    "redo_upload",
    "return_submission",
    "submissions",
    "undo_upload",
    "units_of_upload",
    "withdraw_submission",
]
