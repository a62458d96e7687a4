"""A file about to be loaded, and how it came to count."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from guoban.warehouse.how_read import HowRead


@dataclass(frozen=True, slots=True)
class Approval:
    """How an upload came to count: submitted by one, approved by another. submission: its number."""

    submission: int
    submitted_at: datetime
    by: str


@dataclass(frozen=True)
class NewUpload:
    """One file about to be loaded.

    purpose: 'report', 'targets' or 'edit' (targets changed by hand).
    loaded_at: UTC; a time without a zone counts as UTC.
    original: the file's bytes, kept by their hash; None where there is no file (an edit by hand).
    how_read: what is needed to read the file so once more; None where there is no file.
    approval: of a file that was submitted; None where it counts at once.
    reason: why it changes figures of a closed quarter. own: codes of the units the account answers for; None = all.
    """

    purpose: str
    file_name: str
    sha256: str
    size: int
    loaded_by: str
    loaded_at: datetime
    original: bytes | None
    how_read: HowRead | None = None
    approval: Approval | None = None
    reason: str | None = None
    own: Collection[str] | None = None
