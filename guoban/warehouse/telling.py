"""The log of the data folder, as the store writes into it."""

import logging

from guoban.access.events import Did, record
from guoban.access.store import AccessStore
from guoban.errors import StoreError
from guoban.warehouse.warehouse import Warehouse

LOG = logging.getLogger("guoban")


def tell(warehouse: Warehouse, did: Did, by: str, about: str) -> None:
    """Write into the log of the data folder who did what.

    The store has it already, in one step with the thing itself: what was done stays done where this second place cannot
    be written.
    """
    try:
        record(AccessStore(warehouse.folder), did, by, about=about)
    except StoreError:
        LOG.exception("not in the log: %s by %s: %s", did, by, about)
